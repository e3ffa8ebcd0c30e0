"""The view to test by cross-validation whether over-sampling helps a classifier."""

from typing import Any

from nicegui import ui

from skgan.app.pages._frame import frame, guarded, heading, later
from skgan.app.pages._progress import Progress


def add(site: Any) -> None:
    """Register the view."""

    @ui.page("/worth-it")
    def show() -> None:
        with frame("/worth-it"), ui.element("div").classes("two"):
            with ui.card():
                ask(site)
            with ui.card():
                Progress(site, "evaluate")


def ask(site: Any) -> None:
    """Add the form for a comparison."""
    heading("New comparison")
    choice = site.choice
    if not choice:
        ui.label("Choose data first.")
        ui.link("Choose data", "/").classes("plain")
        return
    ui.label(f"Data: {site.workspace.shown(choice['data'])}").classes("wrap")
    ui.label(
        "A classifier is trained with and without new samples, on the same folds. "
        "Samplers are fitted on training rows only."
    )
    body = ui.column().classes("w-full")

    async def fill() -> None:
        found = await site.helper.call("_choices.choices")
        with body:
            add_form(site, choice, found)

    later(body, fill, "Loading the samplers ...")


def add_form(site: Any, choice: dict[str, Any], found: dict[str, Any]) -> None:
    """Add the fields and the button."""
    arms = ui.select(
        found["arms"],
        value=found["default_arms"],
        multiple=True,
        label="Samplers and baselines to compare",
    ).props("use-chips")
    arms.classes("w-full")
    classifier = ui.select(
        found["classifiers"], value=found["classifiers"][0], label="Classifier"
    ).classes("w-40")
    folds = ui.number("Folds", value=5, min=2, max=20, precision=0).classes("w-24")

    async def start() -> None:
        if not arms.value:
            raise ValueError("No sampler is selected. Choose a sampler to compare.")
        request = {
            "kind": "evaluate",
            "samplers": [*arms.value],
            "classifier": classifier.value,
            "folds": int(folds.value or 5),
            "seed": 0,
        }
        site.jobs.start(request | choice)

    ui.button("Compare", icon="balance", on_click=guarded(start))
    ui.label("The cross-validation is repeated with other folds.").classes(
        "text-caption"
    )
