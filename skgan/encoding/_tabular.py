"""Tables of numbers."""

import numpy as np
from sklearn.preprocessing import MaxAbsScaler, StandardScaler

from skgan.encoding._restore import is_whole, restore

__all__ = ["TabularEncoder"]


class TabularEncoder:
    """Standardise the columns of a table, and undo it.

    Columns in which every observed value is a whole number decode to whole numbers;
    constant columns decode to their constant.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding import TabularEncoder
    >>> X = np.array([[1, 10.5], [2, 20.5], [3, 30.5]])
    >>> encoder = TabularEncoder().fit(X)
    >>> encoder.decode(encoder.encode(X) + 0.01)
    array([[ 1.        , 10.5816...],
           [ 2.        , 20.5816...],
           [ 3.        , 30.5      ]])
    """

    activation = "linear"

    def fit(self, X):
        """Learn scale, range and kind of each column.

        Parameters
        ----------
        X : ndarray of shape (n_samples, n_features)
            Finite numbers of any dtype.

        Returns
        -------
        self : TabularEncoder
            Fitted.
        """
        self.dtype_ = X.dtype
        self.minimum_, self.maximum_ = X.min(axis=0), X.max(axis=0)
        self.whole_ = whole_columns(X)
        # Dividing by the largest value first keeps squares of 1e200 finite.
        units = MaxAbsScaler().fit(X.astype(np.float64))
        scaler = StandardScaler().fit(units.transform(X.astype(np.float64)))
        self.unit_, self.mean_, self.scale_ = units.scale_, scaler.mean_, scaler.scale_
        return self

    def encode(self, X):
        """Return X standardised, as float32."""
        values = X.astype(np.float64) / self.unit_
        return ((values - self.mean_) / self.scale_).astype(np.float32)

    def decode(self, encoded, clip=True):
        """Return encoded rows in the columns' own units and dtype.

        Parameters
        ----------
        encoded : ndarray of shape (n_samples, n_features)
            Standardised rows.
        clip : bool, default=True
            Keep each column within its observed range.

        Returns
        -------
        X : ndarray of shape (n_samples, n_features)
            Rows in the dtype that was fitted.
        """
        values = (encoded.astype(np.float64) * self.scale_ + self.mean_) * self.unit_
        constant = self.minimum_ == self.maximum_
        values[:, constant] = self.minimum_[constant]
        return restore(
            values, self.dtype_, self.minimum_, self.maximum_, clip, self.whole_
        )


def whole_columns(X):
    """Return which columns hold whole numbers only."""
    if is_whole(X.dtype):
        return np.ones(X.shape[1], dtype=bool)
    return np.all(np.rint(X) == X, axis=0)
