"""Draw panels of a SampleGridDisplay: images, lines of signals, or points."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.decomposition import PCA

from skgan._html import COLOURS
from skgan._spec import Array, Shape
from skgan.exceptions import InputError
from skgan.inspection._columns import Rows, as_frames, standardizer
from skgan.inspection._figure import (
    GENERATED,
    MAX_SIZE,
    REAL,
    SOURCES,
    TITLE_INCHES,
    Axes,
    Colormap,
    label_left,
    label_of,
    legend_beside,
    panels,
    shown_of,
    width_of,
)

GAP = 1 / 8  # between two images, as a share of the longer side
INCHES = 0.65  # length of the longer side of an image, if the figure has room
LABEL_INCHES = 1.4  # to the left of a panel, where long names have several lines
MIN_INCHES = 1.1  # width of a figure of images
MARGIN_INCHES = 0.4  # beside the names of the classes
NOTE_INCHES = 0.4  # below the images, for a note of two lines
MAX_CHANNELS = 6  # panels of more channels are too narrow
MAX_ROWS = 2000  # of all classes; more points would overlap
MAX_NAMED = 20  # classes in the legend
MARKERS = "os^Dv"  # of classes; the next one is used when the colours are repeated


def mosaic_size(
    names: Sequence[Any], n_columns: float, shape: Shape
) -> tuple[float, float]:
    """Return the size in inches of a figure in which images keep their proportions."""
    longest, n_rows = max(shape[:2]), len(names)
    margins = width_of(names) + MARGIN_INCHES, NOTE_INCHES + TITLE_INCHES
    height = n_rows * (shape[0] / longest + GAP)
    width = n_columns * (shape[1] / longest + GAP)
    room = (MAX_SIZE[0] - margins[0]) / width, (MAX_SIZE[1] - margins[1]) / height
    unit = min(INCHES, *room)
    return max(width * unit + margins[0], MIN_INCHES), height * unit + 0.2


def draw_mosaic(
    ax: Axes,
    rows: list[Array],
    names: Sequence[Any],
    shape: Shape,
    pixel_range: tuple[float, float],
    cmap: str | Colormap,
    pair: int = 1,
    note: str = "",
) -> None:
    """Draw rows of images (n_images, *shape), with names on the left.

    Rows may have different lengths. The range has the values of black and white. Each
    `pair` images are drawn close together. The note is written below.
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
    ax.set_anchor("SW")  # in the centre, long names would be cut off
    ax.set_xticks([])
    ax.set_yticks(np.array(top) + height / 2 - 0.5, list(map(label_of, names)))
    ax.set_xlabel(note, fontsize="small")
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
    if isinstance(cmap, str):
        if cmap not in matplotlib.colormaps:
            raise InputError(
                f"cmap is {cmap!r}, which is not a colour map. Use one of "
                "matplotlib.colormaps, such as 'gray' or 'viridis'."
            )
        cmap = matplotlib.colormaps[cmap]
    return cmap(values.mean(axis=-1))[..., :3]


def signals_size(names: Sequence[Any], n_channels: int) -> tuple[float, float]:
    """Return the size in inches of a figure with a panel per class and channel."""
    n_channels = min(n_channels, MAX_CHANNELS)
    label = min(width_of(names), LABEL_INCHES)
    return 2.0 + label + max(3.4, 2.2 * n_channels), 0.8 + 1.1 * len(names)


def draw_signals(
    ax: Axes,
    generated: list[Array],
    real: list[Array],
    names: Sequence[Any],
    note: str = "",
) -> Array:
    """Draw generated signals over real ones, and return the axes."""
    n_all = generated[0].shape[-1]
    n_channels = min(n_all, MAX_CHANNELS)
    axes = panels(ax, len(names), n_channels, sharex=True, sharey="col")
    for row, own, other, name in zip(axes, generated, real, names, strict=True):
        for channel, axis in enumerate(row):
            axis.plot(other[..., channel].T, color=REAL, linewidth=0.8)
            axis.plot(own[..., channel].T, color=GENERATED, linewidth=0.8, alpha=0.8)
            axis.spines[["top", "right"]].set_visible(False)
            axis.locator_params(axis="y", nbins=3)
            axis.tick_params(labelsize="small")
            axis.margins(x=0.01)
        label_left(row[0], name)
    if n_channels > 1:
        for channel, axis in enumerate(axes[0]):
            axis.set_title(f"channel {channel}", fontsize="medium")
    for axis in axes[-1]:
        axis.set_xlabel("time step")
    notes = [note, shown_of(n_channels, n_all, "channels shown")]
    note = ", ".join(filter(None, notes))
    if any(map(len, real)) or note:
        from matplotlib.lines import Line2D

        sources = SOURCES if any(map(len, real)) else {}
        handles = [Line2D([], [], color=c, label=name) for name, c in sources.items()]
        legend_beside(axes[0, -1], handles, note)
    ax.figure.align_ylabels(axes[:, 0])
    return axes


def spread(n_rows: int, n_wanted: int) -> Array:
    """Return the positions of evenly spread rows."""
    return np.unique(np.linspace(0, n_rows - 1, min(n_rows, n_wanted)).astype(int))


def projection_size(names: Sequence[Any]) -> tuple[float, float]:
    """Return the size in inches of a figure of points with a legend beside it."""
    named = ["real (ring)", *names[:MAX_NAMED]]
    return 5.6 + width_of(named), max(4.2, 1.0 + 0.19 * len(named))


def project(X_real: Rows, X_generated: Rows) -> tuple[Array, Array, Array]:
    """Project rows to the first two principal components of standardised real rows."""
    real, generated = as_frames(X_real, X_generated)
    numbers = standardizer(real)
    real, generated = numbers.transform(real), numbers.transform(generated)
    n_components = min(2, *real.shape)
    with np.errstate(invalid="ignore"):  # constant columns have no variance
        pca = PCA(n_components, random_state=0).fit(real)
    missing = (0, 2 - n_components)
    points = [np.pad(pca.transform(X), ((0, 0), missing)) for X in (real, generated)]
    return *points, np.nan_to_num(np.pad(pca.explained_variance_ratio_, missing))


def draw_projection(
    ax: Axes, both_X: tuple[Rows, Rows], both_y: tuple[Array, Array], classes: list[Any]
) -> None:
    """Draw real and generated rows as points, with a colour and a marker by class."""
    y_real, y_generated = both_y
    real, generated, shares = project(*both_X)
    shown = spread(len(real), MAX_ROWS)
    real, y_real = real[shown], y_real[shown]
    for i, label in enumerate(classes):
        colour = COLOURS[i % len(COLOURS)]
        marker = MARKERS[i // len(COLOURS) % len(MARKERS)]
        named = label_of(label) if i < MAX_NAMED else None
        x, y = real[y_real == label].T
        ax.scatter(
            x, y, s=16, marker=marker, facecolors="none", edgecolors=colour, alpha=0.35
        )
        x, y = generated[y_generated == label].T
        ax.scatter(
            x,
            y,
            s=12,
            marker=marker,
            color=colour,
            linewidths=0,
            alpha=0.8,
            label=named,
        )
    ax.scatter([], [], s=16, facecolors="none", edgecolors="0.3", label="real (ring)")
    ax.set_xlabel(f"principal component 1 ({shares[0]:.0%})")
    ax.set_ylabel(f"principal component 2 ({shares[1]:.0%})")
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize="small")
    legend_beside(ax, note=shown_of(MAX_NAMED, len(classes), "classes named"))
