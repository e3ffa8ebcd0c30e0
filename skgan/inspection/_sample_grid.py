"""SampleGridDisplay: the generated samples of each class."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from skgan._spec import Array, SamplesLike, Shape, kind_of
from skgan.inspection._columns import Rows
from skgan.inspection._figure import Axes, Colormap, PictureDisplay, shown_of
from skgan.inspection._panels import (
    NOTE_INCHES,
    draw_mosaic,
    draw_projection,
    draw_signals,
    mosaic_size,
    projection_size,
    signals_size,
    spread,
)
from skgan.inspection._sampler import (
    check_same_shape,
    chosen_classes,
    draw,
    labelled,
    real_samples,
)
from skgan.samplers import BaseGANSampler, synthesizer_of
from skgan.validation import (
    as_range,
    check_number,
    check_row_shape,
    check_samples,
    fold_shape,
)

MAX_CLASSES = {"image": 24, "signal": 10}  # rows of a figure that fits on a screen
TITLES = {
    "image": "Images by class",
    "signal": "Signals by class",
    "table": "Rows in the plane of two principal components",
}


class SampleGridDisplay(PictureDisplay):
    """Show generated samples: images and signals by class, tables as a projection.

    Use this display first. Images are drawn with one row for each class. Signals are
    drawn as lines over a few real signals, with a row of panels for each class and a
    column for each channel. Rows of a table are drawn as points in the plane of the
    first two principal components of the standardised real rows. Their colour is the
    class, and real rows are rings. Of more than 24 classes of images, or 10 classes of
    signals, only the first ones are drawn, and a note says so. Use `classes` to choose
    others.

    It is recommended to use :meth:`from_estimator` or :meth:`from_results`.

    Parameters
    ----------
    X : array-like or DataFrame of shape (n_samples, ...)
        Generated samples, in any form that the samplers accept.
    y : ndarray of shape (n_samples,)
        The classes of the samples.
    sample_shape : tuple of int
        (n_features,), (time, channels) or (height, width, channels).
    value_range : (float, float), default=None
        Values of black and white pixels. None: the range of X.
    X_real, y_real : array-like of shape (n_rows, ...) and (n_rows,), default=None
        Real samples, for signals and tables.
    classes : list, default=None
        Classes in the order of their rows. None: the classes in `y`, sorted.

    Attributes
    ----------
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes of the display, and their figure.

    See Also
    --------
    latent_grid, latent_interpolation : Samples of chosen latent vectors.
    NearestRowsDisplay : Samples and their nearest training rows.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from sklearn.datasets import load_digits
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import SampleGridDisplay
    >>> X, y = load_digits(n_class=3, return_X_y=True)
    >>> sampler = ACGANSampler(sample_shape=(8, 8), max_iter=25, random_state=0)
    >>> display = SampleGridDisplay.from_estimator(sampler.fit(X, y), n_samples=6)
    >>> [label.get_text() for label in display.ax_.get_yticklabels()]
    ['0', '1', '2']
    >>> plt.close(display.figure_)
    """

    def __init__(
        self,
        X: Rows,
        y: Array,
        *,
        sample_shape: Shape,
        value_range: tuple[float, float] | None = None,
        X_real: Rows | None = None,
        y_real: Array | None = None,
        classes: list[Any] | None = None,
    ) -> None:
        self.X, self.y = X, y
        self.sample_shape, self.value_range = sample_shape, value_range
        self.X_real, self.y_real = X_real, y_real
        self.classes = np.unique(y).tolist() if classes is None else classes

    @classmethod
    def from_estimator(
        cls,
        sampler: BaseGANSampler,
        X: SamplesLike | None = None,
        y: ArrayLike | None = None,
        *,
        n_samples: int | None = None,
        classes: ArrayLike | None = None,
        ax: Axes | None = None,
        cmap: str | Colormap = "gray",
    ) -> Self:
        """Show samples of a fitted sampler.

        Parameters
        ----------
        sampler : sampler
            A fitted sampler. Its next draws do not change.
        X, y : array-like of shape (n_rows, ...) and (n_rows,), default=None
            Real samples for comparison. None: the training rows that the sampler
            keeps, at most 1,000 of each class.
        n_samples : int, default=None
            Number of samples of each class. None: 10 images or signals, or 200 rows.
        classes : array-like, default=None
            Classes to draw. None: all classes that the sampler can draw.
        ax, cmap
            As in :meth:`plot`.

        Returns
        -------
        display : SampleGridDisplay
            The display, drawn.
        """
        if n_samples is None:
            n_samples = synthesizer_of(sampler).kind.n_shown
        check_number(n_samples)
        chosen = chosen_classes(sampler, classes)
        samples, labels = draw(sampler, dict.fromkeys(chosen, n_samples))
        display = cls._of_sampler(sampler, samples, labels, X, y)
        return display.plot(ax, cmap=cmap)

    @classmethod
    def from_results(
        cls,
        X: SamplesLike,
        y: ArrayLike,
        *,
        sampler: BaseGANSampler | None = None,
        sample_shape: Shape | None = None,
        value_range: tuple[float, float] | None = None,
        X_real: SamplesLike | None = None,
        y_real: ArrayLike | None = None,
        ax: Axes | None = None,
        cmap: str | Colormap = "gray",
    ) -> Self:
        """Show given samples.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Generated samples.
        y : array-like of shape (n_samples,)
            The classes of the samples.
        sampler : sampler, default=None
            The sampler that drew them, for `sample_shape`, `value_range` and real rows.
        sample_shape : tuple of int, default=None
            As in the samplers: (8, 8) reshapes flat rows to images.
        value_range, X_real, y_real
            As in the class.
        ax, cmap
            As in :meth:`plot`.

        Returns
        -------
        display : SampleGridDisplay
            The display, drawn.
        """
        if sampler is not None:
            return cls._of_sampler(sampler, X, y, X_real, y_real).plot(ax, cmap=cmap)
        X, y = labelled(X, y)
        shape = fold_shape(np.asarray(X), sample_shape)
        if kind_of(shape).name != "table":
            check_samples(X, "X", dtype="numeric")
        value_range = None if value_range is None else as_range(value_range)
        display = cls(X, y, sample_shape=shape, value_range=value_range)
        if X_real is not None:
            display.X_real, display.y_real = labelled(X_real, y_real)
            check_same_shape(display.X_real, X)
        return display.plot(ax, cmap=cmap)

    @classmethod
    def _of_sampler(
        cls,
        sampler: BaseGANSampler,
        X: SamplesLike,
        y: ArrayLike,
        X_real: SamplesLike | None = None,
        y_real: ArrayLike | None = None,
    ) -> Self:
        """Return a display of samples of a fitted sampler, not yet drawn."""
        synthesizer = synthesizer_of(sampler)
        shape, value_range = synthesizer.form.shape, synthesizer.pixel_range
        rows, labels = labelled(X, y, sampler)
        check_row_shape(rows, synthesizer.form.row_shape)
        display = cls(rows, labels, sample_shape=shape, value_range=value_range)
        if synthesizer.kind.name != "image":  # images are shown without real ones
            display.X_real, display.y_real = real_samples(sampler, X_real, y_real)
        return display

    def _draw(self, ax: Axes | None, cmap: str | Colormap) -> Axes:
        kind = kind_of(self.sample_shape).name
        self.title = TITLES.get(kind, "Samples by class")
        ax = self._axes_or_new(ax, self.figure_size())
        getattr(self, f"_draw_{kind}")(ax, cmap)
        return ax

    def _shown(self) -> tuple[list[Any], str]:
        """Return the classes that are drawn, and a note on those that are not."""
        kind, n_classes = kind_of(self.sample_shape).name, len(self.classes)
        n_shown = min(MAX_CLASSES.get(kind, n_classes), n_classes)
        return self.classes[:n_shown], shown_of(n_shown, n_classes)

    def figure_size(self) -> tuple[float, float]:
        """Return the preferred size of a figure, in inches."""
        kind, (classes, note) = kind_of(self.sample_shape).name, self._shown()
        if kind == "image":
            n_columns = np.unique(self.y, return_counts=True)[1].max()
            width, height = mosaic_size(classes, n_columns, self.sample_shape)
            return width, height + (NOTE_INCHES / 2 if note else 0.0)
        if kind == "signal":
            return signals_size(classes, self.sample_shape[-1])
        return projection_size(classes)

    def _by_class(self, X: Any, y: Array) -> list[Array]:
        """Return arrays (n_samples, *sample_shape), one for each class."""
        values = np.asarray(X).reshape(-1, *self.sample_shape)
        return [values[y == label] for label in self._shown()[0]]

    def _draw_image(self, ax: Axes, cmap: Any) -> None:
        rows, (names, note) = self._by_class(self.X, self.y), self._shown()
        value_range = self.value_range or (np.min(self.X), np.max(self.X))
        draw_mosaic(ax, rows, names, self.sample_shape, value_range, cmap, note=note)

    def _draw_signal(self, ax: Axes, cmap: Any) -> None:
        generated = self._by_class(self.X, self.y)
        real = [of_class[:0] for of_class in generated]
        if self.y_real is not None:
            real = self._by_class(self.X_real, self.y_real)
        most = max(map(len, generated))
        real = [of_class[spread(len(of_class), most)] for of_class in real]
        self.axes_ = draw_signals(ax, generated, real, *self._shown())

    def _draw_table(self, ax: Axes, cmap: Any) -> None:
        X_real, y_real = self.X_real, self.y_real
        if y_real is None:  # the plane is then computed from generated rows
            X_real, y_real = self.X, np.full(len(self.y), np.nan)
        draw_projection(ax, (X_real, self.X), (y_real, self.y), self.classes)


grid_of = SampleGridDisplay._of_sampler  # for callbacks
