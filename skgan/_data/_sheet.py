"""An HTML page that shows all pictures in a folder."""

from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from skgan._html import render

PER_PAGE = 500  # pictures; browsers are slow with thousands


class Part(NamedTuple):
    """A class on a page: its anchor, label, counts and images.

    Images are tuples ("real" or "generated", name, address).
    """

    name: str
    label: str
    counts: str
    images: list[tuple[str, str, str]]


def sheet(folder: Path, title: str, shown: dict[str, list[tuple[Path, bool]]]) -> str:
    """Return the HTML of a page that shows all pictures, divided into several parts.

    `shown` has a list for each class. Each item is a pair: the path of a picture within
    the folder, and whether the picture is real.
    """
    pictures = [
        (label, path, is_real)
        for label, pairs in shown.items()
        for path, is_real in sorted(pairs, key=lambda pair: not pair[1])  # real first
    ]
    parts: list[list[Part]] = []
    begun: set[str] = set()  # classes on earlier pages
    for start in range(0, len(pictures), PER_PAGE):
        on_page = pictures[start : start + PER_PAGE]
        parts.append([])
        for label, of_class in groupby(on_page, lambda picture: picture[0]):
            name = f"{anchor(label)}-{start}" if label in begun else anchor(label)
            begun.add(label)
            part = part_of(folder, name, shown[label], list(of_class))
            parts[-1].append(part)
    return render(
        "sheet.html",
        title=title,
        n_pictures=len(pictures),
        links=[(anchor(label), label) for label in shown],
        parts=parts,
    )


def part_of(
    folder: Path,
    name: str,
    of_class: list[tuple[Path, bool]],
    pictures: list[tuple[str, Path, bool]],
) -> Part:
    """Return the part of a class that is on one page."""
    n_real = sum(is_real for _, is_real in of_class)
    counts = f"{n_real} real, {len(of_class) - n_real} generated"
    if len(pictures) < len(of_class):
        counts += f"; {len(pictures)} of them are on this page"
    images = [
        (
            "real" if is_real else "generated",
            path.name,
            quote(path.relative_to(folder).as_posix(), errors="surrogateescape"),
        )
        for _, path, is_real in pictures
    ]
    return Part(name, pictures[0][0], counts, images)


def anchor(label: str) -> str:
    """Return the id of a section, for links within the page."""
    return f"class-{label.encode('utf-8', 'surrogatepass').hex()}"
