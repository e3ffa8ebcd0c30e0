"""The encoder of sparse tables, which stay sparse."""

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from skgan.encoding._base import Encoder
from skgan.encoding._exact import are_decimals, decimals_of
from skgan.validation import NO_DECIMALS, restore

__all__ = ["SparseEncoder"]


class SparseEncoder(Encoder):
    """Keep sparse rows unchanged, and restore range, decimals and dtype of new ones.

    Examples
    --------
    >>> from scipy import sparse
    >>> from skgan.encoding import SparseEncoder
    >>> X = sparse.csr_array([[0, 3, 0], [1, 0, 0]])
    >>> encoder = SparseEncoder().fit(X)
    >>> encoder.decode(encoder.encode(X) * 1.1).toarray()
    array([[0, 3, 0],
           [1, 0, 0]])
    """

    dtype_: np.dtype
    minimum_: np.ndarray
    maximum_: np.ndarray
    decimals_: int

    def fit(self, X, labels=None):
        """Learn range and decimals of the stored values of a sparse matrix."""
        X = sparse.csr_array(X)
        self.dtype_ = X.dtype
        stored = X.tocsc()
        stored.eliminate_zeros()
        filled = np.flatnonzero(np.diff(stored.indptr))
        starts = stored.indptr[filled]
        self.minimum_, self.maximum_ = np.zeros((2, X.shape[1]), X.dtype)
        if len(filled):
            self.minimum_[filled] = np.minimum.reduceat(stored.data, starts)
            self.maximum_[filled] = np.maximum.reduceat(stored.data, starts)
        self.decimals_ = NO_DECIMALS
        if stored.nnz:
            self.decimals_ = int(decimals_of(stored.data[:, None])[0])
        return self

    def describe(self):
        """Return how each column was taken."""
        return [{"taken_as": "sparse number"} for _ in self.minimum_]

    def encode(self, X):
        """Return X as a CSR array of float64."""
        return sparse.csr_array(X, dtype=np.float64)

    def decode(self, encoded, clip=True):
        """Return encoded rows with the range, decimals and dtype of X."""
        decoded = sparse.csr_array(encoded, dtype=np.float64)
        low, high = self.minimum_[decoded.indices], self.maximum_[decoded.indices]
        data = restore(decoded.data, self.dtype_, low, high, clip, self.decimals_)
        parts = (data, decoded.indices, decoded.indptr)
        restored = sparse.csr_array(parts, shape=decoded.shape)
        restored.eliminate_zeros()
        return restored

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        shape = self.minimum_.shape
        if len(shape) != 1 or self.maximum_.shape != shape:
            yield "minimum_"
        if {self.minimum_.dtype, self.maximum_.dtype} != {self.dtype_}:
            yield "dtype_"
        if not are_decimals(np.array([self.decimals_])):
            yield "decimals_"
