"""AugmentationBenefitDisplay: the gain of each sampler."""

from typing import Any, Self

import numpy as np
import pandas as pd

from skgan._html import GENERATED, GRAY
from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.inspection._figure import Axes, Display, label_of, panels, width_of

NEEDED = ("difference", "confidence_low", "confidence_high", "helps")
NONE = "none"  # the row without a sampler, drawn as the line at zero
HELPS, NO_EVIDENCE = GENERATED, GRAY


class AugmentationBenefitDisplay(Display):
    """Show the gain of each sampler over no sampler, with confidence intervals.

    Each metric has a panel, and each sampler has a point at the mean difference over
    the folds and a line for its confidence interval. The dashed line at zero means no
    sampler. A filled blue point means that the sampler helps, according to the
    corrected test. A hollow gray point means that there is no evidence for it; the
    interval shows which effects are compatible with the folds.

    It is recommended to use :meth:`from_results`.

    Parameters
    ----------
    summary : DataFrame
        A table with the columns "difference", "confidence_low", "confidence_high" and
        "helps". The index contains the names of the samplers and, if there are several
        metrics, of the metrics.
    metric : str, default=""
        Name of the metric, if there is only one.

    Attributes
    ----------
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes of the display and their figure. Several metrics divide the axes.
    axes_ : ndarray of matplotlib.axes.Axes
        The axes of each metric.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from sklearn.datasets import make_classification
    >>> from sklearn.linear_model import LogisticRegression
    >>> from skgan.inspection import AugmentationBenefitDisplay
    >>> from skgan.model_selection import cross_validate_augmentation
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> result = cross_validate_augmentation(
    ...     LogisticRegression(),
    ...     X,
    ...     y,
    ...     samplers={"kernel": "kernel", "weights": "class_weight"},
    ...     scoring="balanced_accuracy",
    ...     random_state=0,
    ... )
    >>> display = AugmentationBenefitDisplay.from_results(result)
    >>> [label.get_text() for label in display.ax_.get_yticklabels()]
    ['kernel', 'weights']
    >>> plt.close(display.figure_)
    """

    title = "Difference to no sampler, with 95% intervals (filled: it helps)"
    axes_: Array

    def __init__(self, summary: pd.DataFrame, *, metric: str = "") -> None:
        self.summary = summary
        self.metric = metric

    @classmethod
    def from_results(cls, result: Any, *, ax: Axes | None = None) -> Self:
        """Show the result of a cross-validation.

        Parameters
        ----------
        result : AugmentationResult
            Result of :func:`skgan.model_selection.cross_validate_augmentation`, or any
            object whose method `summary` returns such a table.
        ax : matplotlib.axes.Axes, default=None
            Axes to draw in. None: a new figure is created.

        Returns
        -------
        display : AugmentationBenefitDisplay
            The display, drawn.
        """
        if not callable(getattr(result, "summary", None)):
            raise InputError(
                f"result={result!r:.80} has no method summary. Give the result of "
                "cross_validate_augmentation."
            )
        metric = ""
        if callable(getattr(result, "to_frame", None)):
            metrics = result.to_frame()["metric"].unique()
            metric = str(metrics[0]) if len(metrics) == 1 else ""
        return cls(result.summary(), metric=metric).plot(ax)

    def _draw(self, ax: Axes | None) -> Axes:
        parts = by_metric(self.summary)
        n_samplers = max(map(len, parts.values()))
        names = self.summary.index.get_level_values(0)
        size = 0.8 + width_of(names) + 3.6 * len(parts), 0.9 + 0.34 * n_samplers
        ax = self._axes_or_new(ax, size)
        self.axes_ = np.array([ax])
        if len(parts) > 1:
            self.axes_ = panels(ax, 1, len(parts), sharey=True)[0]
        for axis, (metric, lines) in zip(self.axes_, parts.items(), strict=True):
            draw_differences(axis, lines)
            name = label_of(metric or self.metric).replace("_", " ")
            axis.set_xlabel(f"difference in {name}" if name else "difference")
        self.axes_[0].invert_yaxis()
        return ax


def by_metric(summary: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows of each metric, except the row without a sampler."""
    missing = [name for name in NEEDED if name not in getattr(summary, "columns", ())]
    if missing:
        raise InputError(
            f"The summary lacks the columns {missing}. Give the summary of "
            "cross_validate_augmentation."
        )
    summary = summary[summary.index.get_level_values(0) != NONE]
    if not len(summary):
        raise InputError(
            "The summary has no sampler except 'none'. Compare at least one sampler."
        )
    if summary.index.nlevels == 1:
        return {"": summary}
    names = summary.index.get_level_values(0).unique()
    metrics = summary.index.get_level_values(1).unique()
    return {m: summary.xs(m, level=1).reindex(names) for m in metrics}


def draw_differences(axis: Axes, lines: pd.DataFrame) -> None:
    """Draw a point and an interval for each sampler, except those that failed."""
    places = np.arange(len(lines))
    helps = lines["helps"].eq(True).to_numpy(dtype=bool)
    values = lines[list(NEEDED[:3])].to_numpy(dtype=float)
    axis.axvline(0.0, color="0.4", linestyle="--", linewidth=0.8, zorder=0)
    for kind, colour, face in ((helps, HELPS, HELPS), (~helps, NO_EVIDENCE, "white")):
        mean, low, high = values[kind].T
        axis.hlines(places[kind], low, high, color=colour, linewidth=1.5)
        axis.plot(mean, places[kind], "o", color=colour, markerfacecolor=face)
    axis.set_yticks(places, [label_of(name) for name in lines.index])
    for place in places[np.isnan(values[:, 0])]:
        axis.text(0.0, place, " no score", va="center", color=NO_EVIDENCE)
    axis.set_ylim(-0.6, len(lines) - 0.4)
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(axis="y", length=0)
    axis.locator_params(axis="x", nbins=4)
