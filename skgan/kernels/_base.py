"""The base class of all kernels, and the kernel of tables.

The kernel of tables adds a part of the difference of two rows to another row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from scipy import sparse

from skgan._spec import Plain, kind_of
from skgan.kernels._policies import Policy, plain_policy

__all__ = ["Kernel", "LinearKernel", "linear_kernel", "linear_step"]

PLAIN = plain_policy("table")
REACH = PLAIN.parts[0]["difference"]


class Kernel(Plain):
    """Make candidates of a class from its real rows, without a network.

    Warning: This class should not be used directly. Use a derived class, which is a
    dataclass with `rows` and a method `move`.

    Attributes
    ----------
    rows : dict
        Encoded rows of each class that are kept (n_rows, ...), by label.
    policy : Policy
        The moves by which real rows are changed, and their strengths.
    is_sparse : bool
        Whether the rows are those of a sparse matrix.
    is_filtered : bool
        Whether the filter selects among its candidates, because some of them may be
        outside of the class.
    rank : int
        Number of axes of a row; 1 for tables.
    """

    rows: dict[int, np.ndarray]
    policy: Policy
    is_filtered: ClassVar[bool] = False
    is_sparse: ClassVar[bool] = False
    rank: ClassVar[int] = 1

    def draw(self, label: int, n_samples: int, random_state: Any) -> np.ndarray:
        """Return new encoded samples of a class, in the shape of its rows."""
        parts = self.policy.parts
        if len(parts) == 1:
            return self.move(label, n_samples, parts[0], random_state)
        part_of = (np.arange(n_samples) + random_state.randint(len(parts))) % len(parts)
        sizes = np.bincount(part_of, minlength=len(parts))
        drawn = [
            self.move(label, n, moves, random_state)
            for n, moves in zip(sizes, parts, strict=True)
        ]
        return sparse.vstack(drawn, "csr") if self.is_sparse else np.concatenate(drawn)

    def move(
        self, label: int, n_samples: int, moves: dict[str, float], random_state: Any
    ) -> np.ndarray:
        """Return new samples of a class, made by moves of its real rows."""
        raise NotImplementedError

    def real(self, label: int) -> np.ndarray:
        """Return the rows of a class as an array."""
        return self.rows[label]

    def polish(self, generated: np.ndarray, label: int) -> np.ndarray:
        """Return generated samples with properties that are taken from real rows."""
        return generated

    def rules(self, candidates: np.ndarray, label: int) -> dict[str, Any]:
        """Return keyword arguments of the filter for candidates of a class."""
        return {}

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        rows, p = [*self.rows.values()], getattr(self, "p", None)
        shapes = {of_class.shape[1:] for of_class in rows}
        are_filled = all(r.size and r.dtype == np.float32 for r in rows)
        if list(self.rows) != [*range(len(rows))] or len(shapes) != 1 or not are_filled:
            yield "rows"
        if len(*shapes) != self.rank:
            yield "rows"
        if p is not None and not are_probabilities(p, self.rows):
            yield "p"
        if not self.policy.is_for(kind_of((1,) * self.rank).name):
            yield "policy"


def are_probabilities(p: dict[int, Any], rows: Mapping[int, Any]) -> bool:
    """Return whether each class has None or a probability for each of its rows."""
    return p.keys() == rows.keys() and all(
        of_class is None
        or of_class.shape == rows[label].shape[:1]
        and bool((of_class >= 0).all() and np.isclose(of_class.sum(), 1.0))
        for label, of_class in p.items()
    )


@dataclass
class LinearKernel(Kernel):
    """Draw points of :func:`linear_kernel` from the rows of each class.

    Attributes
    ----------
    rows : dict
        Encoded rows (n_rows, n_features) by label.
    p : dict
        Probabilities of the rows, or None, by label.
    policy : Policy
        A policy of tables; "difference" is the `reach`.
    """

    rows: dict[int, np.ndarray]
    p: dict[int, np.ndarray | None]
    policy: Policy = PLAIN
    is_filtered: ClassVar[bool] = True  # some candidates are outside of the class

    def move(self, label, n_samples, moves, random_state):
        """Return new encoded rows of a class (n_samples, n_features)."""
        rows, p = self.rows[label], self.p[label]
        reach = moves.get("difference", 0.0)
        return linear_kernel(rows, n_samples, random_state, reach, p)


def linear_kernel(rows, n_samples, random_state, reach=REACH, p=None):
    """Draw ``x = s1 + u (s2 - s3)`` from rows of one class.

    SMOTE interpolates between neighbours and therefore contracts the class. This kernel
    keeps its covariance, multiplied by ``1 + 2 E[u^2]``.

    Parameters
    ----------
    rows : ndarray of shape (n_rows, n_features)
        Encoded rows of the class. A single row is copied.
    n_samples : int
        Number of samples to draw.
    random_state : numpy.random.RandomState
        Source of randomness.
    reach : float, default=0.7
        Upper bound of u, which is drawn uniformly from [0, reach].
    p : ndarray of shape (n_rows,), default=None
        Probability of each row. None: all rows have the same probability.

    Returns
    -------
    samples : ndarray of shape (n_samples, n_features), dtype float32
        New encoded rows.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import linear_kernel
    >>> rows = np.zeros((2, 3), dtype=np.float32)
    >>> linear_kernel(rows, 1, np.random.RandomState(0))
    array([[0., 0., 0.]], dtype=float32)
    """
    first, step = linear_step(rows, n_samples, random_state, reach, p)
    return rows[first] + step


def linear_step(rows, n_samples, random_state, reach=REACH, p=None):
    """Return the rows that :func:`linear_kernel` moves, and their displacements."""
    picks, u = linear_picks(len(rows), n_samples, random_state, reach, p)
    first, second, third = picks
    return first, u.astype(rows.dtype) * (rows[second] - rows[third])


def linear_picks(n_rows, n_samples, random_state, reach=REACH, p=None):
    """Return the indices of the moved rows and of two others, and the factors u."""
    usable = np.arange(n_rows) if p is None else np.flatnonzero(p)
    p = None if p is None else p[usable]
    first, second, third = random_state.choice(len(usable), (3, n_samples), p=p)
    # Any row except the second, so that the difference is not 0 (unless there is one).
    steps = random_state.randint(1, max(len(usable), 2), size=n_samples)
    another = (second + steps) % len(usable)
    third = np.where(third == second, another, third)
    picks = usable[first], usable[second], usable[third]
    return picks, random_state.uniform(0.0, reach, size=(n_samples, 1))
