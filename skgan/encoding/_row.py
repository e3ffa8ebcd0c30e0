"""The encoder of rows of a table for networks with signals as input."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from skgan._spec import Layout
from skgan.encoding._base import Encoder
from skgan.encoding._mixed import MixedEncoder
from skgan.encoding._tabular import TabularEncoder

__all__ = ["RowEncoder"]

FEWEST_STEPS = 8  # that convolutional networks need


class RowEncoder(Encoder):
    """Standardise the columns of a table and convert rows to signals and back.

    A row is a signal of one channel whose steps are the columns. It is padded to 8
    steps with zeros, the mean of every column. Mixed tables are padded at the front,
    because their one-hot blocks come last.

    Parameters
    ----------
    columns : TabularEncoder or MixedEncoder, default=None
        An unfitted encoder. None: a TabularEncoder. It is fitted without labels, so
        that columns of numbers are only standardised.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding import RowEncoder
    >>> X = np.array([[1.0, 10.5], [2.0, 20.25], [4.0, 30.5]])
    >>> encoder = RowEncoder().fit(X)
    >>> encoder.encode(X).shape
    (3, 8, 1)
    >>> np.allclose(encoder.decode(encoder.encode(X)), X)
    True
    """

    columns_: TabularEncoder | MixedEncoder
    n_columns_: int

    def __init__(self, columns=None):
        self.columns = columns

    def fit(self, X, labels=None):
        """Learn scale and range of each column of X (n_samples, n_features)."""
        self.columns_ = (self.columns or TabularEncoder()).fit(X)
        self.n_columns_ = self.columns_.encode(X[:1]).shape[1]
        return self

    def encode(self, X):
        """Return X standardised and padded, as float32 (n_samples, time, 1)."""
        return np.pad(self.columns_.encode(X), ((0, 0), self._padding))[..., None]

    def decode(self, encoded, clip=True):
        """Return encoded rows in the columns' own units and dtype."""
        first = self._padding[0]
        return self.columns_.decode(
            encoded[:, first : first + self.n_columns_, 0], clip
        )

    def describe(self):
        """Return how each column was taken."""
        return self.columns_.describe()

    @property
    def layout(self) -> Layout:
        """The layout of the columns; padding counts as numbers."""
        inner = self.columns_.layout
        return replace(inner, n_numbers=inner.n_numbers + sum(self._padding))

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if self.n_columns_ != self.columns_.layout.size:
            yield "n_columns_"

    @property
    def _padding(self):
        missing = max(FEWEST_STEPS - self.n_columns_, 0)
        return (missing, 0) if self.columns_.layout.sizes else (0, missing)
