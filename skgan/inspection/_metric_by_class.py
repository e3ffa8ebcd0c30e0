"""MetricByClassDisplay: metrics of each class, generated and real."""

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from skgan._spec import Array, RandomState, SamplesLike
from skgan.exceptions import InputError
from skgan.inspection._class_metrics import Metrics, class_metrics
from skgan.inspection._class_panels import (
    class_labels,
    draw_legend,
    draw_metric,
    is_rare,
    metric_names,
)
from skgan.inspection._figure import Axes, Display, panels, shown_of, width_of
from skgan.samplers import BaseGANSampler, SamplerReport
from skgan.validation import check_positive


class MetricByClassDisplay(Display):
    """Show metrics of each class, of generated samples and of real rows.

    A mean over all samples hides that a rare class is bad. This display has a panel for
    each metric and a row for each class, the class with the most training rows first.
    A blue dot is the value of generated samples. A gray diamond is the value of as many
    other real rows, which good samples reach on average. Lines extend by one standard
    deviation over several draws. Classes with less than a quarter of the rows of the
    largest one have a gray background.

    It is recommended to use :meth:`from_estimator`, :meth:`from_report` or
    :meth:`from_results`.

    Parameters
    ----------
    frame : DataFrame
        A row for each class. Each metric has a column `name` and may have columns
        `name_real` for real rows, and `name_std` and `name_real_std` for standard
        deviations. Missing values are allowed.
    counts : dict, default=None
        Number of training rows of each class. None: classes keep their order.
    max_classes : int, default=30
        Largest number of classes to draw. If there are more, those with the fewest rows
        are drawn, and a note says so.

    Attributes
    ----------
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes of the display and their figure. Several metrics divide the axes.
    axes_ : ndarray of matplotlib.axes.Axes
        The axes of each metric.
    classes_ : list
        The classes that are drawn, from top to bottom.

    See Also
    --------
    skgan.metrics.by_class : Compute a metric for each class.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from sklearn.datasets import load_wine
    >>> from sklearn.model_selection import train_test_split
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import MetricByClassDisplay
    >>> X, X_test, y, y_test = train_test_split(
    ...     *load_wine(return_X_y=True), test_size=0.5, random_state=0
    ... )
    >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    >>> display = MetricByClassDisplay.from_estimator(sampler, X_test, y_test)
    >>> display.frame.columns[:2].tolist()
    ['frechet_distance', 'frechet_distance_std']
    >>> display.classes_
    [0, 1, 2]
    >>> plt.close(display.figure_)
    """

    title = "Generated samples of each class"
    axes_: Array
    classes_: list[Any]

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        counts: dict[Any, int] | None = None,
        max_classes: int = 30,
    ) -> None:
        self.frame = frame
        self.counts = counts
        self.max_classes = max_classes

    @classmethod
    def from_estimator(
        cls,
        sampler: BaseGANSampler,
        X: SamplesLike,
        y: ArrayLike,
        *,
        metrics: Metrics = ("frechet_distance", "class_fidelity"),
        classes: ArrayLike | None = None,
        n_repeats: int = 5,
        random_state: RandomState = 0,
        max_classes: int = 30,
        ax: Axes | None = None,
    ) -> Self:
        """Compute metrics of the samples of a fitted sampler, and show them.

        Each metric compares the rows of X with as many generated samples, and with as
        many training rows. Metrics of few rows are biased; both values have the same
        bias, so that they can be compared with each other, but not between classes.

        Parameters
        ----------
        sampler : sampler
            A fitted sampler. Its next draws do not change.
        X, y : array-like of shape (n_rows, ...) and (n_rows,)
            Real samples that the sampler was not fitted on, with two or more rows of
            the classes that should be compared.
        metrics : str, list of str or dict, \
                default=("frechet_distance", "class_fidelity")
            Names of metrics: "class_fidelity", "coverage", "density",
            "energy_distance", "frechet_distance", "precision" or "recall". They are
            computed on encoded samples, in which columns are standardised. A dict from
            names to functions ``metric(X_real, X_generated)`` of samples that are not
            encoded has other metrics, such as ``{"FID":
            functools.partial(frechet_inception_distance, features=model)}``.
        classes : array-like, default=None
            Classes to compare. None: all classes that the sampler can draw.
        n_repeats : int, default=5
            Number of draws. The dots are means over the draws.
        random_state : int, RandomState instance or None, default=0
            Source of randomness for the choice of rows.
        max_classes, ax
            As in the class and in :meth:`plot`.

        Returns
        -------
        display : MetricByClassDisplay
            The display, drawn.

        Warns
        -----
        UserWarning
            If most rows of X are training rows.
        """
        frame, counts = class_metrics(
            sampler, X, y, metrics, classes, n_repeats, random_state
        )
        return cls(frame, counts=counts, max_classes=max_classes).plot(ax)

    @classmethod
    def from_report(
        cls,
        report: SamplerReport,
        *,
        metrics: list[str] | tuple[str, ...] = ("fidelity", "distance", "coverage"),
        max_classes: int = 30,
        ax: Axes | None = None,
    ) -> Self:
        """Show figures of a report.

        Parameters
        ----------
        report : SamplerReport
            The result of the method `report` of a sampler.
        metrics : list of str, default=("fidelity", "distance", "coverage")
            Names of figures, see :meth:`skgan.samplers.SamplerReport.to_frame`.
        max_classes, ax
            As in the class and in :meth:`plot`.

        Returns
        -------
        display : MetricByClassDisplay
            The display, drawn.
        """
        if not isinstance(report, SamplerReport):
            raise InputError(
                f"report={report!r:.80} is not a SamplerReport. Give the result of "
                "sampler.report(X, y)."
            )
        frame = report.to_frame()
        known = [name for name in frame if f"{name}_real" in frame]
        unknown = [name for name in metrics if name not in known]
        if unknown or not len(metrics):
            raise InputError(
                f"metrics={metrics!r} contains {unknown}, which are not in the report. "
                f"Use some of {known}."
            )
        columns = [f"{name}{suffix}" for name in metrics for suffix in ("", "_real")]
        counts = report.class_counts or None
        display = cls(frame[columns], counts=counts, max_classes=max_classes)
        return display.plot(ax)

    @classmethod
    def from_results(
        cls,
        values: Any,
        values_real: Any = None,
        *,
        name: str = "metric",
        counts: dict[Any, int] | None = None,
        max_classes: int = 30,
        ax: Axes | None = None,
    ) -> Self:
        """Show given values of one metric.

        Parameters
        ----------
        values, values_real : dict of class to float
            Values of generated samples and, if known, of real rows, like the result of
            :func:`skgan.metrics.by_class`.
        name : str, default="metric"
            The name of the metric.
        counts, max_classes, ax
            As in the class and in :meth:`plot`.

        Returns
        -------
        display : MetricByClassDisplay
            The display, drawn.
        """
        for given in (values, values_real):
            is_values = isinstance(given, dict) and len(given) > 0
            if not is_values and (given is not None or given is values):
                raise InputError(
                    f"values={given!r:.80} is not a dict with values. Give a dict from "
                    "classes to numbers, such as the result of by_class."
                )
        frame = pd.DataFrame({name: pd.Series(values, dtype=float)})
        if values_real is not None:
            frame[f"{name}_real"] = pd.Series(values_real, dtype=float)
        return cls(frame, counts=counts, max_classes=max_classes).plot(ax)

    def _draw(self, ax: Axes | None) -> Axes:
        check_positive("max_classes", self.max_classes)
        metrics, counts = metric_names(self.frame), self._sorted_counts()
        shown = counts.iloc[-self.max_classes :]
        if self.counts is None:
            shown = counts.iloc[: self.max_classes]
        self.classes_ = shown.index.tolist()
        labels, rare = class_labels(shown), is_rare(shown, counts)
        size = (
            1.9 + width_of(labels) + 2.9 * len(metrics),
            0.9 + 0.28 * max(len(shown), 3),
        )
        ax = self._axes_or_new(ax, size)
        self.axes_ = np.array([ax])
        if len(metrics) > 1:
            self.axes_ = panels(ax, 1, len(metrics), sharey=True)[0]
        for axis, name in zip(self.axes_, metrics, strict=True):
            draw_metric(axis, self.frame.loc[self.classes_], name, rare)
        self.axes_[0].set_yticks(range(len(shown)), labels)
        self.axes_[0].invert_yaxis()
        if self.counts is not None:
            self.axes_[0].set_ylabel("class (training rows)", fontsize="small")
        note = shown_of(len(shown), len(counts))
        if note and self.counts is not None:
            note += ", those with the fewest training rows"
        draw_legend(self.axes_[-1], self.frame, bool(rare.any()), note)
        return ax

    def _sorted_counts(self) -> pd.Series:
        """Return the number of training rows of each class, the largest first."""
        classes = self.frame.index
        if self.counts is None:
            return pd.Series(np.nan, index=classes)
        missing = [label for label in classes if label not in self.counts]
        if missing:
            raise InputError(
                f"counts lacks the classes {missing!s:.200}. Give the number of rows "
                "of each class, or None."
            )
        counts = pd.Series([self.counts[label] for label in classes], index=classes)
        return counts.sort_values(ascending=False, kind="stable")
