"""What all kernels have in common, and the one of tables.

Its points are one row plus a part of the way between two others.
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
    """Candidates of a class from its real rows, without a network.

    Warning: not to be used directly. Use a derived class, a dataclass that has `rows`
    and the method `move`.

    Attributes
    ----------
    rows : dict
        Label to the encoded rows of the class that were kept (n_rows, ...).
    policy : Policy
        Which moves are made of the real rows, and how strong they are.
    is_sparse : bool
        Whether rows are those of a sparse matrix.
    is_filtered : bool
        Whether its candidates pass through the filter: those that reach far may leave
        the class.
    rank : int
        Number of axes of one of its rows; tables are flat.
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
        """Return new samples of a class, made by some moves of its real rows."""
        raise NotImplementedError

    def real(self, label: int) -> np.ndarray:
        """Return the rows of a class as an array."""
        return self.rows[label]

    def polish(self, generated: np.ndarray, label: int) -> np.ndarray:
        """Return generated samples of a class with what only real rows can tell."""
        return generated

    def rules(self, candidates: np.ndarray, label: int) -> dict[str, Any]:
        """Return what the filter has to know of candidates, as keyword arguments."""
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
    """Return whether those of each class are None, or as many as its rows."""
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
        Label to encoded rows (n_rows, n_features).
    p : dict
        Label to the probabilities of its rows, or to None.
    policy : Policy
        Of tables; "difference" is the `reach`.
    """

    rows: dict[int, np.ndarray]
    p: dict[int, np.ndarray | None]
    policy: Policy = PLAIN
    is_filtered: ClassVar[bool] = True  # its points reach far: some leave the class

    def move(self, label, n_samples, moves, random_state):
        """Return new encoded rows of a class (n_samples, n_features)."""
        rows, p = self.rows[label], self.p[label]
        reach = moves.get("difference", 0.0)
        return linear_kernel(rows, n_samples, random_state, reach, p)


def linear_kernel(rows, n_samples, random_state, reach=REACH, p=None):
    """Draw ``x = s1 + u (s2 - s3)`` from rows of one class.

    Unlike SMOTE, which stays between neighbours and so contracts the class, this
    keeps its covariance, inflated by ``1 + 2 E[u^2]``.

    Parameters
    ----------
    rows : ndarray of shape (n_rows, n_features)
        Encoded rows of the class; a single one is copied.
    n_samples : int
        How many to draw.
    random_state : numpy.random.RandomState
        Source of the randomness.
    reach : float, default=0.7
        Upper bound of u, which is uniform from 0.
    p : ndarray of shape (n_rows,), default=None
        Probability of each row; None: all the same.

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
    """Return which rows move, and how far, as :func:`linear_kernel` says."""
    picks, u = linear_picks(len(rows), n_samples, random_state, reach, p)
    first, second, third = picks
    return first, u.astype(rows.dtype) * (rows[second] - rows[third])


def linear_picks(n_rows, n_samples, random_state, reach=REACH, p=None):
    """Return which rows move, between which two others, and the part of the way."""
    usable = np.arange(n_rows) if p is None else np.flatnonzero(p)
    p = None if p is None else p[usable]
    first, second, third = random_state.choice(len(usable), (3, n_samples), p=p)
    # Any row but the second, so that there is a way to go (a single row stays put).
    steps = random_state.randint(1, max(len(usable), 2), size=n_samples)
    another = (second + steps) % len(usable)
    third = np.where(third == second, another, third)
    picks = usable[first], usable[second], usable[third]
    return picks, random_state.uniform(0.0, reach, size=(n_samples, 1))
