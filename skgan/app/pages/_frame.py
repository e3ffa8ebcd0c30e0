"""Parts of all views: the navigation bar, the style and small elements."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any

from nicegui import background_tasks, ui

from skgan.app._texts import AppError, text_of
from skgan.exceptions import SkganError

VIEWS = {
    "/": "Data",
    "/train": "Train",
    "/models": "Models",
    "/generate": "Generate",
    "/worth-it": "Is it worth it?",
    "/animation": "Animation",
}
EXPECTED = (AppError, SkganError, OSError, ValueError)
STYLE = """
:root { --nicegui-default-padding: 0.75rem; --nicegui-default-gap: 0.75rem; }
h1 { font-size: 1.5rem; font-weight: 600; margin: 0; line-height: 1.3; }
h2 { font-size: 1.15rem; font-weight: 600; margin: 0; line-height: 1.3; }
main { max-width: 75rem; margin: 0 auto; width: 100%; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 9999; background: #fff; color: #000;
  padding: 0.5rem; }
nav.views { display: flex; flex-wrap: wrap; gap: 0 0.15rem; }
nav.views a { color: #fff; padding: 0.35rem 0.5rem; text-decoration: none;
  border-bottom: 3px solid transparent; }
nav.views a[aria-current] { border-color: #fff; font-weight: 600; }
a:focus-visible, button:focus-visible, [tabindex]:focus-visible
  { outline: 3px solid #e69f00; outline-offset: 1px; }
.q-card { width: 100%; }
.bars { display: grid; grid-template-columns: minmax(3rem, max-content) 1fr max-content;
  gap: 0.2rem 0.6rem; align-items: center; width: 100%; }
.bars .bar { background: #0072b2; height: 0.9rem; min-width: 2px; border-radius: 2px; }
.body--dark .bars .bar { background: #56b4e9; }
.figure { max-width: 100%; height: auto; background: #fff; border-radius: 4px; }
.sharp { image-rendering: pixelated; }
.large { width: 20rem; max-width: 100%; }
.grid7 { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 4px;
  width: 100%; max-width: 50rem; }
.grid7 button { padding: 0; border: 1px solid #8888; background: none;
  cursor: zoom-in; }
.grid7 img { width: 100%; display: block; }
.rows { overflow-x: auto; width: 100%; }
.rows table { border-collapse: collapse; font-size: 0.9rem; }
.rows th, .rows td { text-align: left; padding: 0.2rem 0.6rem; white-space: nowrap;
  border-bottom: 1px solid #8884; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr));
  gap: 0.75rem; width: 100%; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
  gap: 0.5rem; width: 100%; }
.error { color: #b00020; }
.body--dark .error { color: #ff8a80; }
a.plain, a.plain:hover { color: #005a8c; text-decoration: underline; }
.body--dark a.plain, .body--dark a.plain:hover { color: #8ecdf5; }
.wrap { overflow-wrap: anywhere; }
@media (max-width: 500px) { .two { grid-template-columns: minmax(0, 1fr); } }
"""


@contextmanager
def frame(path: str) -> Iterator[ui.element]:
    """Draw the bar with all views; elements within the context are below it."""
    ui.page_title(f"{VIEWS[path]} - skgan")
    ui.add_css(STYLE)
    ui.colors(primary="#005a8c", negative="#b00020")
    dark = ui.dark_mode(None)
    ui.link("Skip to the content", "#content").classes("skip")
    ui.button.default_props("no-caps")
    with ui.header(wrap=False).classes("items-center justify-between q-py-xs"):
        with ui.element("nav").classes("views").props('aria-label="Views"'):
            for target, name in VIEWS.items():
                link = ui.link(name, target)
                if target == path:
                    link.props('aria-current="page"')
        ui.button(icon="contrast", on_click=lambda: switch(dark)).props(
            'flat dense color=white aria-label="Switch between light and dark"'
        )
    main = ui.element("main").props('id="content" tabindex="-1"')
    with main, ui.column().classes("w-full"):
        heading(VIEWS[path], "h1")
        yield main


async def switch(dark: ui.dark_mode) -> None:
    """Switch between the light and the dark mode."""
    is_dark = await ui.run_javascript("document.body.classList.contains('body--dark')")
    dark.set_value(not is_dark)


def heading(text: str, tag: str = "h2") -> ui.label:
    """Add a heading."""
    label = ui.label(text)
    label.tag = tag
    return label


def picture(address: str, description: str, kind: str = "figure") -> ui.element:
    """Add a picture with a description for screen readers."""
    image = ui.element("img").classes(kind)
    image.props["src"] = address
    image.props["alt"] = description
    return image


def labelled(element: ui.element, text: str) -> ui.element:
    """Set the name of an element for screen readers."""
    element.props["aria-label"] = text
    return element


def bars(numbers: Sequence[Sequence[Any]], share: bool = False) -> None:
    """Add a bar with its number for each name."""
    most = 1.0 if share else max((float(n) for _, n in numbers), default=1.0) or 1.0
    with ui.element("div").classes("bars"):
        for name, number in numbers:
            ui.label(str(name)).classes("wrap")
            width = 100 * float(number) / most
            with ui.element("div"):
                ui.element("div").classes("bar").style(f"width: {width:.1f}%")
            ui.label(f"{number:.0%}" if share else f"{number}")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> None:
    """Add a table of text, which can be scrolled horizontally."""
    with ui.element("div").classes("rows").props('tabindex="0" role="region"') as area:
        labelled(area, name)
        with ui.element("table"):
            with ui.element("thead"), ui.element("tr"):
                for column in columns:
                    cell("th", column)
            with ui.element("tbody"):
                for row in rows:
                    with ui.element("tr"):
                        for value in row:
                            cell("td", value)


def cell(tag: str, text: str) -> None:
    """Add a cell of a table."""
    ui.label(str(text)).tag = tag


def alert(text: str) -> None:
    """Add a text that screen readers read at once."""
    ui.label(text).props('role="alert"').classes("error wrap")


def tell_error(error: BaseException) -> None:
    """Show an error until it is closed."""
    ui.notify(
        text_of(error),
        type="negative",
        multi_line=True,
        close_button="Close",
        timeout=0,
    )


def guarded(handler: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Show errors on the page instead of writing them to a log."""

    @wraps(handler)
    async def guarding(*arguments: Any) -> None:
        try:
            await handler(*arguments)
        except EXPECTED as error:
            tell_error(error)

    return guarding


def later(area: ui.element, fill: Callable[[], Awaitable[None]], wait: str) -> None:
    """Fill an area when its contents have been computed, after the page is shown."""

    async def filling() -> None:
        with area, ui.row().classes("items-center") as waiting:
            ui.spinner(size="sm")
            ui.label(wait).props('role="status"')
        try:
            with area:
                await fill()
        except Exception as error:
            if waiting.is_deleted:  # the user has left the page
                return
            if not isinstance(error, EXPECTED):
                raise
            with area:
                alert(text_of(error))
        finally:
            if not waiting.is_deleted:
                waiting.delete()

    background_tasks.create(filling())
