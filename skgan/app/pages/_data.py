"""The view to choose and describe a data set."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from nicegui import ui

from skgan.app._texts import as_url
from skgan.app._workspace import is_data_folder
from skgan.app.pages._frame import (
    bars,
    frame,
    guarded,
    heading,
    later,
    picture,
    table,
    tell_error,
)
from skgan.exceptions import InputError

ICONS = {"folder": "folder", "data": "photo_library", "table": "table_chart"}
SIDES = (16, 28, 32, 48, 64, 96, 128)
COLUMNS = ["column", "treated as", "decimals", "exact values"]
MAX_BARS = 40  # classes that are shown


def add(site: Any) -> None:
    """Register the view."""

    @ui.page("/")
    def show(folder: str = "", data: str = "") -> None:
        with frame("/"), ui.element("div").classes("two"):
            with ui.card():
                browser(site, folder)
            with ui.card() as area:
                preview(site, data or site.choice.get("data") or only(site), area)


def only(site: Any) -> str:
    """Return "." if the whole folder of the page is one data set, or ""."""
    return "." if is_data_folder(site.workspace.root) else ""


def browser(site: Any, folder: str) -> None:
    """List a folder, in which entries with data can be chosen."""
    root = site.workspace.root
    heading("Files")
    with ui.row().classes("items-center gap-1 wrap"):
        link(root.name or str(root), folder="")
        parts = [part for part in folder.split("/") if part]
        for i, part in enumerate(parts):
            ui.label("/")
            link(part, folder="/".join(parts[: i + 1]))
    try:
        entries = site.workspace.entries(folder)
    except InputError as error:
        tell_error(error)
        entries = []
    if is_data_folder(site.workspace.root / folder) and entries:
        ui.button(
            "Choose this folder", icon="check", on_click=lambda: go(data=folder or ".")
        )
    with ui.list().props("dense").classes("w-full"):
        for entry in entries:
            row(entry)
    if not entries:
        ui.label("This folder contains no data.")


def row(entry: Any) -> None:
    """Add a line of the list; a click on it chooses data or opens a folder."""
    with ui.item() as item:
        with ui.item_section().props("avatar"):
            ui.icon(ICONS.get(entry.kind, "draft")).props('aria-hidden="true"')
        with ui.item_section():
            ui.item_label(entry.name).classes("wrap")
        if entry.kind == "data" and entry.is_folder:
            with ui.item_section().props("side"):
                name = f"Open {entry.name}"
                button = ui.button(icon="chevron_right", color=None).props("flat dense")
                button.props["aria-label"] = name
                button.on("click.stop", lambda: go(folder=entry.path))
    if entry.kind == "folder":
        item.on_click(lambda: go(folder=entry.path))
    elif entry.kind:
        item.on_click(lambda: go(data=entry.path))
    else:
        item.props("disable")


def link(text: str, **query: str) -> None:
    """Add a link to this view."""
    ui.link(text, f"/?{urlencode(query)}").classes("plain")


def go(**query: str) -> None:
    """Open this view with another data set or another folder."""
    ui.navigate.to(f"/?{urlencode(query)}")


def preview(site: Any, data: str, area: ui.element) -> None:
    """Show the chosen data set."""
    heading("Preview")
    if not data:
        ui.label("Choose a folder of pictures, a table or arrays from the list.")
        return
    ui.label(site.workspace.shown(data)).classes("wrap text-weight-medium")
    choice = site.choice if site.choice.get("data") == data else {}
    with ui.column().classes("w-full"):
        form = ui.column().classes("w-full")
        body = ui.column().classes("w-full")

    async def first() -> None:
        found = await site.helper.call("_describe.options", data)
        reading = dict(choice.get("reading", {})) or reading_of(found)
        with form:
            choose_reading(found, reading, describe)
        with body:
            await fill(site, data, reading)

    async def describe(reading: dict[str, Any]) -> None:
        body.clear()
        with body:
            await fill(site, data, reading)

    later(body, first, "Reading the data ...")


def reading_of(found: dict[str, Any]) -> dict[str, Any]:
    """Return the default options for reading a data set."""
    reading: dict[str, Any] = {"target": found.get("target")}
    if found["splits"]:
        reading["split"] = found["splits"][0]
    return reading


def choose_reading(
    found: dict[str, Any],
    reading: dict[str, Any],
    describe: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Add fields for the column with the classes or the size of pictures."""

    def changed(name: str) -> Callable[[Any], Awaitable[None]]:
        async def change(event: Any) -> None:
            value = event.value
            if name == "image_shape":
                value = [value, value, 3] if value else None
            reading[name] = value
            await describe(reading)

        return guarded(change)

    def choose(options: Any, label: str, value: Any, name: str) -> None:
        ui.select(options, label=label, value=value, on_change=changed(name)).classes(
            "w-64"
        )

    if found["columns"]:
        choose(found["columns"], "Column with the classes", reading["target"], "target")
    elif found["splits"]:
        choose(found["splits"], "Split of EMNIST", reading["split"], "split")
    elif "target" not in found:
        side = (reading.get("image_shape") or [0])[0]
        sizes = {0: "as the first picture"} | {n: f"{n} x {n}, colour" for n in SIDES}
        choose(sizes, "Size of pictures", side, "image_shape")


async def fill(site: Any, data: str, reading: dict[str, Any]) -> None:
    """Show counts, columns and real samples, and remember the choice."""
    found = await site.helper.call("_describe.describe", data, reading)
    site.choose(data, reading, found["kind"])
    shape = " x ".join(map(str, found["shape"]))
    ui.label(f"{found['n']} samples of {len(found['counts'])} classes, each {shape}")
    ui.button("Train a sampler", icon="play_arrow").on_click(
        lambda: ui.navigate.to("/train")
    )
    for text in found["warnings"]:
        ui.label(f"Note: {text}").classes("wrap")
    heading("Samples of each class")
    bars(found["counts"][:MAX_BARS])
    if len(found["counts"]) > MAX_BARS:
        ui.label(f"... and {len(found['counts']) - MAX_BARS} more classes")
    heading("Real samples")
    names = ", ".join(name for name, _ in found["counts"][:12])
    picture(as_url(found["picture"]), f"Real samples of the classes {names}")
    if found["columns"]:
        heading("How samplers treat the columns")
        table(COLUMNS, found["columns"], "How samplers treat the columns")
