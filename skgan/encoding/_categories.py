"""Convert columns of categories to codes or ranks and back."""

import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from skgan._spec import Plain
from skgan.exceptions import InputError
from skgan.validation import with_missing

__all__ = ["CategoryColumn", "RankColumn"]

MOST_ROWS = 2.0**62
MOST_LEVELS = 10_000  # of a column that are kept, so that names of rows are not


class CategoryColumn(Plain):
    """Convert values of any type to codes of the most frequent ones and back.

    Parameters
    ----------
    max_categories : int
        Number of categories that have their own code. The others share one code, which
        is decoded to these categories as often as they occur.

    Attributes
    ----------
    levels_ : Index
        The categories, the most frequent first; at most 10,000 of them.
    counts_ : ndarray of shape (n_levels,)
        Frequency of each category.
    missing_ : object
        The missing value of the column. Also None if there is no missing value.
    has_missing_ : bool
        Whether there are missing values.
    """

    dtype_: np.dtype | pd.api.extensions.ExtensionDtype
    max_categories: int
    levels_: pd.Index
    counts_: np.ndarray
    missing_: Any
    has_missing_: bool

    def __init__(self, max_categories):
        self.max_categories = max_categories

    def fit(self, column, labels=None):
        """Learn the categories of a Series, the most frequent first."""
        self.dtype_ = column.dtype
        codes, levels = factorized(column)
        counts = np.bincount(codes[codes >= 0], minlength=len(levels))
        order = np.argsort(-counts, kind="stable")[:MOST_LEVELS]
        self.levels_, self.counts_ = levels.take(order), counts[order]
        missing = column[codes < 0]
        self.has_missing_ = bool(len(missing))
        self.missing_ = missing.iloc[0] if len(missing) else None
        self._warn_of_bucket(column.name, len(levels))
        return self

    def _warn_of_bucket(self, name, n_levels):
        if self.n_bucketed_:
            warnings.warn(
                f"The column {name!r} has {n_levels} categories. The {self.n_own_} "
                "most frequent are modelled individually, and the others are drawn as "
                "often as they occur. Leave out columns that only identify a row.",
                UserWarning,
                stacklevel=2,
            )

    def describe(self):
        """Return how the column was taken."""
        return {"taken_as": "category"}

    @property
    def n_own_(self):
        """Number of categories that have their own code."""
        n_levels = len(self.levels_)
        return n_levels if n_levels <= self.max_categories else self.max_categories - 1

    @property
    def n_bucketed_(self):
        """Number of categories that share a code."""
        return len(self.levels_) - self.n_own_

    @property
    def n_codes_(self):
        """Number of codes; the last one is for missing values, if there are any."""
        return self.n_own_ + (self.n_bucketed_ > 0) + self.has_missing_

    def codes(self, column):
        """Return the code of each value, or -1 for values that were not seen.

        If rare categories share a code, values that were not seen have this code.
        """
        codes = codes_of(column, self.levels_, -1).astype(int)
        if self.n_bucketed_:
            rare = (codes < 0) & column.notna().to_numpy()
            codes = np.minimum(np.where(rare, self.n_own_, codes), self.n_own_)
        if self.has_missing_:
            codes[column.isna().to_numpy()] = self.n_codes_ - 1
        return codes

    def restore(self, codes, random_state):
        """Return a Series of the fitted dtype, rare categories drawn at random."""
        codes = codes.copy()
        if self.has_missing_:
            codes[codes == self.n_codes_ - 1] = -1
        rare = np.flatnonzero(codes >= self.n_own_)
        if len(rare):
            share = self.counts_[self.n_own_ :] / self.counts_[self.n_own_ :].sum()
            drawn = random_state.choice(self.n_bucketed_, len(rare), p=share)
            codes[rare] = self.n_own_ + drawn
        return taken(self.levels_, codes, self.dtype_, self.missing_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        counts, missing = self.counts_, self.missing_
        if not are_levels(self.levels_, self.dtype_):
            yield "levels_"
        if counts.shape != (len(self.levels_),) or counts.dtype.kind not in "iu":
            yield "counts_"
        if (counts <= 0).any() or counts.sum(dtype=float) >= MOST_ROWS:
            yield "counts_"
        is_missing = pd.api.types.is_scalar(missing) and pd.isna(missing) is True
        if not is_missing or not (self.has_missing_ or missing is None):
            yield "missing_"
        if self.max_categories < 1 or self.n_codes_ < 1:
            yield "max_categories"
        if not can_be_made(self.levels_, self.dtype_, self.has_missing_, missing):
            yield "dtype_"


class RankColumn(Plain):
    """Convert ordered categories to the ranks of those that were seen and back.

    Attributes
    ----------
    levels_ : Index
        The categories that were seen, in their order.
    n_missing_ : int
        Number of rows without a value.
    """

    dtype_: np.dtype | pd.api.extensions.ExtensionDtype
    n_missing_: int
    levels_: pd.Index
    n_codes_ = 0  # ranks have no exact values

    def describe(self):
        """Return how the column was taken."""
        return {"taken_as": "ordered category"}

    def fit(self, column, labels=None):
        """Learn the categories that occur."""
        self.dtype_ = column.dtype
        codes, self.levels_ = factorized(column, sort=True)
        self.n_missing_ = int(np.sum(codes < 0))
        return self

    def values(self, column):
        """Return the rank of each value, or NaN if it is missing or unknown."""
        return codes_of(column, self.levels_, np.nan)

    def restore(self, values, missing, clip, codes=None):
        """Return a Series of the fitted dtype; ranks are always clipped."""
        ranks = np.clip(np.rint(values), 0, max(len(self.levels_) - 1, 0)).astype(int)
        return taken(self.levels_, np.where(missing, -1, ranks), self.dtype_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if not are_levels(self.levels_, self.dtype_):
            yield "levels_"
        if self.n_missing_ < 0:
            yield "n_missing_"
        if not can_be_made(self.levels_, self.dtype_, self.n_missing_ > 0):
            yield "dtype_"


def can_be_made(levels, dtype, may_miss, missing=None):
    """Return whether a column can have each level, with and without missing values."""
    codes = np.arange(-bool(may_miss), len(levels))
    some = codes, codes[codes >= 0], codes[codes < 0]
    return all(taken(levels, part, dtype, missing).dtype == dtype for part in some)


def are_levels(levels, dtype):
    """Return whether an Index has different values of a dtype."""
    # pandas has no Index of the smallest floats.
    dtype = np.dtype(np.float32) if dtype == np.float16 else dtype
    is_flat = levels.nlevels == 1 and levels.dtype == dtype
    return is_flat and levels.is_unique and not levels.hasnans


def factorized(column, sort=False):
    """Return the codes of a Series and its categories."""
    is_wide = column.dtype == np.longdouble != np.float64
    if is_wide or getattr(column.dtype, "pyarrow_dtype", None) == "halffloat":
        raise InputError(
            f"The column {column.name!r} has the dtype {column.dtype}, whose values "
            "pandas can't look up. Convert it to float, or do not declare it as "
            "categorical."
        )
    try:
        codes, levels = pd.factorize(column, sort=sort)
    except (TypeError, NotImplementedError) as error:  # NotImplemented: Arrow's
        raise InputError(
            f"The column {column.name!r} has values that can't be compared: "
            f"{error}. Convert them to strings or numbers."
        ) from error
    if column.dtype == object:  # pandas 2.2 makes another Index of periods
        levels = levels.astype(object)
    values = levels.categories if hasattr(levels, "categories") else levels
    has_floats = values.dtype.kind == "f" or values.dtype == object
    if has_floats and values.isin([np.inf, -np.inf]).any():
        raise InputError(
            f"X contains infinity in the column {column.name!r}. "
            "Remove, clip or impute these values first."
        )
    return codes, levels


def codes_of(column, levels, unknown):
    """Return the position of each value among the levels, as floats."""
    known = levels
    if known.dtype != column.dtype or is_by_value(known.dtype):
        known, column = known.astype(object), column.astype(object)
    asked = column
    if column.dtype == object:  # pandas 2 warns about other dtypes
        asked = pd.Index(column.to_numpy(), dtype=object)
    codes = known.get_indexer(asked)
    return np.where((codes < 0) | column.isna().to_numpy(), unknown, codes)


def is_by_value(dtype):
    """Return whether values of a dtype are looked up as objects.

    Two categorical dtypes may differ in their order, and pandas cannot look up
    overlapping intervals.
    """
    return isinstance(dtype, pd.CategoricalDtype | pd.IntervalDtype)


def taken(levels, codes, dtype, missing=None):
    """Return the levels of codes as a Series; -1 is a missing value."""
    absent = codes < 0
    if not len(levels):
        return pd.Series([missing] * len(codes), dtype=dtype)
    some = levels.take(np.where(absent, 0, codes))
    if levels.dtype == object:
        values = some.to_numpy(copy=True)
        values[absent] = missing
        return pd.Series(values, dtype=dtype)
    return with_missing(pd.Series(some), absent, dtype)
