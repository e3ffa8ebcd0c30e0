"""Pictures of plain arrays as PNG within a page."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np

from skgan._html._page import data_uri
from skgan._html._palette import GRAY, OKABE_ITO
from skgan._spec import Array

GAP = 1  # pixels between two images
MAX_SIDE = 128  # pixels of an image in a strip; larger ones are drawn smaller
MAX_LINES = 8  # in a legend


class Picture(NamedTuple):
    """A picture with its text for those who don't see it."""

    source: str
    alt: str
    caption: str
    is_strip: bool = False
    scale: int = 1


def image_strip(images: Array, alt: str, caption: str) -> Picture:
    """Return images of bytes (n, height, width, channels) side by side."""
    from PIL import Image

    n, height, width, channels = images.shape
    step = max(1, -(-max(height, width) // MAX_SIDE))
    images = images[:, ::step, ::step]
    n, height, width, channels = images.shape
    strip = np.full((height, n * (width + GAP) - GAP, channels), 255, np.uint8)
    for i, image in enumerate(images):
        strip[:, i * (width + GAP) : i * (width + GAP) + width] = image
    file = BytesIO()
    Image.fromarray(strip[..., 0] if channels == 1 else strip).save(file, "PNG")
    scale = max(1, 32 // height)
    return Picture(
        data_uri(file.getvalue()), alt, caption, True, strip.shape[1] * scale
    )


def new_axes(size: tuple[float, float]) -> Any:
    """Return axes of a figure outside of pyplot."""
    from matplotlib.figure import Figure

    axes = Figure(figsize=size, layout="constrained").add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def as_picture(axes: Any, alt: str, caption: str) -> Picture:
    """Return a figure as a picture."""
    file = BytesIO()
    axes.figure.savefig(file, format="png", dpi=100)
    return Picture(data_uri(file.getvalue()), alt, caption)


def draw_lines(
    lines: Mapping[str, tuple[Any, Any]],
    labels: tuple[str, str],
    alt: str,
    caption: str,
) -> Picture:
    """Return lines by name, each of x and y, with labels of both axes."""
    axes, colours = new_axes((6.4, 3.0)), [*OKABE_ITO.values()]
    for i, (name, (x, y)) in enumerate(lines.items()):
        dots = "o" if len(x) == 1 else None
        axes.plot(x, y, color=colours[i % len(colours)], marker=dots)
        if i < MAX_LINES:  # not by legends of matplotlib, which read $ and _
            axes.lines[-1].set_label(name.lstrip("_").replace("$", r"\$"))
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])
    if len(lines) > 1:
        axes.legend(frameon=False, fontsize="small")
    return as_picture(axes, alt, caption)


def draw_intervals(
    values: Mapping[str, tuple[float, float, float, bool]], label: str, alt: str
) -> Picture:
    """Return a point and an interval for each name; filled where the last is true."""
    axes = new_axes((6.4, 0.9 + 0.34 * len(values)))
    axes.axvline(0.0, color="0.4", linestyle="--", linewidth=0.8)
    for i, (middle, low, high, is_filled) in enumerate(values.values()):
        colour = OKABE_ITO["blue"] if is_filled else GRAY
        axes.hlines(i, low, high, color=colour, linewidth=1.5)
        face = colour if is_filled else "white"
        axes.plot(middle, i, "o", color=colour, markerfacecolor=face)
    names = [name.replace("$", r"\$") for name in values]
    axes.set_yticks(range(len(values)), names)
    axes.set_xlabel(label.replace("$", r"\$"))
    axes.invert_yaxis()
    return as_picture(axes, alt, label)
