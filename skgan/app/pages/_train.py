"""The view to train a sampler and show its progress."""

from typing import Any

from nicegui import ui

from skgan.app.pages._fields import Fields
from skgan.app.pages._frame import frame, guarded, heading, later
from skgan.app.pages._progress import Progress

FIRST = "ACGANSampler"


def add(site: Any) -> None:
    """Register the view."""

    @ui.page("/train")
    def show() -> None:
        with frame("/train"), ui.element("div").classes("two"):
            with ui.card() as form:
                choice = site.choice
                if choice:
                    ask(site, choice, form)
                else:
                    ui.label("Choose data first.")
                    ui.link("Choose data", "/").classes("plain")
            with ui.card():
                Progress(site, "train")


def ask(site: Any, choice: dict[str, Any], form: ui.element) -> None:
    """Add the form for a training, in which all fields may be empty."""
    heading("New training")
    with ui.row().classes("items-center gap-2"):
        ui.label(f"Data: {site.workspace.shown(choice['data'])}").classes("wrap")
        ui.link("Choose other data", "/").classes("plain")
    body = ui.column().classes("w-full")

    async def fill() -> None:
        found = await site.helper.call("_choices.choices")
        with body:
            add_form(site, choice, found["samplers"])

    later(body, fill, "Loading the samplers ...")


def add_form(site: Any, choice: dict[str, Any], samplers: dict[str, Any]) -> None:
    """Add the fields and the button."""
    chosen = ui.select(
        [*samplers], value=FIRST, label="Sampler, or preset of an older project"
    ).classes("w-full")
    fields = Fields()

    async def start() -> None:
        parameters = fields.values(samplers[chosen.value])
        request = {"kind": "train", "sampler": chosen.value, "parameters": parameters}
        others = {
            "seed": int(seed.value or 0),
            "networks": networks.value,
            "hold_out": hold_out.value,
        }
        reading = dict(choice["reading"])
        site.jobs.start(request | choice | {"reading": reading} | others)

    ui.button("Train", icon="play_arrow", on_click=guarded(start))
    # As in Python, networks are not trained on pictures unless they are asked for.
    networks = ui.switch("Train networks", value=choice.get("form") != "image")
    ui.label(
        "On: networks are trained, for minutes or hours on pictures. Off: new samples "
        "are made from real ones, within seconds."
    ).classes("text-caption")
    hold_out = ui.switch("Hold out a fifth of the rows for a report", value=False)
    with ui.expansion("Settings").classes("w-full"):
        ui.label("If a field is empty, the default value is used.")
        with ui.element("div").classes("fields"):
            fields.add(samplers[chosen.value])
            seed = ui.number("Random seed", value=0, min=0, precision=0)
    chosen.on_value_change(lambda event: fields.show(samplers[event.value]))
