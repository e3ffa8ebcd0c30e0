"""The view to draw, browse and download samples of a model."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from nicegui import ui

from skgan.app.pages._frame import frame, guarded, heading, later
from skgan.app.pages._grid import PER_PAGE, SampleGrid

ALL = "all classes"
MAX_FIELDS = 30  # maximum number of classes that have separate fields


def add(site: Any) -> None:
    """Register the view."""

    @ui.page("/generate")
    def show(model: str = "") -> None:
        with frame("/generate"):
            models = {each["path"]: each["name"] for each in site.models()}
            if not models:
                ui.label("There are no models yet.")
                ui.link("Train one", "/train").classes("plain")
                return
            chosen = model if model in models else next(iter(models))
            choose_model(models, chosen, "/generate")
            with ui.card():
                body = ui.column().classes("w-full")
                later(body, lambda: fill(site, chosen, body), "Loading the model ...")


def choose_model(models: dict[str, str], chosen: str, view: str) -> None:
    """Add a field to choose a model, which reloads the view."""
    ui.select(models, value=chosen, label="Model").classes("w-full").on_value_change(
        lambda event: ui.navigate.to(f"{view}?{urlencode({'model': event.value})}")
    )


async def fill(site: Any, model: str, body: ui.element) -> None:
    """Show the form and the first page of samples."""
    found = await site.helper.call("_samples.facts", model)
    classes = found["classes"]
    with body:
        heading("Samples")
        with ui.row().classes("items-center"):
            shown = ui.select([ALL, *classes], value=ALL, label="Class").classes("w-40")
            seed = ui.number("Random seed", value=0, min=0, precision=0).classes("w-32")
        with ui.expansion("Number of samples of each class").classes("w-full"):
            fields = count_fields(classes)
        grid = SampleGrid(site, model, classes)

        async def again() -> None:
            values = [int(field.value or 0) for field in fields]
            grid.counts = tuple(values * len(classes) if len(values) == 1 else values)
            grid.seed = int(seed.value or 0)
            grid.label = None if shown.value == ALL else shown.value
            grid.number = 0
            await grid.show()

        for field in (*fields, seed, shown):
            field.on_value_change(guarded(again))
        await grid.show()
        downloads(site, model, grid, found["formats"])


def count_fields(classes: list[str]) -> list[ui.number]:
    """Add a number for each class, or one for all classes if there are many."""
    names = classes if len(classes) <= MAX_FIELDS else ["each class"]
    with ui.element("div").classes("fields"):
        return [ui.number(name, value=PER_PAGE, min=0, precision=0) for name in names]


def downloads(site: Any, model: str, grid: SampleGrid, formats: list[str]) -> None:
    """Add buttons to download the samples or the balanced data."""
    heading("Download")

    def taking(make: Callable[[], Awaitable[tuple[str, bytes]]]) -> Any:
        async def take() -> None:
            name, content = await make()
            ui.download(site.offer(name, content), name)

        return guarded(take)

    async def generated() -> tuple[str, bytes]:
        arguments = (model, grid.counts, grid.seed, form.value)
        made: tuple[str, bytes] = await site.helper.call(
            "_downloads.generated", *arguments
        )
        return made

    async def balanced() -> tuple[str, bytes]:
        arguments = (model, form.value, grid.seed)
        made: tuple[str, bytes] = await site.helper.call(
            "_downloads.balanced", *arguments
        )
        return made

    with ui.row().classes("items-center"):
        form = ui.select(formats, value=formats[0], label="Format").classes("w-40")
        ui.button("Download the samples", icon="download", on_click=taking(generated))
        ui.button(
            "Download the balanced data",
            icon="balance",
            color=None,
            on_click=taking(balanced),
        ).props("outline")
    ui.label(
        "The balanced data contain the real samples, and new samples so that all "
        "classes are as frequent as the most frequent one."
    ).classes("text-caption")
