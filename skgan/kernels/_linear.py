"""The kernel of tables: one row plus a part of the way between two others."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from skgan.kernels._base import Kernel

__all__ = ["LinearKernel", "linear_kernel"]


@dataclass
class LinearKernel(Kernel):
    """Draw points of :func:`linear_kernel` from the rows of each class.

    Attributes
    ----------
    rows, p : dict
        Label to encoded rows (n_rows, n_features), and to the probabilities of these
        or to None.
    """

    rows: dict[int, np.ndarray]
    p: dict[int, np.ndarray | None]
    is_filtered: ClassVar[bool] = True  # its points reach far: some leave the class

    def draw(self, label, n_samples, random_state):
        """Return new encoded rows of a class (n_samples, n_features)."""
        return linear_kernel(self.rows[label], n_samples, random_state, p=self.p[label])


def linear_kernel(rows, n_samples, random_state, reach=0.7, p=None):
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


def linear_step(rows, n_samples, random_state, reach=0.7, p=None):
    """Return which rows move, and how far, as :func:`linear_kernel` says."""
    usable = np.arange(len(rows)) if p is None else np.flatnonzero(p)
    p = None if p is None else p[usable]
    first, second, third = random_state.choice(len(usable), (3, n_samples), p=p)
    # Any row but the second, so that there is a way to go (a single row stays put).
    steps = random_state.randint(1, max(len(usable), 2), size=n_samples)
    another = (second + steps) % len(usable)
    third = np.where(third == second, another, third)
    first, second, third = usable[first], usable[second], usable[third]
    u = random_state.uniform(0.0, reach, size=(n_samples, 1)).astype(rows.dtype)
    return first, u * (rows[second] - rows[third])
