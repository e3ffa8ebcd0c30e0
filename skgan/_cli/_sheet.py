"""A page of HTML that shows all pictures of a folder, class by class."""

from html import escape
from pathlib import Path
from urllib.parse import quote

from skgan._files import write_atomically

MAX_SHOWN = 300  # pictures of a class; a browser loads thousands slowly
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.4 sans-serif; margin: 1em auto; max-width: 70em; padding: 0 1em; }}
nav a {{ margin-right: .7em; }}
.pictures {{ display: flex; flex-wrap: wrap; gap: 4px; }}
img {{ width: 64px; height: 64px; object-fit: contain; image-rendering: pixelated;
  background: #ddd; border: 2px solid transparent; }}
img.generated {{ border-color: #0072b2; }}
</style>
<h1>{title}</h1>
<p>{n_pictures} pictures; generated ones have a blue frame.</p>
<nav>{links}</nav>
{sections}
</html>
"""
IMAGE = '<img class="{kind}" loading="lazy" alt="{kind}" title="{name}" src="{url}">'
SECTION = """<section id="{name}"><h2>{label}</h2>
<p>{counts}</p>
<div class="pictures">{images}</div></section>"""


def write_sheet(folder: Path, shown: dict[str, list[tuple[Path, bool]]]) -> None:
    """Write ``index.html``, which opens from disk, into a folder.

    `shown` has for each class pairs of a picture's path, within the folder, and whether
    it is real.
    """
    sections = [section(folder, *item) for item in shown.items()]
    links = [f'<a href="#{anchor(x)}">{escape(x)}</a>' for x in shown]
    page = PAGE.format(
        title=escape(folder.resolve().name),
        n_pictures=sum(map(len, shown.values())),
        links="\n".join(links),
        sections="\n".join(sections),
    )
    write_atomically(folder / "index.html", lambda file: file.write(page.encode()))


def section(folder: Path, label: str, pictures: list[tuple[Path, bool]]) -> str:
    """Return the part of one class, with generated ones even beside many real ones."""
    real = [("real", path) for path, is_real in pictures if is_real]
    made = [("generated", path) for path, is_real in pictures if not is_real]
    counts = f"{len(real)} real, {len(made)} generated"
    made = made[: max(MAX_SHOWN // 2, MAX_SHOWN - len(real))]
    shown = real[: MAX_SHOWN - len(made)] + made
    if len(shown) < len(pictures):
        counts += f"; {len(shown)} are shown"
    images = "\n".join(
        IMAGE.format(
            kind=kind,
            name=escape(path.name),
            url=quote(path.relative_to(folder).as_posix()),
        )
        for kind, path in shown
    )
    name, label = anchor(label), escape(label)
    return SECTION.format(name=name, label=label, counts=counts, images=images)


def anchor(label: str) -> str:
    """Return the name of a section for links within the page."""
    return f"class-{label.encode().hex()}"
