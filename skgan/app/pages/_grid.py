"""A grid of generated samples, and the details of one sample."""

from typing import Any

from nicegui import ui

from skgan.app.pages._frame import cell, guarded, heading, labelled, picture, table

PER_PAGE = 21


class SampleGrid:
    """A grid of samples of a model, with 3 x 7 samples on each page.

    Parameters
    ----------
    site : Site
        The site.
    model : str
        The file of the model.
    classes : list of str
        The classes that can be drawn.
    """

    def __init__(self, site: Any, model: str, classes: list[str]) -> None:
        self.site, self.model = site, model
        self.counts = tuple([PER_PAGE] * len(classes))
        self.seed, self.number, self.total = 0, 0, 0
        self.label: str | None = None
        with ui.row().classes("items-center"):
            self.before = ui.button("Previous", icon="chevron_left")
            self.text = ui.label().props('role="status"')
            self.after = ui.button("Next", icon="chevron_right")
        self.before.on_click(guarded(self._turn(-1)))
        self.after.on_click(guarded(self._turn(1)))
        self.body = ui.column().classes("w-full")
        self.dialog = ui.dialog()

    async def show(self) -> None:
        """Show the current page of the grid."""
        arguments = (self.model, self.counts, self.seed, self.label, self.number)
        found = await self.site.helper.call("_samples.page", *arguments)
        self.total = found["total"]
        n_pages = max(1, -(-self.total // PER_PAGE))
        self.text.set_text(f"Page {self.number + 1} of {n_pages}, {self.total} samples")
        self.before.set_enabled(self.number > 0)
        self.after.set_enabled(self.number + 1 < n_pages)
        self.body.clear()
        with self.body:
            if found["columns"]:
                self._show_rows(found)
            else:
                self._show_pictures(found["items"])

    def _show_pictures(self, items: list[dict[str, Any]]) -> None:
        with ui.element("div").classes("grid7"):
            for item in items:
                with ui.element("button").props('type="button"') as button:
                    name = f"Sample {item['index'] + 1}, class {item['label']}"
                    labelled(button, name).props["title"] = name
                    picture(item["picture"], "", "sharp")
                button.on("click", guarded(self._open(item["index"])))

    def _show_rows(self, found: dict[str, Any]) -> None:
        with (
            ui.element("div")
            .classes("rows")
            .props('tabindex="0" role="region"') as area
        ):
            labelled(area, "Generated rows")
            with ui.element("table"):
                with ui.element("thead"), ui.element("tr"):
                    for name in ("", "class", *found["columns"]):
                        cell("th", name)
                with ui.element("tbody"):
                    for item in found["items"]:
                        self._show_row(item)

    def _show_row(self, item: dict[str, Any]) -> None:
        with ui.element("tr"):
            with ui.element("td"):
                button = ui.button(icon="search", color=None).props(
                    "flat dense size=sm"
                )
                labelled(button, f"Show sample {item['index'] + 1}")
                button.on_click(guarded(self._open(item["index"])))
            for value in (item["label"], *item["cells"]):
                cell("td", value)

    def _turn(self, step: int) -> Any:
        async def turn() -> None:
            self.number += step
            await self.show()

        return turn

    def _open(self, index: int) -> Any:
        async def opening() -> None:
            arguments = (self.model, self.counts, self.seed, index)
            found = await self.site.helper.call("_samples.detail", *arguments)
            self.dialog.clear()
            with self.dialog, ui.card().classes("wrap"):
                show_detail(index, found)
                ui.button("Close", on_click=self.dialog.close)
            self.dialog.open()

        return opening


def show_detail(index: int, found: dict[str, Any]) -> None:
    """Show one sample and the training rows that are nearest to it."""
    heading(f"Sample {index + 1}, class {found['label']}")
    nearest = found["nearest"]
    if found["columns"]:
        columns = ["", "class", "distance", *found["columns"]]
        rows = [["generated", found["label"], "", *found["cells"]]]
        for near in nearest:
            distance = f"{near['distance']:.3f}"
            rows.append(["training row", near["label"], distance, *near["cells"]])
        table(columns, rows, "The sample and the nearest training rows")
        return
    picture(found["picture"], f"Sample {index + 1}", "figure sharp large")
    heading("Nearest training rows")
    with ui.row():
        for near in nearest:
            with ui.column().classes("gap-0 items-center"):
                text = f"{near['label']}, distance {near['distance']:.3f}"
                picture(near["picture"], text, "sharp").style("width: 6rem")
                ui.label(text).classes("text-caption")
