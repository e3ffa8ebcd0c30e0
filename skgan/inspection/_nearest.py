"""Find and show generated samples that are nearest to training rows."""

from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.neighbors import NearestNeighbors
from sklearn.utils import _safe_indexing

from skgan._spec import Array, SamplesLike, Shape, kind_of
from skgan.exceptions import InputError
from skgan.inspection._columns import as_frames, standardizer
from skgan.inspection._figure import (
    GENERATED,
    REAL,
    SOURCES,
    Axes,
    Colormap,
    PictureDisplay,
    label_left,
    legend_beside,
    panels,
    shown_of,
)
from skgan.inspection._panels import NOTE_INCHES, draw_mosaic, mosaic_size
from skgan.inspection._sampler import chosen_classes, draw, real_samples
from skgan.samplers import BaseGANSampler, encode_new, synthesizer_of
from skgan.validation import check_number

N_CANDIDATES = 100  # for each class; those nearest to a real row are shown
MAX_COLUMNS = 40  # of a table; more are not legible
MAX_CLASSES = {"image": 24, "signal": 12, "table": 12}  # that fit on a screen
NAMES = {"image": "images", "signal": "signals", "table": "rows"}
PAIRS = "left: generated, right: nearest real image\nthe nearest pairs come first"
BROAD = 3.0  # line width of real rows, visible below a generated line


class NearestRows(NamedTuple):
    """Generated samples and the nearest real row of each.

    Attributes
    ----------
    X : array or DataFrame of shape (n_pairs, ...)
        Generated samples, class after class, those nearest to a real row first.
    y : ndarray of shape (n_pairs,)
        The classes of the generated samples.
    X_nearest : array or DataFrame of shape (n_pairs, ...)
        The nearest real row of each sample, of any class.
    y_nearest : ndarray of shape (n_pairs,)
        Classes of the real rows.
    distance : ndarray of shape (n_pairs,)
        Euclidean distance of the encoded samples (tables whitened, signals
        standardised, pixels in [-1, 1]), divided by the square root of the number of
        values.
    """

    X: Any
    y: np.ndarray
    X_nearest: Any
    y_nearest: np.ndarray
    distance: np.ndarray


def nearest_rows(
    sampler: BaseGANSampler,
    X: SamplesLike | None = None,
    y: ArrayLike | None = None,
    *,
    n_samples: int = 5,
    n_candidates: int = N_CANDIDATES,
    classes: ArrayLike | None = None,
) -> NearestRows:
    """Find the generated samples that are nearest to a training row.

    A distance of zero means a copy. If there are many candidates, some are near to a
    training row by chance; compare their distances with those of other real rows.

    Parameters
    ----------
    sampler : sampler
        A fitted sampler. Its next draws do not change.
    X, y : array-like of shape (n_rows, ...) and (n_rows,), default=None
        Training rows. None: those that the sampler keeps, at most 1,000 of each class.
    n_samples : int, default=5
        Number of pairs for each class.
    n_candidates : int, default=100
        Number of samples to draw for each class. The nearest ones are returned.
    classes : array-like, default=None
        Classes to draw. None: all classes that the sampler can draw.

    Returns
    -------
    pairs : NearestRows
        Generated samples and their nearest training rows.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import nearest_rows
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> sampler = ACGANSampler(max_iter=25, random_state=0).fit(X, y)
    >>> pairs = nearest_rows(sampler, X, y, n_samples=3)
    >>> pairs.X.shape, pairs.X_nearest.shape, bool((pairs.distance > 0).all())
    ((6, 20), (6, 20), True)
    """
    synthesizer = synthesizer_of(sampler)
    for n, name in ((n_samples, "n_samples"), (n_candidates, "n_candidates")):
        check_number(n, name)
    chosen = chosen_classes(sampler, classes)
    X, y = real_samples(sampler, X, y)
    n_drawn = max(n_samples, n_candidates)
    made, labels = draw(sampler, dict.fromkeys(chosen, n_drawn))
    real = encode_new(sampler, X).reshape(len(X), -1)
    # Without clip, generated pixels may be outside of the range of real pixels.
    seen = synthesizer.encode(made).reshape(len(made), -1)
    distance, nearest = NearestNeighbors(n_neighbors=1).fit(real).kneighbors(seen)
    by_class = distance.reshape(len(chosen), n_drawn).argsort(kind="stable")
    starts = n_drawn * np.arange(len(chosen))[:, None]
    shown = (starts + by_class[:, :n_samples]).ravel()
    rows = nearest[shown, 0]
    return NearestRows(
        X=_safe_indexing(made, shown),
        y=labels[shown],
        X_nearest=_safe_indexing(X, rows),
        y_nearest=y[rows],
        distance=distance[shown, 0] / np.sqrt(real.shape[1]),
    )


class NearestRowsDisplay(PictureDisplay):
    """Show generated samples and their nearest training rows.

    Use this display to find copies: many samples of each class are drawn, and those
    nearest to a training row are shown, the nearest first. Images are drawn as pairs,
    with the generated image on the left. Signals and standardised rows of tables are
    drawn as lines; the training row is a broad gray line, and the number above is the
    distance. Of more than 24 classes of images, or 12 classes of other samples, only
    the first ones are drawn, and a note says so.

    It is recommended to use :meth:`from_estimator`.

    Parameters
    ----------
    pairs : NearestRows
        Result of :func:`nearest_rows`.
    sample_shape : tuple of int
        (n_features,), (time, channels) or (height, width, channels).
    value_range : (float, float), default=None
        Values of black and white pixels. None: the range of both samples.

    Attributes
    ----------
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes of the display, and their figure.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from sklearn.datasets import load_digits
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import NearestRowsDisplay
    >>> X, y = load_digits(n_class=3, return_X_y=True)
    >>> sampler = ACGANSampler(sample_shape=(8, 8), max_iter=25, random_state=0)
    >>> display = NearestRowsDisplay.from_estimator(sampler.fit(X, y), X, y)
    >>> [label.get_text() for label in display.ax_.get_yticklabels()]
    ['0', '1', '2']
    >>> plt.close(display.figure_)
    """

    def __init__(
        self,
        pairs: NearestRows,
        *,
        sample_shape: Shape,
        value_range: tuple[float, float] | None = None,
    ) -> None:
        self.pairs = pairs
        self.sample_shape, self.value_range = sample_shape, value_range

    @classmethod
    def from_estimator(
        cls,
        sampler: BaseGANSampler,
        X: SamplesLike | None = None,
        y: ArrayLike | None = None,
        *,
        n_samples: int = 5,
        n_candidates: int = N_CANDIDATES,
        classes: ArrayLike | None = None,
        ax: Axes | None = None,
        cmap: str | Colormap = "gray",
    ) -> Self:
        """Show the samples of a fitted sampler that are nearest to a training row.

        Parameters
        ----------
        sampler, X, y, n_samples, n_candidates, classes
            As in :func:`nearest_rows`.
        ax, cmap
            As in :meth:`plot`.

        Returns
        -------
        display : NearestRowsDisplay
            The display, drawn.
        """
        numbers = {"n_samples": n_samples, "n_candidates": n_candidates}
        pairs = nearest_rows(sampler, X, y, **numbers, classes=classes)
        synthesizer = synthesizer_of(sampler)
        shape, value_range = synthesizer.form.shape, synthesizer.pixel_range
        display = cls(pairs, sample_shape=shape, value_range=value_range)
        return display.plot(ax, cmap=cmap)

    def _draw(self, ax: Axes | None, cmap: str | Colormap) -> Axes:
        classes, counts = np.unique(self.pairs.y, return_counts=True)
        if not len(classes):
            raise InputError("There are no pairs. Set n_samples to 1 or more.")
        kind, columns = kind_of(self.sample_shape).name, counts.max()
        real = NAMES.get(kind, "samples")
        self.title = f"Generated samples and the nearest real {real}"
        shown = classes[: MAX_CLASSES.get(kind)].tolist()
        note = shown_of(len(shown), len(classes))
        if kind == "image":
            size = mosaic_size(shown, 2.2 * columns, self.sample_shape)
            size = size[0], size[1] + NOTE_INCHES
            ax = self._axes_or_new(ax, size)
            self._draw_images(ax, shown, note, cmap)
        else:
            size = 2.2 + 1.7 * columns, 0.5 + 0.9 * len(shown)
            ax = self._axes_or_new(ax, size)
            self._draw_lines(ax, shown, note, columns)
        return ax

    def _draw_images(
        self, ax: Axes, classes: list[Any], note: str, cmap: str | Colormap
    ) -> None:
        shape, y, about = self.sample_shape, self.pairs.y, [PAIRS, note]
        kinds = self.pairs.X, self.pairs.X_nearest
        pairs = np.stack([np.asarray(X).reshape(-1, *shape) for X in kinds], axis=1)
        value_range = self.value_range or (np.min(pairs), np.max(pairs))
        rows = [pairs[y == label].reshape(-1, *shape) for label in classes]
        note = "\n".join(filter(None, about))
        draw_mosaic(ax, rows, classes, shape, value_range, cmap, pair=2, note=note)

    def _draw_lines(
        self, ax: Axes, classes: list[Any], note: str, n_columns: int
    ) -> None:
        from matplotlib.lines import Line2D

        made, real = as_lines(self.pairs, self.sample_shape)
        axes = panels(ax, len(classes), n_columns, sharex=True, sharey=True)
        for axis in axes.flat:
            axis.spines[:].set_visible(False)
            axis.set(xticks=[], yticks=[])
        for row, label in zip(axes, classes, strict=True):
            of_class = np.flatnonzero(self.pairs.y == label)
            for axis, i in zip(row, of_class, strict=False):
                axis.plot(real[i], color=REAL, linewidth=BROAD)
                axis.plot(made[i], color=GENERATED, linewidth=1.0)
                axis.set_title(f"{self.pairs.distance[i]:.2g}", fontsize="x-small")
            label_left(row[0], label)
        is_table = kind_of(self.sample_shape).name == "table"
        axes[-1, 0].set_xlabel("column" if is_table else "time step", fontsize="small")
        handles = [Line2D([], [], color=c, label=name) for name, c in SOURCES.items()]
        handles[0].set_linewidth(BROAD)
        n_values = self.sample_shape[0]
        if is_table and n_values > MAX_COLUMNS:
            columns = shown_of(MAX_COLUMNS, n_values, "columns shown")
            note = ", ".join(filter(None, (columns, note)))
        legend_beside(axes[0, -1], handles, note)
        ax.figure.align_ylabels(axes[:, 0])


def as_lines(pairs: NearestRows, shape: Shape) -> list[Array]:
    """Return both samples as standardised values (n_pairs, n_steps, n_lines)."""
    if kind_of(shape).name == "table":
        real, made = as_frames(pairs.X_nearest, pairs.X)
        numbers = standardizer(real)
        both = [numbers.transform(part)[..., None] for part in (made, real)]
        return [part[:, :MAX_COLUMNS] for part in both]
    both = [np.asarray(p).reshape(-1, *shape) for p in (pairs.X, pairs.X_nearest)]
    middle, spread = both[1].mean(axis=(0, 1)), both[1].std(axis=(0, 1))
    return [(part - middle) / np.where(spread > 0, spread, 1.0) for part in both]
