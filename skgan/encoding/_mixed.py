"""The encoder of tables of numbers, dates and categories, with missing values."""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from skgan._spec import Layout
from skgan.encoding._arrangement import Arrangement
from skgan.encoding._base import Encoder
from skgan.encoding._categories import CategoryColumn, RankColumn
from skgan.encoding._columns import NumberColumn
from skgan.encoding._dates import DateColumn
from skgan.encoding._groups import find_groups, group_ones
from skgan.encoding._tabular import TabularEncoder

__all__ = ["MixedEncoder"]

MAX_CATEGORIES = 64  # of a column; more would be slow, and would have few rows each


class MixedEncoder(Encoder):
    """Whiten numbers and one-hot encode categories, and decode them.

    An encoded row begins with the numbers, encoded by :class:`TabularEncoder`. They are
    followed by one-hot blocks: for each column of categories, for each group of columns
    of 0 and 1 in which each row has exactly one 1, for each column of numbers with
    values that repeat exactly (which of them, or none), and for each column of numbers
    with missing values ("present" and "missing"). Dates and durations are numbers.
    Ordered categories are converted to their ranks.

    Parameters
    ----------
    categorical : sequence of bool
        Mask of the columns with categories.
    max_categories : int, default=64
        Maximum number of one-hot values of a column. If it has more categories, the
        rarest ones share one value.

    Attributes
    ----------
    layout : Layout
        Describes which encoded values are numbers and which are one-hot blocks.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.encoding import MixedEncoder
    >>> X = pd.DataFrame({"age": [20, None, 40], "sex": ["f", "m", "f"]})
    >>> encoder = MixedEncoder([False, True]).fit(X)
    >>> encoder.layout.sizes, encoder.encode(X).shape
    ((2, 2), (3, 5))
    >>> encoder.decode(encoder.encode(X))
        age sex
    0  20.0   f
    1   NaN   m
    2  40.0   f
    """

    categorical: tuple[bool, ...]
    max_categories: int
    dtype_: np.dtype | None
    names_: pd.Index
    columns_: list[NumberColumn | DateColumn | RankColumn | CategoryColumn]
    groups_: list[list[int]]
    fill_: np.ndarray
    tabular_: TabularEncoder | None

    def __init__(self, categorical, max_categories=MAX_CATEGORIES):
        self.categorical = tuple(bool(c) for c in categorical)
        self.max_categories = max_categories

    def fit(self, X, labels=None):
        """Learn each column, and scale and covariance of all numbers.

        Parameters
        ----------
        X : DataFrame or ndarray of shape (n_samples, n_columns)
            Columns of any dtypes without infinite numbers.
        labels : ndarray of shape (n_samples,), default=None
            Class of each row, as in :class:`TabularEncoder`.

        Returns
        -------
        self : MixedEncoder
            Fitted encoder.
        """
        self.dtype_ = None if isinstance(X, pd.DataFrame) else X.dtype
        frame = as_frame(X, self.categorical)
        self.names_ = frame.columns
        self.columns_ = [
            make_column(frame.iloc[:, i], is_category, self.max_categories).fit(
                frame.iloc[:, i], labels
            )
            for i, is_category in enumerate(self.categorical)
        ]
        self.groups_ = find_groups(frame, labels, self.categorical)
        arrangement = self._arrangement
        values = number_values(frame, arrangement.numbers)
        for i, column in arrangement.exact:
            values[:, i] = column.without_sentinels(values[:, i])
        present = ~np.isnan(values)
        count = np.maximum(present.sum(axis=0), 1)
        # Values are divided first, so that sums of values of 1e308 are finite.
        self.fill_ = np.where(present, values / count, 0.0).sum(axis=0)
        self.tabular_ = None
        if arrangement.numbers:
            filled = np.where(present, values, self.fill_)
            self.tabular_ = TabularEncoder().fit(filled, labels)
        return self

    @property
    def _arrangement(self) -> Arrangement:
        return Arrangement.of(self.columns_, self.groups_)

    def _ends(self, place: int) -> tuple[Any, Any]:
        """Return the values that mean 0 and 1 in a column of a group."""
        column = self.columns_[place]
        if isinstance(column, NumberColumn):
            return column.minimum_, column.maximum_
        return 0, 1

    def describe(self):
        """Return how each column was taken."""
        described = [column.describe() for column in self.columns_]
        for group in self.groups_:
            for i in group:
                described[i] = {"taken_as": "one of a group", "group": group}
        return described

    @property
    def layout(self) -> Layout:
        """Numbers, then blocks: of categories, groups, exact values, gaps."""
        return self._arrangement.layout

    def encode(self, X):
        """Return X as float32; categories that were not seen are all zeros."""
        arrangement = self._arrangement
        frame = as_frame(X, self.categorical)
        values = number_values(frame, arrangement.numbers)
        missing = np.isnan(values)
        categories = arrangement.categories.items()
        codes = [column.codes(frame.iloc[:, i]) for i, column in categories]
        for group in self.groups_:
            highs = [self._ends(i)[1] for i in group]
            codes.append(np.argmax(group_ones(frame, group, highs), axis=1))
        for i, column in arrangement.exact:
            codes.append(column.codes(values[:, i]))
            values[:, i] = column.without_sentinels(values[:, i])
        codes += [missing[:, i].astype(int) for i in arrangement.gaps]
        parts = [np.zeros((len(frame), 0), np.float32)]
        if self.tabular_ is not None:
            filled = np.where(np.isnan(values), self.fill_, values)
            parts.append(self.tabular_.encode(filled))
        parts += map(one_hot, codes, arrangement.layout.sizes)
        return np.concatenate(parts, axis=1)

    def decode(self, encoded, clip=True):
        """Return encoded rows with the columns and dtypes that were fitted.

        The largest value of each block determines the category.

        Parameters
        ----------
        encoded : ndarray of shape (n_samples, n_values)
            Encoded rows.
        clip : bool, default=True
            Whether to clip numbers to the observed range of their column.

        Returns
        -------
        X : DataFrame or ndarray of shape (n_samples, n_columns)
            Decoded rows in the type that was fitted.
        """
        arrangement = self._arrangement
        layout = arrangement.layout
        n_numbers = layout.n_numbers
        ends = n_numbers + np.cumsum((0, *layout.sizes))
        blocks = iter(
            encoded[:, start : start + size].argmax(axis=1)
            for start, size in zip(ends[:-1], layout.sizes, strict=True)
        )
        # Rare categories are drawn at random, but equally for equal rows.
        random_state = np.random.RandomState(crc32(encoded.tobytes()))
        series: dict[int, pd.Series] = {}
        for i, column in arrangement.categories.items():
            series[i] = column.restore(next(blocks), random_state)
        for group in self.groups_:
            code = next(blocks)
            for place, i in enumerate(group):
                values = two_values(code == place, *self._ends(i))
                series[i] = values.astype(self.columns_[i].dtype_)
        codes = {i: next(blocks) for i, _ in arrangement.exact}
        missing = np.zeros((len(encoded), n_numbers), dtype=bool)
        for i in arrangement.gaps:
            missing[:, i] = next(blocks) == 1
        values = np.zeros((len(encoded), 0))
        if self.tabular_ is not None:
            values = self.tabular_.decode(encoded[:, :n_numbers], clip)
        for i, (place, column) in enumerate(arrangement.numbers.items()):
            series[place] = column.restore(
                values[:, i], missing[:, i], clip, codes.get(i)
            )
        frame = pd.concat([series[i] for i in range(len(series))], axis=1)
        frame.columns = self.names_
        return frame if self.dtype_ is None else frame.to_numpy(dtype=self.dtype_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        n_columns, n_numbers = len(self.columns_), len(self._arrangement.numbers)
        if len(self.categorical) != n_columns or len(self.names_) != n_columns:
            yield "categorical"
        kinds = NumberColumn, CategoryColumn | RankColumn
        for is_category, column in zip(self.categorical, self.columns_, strict=False):
            if not isinstance(column, kinds[is_category]):
                yield "columns_"
            if getattr(column, "max_categories", 0) not in (0, self.max_categories):
                yield "max_categories"
        grouped = [i for group in self.groups_ for i in group]
        if len({*grouped}) != len(grouped) or not {*grouped} <= {*range(n_columns)}:
            yield "groups_"
            return
        if any(len(group) < 2 for group in self.groups_):
            yield "groups_"
        if self.fill_.shape != (n_numbers,):
            yield "fill_"
        if self.tabular_ is None:
            n_scaled = 0
        else:
            n_scaled = len(self.tabular_.mean_)
            if self.tabular_.dtype_ != np.float64:
                yield "tabular_"
        if n_scaled != n_numbers:
            yield "tabular_"


def as_frame(X, categorical):
    """Return a table as a DataFrame; columns of an object array are not converted."""
    if isinstance(X, pd.DataFrame):
        return X
    if X.dtype != object:
        return pd.DataFrame(X)
    # With a dtype, because pandas 3 would convert str to strings and None to NaN.
    columns = [pd.Series(column, dtype=object) for column in X.T]
    return pd.DataFrame(
        {
            i: columns[i] if is_category else pd.to_numeric(columns[i])
            for i, is_category in enumerate(categorical)
        }
    )


def number_values(frame, numbers):
    """Return numeric columns, given by position, as float64 with NaN."""
    values = np.empty((len(frame), len(numbers)))
    for i, (place, column) in enumerate(numbers.items()):
        values[:, i] = column.values(frame.iloc[:, place])
    return values


def two_values(is_high, low, high):
    """Return a Series of two values, which are bools if the values are bools."""
    if (low, high) == (0, 1):
        return pd.Series(is_high)
    return pd.Series(np.where(is_high, high, low))


def one_hot(codes, n_codes):
    """Return a one-hot row for each code; all zeros for -1."""
    return (codes[:, None] == np.arange(n_codes)).astype(np.float32)


def make_column(column, is_category, max_categories):
    """Return the unfitted column for a Series."""
    if is_category:
        if getattr(column.dtype, "ordered", False):
            return RankColumn()
        return CategoryColumn(max_categories)
    return DateColumn() if column.dtype.kind in "mM" else NumberColumn()
