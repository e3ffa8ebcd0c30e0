"""Convert columns of numbers to float64 and back."""

from collections.abc import Iterable
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from skgan._spec import Plain
from skgan.encoding._exact import (
    are_decimals,
    decimals_of,
    exact_values,
    is_grid,
    number_described,
    seen_rows,
)
from skgan.exceptions import InputError
from skgan.validation import (
    MOST_EXACT,
    NO_DECIMALS,
    is_decimal,
    limits_of,
    number_dtype,
    restore,
    rounded,
    with_missing,
)

__all__ = ["NumberColumn"]


class NumberColumn(Plain):
    """Convert numbers of any dtype to float64 with NaN and back.

    Attributes
    ----------
    dtype_ : dtype
        The dtype of the column, also in :class:`RankColumn` and
        :class:`CategoryColumn`.
    n_missing_ : int
        Number of rows without a value.
    exact_ : ndarray of shape (n_exact,)
        Values that repeat exactly, in the form that `values` returns.
    low_, high_ : float
        Range of the other values, or of the exact values if all values are exact.
    is_discrete_ : bool
        Whether all values are exact.
    decimals_ : int
        Number of decimals of the other values; 99 if there are more than 8.
    """

    dtype_: np.dtype | pd.api.extensions.ExtensionDtype
    n_missing_: int
    minimum_: Any
    maximum_: Any
    exact_: np.ndarray
    low_: float
    high_: float
    is_discrete_: bool
    decimals_: int

    def fit(self, column, labels=None):
        """Learn dtype, range, decimals and exact values."""
        self.dtype_ = column.dtype
        self.minimum_ = self.maximum_ = 0.0
        if column.dtype.kind in "iu" and column.notna().any():
            present = column.dropna()
            self.minimum_, self.maximum_ = present.min(), present.max()
        values = self.values(column)
        present = values[~np.isnan(values)]
        self.n_missing_ = len(values) - len(present)
        if column.dtype.kind not in "iu" and len(present):
            self.minimum_, self.maximum_ = present.min(), present.max()
        self._fit_exact(present, None if labels is None else labels[~np.isnan(values)])
        return self

    def _fit_exact(self, present, labels):
        self.exact_ = np.empty(0)
        # Large integers that floats do not represent are stored as differences.
        if len(present) and not self.origin:
            rows = slice(None) if labels is None else seen_rows(labels)
            self.exact_ = exact_values(
                present[rows], None if labels is None else labels[rows]
            )
        others = present[~np.isin(present, self.exact_)]
        self.is_discrete_ = bool(len(present)) and not len(others)
        if not len(others):
            others = present if len(present) else np.zeros(1)
        self.low_, self.high_ = float(others.min()), float(others.max())
        if self.dtype_.kind == "f":
            others = others.astype(number_dtype(self.dtype_))
        self.decimals_ = int(decimals_of(others[:, None])[0])

    def describe(self):
        """Return how the column was taken."""
        described = number_described(self.decimals_, self.minimum_ == self.maximum_)
        if self.is_discrete_:
            described = {"taken_as": "exact values"}
        if len(self.exact_):
            described["exact_values"] = self.exact_.tolist()
        return described

    @property
    def is_grid_(self):
        """Whether all values are exact and at equal distances except for a few gaps.

        The kernel treats such a column as numbers, which are rounded to these values.
        """
        return self.is_discrete_ and is_grid(self.exact_)

    @property
    def n_codes_(self):
        """Number of codes: for exact values and one for others; 0 if none is needed."""
        if not len(self.exact_) or self.is_grid_:
            return 0
        return len(self.exact_) + (not self.is_discrete_)

    def codes(self, values):
        """Return the code of the exact value of each; 0 is for other values, if any."""
        if self.is_discrete_:
            middles = (self.exact_[1:] + self.exact_[:-1]) / 2
            return np.searchsorted(middles, values)
        places = np.searchsorted(self.exact_, values).clip(max=len(self.exact_) - 1)
        return np.where(self.exact_[places] == values, places + 1, 0)

    def without_sentinels(self, values):
        """Return values with NaN for exact ones that are far from all others."""
        with np.errstate(over="ignore", invalid="ignore"):  # NaN is not far
            span = self.high_ - self.low_
            is_far = (values < self.low_ - span) | (values > self.high_ + span)
        return np.where(is_far & np.isin(values, self.exact_), np.nan, values)

    def settled(self, values, codes, clip):
        """Return numbers, replaced by the exact values of their codes."""
        if clip:
            values = np.clip(values, self.low_, self.high_)
        if codes is None:
            return self.exact_[self.codes(values)] if self.is_discrete_ else values
        is_exact = codes >= (not self.is_discrete_)
        exact = self.exact_[codes - (not self.is_discrete_)]
        return np.where(is_exact, exact, rounded(values, self.decimals_))

    @property
    def origin(self):
        """The origin of integers: the smallest, if floats do not represent them."""
        if self.dtype_.kind not in "iu":
            return 0
        ends = int(self.minimum_), int(self.maximum_)
        return ends[0] if max(map(abs, ends)) > MOST_EXACT else 0

    def values(self, column):
        """Return the values as float64, with NaN for missing values."""
        if self.origin:
            return count_from(self.origin, column)
        return as_floats(column)

    def restore(self, values, missing, clip, codes=None):
        """Return a Series of the fitted dtype.

        Parameters
        ----------
        values : ndarray of shape (n_samples,), float64
            Finite numbers.
        missing : ndarray of shape (n_samples,), bool
            Mask of values that should be missing.
        clip : bool
            Whether to clip to the observed range.
        codes : ndarray of shape (n_samples,), int, default=None
            Codes as returned by :meth:`codes`, for a column with exact values.
        """
        values = self.settled(values, codes, clip)
        if self.origin:
            span = int(self.maximum_) - self.origin
            numbers = count_on(values, self.origin, span, number_dtype(self.dtype_))
            return with_missing(pd.Series(numbers), missing, self.dtype_)
        dtype = number_dtype(self.dtype_)
        low, high = (np.array(v, dtype) for v in (self.minimum_, self.maximum_))
        if not clip:
            values = np.clip(values, *limits_of(self.dtype_))
        decimals = NO_DECIMALS if len(self.exact_) else self.decimals_
        numbers = restore(values, dtype, low, high, clip, decimals)
        if is_decimal(self.dtype_):  # rounding may exceed its digits
            numbers = np.clip(numbers, *limits_of(self.dtype_))
        return with_missing(pd.Series(numbers), missing, self.dtype_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        is_number = pd.api.types.is_numeric_dtype(self.dtype_)
        if not is_number and not pd.api.types.is_bool_dtype(self.dtype_):
            yield "dtype_"
        if self.n_missing_ < 0:
            yield "n_missing_"
        if self.exact_.ndim != 1 or (np.diff(self.exact_) <= 0).any():
            yield "exact_"
        if self.exact_.dtype != np.float64 or self.is_discrete_ > len(self.exact_):
            yield "exact_"
        if not self.low_ <= self.high_:
            yield "low_"
        if not are_decimals(np.array([self.decimals_])):
            yield "decimals_"
        ends = self.minimum_, self.maximum_
        is_range = all(isinstance(e, Real | np.bool_) and isfinite(e) for e in ends)
        if not is_range or ends[0] > ends[1]:
            yield "minimum_"
        if self.dtype_.kind in "iu":
            held = np.iinfo(number_dtype(self.dtype_))
            if not held.min <= ends[0] <= ends[1] <= held.max:
                yield "minimum_"


def as_floats(column):
    """Return a column as float64, with NaN for missing values."""
    if isinstance(column.dtype, pd.SparseDtype):
        column = column.sparse.to_dense()
    if column.dtype.kind in "mM":
        raise InputError(
            f"The column {column.name!r} of X has the dtype {column.dtype}, but the "
            "fitted column has numbers. Give numbers."
        )
    try:
        if column.dtype == object:
            column = pd.to_numeric(column)
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise InputError(
            f"The column {column.name!r} of X has values that are not numbers: "
            f"{error}. Give numbers, or add the column to categorical_features."
        ) from error
    if np.isinf(values).any():
        raise InputError(
            f"X contains infinity in the column {column.name!r}. "
            "Remove, clip or impute these values first."
        )
    return values


def count_from(origin, column):
    """Return integers minus the origin as float64, with NaN for missing values.

    The difference is computed with integers, because floats may not represent it.
    """
    dtype = number_dtype(column.dtype)
    values = column.to_numpy(dtype=dtype, na_value=0)
    ticks, start = values.view(np.uint64), np.uint64(origin % 2**64)
    is_below = values < dtype.type(origin)
    counts = np.where(is_below, start - ticks, ticks - start).astype(float)
    counts = np.where(is_below, -counts, counts)
    return np.where(column.isna(), np.nan, counts)


def count_on(values, origin, span, dtype):
    """Return the integers for results of `count_from`, within the observed range."""
    most = float(span) if int(float(span)) <= span else np.nextafter(float(span), 0)
    counts = np.clip(np.rint(values), 0.0, most).astype(np.uint64)
    return (counts + np.uint64(origin % 2**64)).view(dtype)
