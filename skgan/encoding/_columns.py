"""Columns of numbers and dates: as float64, and back in their dtype."""

from collections.abc import Iterable
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from skgan._spec import Plain
from skgan.encoding._categories import CategoryColumn, RankColumn
from skgan.exceptions import InputError
from skgan.validation import (
    MOST_EXACT,
    arrow_zone,
    limits_of,
    number_dtype,
    restore,
    with_missing,
)

__all__ = ["DateColumn", "NumberColumn", "make_column"]


class NumberColumn(Plain):
    """Numbers of any dtype as float64 with NaN, and back.

    Attributes
    ----------
    dtype_ : dtype
        Of the column, as :class:`RankColumn` and :class:`CategoryColumn` have it too.
    n_missing_ : int
        Rows without a value.
    """

    dtype_: np.dtype | pd.api.extensions.ExtensionDtype
    n_missing_: int
    whole_: bool
    minimum_: Any
    maximum_: Any

    def fit(self, column):
        """Learn dtype and range, and whether all values are whole."""
        self.dtype_ = column.dtype
        self.minimum_ = self.maximum_ = 0.0
        if column.dtype.kind in "iu" and column.notna().any():
            present = column.dropna()
            self.minimum_, self.maximum_ = present.min(), present.max()
        values = self.values(column)
        present = values[~np.isnan(values)]
        self.n_missing_ = len(values) - len(present)
        self.whole_ = bool(np.all(np.rint(present) == present))
        if column.dtype.kind not in "iu" and len(present):
            self.minimum_, self.maximum_ = present.min(), present.max()
        return self

    @property
    def origin(self):
        """What integers are counted from: their least, where no float holds them."""
        if self.dtype_.kind not in "iu":
            return 0
        ends = int(self.minimum_), int(self.maximum_)
        return ends[0] if max(map(abs, ends)) > MOST_EXACT else 0

    def values(self, column):
        """Return the values as float64, NaN where there is none."""
        if self.origin:
            return count_from(self.origin, column)
        return as_floats(column)

    def restore(self, values, missing, clip):
        """Return a Series of the fitted dtype.

        Parameters
        ----------
        values : ndarray of shape (n_samples,), float64
            Finite numbers.
        missing : ndarray of shape (n_samples,), bool
            Where the value should be missing.
        clip : bool
            Whether to keep to the observed range.
        """
        if self.origin:
            span = int(self.maximum_) - self.origin
            numbers = count_on(values, self.origin, span, number_dtype(self.dtype_))
            return with_missing(pd.Series(numbers), missing, self.dtype_)
        dtype = number_dtype(self.dtype_)
        low, high = (np.array(v, dtype) for v in (self.minimum_, self.maximum_))
        if not clip:
            values = np.clip(values, *limits_of(self.dtype_))
        numbers = restore(values, dtype, low, high, clip, self.whole_)
        return with_missing(pd.Series(numbers), missing, self.dtype_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if not pd.api.types.is_numeric_dtype(self.dtype_):
            yield "dtype_"
        if self.n_missing_ < 0:
            yield "n_missing_"
        ends = self.minimum_, self.maximum_
        is_range = all(isinstance(e, Real | np.bool_) and isfinite(e) for e in ends)
        if not is_range or ends[0] > ends[1]:
            yield "minimum_"
        if self.dtype_.kind in "iu":
            held = np.iinfo(number_dtype(self.dtype_))
            if not held.min <= ends[0] <= ends[1] <= held.max:
                yield "minimum_"


def as_floats(column):
    """Return a column as float64, NaN where there is no value."""
    if isinstance(column.dtype, pd.SparseDtype):
        column = column.sparse.to_dense()
    if column.dtype.kind in "mM":
        raise InputError(
            f"The column {column.name!r} of X has the dtype {column.dtype}, but "
            "numbers were fitted. Give numbers."
        )
    try:
        if column.dtype == object:
            column = pd.to_numeric(column)
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise InputError(
            f"The column {column.name!r} of X has values that are no numbers: {error}. "
            "Give numbers, or name it in categorical_features."
        ) from error
    if np.isinf(values).any():
        raise InputError(
            f"X contains infinity in the column {column.name!r}. "
            "Remove, clip or impute these values first."
        )
    return values


def count_from(origin, column):
    """Return integers less the origin as float64, NaN where there is none.

    The difference is taken in integers, which hold it where floats do not.
    """
    dtype = number_dtype(column.dtype)
    values = column.to_numpy(dtype=dtype, na_value=0)
    ticks, start = values.view(np.uint64), np.uint64(origin % 2**64)
    is_below = values < dtype.type(origin)
    counts = np.where(is_below, start - ticks, ticks - start).astype(float)
    counts = np.where(is_below, -counts, counts)
    return np.where(column.isna(), np.nan, counts)


def count_on(values, origin, span, dtype):
    """Return what `count_from` counted, within the span that was observed."""
    most = float(span) if int(float(span)) <= span else np.nextafter(float(span), 0)
    counts = np.clip(np.rint(values), 0.0, most).astype(np.uint64)
    return (counts + np.uint64(origin % 2**64)).view(dtype)


class DateColumn(NumberColumn):
    """Dates and durations as whole multiples of the unit in which they are apart.

    Days at midnight are so generated at midnight.
    """

    kind_: str
    first_: np.int64
    last_: np.int64
    unit_: int

    def fit(self, column):
        """Learn the earliest value and the unit, in ticks of the dtype."""
        self.kind_ = date_kind(column.dtype)
        ticks = self.ticks(column)
        present = ticks[ticks != MISSING_TICK]
        ends = (present.min(), present.max()) if len(present) else (0, 0)
        self.first_, self.last_ = map(np.int64, ends)
        # Unsigned, as more than 292 years are more than int64 holds.
        unit = np.gcd.reduce((present - self.first_).view(np.uint64))
        self.unit_ = min(max(int(unit), 1), LAST_TICK)
        return super().fit(column)

    def ticks(self, column):
        """Return ticks of the dtype; those of dates with a time zone are in UTC."""
        if isinstance(column.dtype, pd.ArrowDtype):  # of days, NumPy can't take gaps
            kind = "duration" if self.kind_[0] == "t" else "timestamp"
            unit, zone = np.datetime_data(self.kind_)[0], arrow_zone(column.dtype)
            column = column.astype(
                f"{kind}[{unit}{f', tz={zone}' if zone else ''}][pyarrow]"
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
        low, high = self.minimum_, self.maximum_
        if not clip:
            ends = [int(end) - int(self.first_) for end in ends_of(self.kind_)]
            low, high = (min(max(end, -LAST_TICK), LAST_TICK) for end in ends)
            low, high = min(low / self.unit_, 0), max(high / self.unit_, 0)
        units = np.clip(np.rint(values), low, high).astype(np.int64)
        ticks = self.first_ + units * self.unit_
        ticks = np.clip(ticks, self.first_, self.last_) if clip else ticks
        dates = pd.Series(ticks.astype(self.kind_))
        dates = dates.mask(missing)
        zone = getattr(self.dtype_, "tz", None) or arrow_zone(self.dtype_)
        if zone is not None:
            dates = dates.dt.tz_localize("UTC").dt.tz_convert(zone)
        return dates.astype(self.dtype_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        yield from (name for name in super().misfits() if name != "dtype_")
        if date_kind(self.dtype_) != self.kind_:
            yield "kind_"
        if not 0 <= self.minimum_ <= self.maximum_ <= MOST_UNITS:
            yield "maximum_"
        if self.first_ > self.last_:
            yield "first_"
        if not 1 <= self.unit_ <= LAST_TICK:
            yield "unit_"


MOST_UNITS = 2.0**64  # between two dates
MISSING_TICK = np.iinfo(np.int64).min  # how NumPy writes NaT
LAST_TICK = np.iinfo(np.int64).max // 2  # about the year 2116, and room for sums


def date_kind(dtype):
    """Return the NumPy dtype of dates or durations, in the unit of a dtype."""
    name = "timedelta64" if dtype.kind == "m" else "datetime64"
    if isinstance(dtype, pd.ArrowDtype):
        days = "ms" if dtype.pyarrow_dtype == "date64" else "s"
        return f"{name}[{getattr(dtype.pyarrow_dtype, 'unit', days)}]"
    is_numpy = isinstance(dtype, np.dtype)
    return f"{name}[{np.datetime_data(dtype)[0] if is_numpy else dtype.unit}]"


def ends_of(kind):
    """Return the first and the last tick that are made where nothing is clipped."""
    if kind == "datetime64[ns]" or kind[0] == "t":
        return -LAST_TICK, LAST_TICK
    return np.array(["0001-01-02", "9999-12-30"], kind).astype(np.int64)  # any zone


def make_column(column, is_category, max_categories):
    """Return the unfitted column for a Series."""
    if is_category:
        if getattr(column.dtype, "ordered", False):
            return RankColumn()
        return CategoryColumn(max_categories)
    return DateColumn() if column.dtype.kind in "mM" else NumberColumn()
