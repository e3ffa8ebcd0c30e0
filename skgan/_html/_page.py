"""From values to a page: the one place that fills templates and writes pages."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._files import file_path, write_atomically

TEMPLATES = Path(__file__).parent / "templates"


class Table(NamedTuple):
    """A table of texts; the first cell of each row is its header."""

    caption: str
    columns: list[str]
    rows: list[list[str]]


class Section(NamedTuple):
    """A part of a page: texts, then tables, then pictures."""

    title: str
    texts: Sequence[str] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Any] = ()


@cache
def environment() -> Any:
    """Return jinja2's environment, which escapes every value."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    """Return a template filled with values, every one of them escaped.

    Examples
    --------
    >>> from skgan._html import Table, render
    >>> table = Table("Rows", ["class", "rows"], [["<script>", "3"]])
    >>> "&lt;script&gt;" in render("compact.html", title="T", tables=[table], notes=[])
    True
    """
    text: str = environment().get_template(template).render(values)
    return text


def check_page(path: str | PathLike[str], caller: str) -> Path:
    """Return the path of a page with pictures; raise where it can't be written."""
    check_matplotlib_support(caller)
    return file_path(path, caller)


def write_page(path: Path, text: str) -> None:
    """Write a page; it is there whole or not at all."""
    content = text.encode("utf-8", "replace")  # names may have lone surrogates
    write_atomically(path, lambda file: file.write(content))


def data_uri(png: bytes) -> str:
    """Return a picture as an address that holds it.

    Examples
    --------
    >>> from skgan._html import data_uri
    >>> data_uri(b"abc")
    'data:image/png;base64,YWJj'
    """
    return f"data:image/png;base64,{b64encode(png).decode()}"
