"""Tables of numbers, dates and categories, with missing values."""

from collections.abc import Iterable
from zlib import crc32

import numpy as np
import pandas as pd

from skgan._spec import Layout
from skgan.encoding._base import Encoder
from skgan.encoding._categories import CategoryColumn, RankColumn
from skgan.encoding._columns import DateColumn, NumberColumn, make_column
from skgan.encoding._tabular import TabularEncoder

__all__ = ["MixedEncoder"]

MAX_CATEGORIES = 64  # of a column; more cost time, and of each there are few rows


class MixedEncoder(Encoder):
    """Whiten numbers and one-hot encode categories, and undo it.

    An encoded row has the numbers first, as :class:`TabularEncoder` makes them, then
    a block of zeros and a one for each column of categories, and then a block of two
    values, "is there" and "is missing", for each column of numbers that has gaps.
    Dates and durations are numbers; categories that have an order are their ranks.

    Parameters
    ----------
    categorical : sequence of bool
        Which columns hold categories.
    max_categories : int, default=64
        Categories of one column that are told apart; the rarer ones share a place.

    Attributes
    ----------
    layout : Layout
        Which encoded values are numbers, and which are one-hot blocks.

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
            Of any dtypes; no infinite numbers.
        labels : ndarray of shape (n_samples,), default=None
            Class of each row, as of :class:`TabularEncoder`.

        Returns
        -------
        self : MixedEncoder
            Fitted.
        """
        self.dtype_ = None if isinstance(X, pd.DataFrame) else X.dtype
        frame = as_frame(X, self.categorical)
        self.names_ = frame.columns
        self.columns_ = [
            make_column(frame.iloc[:, i], is_category, self.max_categories).fit(
                frame.iloc[:, i]
            )
            for i, is_category in enumerate(self.categorical)
        ]
        values = self.number_values(frame)
        present = ~np.isnan(values)
        count = np.maximum(present.sum(axis=0), 1)
        # Dividing first keeps the sum of values of 1e308 finite.
        self.fill_ = np.where(present, values / count, 0.0).sum(axis=0)
        self.tabular_ = None
        if len(self.numbers):
            filled = np.where(present, values, self.fill_)
            self.tabular_ = TabularEncoder().fit(filled, labels)
        return self

    @property
    def numbers(self) -> list[NumberColumn | RankColumn]:
        """The columns that are numbers."""
        return [c for c in self.columns_ if not isinstance(c, CategoryColumn)]

    @property
    def gaps(self):
        """The places of those numbers that are missing in some rows."""
        return [i for i, column in enumerate(self.numbers) if column.n_missing_]

    @property
    def layout(self) -> Layout:
        """Numbers, then a block for each column of categories, then gaps."""
        sizes = [c.n_codes_ for c in self.columns_ if isinstance(c, CategoryColumn)]
        gaps = [2] * len(self.gaps)
        return Layout(len(self.numbers), (*sizes, *gaps), len(sizes))

    def encode(self, X):
        """Return X as float32; a category that was not seen is all zeros."""
        frame = as_frame(X, self.categorical)
        values = self.number_values(frame)
        missing = np.isnan(values)
        parts = [np.zeros((len(frame), 0), np.float32)]
        if self.tabular_ is not None:
            filled = np.where(missing, self.fill_, values)
            parts.append(self.tabular_.encode(filled))
        for i, column in enumerate(self.columns_):
            if isinstance(column, CategoryColumn):
                parts.append(one_hot(column.codes(frame.iloc[:, i]), column.n_codes_))
        parts += [one_hot(missing[:, i].astype(int), 2) for i in self.gaps]
        return np.concatenate(parts, axis=1)

    def decode(self, encoded, clip=True):
        """Return encoded rows with the columns and dtypes that were fitted.

        Of each block the largest value is taken.

        Parameters
        ----------
        encoded : ndarray of shape (n_samples, n_values)
            Encoded rows.
        clip : bool, default=True
            Keep numbers within their column's observed range.

        Returns
        -------
        X : DataFrame or ndarray of shape (n_samples, n_columns)
            What was fitted.
        """
        layout = self.layout
        n_numbers = layout.n_numbers
        ends = n_numbers + np.cumsum((0, *layout.sizes))
        codes = [
            encoded[:, start : start + size].argmax(axis=1)
            for start, size in zip(ends[:-1], layout.sizes, strict=True)
        ]
        missing = np.zeros((len(encoded), n_numbers), dtype=bool)
        for i, code in zip(self.gaps, codes[layout.n_categorical :], strict=True):
            missing[:, i] = code == 1
        values = np.zeros((len(encoded), 0))
        if self.tabular_ is not None:
            values = self.tabular_.decode(encoded[:, :n_numbers], clip)
        # Which of the rare categories: by chance, yet the same for the same rows.
        random_state = np.random.RandomState(crc32(encoded.tobytes()))
        blocks, numbers = iter(codes), iter(range(n_numbers))
        series = []
        for column in self.columns_:
            if isinstance(column, CategoryColumn):
                series.append(column.restore(next(blocks), random_state))
            else:
                i = next(numbers)
                series.append(column.restore(values[:, i], missing[:, i], clip))
        frame = pd.concat(series, axis=1)
        frame.columns = self.names_
        return frame if self.dtype_ is None else frame.to_numpy(dtype=self.dtype_)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        n_columns, n_numbers = len(self.columns_), len(self.numbers)
        if len(self.categorical) != n_columns or len(self.names_) != n_columns:
            yield "categorical"
        kinds = NumberColumn, CategoryColumn | RankColumn
        for is_category, column in zip(self.categorical, self.columns_, strict=False):
            if not isinstance(column, kinds[is_category]):
                yield "columns_"
            if getattr(column, "max_categories", 0) not in (0, self.max_categories):
                yield "max_categories"
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

    def number_values(self, frame):
        """Return the columns that are numbers as float64, with NaN."""
        values = np.empty((len(frame), len(self.numbers)))
        places = iter(range(len(self.numbers)))
        for i, column in enumerate(self.columns_):
            if not isinstance(column, CategoryColumn):
                values[:, next(places)] = column.values(frame.iloc[:, i])
        return values


def as_frame(X, categorical):
    """Return a table as a DataFrame; of an object array each column as it is."""
    if isinstance(X, pd.DataFrame):
        return X
    if X.dtype != object:
        return pd.DataFrame(X)
    # Told the dtype, as pandas 3 would make strings of texts, and NaN of None.
    columns = [pd.Series(column, dtype=object) for column in X.T]
    return pd.DataFrame(
        {
            i: columns[i] if is_category else pd.to_numeric(columns[i])
            for i, is_category in enumerate(categorical)
        }
    )


def one_hot(codes, n_codes):
    """Return zeros and a one for each code; zeros alone for -1."""
    return (codes[:, None] == np.arange(n_codes)).astype(np.float32)
