"""Fill templates with values and write pages; only this module does so."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._files import file_path, write_atomically
from skgan._html._palette import OKABE_ITO

TEMPLATES = Path(__file__).parent / "templates"
LOGO = TEMPLATES / "logo.svg"  # also that of the web page and of the documentation


class Picture(NamedTuple):
    """A picture with its alternative text.

    The width of a strip of images is in pixels of the screen. None: the width of the
    page, if necessary.
    """

    source: str
    alt: str
    caption: str
    width: int | None = None


class Bars(NamedTuple):
    """Two small histograms as SVG paths: filled bars, and a line over them."""

    filled: str
    line: str
    alt: str


Cell = str | Bars


class Table(NamedTuple):
    """A table; the first cell of each row is its header."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


class Section(NamedTuple):
    """A section of a page: texts, tables next to each other, and pictures."""

    title: str
    texts: Sequence[str] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    is_paired: bool = False  # whether pictures are shown in pairs


@cache
def environment() -> Any:
    """Return an environment of jinja2 that escapes all values."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["colours"] = OKABE_ITO
    made.globals["icon"] = data_uri(LOGO.read_bytes(), "svg+xml")
    return made


def render(template: str, **values: Any) -> str:
    """Return a template filled with values, which are escaped.

    Examples
    --------
    >>> from skgan._html import Table, render
    >>> table = Table("Rows", ["class", "rows"], [["<script>", "3"]])
    >>> "&lt;script&gt;" in render("compact.html", title="T", tables=[table], notes=[])
    True
    """
    text: str = environment().get_template(template).render(values)
    return text


def check_templates() -> None:
    """Compile all templates, which raises an error if one is missing."""
    for name in environment().list_templates():
        environment().get_template(name)
    environment().get_template("page.html")


def check_page(path: str | PathLike[str], caller: str) -> Path:
    """Return the path of a page, or raise an error if it can't be written."""
    check_matplotlib_support(caller)
    return file_path(path, caller)


def write_page(path: Path, text: str) -> None:
    """Write a page completely or not at all."""
    content = text.encode("utf-8", "replace")  # names may have lone surrogates
    write_atomically(path, lambda file: file.write(content))


def data_uri(picture: bytes, kind: str = "png") -> str:
    """Return a picture as a data URI.

    Examples
    --------
    >>> from skgan._html import data_uri
    >>> data_uri(b"abc")
    'data:image/png;base64,YWJj'
    """
    return f"data:image/{kind};base64,{b64encode(picture).decode()}"
