"""A grid of images, drawn as one picture."""

import numpy as np

from skgan._spec import Array, Shape
from skgan.exceptions import InputError
from skgan.inspection._figure import LARGEST, Axes, Colormap

__all__ = ["draw_mosaic", "mosaic_size"]

GAP = 1 / 8  # of the longer side, between two images
INCHES = 0.65  # of the longer side of an image, if the figure has room
LABEL_INCHES = 0.9  # for the names of the classes


def mosaic_size(n_rows: int, n_columns: float, shape: Shape) -> tuple[float, float]:
    """Return the size in inches of a figure in which images keep their proportions."""
    longest = max(shape[:2])
    height = n_rows * (shape[0] / longest + GAP)
    width = n_columns * (shape[1] / longest + GAP)
    room = (LARGEST[0] - LABEL_INCHES) / width, (LARGEST[1] - LABEL_INCHES) / height
    unit = min(INCHES, *room)
    return width * unit + LABEL_INCHES, height * unit + 0.3


def draw_mosaic(
    ax: Axes,
    rows: list[Array],
    names: list[str],
    shape: Shape,
    pixel_range: tuple[float, float],
    cmap: str | Colormap,
    pair: int = 1,
) -> None:
    """Draw rows (n_images, *shape) of images of any lengths, with names at the left.

    The range is that of black and white; so many images as a `pair` are close together.
    """
    height, width = shape[:2]
    gap = max(1, round(GAP * max(height, width)))
    n_columns = max(map(len, rows), default=0)
    between = 2 * gap if pair > 1 else 0  # two pairs
    left = [i * (width + gap) + i // pair * between for i in range(n_columns)]
    top = [i * (height + gap) for i in range(len(rows))]
    page = np.ones((top[-1] + height, max(left, default=0) + width, 3))
    for y, images in zip(top, rows, strict=True):
        colours = as_colours(images, pixel_range, cmap)
        for x, image in zip(left, colours, strict=False):
            page[y : y + height, x : x + width] = image
    ax.imshow(page)
    ax.set_xticks([])
    ax.set_yticks(np.array(top) + height / 2 - 0.5, names)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def as_colours(
    images: Array, pixel_range: tuple[float, float], cmap: str | Colormap
) -> Array:
    """Return images as (n_images, height, width, 3) in [0, 1]."""
    import matplotlib

    low, high = map(float, pixel_range)
    # Halve the values first, because the range of the largest floats overflows.
    span = (high / 2 - low / 2) or 1.0
    values = np.clip((images.astype(float) / 2 - low / 2) / span, 0.0, 1.0)
    channels = values.shape[-1]
    if channels == 3:
        return values
    if channels == 4:
        return values[..., :3] * values[..., 3:] + 1.0 - values[..., 3:]
    gray = values.mean(axis=-1)
    if isinstance(cmap, str):
        if cmap not in matplotlib.colormaps:
            raise InputError(
                f"cmap is {cmap!r}, which is not a colour map. Take one of "
                "matplotlib.colormaps, such as 'gray' or 'viridis'."
            )
        cmap = matplotlib.colormaps[cmap]
    return cmap(gray)[..., :3]
