"""Over-samplers without a model: copies of real rows that are warped or mixed."""

from math import prod
from typing import Any

import numpy as np
from imblearn.over_sampling.base import BaseOverSampler
from sklearn.utils import check_random_state

from skgan.exceptions import InputError
from skgan.kernels import warp
from skgan.validation import (
    Samples,
    dense,
    is_whole,
    labels_of,
    number_dtype,
    read_samples,
)

__all__ = ["MixupSampler", "WarpSampler", "check_images_to_warp"]


class CopySampler(BaseOverSampler):
    """Add changed copies of random rows, as many as RandomOverSampler.

    Whole numbers stay whole. Warning: This class should not be used directly. Use a
    derived class.

    Parameters
    ----------
    sampling_strategy : float, str, dict or callable, default="auto"
        As in RandomOverSampler.
    sample_shape : tuple of int, default=None
        Shape of one sample, if the rows of X are flat.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the copies.
    """

    value_range = None  # of pixels; `read_samples` reads it

    def __init__(
        self,
        sampling_strategy: Any = "auto",
        *,
        sample_shape: tuple[int, ...] | None = None,
        random_state: int | np.random.RandomState | None = None,
    ) -> None:
        super().__init__(sampling_strategy=sampling_strategy)
        self.sample_shape = sample_shape
        self.random_state = random_state

    def fit_resample(self, X: Any, y: Any) -> tuple[Any, Any]:
        """Return the rows followed by the copies, in the types of X and y."""
        samples = read_samples(self, X, y)
        random_state = check_random_state(self.random_state)
        pairs = [
            choose(np.flatnonzero(samples.labels == label), n, random_state)
            for label, n in samples.n_new.items()
        ]
        first, second = np.concatenate(pairs, axis=1)
        new = self._change(samples, first, second, random_state)
        new = with_whole(new, samples).astype(samples.X.dtype)
        labels = labels_of(samples.n_new)
        return samples.form.below(samples.real, samples.form.restore(new, labels, True))

    def _change(
        self, samples: Samples, first: Any, second: Any, random_state: Any
    ) -> Any:
        """Return new samples made from pairs of rows; flat rows may be sparse."""
        raise NotImplementedError

    def _fit_resample(self, X: Any, y: Any, **params: Any) -> Any:
        """Raise an error; imbalanced-learn declares this method, but it is not used."""
        raise NotImplementedError


class WarpSampler(CopySampler):
    """Add copies of random images that are shifted, rotated and zoomed by `warp`."""

    def _change(self, samples, first, second, random_state):
        check_images_to_warp(samples.form.shape)
        return warp(samples.form.fold(samples.X[first]), random_state)


class MixupSampler(CopySampler):
    """Interpolate between two random rows of one class.

    The position between the two rows is drawn uniformly. The paper also mixes rows of
    two classes. Such rows would not belong to a single class, which new rows need.

    References
    ----------
    H. Zhang et al., "mixup: Beyond empirical risk minimization", ICLR 2018.
    """

    def _change(self, samples, first, second, random_state):
        if samples.form.categorical is not None:
            raise InputError(
                "X has categories, dates, missing values or whole numbers beyond "
                "2**53, which cannot be interpolated. Encode and impute them first."
            )
        X, part = samples.X, random_state.uniform(size=(len(first), 1))
        start, end = (X[rows].astype(float) for rows in (first, second))
        if samples.form.is_sparse:
            return start + (end - start).multiply(part)
        size = prod(samples.form.shape)
        start, end = (dense(rows).reshape(-1, size) for rows in (start, end))
        return start + part * (end - start)


def check_images_to_warp(shape: tuple[int, ...]) -> None:
    """Raise an error if a shape is not that of an image."""
    if len(shape) != 3:
        raise InputError(
            f"Samples of X have the shape {shape}, which is not that of images, and "
            "only images can be warped. Give X of shape (n_samples, height, width, "
            "channels); a step of the estimator may flatten it."
        )


def choose(rows: Any, n: int, random_state: Any) -> Any:
    """Return n random rows of a class, and another row for each, as (2, n, ...)."""
    first = random_state.randint(len(rows), size=n)
    # A class with one row has no other row. It is paired with itself.
    steps = random_state.randint(1, max(len(rows), 2), size=n)
    return rows[np.stack([first, (first + steps) % len(rows)])]


def with_whole(new: Any, samples: Samples) -> Any:
    """Return new samples in the shape of rows, and round whole-number columns."""
    dtypes = samples.form.X.dtypes or (samples.X.dtype,)
    whole = np.array([is_whole(number_dtype(dtype)) for dtype in dtypes])
    if samples.form.is_sparse:
        return new.rint() if whole.all() else new
    new = new.reshape(-1, *samples.form.row_shape)
    return np.where(whole, np.rint(new), new)
