"""Draw displays and images as PNG, without windows."""

from io import BytesIO
from typing import Any

import numpy as np

from skgan._html import GENERATED, REAL
from skgan.inspection import SampleGridDisplay, bare_axes

LARGE = 256  # pixels of the longer side of a single image


def png_of(display: SampleGridDisplay) -> bytes:
    """Return a grid of samples as PNG."""
    ax = bare_axes(display.figure_size())
    display.plot(ax)
    return png_of_figure(ax.figure)


def png_of_figure(figure: Any) -> bytes:
    """Return a figure as PNG."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


def png_of_image(image: Any, value_range: tuple[float, float]) -> bytes:
    """Return one image (height, width, channels) as PNG, each pixel enlarged."""
    from PIL import Image

    low, high = value_range
    span = (high - low) or 1.0
    values = np.clip((np.asarray(image, dtype=float) - low) / span, 0, 1)
    pixels = np.rint(255 * values).astype(np.uint8)
    if pixels.shape[-1] == 2:
        pixels = pixels.mean(axis=-1, keepdims=True).astype(np.uint8)
    pixels = pixels[..., 0] if pixels.shape[-1] == 1 else pixels
    factor = max(1, LARGE // max(pixels.shape[:2]))
    pixels = pixels.repeat(factor, axis=0).repeat(factor, axis=1)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, format="PNG", optimize=False)
    return buffer.getvalue()


def png_of_lines(lines: dict[str, Any], size: tuple[float, float]) -> bytes:
    """Return named lines (time, channels) as PNG; the first line is broad and gray."""
    ax = bare_axes(size)
    styles = [{"color": REAL, "linewidth": 3}, {"color": GENERATED, "linewidth": 1.2}]
    for (name, values), style in zip(lines.items(), styles[-len(lines) :], strict=True):
        drawn = ax.plot(values, **style)
        drawn[0].set_label(name)
    if len(lines) > 1:
        above: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0.0, 1.0)}
        ax.legend(frameon=False, fontsize="small", ncols=len(lines), **above)
        ax.set_xlabel("time step", fontsize="small")
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize="small")
    return png_of_figure(ax.figure)
