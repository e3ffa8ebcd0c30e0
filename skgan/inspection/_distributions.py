"""One panel of the real and generated distributions of a column."""

from typing import Any

import numpy as np
import pandas as pd

from skgan._spec import Array
from skgan.inspection._columns import is_number
from skgan.inspection._figure import GENERATED, REAL, Axes

MAX_VALUES = 12  # a column with no more values is drawn as bars
MAX_BINS = 30
TAIL = 0.005  # on either side, counted into the outermost bins


def is_discrete(real: Array) -> bool:
    """Return whether a column of floats or strings has only a few values."""
    if not is_number(real):
        return True
    return len(np.unique(real[np.isfinite(real)])) <= MAX_VALUES


def shares(real: Array, generated: Array) -> tuple[list[Any], Array]:
    """Return the values of both columns, most frequent first, and their shares."""
    counts = [
        pd.Series(column).value_counts(normalize=True, dropna=False)
        for column in (real, generated)
    ]
    both = pd.concat(counts, axis=1, keys=["real", "generated"]).fillna(0.0)
    most_first = both.sort_values("real", ascending=False, kind="stable")
    both = both.sort_index() if is_number(real) else most_first
    return both.index.tolist(), both.to_numpy().T


def draw_column(axis: Axes, real: Array, generated: Array) -> None:
    """Draw the distributions of a column; the real one is gray and filled."""
    if is_discrete(real):
        draw_bars(axis, *shares(real, generated))
    else:
        draw_histograms(axis, real, generated)
    axis.set_yticks([])
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(labelsize="small")


def draw_bars(axis: Axes, values: list[Any], both: Array) -> None:
    """Draw the shares of the most frequent values as pairs of bars."""
    most = sorted(np.argsort(-both.max(axis=0), kind="stable")[:MAX_VALUES])
    places = np.arange(len(most))
    axis.bar(places - 0.2, both[0][most], width=0.4, color=REAL)
    axis.bar(places + 0.2, both[1][most], width=0.4, color=GENERATED)
    names = [shortened(values[i]) for i in most]
    crowded = sum(map(len, names)) > 24
    axis.set_xticks(places, names, rotation=90 if crowded else 0)


def shortened(value: float | str) -> str:
    """Return a value as a label."""
    if isinstance(value, float):
        return f"{value:g}"
    return value if len(value) <= 12 else f"{value[:6]}…{value[-5:]}"


def draw_histograms(axis: Axes, real: Array, generated: Array) -> None:
    """Draw both densities over the range of nearly all values."""
    finite = [column[np.isfinite(column)] for column in (real, generated)]
    low, high = np.quantile(np.concatenate(finite), [TAIL, 1.0 - TAIL])
    inside = [np.clip(column, low, high) for column in finite]
    edges = np.histogram_bin_edges(inside[0], "auto", (low, high))
    if len(edges) > MAX_BINS + 1:
        edges = np.linspace(low, high, MAX_BINS + 1)
    options: dict[str, Any] = {"bins": edges, "density": True}
    axis.hist(inside[0], color=REAL, **options)
    if len(inside[1]):
        axis.hist(inside[1], histtype="step", color=GENERATED, linewidth=1.3, **options)
    axis.locator_params(axis="x", nbins=3)
    axis.ticklabel_format(axis="x", useOffset=False)
