"""Signals: a row of panels for each class, a column for each channel."""

import numpy as np

from skgan._spec import Array
from skgan.inspection._figure import GENERATED, REAL, Axes, legend_beside, panels

__all__ = ["draw_lines", "draw_signals", "signals_size", "spread"]

MOST_CHANNELS = 6  # panels of more channels are too narrow


def signals_size(n_classes: int, n_channels: int) -> tuple[float, float]:
    """Return the size in inches of a figure with so many panels."""
    n_channels = min(n_channels, MOST_CHANNELS)
    return 2.0 + max(3.4, 2.2 * n_channels), 0.8 + 1.1 * n_classes


def draw_signals(
    ax: Axes, generated: list[Array], real: list[Array], names: list[str]
) -> Array:
    """Draw generated signals over real ones, and return the axes."""
    n_channels = min(generated[0].shape[-1], MOST_CHANNELS)
    axes = panels(ax, len(names), n_channels, sharex=True, sharey="col")
    for row, own, other, name in zip(axes, generated, real, names, strict=True):
        for channel, axis in enumerate(row):
            draw_lines(axis, other[..., channel], own[..., channel])
        row[0].set_ylabel(name)
    if n_channels > 1:
        for channel, axis in enumerate(axes[0]):
            axis.set_title(f"channel {channel}", fontsize="medium")
    for axis in axes[-1]:
        axis.set_xlabel("time step")
    if any(map(len, real)):
        from matplotlib.lines import Line2D

        handles = [Line2D([], [], color=colour) for colour in (REAL, GENERATED)]
        legend_beside(axes[0, -1], handles)
    ax.figure.align_ylabels(axes[:, 0])
    return axes


def draw_lines(axis: Axes, real: Array, generated: Array) -> None:
    """Draw real and generated lines (n_lines, n_steps) into one panel."""
    axis.plot(real.T, color=REAL, linewidth=0.8)
    axis.plot(generated.T, color=GENERATED, linewidth=0.8, alpha=0.8)
    axis.spines[["top", "right"]].set_visible(False)
    axis.locator_params(axis="y", nbins=3)
    axis.tick_params(labelsize="small")
    axis.margins(x=0.01)


def spread(n_rows: int, n_wanted: int) -> Array:
    """Return the positions of evenly spread rows."""
    return np.unique(np.linspace(0, n_rows - 1, min(n_rows, n_wanted)).astype(int))
