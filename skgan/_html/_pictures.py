"""Plots of arrays as PNG pictures within a page."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np

from skgan._html._page import Picture, data_uri
from skgan._html._palette import COLOURS, GENERATED, GRAY, REAL
from skgan._spec import Array

DPI = 100
MAX_LINES = 8  # in a legend
MAX_CHANNELS = 4  # of a signal, next to each other


def new_axes(
    size: tuple[float, float], n_panels: int = 1, layout: Any = "constrained"
) -> Any:
    """Return axes next to each other in a figure outside of pyplot."""
    from matplotlib.figure import Figure

    axes = Figure(figsize=size, layout=layout).subplots(1, n_panels)
    for axis in np.ravel(axes):
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(labelsize="small")
    return axes


def as_picture(figure: Any, alt: str, caption: str) -> Picture:
    """Return a figure as a picture."""
    file = BytesIO()
    figure.savefig(file, format="png", dpi=DPI)
    return Picture(data_uri(file.getvalue()), alt, caption)


def draw_lines(
    lines: Mapping[str, tuple[Any, Any]],
    labels: tuple[str, str],
    alt: str,
    caption: str,
) -> Picture:
    """Return a plot of lines by name, each with x and y, and labels of both axes."""
    axis = new_axes((6.4, 2.6))
    for i, (name, (x, y)) in enumerate(lines.items()):
        dots = "o" if len(x) == 1 else None
        axis.plot(x, y, color=COLOURS[i % len(COLOURS)], marker=dots)
        if i < MAX_LINES:
            axis.lines[-1].set_label(plain(name).lstrip("_"))  # not hidden
    axis.locator_params(axis="x", integer=True)
    axis.set_xlabel(labels[0])
    axis.set_ylabel(labels[1])
    if len(lines) > 1:
        place: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0)}
        axis.legend(frameon=False, fontsize="small", **place)
    return as_picture(axis.figure, alt, caption)


def draw_signals(
    generated: Array, real: Sequence[Array] | Array, alt: str, caption: str
) -> Picture:
    """Return a plot of signals (n, steps, channels) over real ones, by channel."""
    n_channels = min(generated.shape[-1], MAX_CHANNELS)
    width = 2.8 * n_channels
    # Margins are fixed, because a layout takes twice the time, for many plots in a
    # page.
    axes = np.ravel(new_axes((width, 1.8), n_channels, layout=None))
    axes[0].figure.subplots_adjust(
        left=0.6 / width, right=1 - 0.1 / width, bottom=0.26, top=0.86, wspace=0.25
    )
    for channel, axis in enumerate(axes):
        for signal in real:
            axis.plot(signal[:, channel], color=REAL, linewidth=0.8)
        axis.plot(generated[..., channel].T, color=GENERATED, linewidth=0.8, alpha=0.8)
        axis.margins(x=0.01)
        axis.set_xlabel("time step", fontsize="small")
        if n_channels > 1:
            axis.set_title(f"channel {channel}", fontsize="small")
    return as_picture(axes[0].figure, alt, caption)


def draw_intervals(
    values: Mapping[str, tuple[float, float, float, bool]],
    label: str,
    alt: str,
    caption: str,
) -> Picture:
    """Return a plot of points and intervals by name, filled if the last one is true."""
    axis = new_axes((6.4, 0.9 + 0.34 * len(values)))
    axis.axvline(0.0, color="0.4", linestyle="--", linewidth=0.8)
    for i, (middle, low, high, is_filled) in enumerate(values.values()):
        colour = GENERATED if is_filled else GRAY
        axis.hlines(i, low, high, color=colour, linewidth=1.5)
        face = colour if is_filled else "white"
        axis.plot(middle, i, "o", color=colour, markerfacecolor=face)
    axis.set_yticks(range(len(values)), [plain(name) for name in values])
    axis.set_xlabel(plain(label))
    axis.set_ylim(len(values) - 0.5, -0.5)
    return as_picture(axis.figure, alt, caption)


def plain(name: str) -> str:
    r"""Return a name that matplotlib can draw and does not treat as a formula.

    Examples
    --------
    >>> from skgan._html._pictures import plain
    >>> print(plain("5 $"), plain("\ud800x"))
    5 \$ ?x
    """
    valid = name.encode("utf-8", "replace").decode()  # without lone surrogates
    return valid.replace("$", r"\$")
