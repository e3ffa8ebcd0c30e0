"""FidelityDisplay: the columns of real and generated samples."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.utils import _safe_indexing

from skgan._spec import Array, SamplesLike, Shape, kind_of
from skgan.exceptions import InputError
from skgan.inspection._columns import Rows, as_frames, is_number
from skgan.inspection._figure import (
    GENERATED,
    REAL,
    SOURCES,
    Axes,
    Display,
    label_of,
    legend_beside,
    panels,
    shown_of,
)
from skgan.inspection._sampler import (
    check_same_shape,
    chosen_classes,
    dense,
    draw,
    real_samples,
)
from skgan.metrics import column_distance
from skgan.samplers import BaseGANSampler, synthesizer_of
from skgan.validation import check_positive, fold_shape

MAX_ROWS = 1000  # drawn for each class
N_COLUMNS = 4  # panels side by side
MAX_VALUES = 12  # a column with at most this number of values is drawn as bars
MAX_BINS = 30
MAX_TITLE, MAX_LABEL = 20, 12  # letters of the name of a column, and of a value
TAIL = 0.005  # share of rows on each side that are counted in the outermost bins


class FidelityDisplay(Display):
    """Show the real and the generated distribution of each column.

    The most different columns come first. Their difference is that of
    :func:`skgan.metrics.column_distance`: the Kolmogorov-Smirnov distance or, for a
    column with few values, the total variation distance, both from 0 (equal) to 1. Use
    this display to find smoothed peaks, missing categories and cut tails. Equal columns
    are not sufficient for realistic rows, because they do not show how columns depend
    on each other: see :class:`SampleGridDisplay`. For signals and images, each channel
    is a column.

    It is recommended to use :meth:`from_estimator` or :meth:`from_results`.

    Parameters
    ----------
    X_real, X_generated : DataFrame of shape (n_samples, n_features)
        Real and generated rows, with the same columns.
    max_columns : int, default=12
        Largest number of columns to draw.

    Attributes
    ----------
    differences_ : Series
        Differences of all columns, the largest first.
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes that the panels divide, and their figure.
    axes_ : ndarray of matplotlib.axes.Axes
        The panels, row by row.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> from skgan.inspection import FidelityDisplay
    >>> real = pd.DataFrame({"size": range(100), "kind": ["a"] * 90 + ["b"] * 10})
    >>> generated = pd.DataFrame({"size": range(2, 102), "kind": ["a"] * 100})
    >>> display = FidelityDisplay.from_results(real, generated)
    >>> display.differences_.round(2).to_dict()
    {'kind': 0.1, 'size': 0.02}
    >>> plt.close(display.figure_)
    """

    title = "Columns of real and generated samples, with their distances (0 to 1)"
    differences_: pd.Series
    axes_: Array

    def __init__(
        self, X_real: pd.DataFrame, X_generated: pd.DataFrame, *, max_columns: int = 12
    ) -> None:
        self.X_real, self.X_generated = X_real, X_generated
        self.max_columns = max_columns

    @classmethod
    def from_estimator(
        cls,
        sampler: BaseGANSampler,
        X: SamplesLike | None = None,
        y: ArrayLike | None = None,
        *,
        classes: ArrayLike | None = None,
        max_columns: int = 12,
        ax: Axes | None = None,
    ) -> Self:
        """Compare real samples with as many generated samples of each class.

        Parameters
        ----------
        sampler : sampler
            A fitted sampler. Its next draws do not change.
        X, y : array-like of shape (n_rows, ...) and (n_rows,), default=None
            Real samples, preferably samples that the sampler was not fitted on. None:
            the training rows that it keeps, at most 1,000 of each class.
        classes : array-like, default=None
            Classes to compare, for example only the rare one. None: all classes that
            the sampler can draw.
        max_columns, ax
            As in the class and in :meth:`plot`.

        Returns
        -------
        display : FidelityDisplay
            The display, drawn.
        """
        shape = synthesizer_of(sampler).form.shape
        X, y = real_samples(sampler, X, y)
        chosen = [c for c in chosen_classes(sampler, classes) if np.any(y == c)]
        counts = {c: min(int(np.sum(y == c)), MAX_ROWS) for c in chosen}
        if not counts:
            raise InputError(f"y has no row of classes={classes!r}. Give at least one.")
        rows = np.concatenate([np.flatnonzero(y == c)[: counts[c]] for c in chosen])
        both = _safe_indexing(X, rows), draw(sampler, counts)[0]
        tables = [as_table(part, shape) for part in both]
        return cls(*tables, max_columns=max_columns).plot(ax)

    @classmethod
    def from_results(
        cls,
        X_real: SamplesLike,
        X_generated: SamplesLike,
        *,
        sample_shape: Shape | None = None,
        max_columns: int = 12,
        ax: Axes | None = None,
    ) -> Self:
        """Compare real and generated rows of one class or with equal class proportions.

        Parameters
        ----------
        X_real, X_generated : {array-like, dataframe, sparse matrix} of shape \
                (n_samples, ...)
            Real and generated samples; columns of a table may have any type.
        sample_shape : tuple of int, default=None
            As in the samplers: (8, 8) reshapes flat rows to images.
        max_columns, ax
            As in the class and in :meth:`plot`.

        Returns
        -------
        display : FidelityDisplay
            The display, drawn.
        """
        both = dense(X_real, "X_real"), dense(X_generated, "X_generated")
        check_same_shape(*both)
        shape = fold_shape(np.asarray(both[0]), sample_shape)
        tables = [as_table(part, shape) for part in both]
        return cls(*tables, max_columns=max_columns).plot(ax)

    def _draw(self, ax: Axes | None) -> Axes:
        check_positive("max_columns", self.max_columns)
        real, generated = as_frames(self.X_real, self.X_generated)
        discrete = [name for name in real if is_discrete(real[name].to_numpy())]
        values = column_distance(real, generated, categorical_features=discrete)
        self.differences_ = pd.Series(values, name="difference").sort_values(
            ascending=False, kind="stable"
        )
        shown = self.differences_.index[: self.max_columns]
        n_columns = min(N_COLUMNS, len(shown))
        n_rows = -(-len(shown) // n_columns)
        size = max(1.0 + 2.1 * n_columns, 4.2), 0.4 + 1.6 * n_rows
        ax = self._axes_or_new(ax, size)
        self.axes_ = panels(ax, n_rows, n_columns)
        for axis, name in zip(self.axes_.flat, shown, strict=False):
            draw_column(axis, real[name].to_numpy(), generated[name].to_numpy())
            title = f"{label_of(name, MAX_TITLE)}  {self.differences_[name]:.2f}"
            axis.set_title(title, fontsize="small", loc="left")
        for axis in self.axes_.flat[len(shown) :]:
            axis.set_axis_off()
        from matplotlib.patches import Patch

        handles = [Patch(color=colour, label=name) for name, colour in SOURCES.items()]
        note = shown_of(len(shown), len(self.differences_), "columns shown")
        legend_beside(self.axes_[0, -1], handles, note)
        return ax


def as_table(X: Rows, shape: Shape) -> pd.DataFrame:
    """Return samples as a table; each channel of signals and images is a column."""
    if kind_of(shape).name == "table":
        return pd.DataFrame(X)
    channels = [f"channel {i}" for i in range(shape[-1])]
    return pd.DataFrame(np.asarray(X).reshape(-1, shape[-1]), columns=channels)


def is_discrete(real: Array) -> bool:
    """Return whether a column of floats or strings has only a few values."""
    if not is_number(real):
        return True
    return len(np.unique(real[np.isfinite(real)])) <= MAX_VALUES


def draw_column(axis: Axes, real: Array, generated: Array) -> None:
    """Draw the distributions of a column; the real one is gray and filled."""
    if is_discrete(real):
        draw_bars(axis, real, generated)
    else:
        draw_histograms(axis, real, generated)
    axis.set_yticks([])
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(labelsize="small")


def draw_bars(axis: Axes, real: Array, generated: Array) -> None:
    """Draw the shares of the most frequent values as pairs of bars."""
    counts = [
        pd.Series(column).value_counts(normalize=True, dropna=False)
        for column in (real, generated)
    ]
    both = pd.concat(counts, axis=1, keys=[REAL, GENERATED]).fillna(0.0)
    if is_number(real):
        both = both.sort_index()
    else:
        both = both.sort_values(REAL, ascending=False, kind="stable")
    order = np.argsort(-both.max(axis=1).to_numpy(), kind="stable")
    both = both.iloc[np.sort(order[:MAX_VALUES])]
    places = np.arange(len(both))
    axis.bar(places - 0.2, both[REAL], width=0.4, color=REAL)
    axis.bar(places + 0.2, both[GENERATED], width=0.4, color=GENERATED)
    names = [as_label(value) for value in both.index]
    crowded = sum(map(len, names)) > 24
    axis.set_xticks(places, names, rotation=90 if crowded else 0)


def as_label(value: float | str) -> str:
    """Return a value of a column as a label."""
    return f"{value:g}" if isinstance(value, float) else label_of(value, MAX_LABEL)


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
    missing = [np.isnan(column).mean() for column in (real, generated)]
    if any(missing):
        text = "missing: {:.0%} real, {:.0%} generated".format(*missing)
        axis.set_xlabel(text, fontsize="x-small")
    axis.locator_params(axis="x", nbins=3)
    axis.ticklabel_format(axis="x", useOffset=False)
