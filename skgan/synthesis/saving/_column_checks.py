"""Whether the columns of a file's mixed table can be made, in the dtypes it says."""

from math import isfinite
from numbers import Real
from sys import maxsize

import numpy as np
import pandas as pd

from skgan.encoding._categories import CategoryColumn, RankColumn, taken
from skgan.encoding._columns import LAST_TICK, DateColumn, NumberColumn, date_kind
from skgan.synthesis.saving._checks import check_array, check_fits, check_number
from skgan.synthesis.saving._pandas import is_dtype

__all__ = ["check_column"]

FAR = 1e300  # what a bad generator may say
MOST_UNITS = 2.0**64  # between two dates
MOST_ROWS = 2.0**62


def check_column(column, is_category, max_categories, dtype):
    """Raise unless a column makes values of its dtype from whatever is generated.

    Parameters
    ----------
    column : object
        What should be a fitted column.
    is_category : bool
        Whether it has to be one of categories.
    max_categories : int
        Which its encoder has.
    dtype : dtype or None
        Of the array of which it is a column; None in a DataFrame.

    Raises
    ------
    Damaged
        With what is wrong. Other errors mean the same.
    """
    kinds = (CategoryColumn, RankColumn) if is_category else (NumberColumn, DateColumn)
    check_fits(type(column) in kinds, "columns_")
    check_fits(is_dtype(column.dtype_), "dtype of a column")
    if isinstance(column, CategoryColumn):
        check_fits(column.max_categories == max_categories, "max_categories")
        all_made = check_categories(column)
    else:
        check_number(column.n_missing_, "n_missing_", 0, maxsize)
        all_made = CHECKS[type(column)](column)
    for made in all_made:
        check_fits(made.dtype == column.dtype_, "dtype of a column")
        if dtype is not None:
            check_fits(dtype.kind in "fO" or not made.isna().any(), "dtype of X")
            made.to_frame().to_numpy(dtype=dtype)


def check_categories(column):
    """Return all categories, and a missing value, each made once."""
    check_levels(column)
    check_array(column.counts_, "counts_", column.levels_.shape, "iu")
    check_fits((column.counts_ > 0).all(), "counts_")
    check_fits(column.counts_.sum(dtype=float) < MOST_ROWS, "counts_")
    check_fits(type(column.has_missing_) is bool, "has_missing_")
    missing = column.missing_
    is_missing = pd.api.types.is_scalar(missing) and pd.isna(missing) is True
    check_fits(is_missing, "missing_")
    check_fits(column.has_missing_ or missing is None, "missing_")
    check_fits(column.n_codes_ > 0, "levels_")
    codes = np.arange(-int(column.has_missing_), len(column.levels_))
    for some in (codes, codes[codes >= 0], codes[codes < 0]):
        yield taken(column.levels_, some, column.dtype_, missing)


def check_ranks(column):
    check_levels(column)
    ranks = np.arange(float(len(column.levels_)))
    yield column.restore(ranks, np.zeros(ranks.shape, dtype=bool), True)
    if column.n_missing_:
        yield column.restore(np.zeros(2), np.array([True, False]), True)


def check_levels(column):
    """Raise unless the categories of a column are different values of its dtype."""
    levels, dtype = column.levels_, column.dtype_
    check_fits(isinstance(levels, pd.Index) and levels.nlevels == 1, "levels_")
    # pandas has no Index of the smallest floats.
    dtype = np.dtype(np.float32) if dtype == np.float16 else dtype
    check_fits(levels.dtype == dtype, "levels_")
    check_fits(levels.is_unique and not levels.hasnans, "levels_")


def check_numbers(column):
    """Yield numbers made of extremes, clipped and not."""
    check_fits(pd.api.types.is_numeric_dtype(column.dtype_), "dtype of a column")
    check_range(column)
    yield from made_of_extremes(column)


def check_dates(column):
    """Yield dates made of extremes, clipped and not."""
    check_fits(date_kind(column.dtype_) == column.kind_, "kind_")
    check_range(column)
    check_fits(0 <= column.minimum_ <= column.maximum_ <= MOST_UNITS, "minimum_")
    for end in (column.first_, column.last_):
        check_fits(type(end) is np.int64, "first_")
    check_fits(column.first_ <= column.last_, "first_")
    check_number(column.unit_, "unit_", 1, LAST_TICK)
    yield from made_of_extremes(column)


def check_range(column):
    check_fits(type(column.whole_) is bool, "whole_")
    ends = column.minimum_, column.maximum_
    for end in ends:
        check_fits(isinstance(end, Real | np.bool_) and isfinite(end), "minimum_")
    check_fits(ends[0] <= ends[1], "minimum_")


def made_of_extremes(column):
    values = np.array([0.0, -FAR, FAR, column.minimum_, column.maximum_])
    missing = np.zeros(values.shape, dtype=bool)
    for clip in (True, False):
        yield column.restore(values, missing, clip)
        if column.n_missing_:
            yield column.restore(values, ~missing, clip)
            yield column.restore(values, values == 0, clip)


CHECKS = {
    RankColumn: check_ranks,
    NumberColumn: check_numbers,
    DateColumn: check_dates,
}
