"""The view with the animation of a training and interpolations."""

from typing import Any
from urllib.parse import quote

from nicegui import ui

from skgan.app.pages._frame import frame, guarded, heading, later, picture
from skgan.app.pages._generate import choose_model


def add(site: Any) -> None:
    """Register the view."""

    @ui.page("/animation")
    def show(model: str = "") -> None:
        with frame("/animation"):
            models = {each["path"]: each for each in site.models()}
            if not models:
                ui.label("There are no models yet.")
                ui.link("Train one", "/train").classes("plain")
                return
            animated = [path for path, each in models.items() if each["animated"]]
            first = (animated or [*models])[0]
            chosen = models[model if model in models else first]
            names = {path: each["name"] for path, each in models.items()}
            choose_model(names, chosen["path"], "/animation")
            with ui.element("div").classes("two"):
                with ui.card():
                    show_training(chosen)
                with ui.card():
                    show_interpolation(site, chosen["path"])


def show_training(about: dict[str, Any]) -> None:
    """Show the animation of the training."""
    heading("The training")
    if not about["animated"]:
        ui.label("This model has no animation. Train networks on this page.")
        return
    address = f"/animation.gif?model={quote(about['path'])}"
    picture(address, "Samples of the same noise during the training")
    link = ui.link("Download the animation", address).classes("plain")
    link.props["download"] = f"{about['name']}.gif"


def show_interpolation(site: Any, model: str) -> None:
    """Show samples between two random samples."""
    heading("From one sample to another")
    ui.label("Each row shows steps from one random noise to another.")
    seed = ui.number("Random seed", value=0, min=0, precision=0).classes("w-32")
    body = ui.column().classes("w-full")

    async def fill() -> None:
        arguments = (model, int(seed.value or 0))
        address = await site.helper.call("_reports.interpolation", *arguments)
        with body:
            picture(address, "Samples of each class between two random noises")
            link = ui.link("Download the picture", address).classes("plain")
            link.props["download"] = "interpolation.png"

    async def again() -> None:
        body.clear()
        with body:
            await fill()

    seed.on_value_change(guarded(again))
    later(body, fill, "Loading the networks ...")
