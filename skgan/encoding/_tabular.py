"""The encoder of tables of numbers."""

import threading
from collections.abc import Iterable
from contextlib import contextmanager
from functools import cache, partial
from math import prod

import numpy as np
from sklearn.preprocessing import StandardScaler
from threadpoolctl import ThreadpoolController

from skgan._spec import Layout
from skgan.encoding._base import Encoder
from skgan.encoding._equalities import find_equalities, project
from skgan.encoding._exact import are_decimals, decimals_of, number_described
from skgan.validation import restore

__all__ = ["TabularEncoder", "by_rows"]

BLOCK_VALUES = 2**22  # computed at once: 32 MB of float64
HELD = 1e-6  # largest deviation from an equality by rounding of sums
FEW_ROWS = 2000  # used to find candidates for equalities
ROWS_AT_ONCE = 64  # the block size of a matrix product is this number or a divisor
RIDGE = 0.3  # share of the mean variance; limits the scale of directions of noise
FARTHEST = 1e9  # deviations; encoded values are limited, so that networks stay finite
MAX_WHITENED = 500  # columns; the covariance of more is slow and helps little
SCALED_VALUES = 2**23  # scaled at once: 64 MB of float64
FEWEST_COLUMNS = 2  # sums of a single column have another order

_one_at_a_time = threading.Lock()


class TabularEncoder(Encoder):
    """Whiten the columns of a table and back.

    Columns are standardised and then rotated to the principal axes of the within-class
    covariance, each of which has a variance near one. Therefore, directions of small
    variance of correlated columns are as visible to a network as others. Decoded values
    have as many decimals as the observed values, so that whole numbers stay whole and
    constant columns stay constant. Linear equalities that hold in every row, such as a
    sum of 1, also hold in decoded rows, as far as decimals allow.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding import TabularEncoder
    >>> X = np.array([[1, 10.5], [2, 20.25], [3, 30.5]])
    >>> encoder = TabularEncoder().fit(X)
    >>> encoder.decode(encoder.encode(X))
    array([[ 1.  , 10.5 ],
           [ 2.  , 20.25],
           [ 3.  , 30.5 ]])
    """

    dtype_: np.dtype
    minimum_: np.ndarray
    maximum_: np.ndarray
    decimals_: np.ndarray
    unit_: np.ndarray
    mean_: np.ndarray
    scale_: np.ndarray
    axes_: np.ndarray | None
    deviation_: np.ndarray | None
    equalities_: np.ndarray

    def fit(self, X, labels=None):
        """Learn scale, range, type and covariance of the columns.

        Parameters
        ----------
        X : ndarray of shape (n_samples, n_features)
            Finite numbers of any dtype.
        labels : ndarray of shape (n_samples,), default=None
            Class of each row, from 0. None: columns are only standardised.

        Returns
        -------
        self : TabularEncoder
            Fitted encoder.
        """
        self.dtype_ = X.dtype
        self.minimum_, self.maximum_ = X.min(axis=0), X.max(axis=0)
        self.decimals_ = decimals_of(X)
        # Values are divided by the largest first, so that squares of 1e200 are finite.
        ends = np.stack([self.minimum_, self.maximum_]).astype(np.float64)
        largest = np.abs(ends).max(axis=0)
        self.unit_ = np.where(largest > 0, largest, 1.0)
        self.mean_, self.scale_ = mean_and_scale(X, self.unit_)
        self.axes_ = self.deviation_ = None
        if labels is not None and X.shape[1] <= MAX_WHITENED:
            of_classes = (
                self._standardize(X, np.flatnonzero(labels == label))
                for label in range(labels.max() + 1)
            )
            self.axes_, self.deviation_ = within_class_axes(of_classes)
        self._fit_equalities(X)
        return self

    def _fit_equalities(self, X):
        self.equalities_ = np.zeros((0, X.shape[1]))
        if self.axes_ is None:
            return
        with one_blas_thread():
            some = X[:: max(1, len(X) // FEW_ROWS)]
            found = find_equalities(self._standardize(some))
        is_held = not len(found) or by_rows(partial(self._holds, found), X).all()
        self.equalities_ = found if is_held else self.equalities_

    def _holds(self, equalities, X):
        return np.abs(product(self._standardize(X), equalities.T)).max(axis=1) < HELD

    @property
    def layout(self) -> Layout:
        """All encoded values are numbers."""
        return Layout(len(self.minimum_))

    def describe(self):
        """Return how each column was taken."""
        constant = self.minimum_ == self.maximum_
        return [
            number_described(decimals, is_constant)
            for decimals, is_constant in zip(self.decimals_, constant, strict=True)
        ]

    def encode(self, X):
        """Return X whitened, as float32."""
        return by_rows(self._encode, X)

    def decode(self, encoded, clip=True):
        """Return encoded rows in the columns' own units and dtype.

        Parameters
        ----------
        encoded : ndarray of shape (n_samples, n_features)
            Whitened rows.
        clip : bool, default=True
            Whether to clip each column to its observed range.

        Returns
        -------
        X : ndarray of shape (n_samples, n_features)
            Rows in the dtype that was fitted.
        """
        return by_rows(partial(self._decode, clip=clip), encoded)

    def _encode(self, X):
        values = self._standardize(X)
        if self.axes_ is not None:
            values = product(values, self.axes_) / self.deviation_
        return values.astype(np.float32)

    def _decode(self, encoded, clip):
        values = encoded.astype(np.float64)
        if self.axes_ is not None:
            values = product(values * self.deviation_, self.axes_.T)
        if len(self.equalities_):
            ends = (self.minimum_, self.maximum_) if clip else (-np.inf, np.inf)
            low, high = ((end / self.unit_ - self.mean_) / self.scale_ for end in ends)
            with one_blas_thread():
                values = project(values, self.equalities_, low, high)
        with np.errstate(over="ignore"):  # infinity is clipped
            values = (values * self.scale_ + self.mean_) * self.unit_
        constant = self.minimum_ == self.maximum_
        values[:, constant] = self.minimum_[constant]
        return restore(
            values, self.dtype_, self.minimum_, self.maximum_, clip, self.decimals_
        )

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        shape, native = (len(self.mean_),), self.dtype_.newbyteorder("=")
        for name, value in vars(self).items():
            due = shape * 2 if name == "axes_" else shape
            due = (len(self.equalities_), *shape) if name == "equalities_" else due
            if isinstance(value, np.ndarray) and value.shape != due:
                yield name
        for name in ("minimum_", "maximum_"):  # native where dtype_ is not
            if getattr(self, name).dtype.newbyteorder("=") != native:
                yield name
        for name in ("unit_", "scale_", "deviation_"):
            if getattr(self, name) is not None and (getattr(self, name) <= 0).any():
                yield name
        if not are_decimals(self.decimals_):
            yield "decimals_"
        if (self.axes_ is None) != (self.deviation_ is None):
            yield "deviation_"

    def _standardize(self, X, rows=None):
        """Return X, or some of its rows, in units of each column's deviation."""
        if rows is not None:
            return by_rows(lambda i: self._standardize(X[i]), rows, X.shape[1])
        with np.errstate(over="ignore"):  # as far as infinity, which is clipped
            values = (X.astype(np.float64) / self.unit_ - self.mean_) / self.scale_
        return np.clip(values, -FARTHEST, FARTHEST)


def mean_and_scale(X, unit):
    """Return mean and standard deviation of the columns of X / unit.

    Columns are processed in blocks, because the scaler makes several copies.
    """
    most = max(FEWEST_COLUMNS, SCALED_VALUES // len(X))
    scalers = [
        StandardScaler().fit(X[:, some] / unit[some])
        for some in slices(X.shape[1], most)
    ]
    return tuple(
        np.concatenate([getattr(scaler, name) for scaler in scalers])
        for name in ("mean_", "scale_")
    )


def within_class_axes(classes):
    """Return axes (n_features, n_features) and deviations of the mean class.

    All classes have the same weight, so that rare ones also count. The arrays of
    standardised rows are changed.
    """
    covariances = []
    for centred in classes:
        centred -= centred.mean(axis=0)
        covariances.append(product(centred.T, centred) / max(len(centred) - 1, 1))
        del centred  # before the next one is made
    with one_blas_thread():
        variance, axes = np.linalg.eigh(sum(covariances) / len(covariances))
    ridge = RIDGE * variance.mean() or 1.0  # 1.0: nothing varies within the classes
    return axes, np.sqrt(np.maximum(variance, 0.0) + ridge)


def product(A, B):
    """Return A @ B, which is identical for any number of threads."""
    with one_blas_thread():
        return A @ B


@contextmanager
def one_blas_thread():
    """Limit NumPy's BLAS to one thread.

    The limit applies to the whole process. Therefore, only one thread can set it at a
    time; otherwise it could be removed during the product of another thread.
    """
    with _one_at_a_time, blas_threads().limit(limits=1):
        yield


@cache
def blas_threads():
    """Return the controller of NumPy's BLAS; finding the libraries takes a while."""
    return ThreadpoolController()


def slices(n, size):
    """Return slices of `size` that cover n; the last one is longer instead of short.

    Products and sums of a few rows or a single column are computed by other routines in
    another order, so that their last bits differ.
    """
    starts = list(range(0, max(n - size, 0) + 1, size))
    ends = [*starts[1:], n]
    return [slice(start, end) for start, end in zip(starts, ends, strict=True)]


def by_rows(function, X, n_values=None):
    """Return ``function(X)``, computed in blocks of rows.

    Parameters
    ----------
    function : callable
        A function that returns an array with one row for each row of its argument.
    X : ndarray of shape (n_samples, ...)
        Rows, or their numbers.
    n_values : int, default=None
        Number of values in a computed row. None: as many as in a row of X.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding._tabular import by_rows
    >>> by_rows(np.sqrt, np.array([[4.0], [9.0]]))
    array([[2.],
           [3.]])
    """
    n_values = prod(X.shape[1:]) if n_values is None else n_values
    size = max(BLOCK_VALUES // max(n_values, 1), 1)
    if size > ROWS_AT_ONCE:
        size -= size % ROWS_AT_ONCE
    first, *others = slices(len(X), size)
    done = function(X[first])
    if not others:
        return done
    result = np.empty((len(X), *done.shape[1:]), done.dtype)
    result[first] = done
    for rows in others:
        result[rows] = function(X[rows])
    return result
