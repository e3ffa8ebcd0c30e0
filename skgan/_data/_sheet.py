"""A page of all pictures in a folder, which opens from disk."""

from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

PER_PAGE = 500  # pictures; a browser loads thousands at once slowly
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.4 sans-serif; margin: 1em auto; max-width: 70em; padding: 0 1em; }}
nav a {{ margin-right: .7em; }}
.pictures {{ display: flex; flex-wrap: wrap; gap: 4px; }}
.pictures span {{ width: 68px; height: 68px; }}
img {{ width: 64px; height: 64px; object-fit: contain; image-rendering: pixelated;
  background: #ddd; border: 2px solid transparent; cursor: zoom-in; }}
img.generated {{ border-color: #0072b2; }}
img:focus {{ position: fixed; inset: 5vmin; margin: auto; width: 85vmin;
  height: 85vmin; z-index: 1; cursor: default; box-shadow: 0 0 0 100vmax #000b; }}
/* One page at a time: that of the link, or else the first. */
@supports selector(:has(a)) {{
  .page {{ display: none; }}
  .page:target, .page:has(:target) {{ display: block; }}
  main:not(:has(:target)) > .page:first-child {{ display: block; }}
}}
</style>
<h1>{title}</h1>
<p>{n_pictures} pictures; generated ones have a blue frame. A click enlarges one.</p>
<nav>{links}</nav>
{turns}
<main>
{parts}
</main>
</html>
"""
IMAGE = (
    '<span><img class="{kind}" tabindex="0" loading="lazy" alt="{kind}" '
    'title="{name}" src="{url}"></span>'
)
PART = '<div class="page" id="page-{number}">{sections}</div>'
SECTION = """<section id="{name}"><h2>{label}</h2>
<p>{counts}</p>
<div class="pictures">{images}</div></section>"""


def sheet(folder: Path, title: str, shown: dict[str, list[tuple[Path, bool]]]) -> str:
    """Return the text of a page that shows all pictures, some at a time.

    `shown` has for each class pairs of a picture's path, within the folder, and whether
    it is real.
    """
    pictures = [
        (label, path, is_real)
        for label, pairs in shown.items()
        for path, is_real in sorted(pairs, key=lambda pair: not pair[1])  # real first
    ]
    parts: list[str] = []
    begun: set[str] = set()  # classes that an earlier page has
    for start in range(0, len(pictures), PER_PAGE):
        classes = groupby(
            pictures[start : start + PER_PAGE], lambda picture: picture[0]
        )
        texts = []
        for label, of_class in classes:
            name = f"{anchor(label)}-{start}" if label in begun else anchor(label)
            begun.add(label)
            texts.append(section(folder, name, shown[label], list(of_class)))
        part = PART.format(number=len(parts) + 1, sections="\n".join(texts))
        parts.append(part)
    links = [f'<a href="#{anchor(x)}">{escape(x)}</a>' for x in shown]
    turns = [f'<a href="#page-{n}">{n}</a>' for n in range(1, len(parts) + 1)]
    return PAGE.format(
        title=escape(title),
        n_pictures=len(pictures),
        links="\n".join(links),
        turns=f"<nav>Pages: {' '.join(turns)}</nav>" if len(turns) > 1 else "",
        parts="\n".join(parts),
    )


def section(
    folder: Path,
    name: str,
    of_class: list[tuple[Path, bool]],
    pictures: list[tuple[str, Path, bool]],
) -> str:
    """Return the part of one class on one page."""
    n_real = sum(is_real for _, is_real in of_class)
    counts = f"{n_real} real, {len(of_class) - n_real} generated"
    if len(pictures) < len(of_class):
        counts += f"; {len(pictures)} of them are on this page"
    images = [
        IMAGE.format(
            kind="real" if is_real else "generated",
            name=escape(path.name),
            url=quote(path.relative_to(folder).as_posix(), errors="surrogateescape"),
        )
        for _, path, is_real in pictures
    ]
    label = escape(pictures[0][0])
    return SECTION.format(
        name=name, label=label, counts=counts, images="\n".join(images)
    )


def anchor(label: str) -> str:
    """Return the name of a section for links within the page."""
    return f"class-{label.encode('utf-8', 'surrogatepass').hex()}"
