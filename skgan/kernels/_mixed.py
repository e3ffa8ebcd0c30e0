"""The kernel of mixed tables: numbers move, categories are a neighbour's."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from sklearn.neighbors import NearestNeighbors

from skgan.kernels._linear import linear_step

__all__ = ["MixedKernel"]

N_NEIGHBORS = 5  # as SMOTENC's
SHARE = 0.5  # of the categories is a neighbour's; 1 would copy rows that have no others


@dataclass
class MixedKernel:
    """Draw numbers as :func:`linear_kernel` does, and categories of two near rows.

    Each category is that of the row that moves or, with probability 0.5, of one of its
    5 nearest rows of the class. So combinations are new, and yet categories that go
    together stay together: with any row of the class instead of a near one they part.
    Where a new combination is nearest to a real row of another class, the moving row
    keeps its own: a class may be a rule on its categories, which half of them break.
    To the distance a difference in category counts as much as one of about 1.4
    standard deviations, the usual one between numbers. What is missing is what is
    missing in the row that moves; of numbers beside it, what is missing is the mean.

    Attributes
    ----------
    rows : dict
        Label to encoded rows (n_rows, n_values): numbers, then one-hot blocks.
    p : dict
        Label to the probabilities of its rows, or to None.
    blocks : tuple of int
        Lengths of the blocks.
    n_categorical : int
        How many of them are categories; the others say what is missing.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import MixedKernel
    >>> rows = np.array([[0.5, 1, 0], [0.5, 1, 0]], dtype=np.float32)
    >>> kernel = MixedKernel({0: rows}, {0: None}, (2,), 1)
    >>> kernel.draw(0, 1, np.random.RandomState(0))
    array([[0.5, 1. , 0. ]], dtype=float32)
    """

    rows: dict
    p: dict
    blocks: tuple
    n_categorical: int
    is_filtered: ClassVar[bool] = True  # its points reach far: some leave the class

    def draw(self, label, n_samples, random_state):
        """Return new encoded rows of a class (n_samples, n_values)."""
        rows, p = self.rows[label], self.p[label]
        first, step = linear_step(rows, n_samples, random_state, p=p)
        n_numbers = rows.shape[1] - sum(self.blocks)
        drawn = rows[first]
        drawn[:, :n_numbers] += step[:, :n_numbers]
        if self.n_categorical and n_samples:
            near = near_rows(rows, p, first, random_state)
            sizes = self.blocks[: self.n_categorical]
            part = slice(n_numbers, n_numbers + sum(sizes))
            own = drawn[:, part].copy()
            drawn[:, part] = exchange(own, rows[near, part], sizes, random_state)
            strays = self.strays(drawn, label)
            drawn[strays, part] = own[strays]
        return drawn

    def with_gaps(self, encoded, label):
        """Return rows that miss what the nearest real row of the class misses.

        Generators exaggerate what is missing in one class more often than in others.
        """
        if not len(encoded) or self.n_categorical == len(self.blocks):
            return encoded
        n_values = encoded.shape[1] - 2 * (len(self.blocks) - self.n_categorical)
        rows = self.rows[label]
        near = nearest(rows[:, :n_values], encoded[:, :n_values])
        return np.concatenate([encoded[:, :n_values], rows[near, n_values:]], axis=1)

    def gap_groups(self, encoded):
        """Return numbers that rows share which miss the same."""
        n_gaps = len(self.blocks) - self.n_categorical
        if not n_gaps:
            return None
        missing = encoded[:, 1 - 2 * n_gaps :: 2] > encoded[:, -2 * n_gaps :: 2]
        return np.unique(missing, axis=0, return_inverse=True)[1].ravel()

    def strays(self, encoded, label):
        """Return of each encoded row whether the nearest real one is of another class.

        Among categories, a row can be exactly what another class has.
        """
        counts = [len(rows) for rows in self.rows.values()]
        near = nearest(np.concatenate([*self.rows.values()]), encoded)
        return np.repeat([*self.rows], counts)[near] != label


def nearest(rows, encoded):
    """Return the index of the row that is nearest to each encoded one."""
    finite = np.nan_to_num(encoded)  # a diverged generator may make others
    search = NearestNeighbors(n_neighbors=1).fit(rows)
    return search.kneighbors(finite, return_distance=False)[:, 0]


def exchange(own, others, sizes, random_state):
    """Return one-hot blocks of these sizes, some of them another row's."""
    is_other = random_state.uniform(size=(len(own), len(sizes))) < SHARE
    return np.where(np.repeat(is_other, sizes, axis=1), others, own)


def near_rows(rows, p, chosen, random_state):
    """Return for each chosen row one of the rows near it."""
    usable = np.arange(len(rows)) if p is None else np.flatnonzero(p)
    n_neighbors = min(N_NEIGHBORS + 1, len(usable))
    search = NearestNeighbors(n_neighbors=n_neighbors).fit(rows[usable])
    asked, of_chosen = np.unique(chosen, return_inverse=True)
    near = search.kneighbors(rows[asked], return_distance=False)
    rank = random_state.randint(0, n_neighbors, len(chosen))
    return usable[near[of_chosen, rank]]
