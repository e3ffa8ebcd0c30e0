"""One column of a table: its values as numbers or as codes, and back in its dtype."""

from typing import Any

import numpy as np
import pandas as pd

from skgan.encoding._restore import restore
from skgan.exceptions import InputError

__all__ = ["CategoryColumn", "DateColumn", "NumberColumn", "RankColumn", "make_column"]


class NumberColumn:
    """Numbers of any dtype as float64 with NaN, and back.

    Attributes
    ----------
    dtype_ : dtype
        Of the column, as :class:`RankColumn` and :class:`CategoryColumn` have it too.
    n_missing_ : int
        Rows without a value.
    """

    def fit(self, column):
        """Learn dtype and range, and whether all values are whole."""
        self.dtype_ = column.dtype
        values = self.values(column)
        present = values[~np.isnan(values)]
        self.n_missing_ = len(values) - len(present)
        self.whole_ = bool(np.all(np.rint(present) == present))
        if column.dtype.kind in "iu" and len(present):
            present = column.dropna()  # floats don't hold all of 64 bits
        self.minimum_: Any = present.min() if len(present) else 0.0
        self.maximum_: Any = present.max() if len(present) else 0.0
        return self

    def values(self, column):
        """Return the values as float64, NaN where there is none."""
        if isinstance(column.dtype, pd.SparseDtype):
            column = column.sparse.to_dense()
        if column.dtype == object:
            column = pd.to_numeric(column)
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        if np.isinf(values).any():
            raise InputError(
                f"X contains infinity in the column {column.name!r}. "
                "Remove, clip or impute these values first."
            )
        return values

    def restore(self, values, missing, clip):
        """Return a Series of the fitted dtype.

        Parameters
        ----------
        values : ndarray of shape (n_samples,), float64
            Finite numbers.
        missing : ndarray of shape (n_samples,), bool
            Where there is to be no value.
        clip : bool
            Whether to keep to the observed range.
        """
        dtype = getattr(self.dtype_, "numpy_dtype", self.dtype_)
        if isinstance(dtype, pd.SparseDtype):
            dtype = dtype.subtype
        dtype = np.dtype(dtype if np.dtype(dtype).kind in "iuf" else float)
        low, high = (np.array(v, dtype) for v in (self.minimum_, self.maximum_))
        numbers = restore(values, dtype, low, high, clip, self.whole_)
        return with_missing(pd.Series(numbers), missing, self.dtype_)


class RankColumn:
    """Categories that have an order as the ranks of those that were seen.

    Attributes
    ----------
    levels_ : Index
        Those categories, in their order.
    n_missing_ : int
        Rows without a value.
    """

    def fit(self, column):
        """Learn which categories there are."""
        self.dtype_ = column.dtype
        codes, self.levels_ = pd.factorize(column, sort=True)
        self.n_missing_ = int(np.sum(codes < 0))
        return self

    def values(self, column):
        """Return the rank of each value, NaN where it is missing or unknown."""
        return codes_of(column, self.levels_, np.nan)

    def restore(self, values, missing, clip):
        """Return a Series of the fitted dtype; ranks are always clipped."""
        ranks = np.clip(np.rint(values), 0, max(len(self.levels_) - 1, 0)).astype(int)
        return taken(self.levels_, np.where(missing, -1, ranks), self.dtype_)


class DateColumn(NumberColumn):
    """Dates and durations as whole multiples of the unit in which they are apart.

    Days at midnight are so generated at midnight.
    """

    def fit(self, column):
        """Learn the earliest value and the unit, in nanoseconds."""
        self.kind_ = "timedelta64[ns]" if column.dtype.kind == "m" else "datetime64[ns]"
        ticks = self.ticks(column)
        present = ticks[ticks != MISSING_TICK]
        ends = (present.min(), present.max()) if len(present) else (0, 0)
        self.first_, self.last_ = map(np.int64, ends)
        # Unsigned, as more than 292 years are more than int64 holds.
        unit = np.gcd.reduce((present - self.first_).view(np.uint64))
        self.unit_ = min(max(int(unit), 1), LAST_TICK)
        return super().fit(column)

    def ticks(self, column):
        """Return nanoseconds; those of dates with a time zone are in UTC."""
        if isinstance(column.dtype, pd.ArrowDtype):  # of days, NumPy can't take gaps
            kind = "duration" if self.kind_[0] == "t" else "timestamp"
            zone = arrow_zone(column.dtype)
            column = column.astype(
                f"{kind}[ns{f', tz={zone}' if zone else ''}][pyarrow]"
            )
        return column.to_numpy(self.kind_).astype(np.int64)

    def values(self, column):
        """Return the number of units since the earliest value."""
        ticks = self.ticks(column)
        units = (ticks - self.first_) / self.unit_  # exact within a lifetime
        roughly = (ticks.astype(float) - float(self.first_)) / self.unit_
        units = np.where(np.abs(roughly) * self.unit_ < LAST_TICK, units, roughly)
        return np.where(ticks == MISSING_TICK, np.nan, units)

    def restore(self, values, missing, clip):
        """Return a Series of the fitted dtype."""
        limit = (LAST_TICK - abs(int(self.first_))) / self.unit_
        low, high = (self.minimum_, self.maximum_) if clip else (-limit, limit)
        units = np.clip(np.rint(values), low, high).astype(np.int64)
        ticks = self.first_ + units * self.unit_
        ticks = np.clip(ticks, self.first_, self.last_) if clip else ticks
        dates = pd.Series(ticks.astype(self.kind_))
        dates = dates.mask(missing)
        zone = getattr(self.dtype_, "tz", None) or arrow_zone(self.dtype_)
        if zone is not None:
            dates = dates.dt.tz_localize("UTC").dt.tz_convert(zone)
        return dates.astype(self.dtype_)


MISSING_TICK = np.iinfo(np.int64).min  # how NumPy writes NaT
LAST_TICK = np.iinfo(np.int64).max // 2  # about the year 2116, and room for sums


class CategoryColumn:
    """Values of any kind as codes of the most frequent ones, and back.

    Parameters
    ----------
    max_categories : int
        How many categories have a code of their own. The others share one, which is
        decoded to the values of its rows, as often as they occur.

    Attributes
    ----------
    levels_ : Index
        The categories, the most frequent first.
    counts_ : ndarray of shape (n_levels,)
        How often each occurs.
    missing_ : object
        What a missing value looks like; None also where there is none.
    has_missing_ : bool
        Whether there is one.
    """

    def __init__(self, max_categories):
        self.max_categories = max_categories

    def fit(self, column):
        """Learn the categories of a Series, the most frequent first."""
        self.dtype_ = column.dtype
        try:
            codes, levels = pd.factorize(column)
        except TypeError as error:
            raise InputError(
                f"The column {column.name!r} holds values that can't be compared: "
                f"{error}. Make them strings or numbers."
            ) from error
        counts = np.bincount(codes[codes >= 0], minlength=len(levels))
        order = np.argsort(-counts, kind="stable")
        self.levels_, self.counts_ = levels.take(order), counts[order]
        missing = column[codes < 0]
        self.has_missing_ = bool(len(missing))
        self.missing_ = missing.iloc[0] if len(missing) else None
        return self

    @property
    def n_own_(self):
        """How many categories have a code of their own."""
        n_levels = len(self.levels_)
        return n_levels if n_levels <= self.max_categories else self.max_categories - 1

    @property
    def n_bucketed_(self):
        """How many categories share a code."""
        return len(self.levels_) - self.n_own_

    @property
    def n_codes_(self):
        """Codes in use; missing values have the last one, where there are some."""
        return self.n_own_ + (self.n_bucketed_ > 0) + self.has_missing_

    def codes(self, column):
        """Return the code of each value, -1 for one that was not seen."""
        codes = codes_of(column, self.levels_, -1).astype(int)
        codes = np.minimum(codes, self.n_own_)
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


def make_column(column, is_category, max_categories):
    """Return the unfitted column that a Series is to be.

    Parameters
    ----------
    column : Series
        With the dtype that decides, where it is not a category.
    is_category : bool
        Whether its values have no magnitude.
    max_categories : int
        As of :class:`CategoryColumn`.
    """
    if is_category:
        if getattr(column.dtype, "ordered", False):
            return RankColumn()
        return CategoryColumn(max_categories)
    is_date = column.dtype.kind in "mM" or isinstance(column.dtype, pd.DatetimeTZDtype)
    return DateColumn() if is_date else NumberColumn()


def codes_of(column, levels, unknown):
    """Return the position of each value among the levels, as floats."""
    known = levels
    if known.dtype != column.dtype or isinstance(known.dtype, pd.CategoricalDtype):
        known, column = known.astype(object), column.astype(object)
    codes = known.get_indexer(column)
    return np.where((codes < 0) | column.isna().to_numpy(), unknown, codes)


def taken(levels, codes, dtype, missing=None):
    """Return the levels at some codes as a Series; -1 is a missing value."""
    absent = codes < 0
    if not absent.any():
        return pd.Series(levels.take(codes)).astype(dtype)
    if not len(levels):
        return pd.Series([missing] * len(codes), dtype=dtype)
    some = levels.take(np.where(absent, 0, codes))
    if levels.dtype == object:
        values = some.to_numpy(copy=True)
        values[absent] = missing
        return pd.Series(values, dtype=dtype)
    return with_missing(pd.Series(some), absent, dtype)


def with_missing(values, missing, dtype):
    """Return a Series of a dtype, without a value where it is to be missing."""
    if not missing.any():
        return values.astype(dtype)
    if isinstance(dtype, np.dtype | pd.SparseDtype):
        return values.mask(missing).astype(dtype)
    return values.astype(dtype).mask(missing)


def arrow_zone(dtype):
    """Return the time zone of an Arrow dtype, or None."""
    return getattr(getattr(dtype, "pyarrow_dtype", None), "tz", None)
