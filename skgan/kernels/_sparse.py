"""The kernel of sparse tables, which stay sparse."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from scipy import sparse

from skgan._spec import Plain
from skgan.kernels._base import PLAIN, Kernel, are_probabilities, linear_picks
from skgan.kernels._mixed import near_rows
from skgan.kernels._policies import Policy

__all__ = ["SparseKernel", "SparseRows", "fit_sparse_kernel"]


@dataclass
class SparseRows(Plain):
    """Rows of a sparse matrix as plain arrays.

    Attributes
    ----------
    data, indices, indptr : ndarray
        As in a CSR array.
    n_columns : int
        Number of columns.
    """

    data: np.ndarray
    indices: np.ndarray
    indptr: np.ndarray
    n_columns: int

    @classmethod
    def of(cls, matrix: Any) -> "SparseRows":
        """Return the rows of a CSR array."""
        return cls(matrix.data, matrix.indices, matrix.indptr, matrix.shape[1])

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and of columns."""
        return len(self.indptr) - 1, self.n_columns

    @property
    def matrix(self) -> Any:
        """A CSR array of these rows."""
        parts = (self.data, self.indices, self.indptr)
        return sparse.csr_array(parts, shape=self.shape)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        for name in ("data", "indices", "indptr"):
            if getattr(self, name).ndim != 1:
                yield name
        if self.data.dtype != np.float64 or self.data.shape != self.indices.shape:
            yield "data"
        if self.indices.dtype.kind != "i" or self.indptr.dtype.kind != "i":
            yield "indices"
        known = (self.indices >= 0) & (self.indices < self.n_columns)
        if not known.all():
            yield "indices"
        ends = self.indptr[:1].tolist() + self.indptr[-1:].tolist()
        if ends != [0, len(self.data)] or (np.diff(self.indptr) < 0).any():
            yield "indptr"


@dataclass
class SparseKernel(Kernel):
    """Draw sparse rows with about as many nonzero values as real rows.

    Values that two near rows of the class both have are kept, and half of the values
    that only one of them has. As in :func:`linear_kernel`, a part of the difference of
    two other rows is added to values of the moved row if all of them have the value.
    Therefore, a value that is equal in all rows does not change, and zeros stay zeros.

    Attributes
    ----------
    rows : dict
        SparseRows by label.
    p : dict
        Probabilities of the rows, or None, by label.
    policy : Policy
        A policy of tables: the reach, and the share of the values in only one of two
        near rows that are taken from the other row.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy import sparse
    >>> from skgan.kernels import fit_kernel
    >>> rows = sparse.csr_array(np.array([[0.0, 2.0, 0.0], [0.0, 2.0, 0.0]]))
    >>> kernel = fit_kernel("sparse", {0: rows}, {0: None}, None)
    >>> kernel.draw(0, 1, np.random.RandomState(0)).toarray()
    array([[0., 2., 0.]])
    """

    rows: dict[int, SparseRows]  # type: ignore[assignment]
    p: dict[int, np.ndarray | None]
    policy: Policy = PLAIN
    is_sparse: ClassVar[bool] = True

    def move(self, label, n_samples, moves, random_state):
        """Return new rows of a class as a CSR array (n_samples, n_columns)."""
        rows, p = self.rows[label].matrix, self.p[label]
        if not n_samples:
            return rows[:0]
        picks, u = linear_picks(
            rows.shape[0], n_samples, random_state, moves.get("difference", 0.0), p
        )
        own, second, third = (rows[pick] for pick in picks)
        way = second.multiply(third != 0) - third.multiply(second != 0)
        own = own + way.multiply(own != 0).multiply(u)
        near = near_rows(rows, p, picks[0], random_state, "cosine", first_rank=1)
        near = rows[near]
        both, share = own.multiply(near != 0), moves.get("exchange", 0.0)
        own_alone = some_of(own - both, 1.0 - share, random_state)
        near_alone = some_of(near - near.multiply(own != 0), share, random_state)
        drawn = sparse.csr_array(both + own_alone + near_alone)
        drawn.eliminate_zeros()
        return drawn

    def real(self, label):
        """Return the rows of a class as an array."""
        return self.rows[label].matrix.toarray()

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        widths = {rows.n_columns for rows in self.rows.values()}
        are_filled = all(rows.shape[0] for rows in self.rows.values())
        if list(self.rows) != [*range(len(self.rows))] or len(widths) != 1:
            yield "rows"
        if not are_filled or not are_probabilities(self.p, self.rows):
            yield "rows"
        if not self.policy.is_for("table"):
            yield "policy"


def some_of(part, share, random_state):
    """Return a sparse array with a random share of its values."""
    part = sparse.csr_array(part)
    part.eliminate_zeros()
    part.sort_indices()
    part.data = part.data * (random_state.uniform(size=part.nnz) < share)
    return part


def fit_sparse_kernel(rows, p, policy):
    """Return the kernel of sparse tables, which needs no fit."""
    rows = {label: SparseRows.of(r) for label, r in rows.items()}
    return SparseKernel(rows, p, policy)
