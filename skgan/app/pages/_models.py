"""The view of the trained models, to show, compare and delete them."""

import time
from typing import Any
from urllib.parse import quote

from nicegui import ui

from skgan.app._texts import bytes_in_words, seconds_in_words
from skgan.app.pages._frame import (
    frame,
    guarded,
    heading,
    labelled,
    later,
    picture,
    table,
)
from skgan.app.pages._grid import SampleGrid

MAX_COMPARED = 2


def add(site: Any) -> None:
    """Register the view."""

    @ui.page("/models")
    def show(compare: str = "") -> None:
        with frame("/models"):
            models = site.models()
            if not models:
                ui.label("There are no models yet.")
                ui.link("Train one", "/train").classes("plain")
                return
            folder = site.workspace.relative(site.workspace.models)
            ui.label(f"Models are files in {folder}.").classes("wrap")
            Models(site, models)


class Models:
    """The list of models, and the comparison of two models below it."""

    def __init__(self, site: Any, models: list[dict[str, Any]]) -> None:
        self.site, self.compared = site, []  # type: ignore[var-annotated]
        for about in models:
            with ui.card() as card:
                self._show(about, card)
        self.below = ui.element("div").classes("two")

    def _show(self, about: dict[str, Any], card: ui.element) -> None:
        name, path = about["name"], about["path"]
        heading(name).classes("wrap")
        ui.label(line_of(about)).classes("wrap")
        area = ui.column().classes("w-full")
        with ui.row().classes("items-center"):
            browse = ui.button("Browse", icon="grid_view")
            browse.on_click(lambda: ui.navigate.to(f"/generate?model={quote(path)}"))
            report = ui.button("Report", icon="fact_check", color=None).props("outline")
            report.on_click(lambda: self._report(path, area))
            ui.link("Download", f"/model?model={quote(path)}").classes("plain")
            delete = ui.button(icon="delete", color=None).props("flat")
            labelled(delete, f"Delete {name}")
            delete.on_click(guarded(self._delete(about, card)))
            box = ui.checkbox("Compare")
            labelled(box, f"Compare {name}")
            box.on_value_change(lambda event: self._compare(path, event.value))

    def _report(self, path: str, area: ui.element) -> None:
        async def fill() -> None:
            found = await self.site.helper.call("_reports.report", path)
            heading("Report")
            for flag in found["flags"] or ["No sign of collapse, copies or confusion."]:
                ui.label(flag).classes("wrap")
            table(found["columns"], found["rows"], "Figures by class")

        area.clear()
        later(area, fill, "Comparing generated with real samples ...")

    def _delete(self, about: dict[str, Any], card: ui.element) -> Any:
        async def ask() -> None:
            with ui.dialog() as dialog, ui.card():
                heading("Delete the model?")
                ui.label(f"{about['name']} can't be restored.").classes("wrap")
                with ui.row():
                    ui.button("Keep", on_click=lambda: dialog.submit(False))
                    delete = ui.button("Delete", on_click=lambda: dialog.submit(True))
                    delete.props("color=negative")
            is_sure = await dialog
            dialog.delete()
            if is_sure:
                self.site.delete_model(about["path"])
                self._compare(about["path"], False)
                card.delete()

        return ask

    def _compare(self, path: str, wanted: bool) -> None:
        kept = [each for each in self.compared if each != path]
        self.compared = [*kept, path][-MAX_COMPARED:] if wanted else kept
        self.below.clear()
        for each in self.compared:
            with self.below, ui.card() as card:
                body = ui.column().classes("w-full")
                with card:
                    later(body, self._showing(each), "Loading the model ...")

    def _showing(self, path: str) -> Any:
        async def fill() -> None:
            found = await self.site.helper.call("_samples.facts", path)
            heading(path.rpartition("/")[2]).classes("wrap")
            lines = [["sampler", found["sampler"]], ["iterations", found["n_iter"]]]
            lines += [[f"rows of {k}", n] for k, n in found["counts"][:12]]
            lines += [[k, v] for k, v in found["parameters"].items()]
            table(["", ""], lines, "Properties of the model")
            losses = await self.site.helper.call("_reports.losses", path)
            if losses:
                picture(losses, "Losses of the training")
            await SampleGrid(self.site, path, found["classes"]).show()

        return fill


def line_of(about: dict[str, Any]) -> str:
    """Return the properties of a model as one line."""
    date = time.strftime("%Y-%m-%d %H:%M", time.localtime(about["changed"]))
    parts = [date, bytes_in_words(about["bytes"])]
    if "data" in about:
        if about["data"] != ".":  # the folder of the page, which is in the name
            parts.append(f"data {about['data']}")
        parts.append(str(about["sampler"]))
        n_iter = about.get("n_iter", 0)
        parts.append(f"{n_iter} iterations" if n_iter else "no network trained")
        parts.append(seconds_in_words(about.get("seconds", 0)))
        parts += [f"{k} {v}" for k, v in about.get("parameters", {}).items()]
    if about.get("stopped"):
        parts.append("stopped early")
    return ", ".join(parts)
