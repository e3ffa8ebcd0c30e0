"""Convert columns of dates and durations to float64 and back."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from skgan.encoding._columns import NumberColumn
from skgan.validation import arrow_zone

__all__ = ["DateColumn"]

MAX_UNITS = 2.0**64  # between two dates
MISSING_TICK = np.iinfo(np.int64).min  # NaT in NumPy
LAST_TICK = np.iinfo(np.int64).max // 2  # about the year 2116; sums do not overflow


class DateColumn(NumberColumn):
    """Convert dates and durations to multiples of their largest common unit and back.

    Therefore, if all dates are at midnight, so are generated dates.
    """

    kind_: str
    first_: np.int64
    last_: np.int64
    unit_: int

    def fit(self, column, labels=None):
        """Learn the earliest value and the unit, in ticks of the dtype."""
        self.kind_ = date_kind(column.dtype)
        ticks = self.ticks(column)
        present = ticks[ticks != MISSING_TICK]
        ends = (present.min(), present.max()) if len(present) else (0, 0)
        self.first_, self.last_ = map(np.int64, ends)
        # Unsigned, because int64 cannot represent more than 292 years.
        unit = np.gcd.reduce((present - self.first_).view(np.uint64))
        self.unit_ = min(max(int(unit), 1), LAST_TICK)
        return super().fit(column, labels)

    def describe(self):
        """Return how the column was taken."""
        described = {"taken_as": "duration" if self.kind_[0] == "t" else "date"}
        if len(self.exact_):
            ticks = (self.exact_ * self.unit_).astype(np.int64) + self.first_
            described["exact_values"] = pd.Index(ticks.astype(self.kind_)).tolist()
        return described

    def ticks(self, column):
        """Return ticks of the dtype; those of dates with a time zone are in UTC."""
        if isinstance(column.dtype, pd.ArrowDtype):  # NumPy has no missing days
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

    def restore(self, values, missing, clip, codes=None):
        """Return a Series of the fitted dtype."""
        values = self.settled(values, codes, clip)
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
        if not 0 <= self.minimum_ <= self.maximum_ <= MAX_UNITS:
            yield "maximum_"
        if self.first_ > self.last_:
            yield "first_"
        if not 1 <= self.unit_ <= LAST_TICK:
            yield "unit_"


def date_kind(dtype):
    """Return the NumPy dtype of dates or durations with the unit of a dtype."""
    name = "timedelta64" if dtype.kind == "m" else "datetime64"
    if isinstance(dtype, pd.ArrowDtype):
        days = "ms" if dtype.pyarrow_dtype == "date64" else "s"
        return f"{name}[{getattr(dtype.pyarrow_dtype, 'unit', days)}]"
    is_numpy = isinstance(dtype, np.dtype)
    return f"{name}[{np.datetime_data(dtype)[0] if is_numpy else dtype.unit}]"


def ends_of(kind):
    """Return the first and the last tick that are generated without clipping."""
    if kind == "datetime64[ns]" or kind[0] == "t":
        return -LAST_TICK, LAST_TICK
    return np.array(["0001-01-02", "9999-12-30"], kind).astype(np.int64)  # any zone
