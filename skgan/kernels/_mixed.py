"""The kernel of mixed tables: numbers move, and categories come from near rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np
from sklearn.neighbors import NearestNeighbors

from skgan._spec import Layout
from skgan.kernels._base import PLAIN, Kernel, linear_step
from skgan.kernels._policies import Policy

__all__ = ["MixedKernel"]

N_NEIGHBORS = 5  # as in SMOTENC
FARTHEST = 1e12  # limit of encoded values, so that distances are finite


@dataclass
class MixedKernel(Kernel):
    """Draw numbers by :func:`linear_kernel`, and categories from two near rows.

    Each category is taken from the moved row or, with probability 0.5, from one of its
    5 nearest rows of the class. Therefore, combinations are new, but dependences
    between categories are preserved, which would be lost with any other row of the
    class. If the nearest real row of a new combination belongs to another class, the
    categories of the moved row are kept, because the class may be defined by a rule on
    categories. In the distance, a different category counts as much as about 1.4
    standard deviations, the usual difference of numbers. Missing values and exact
    values are those of the moved row; the number of a missing value is the mean.

    Attributes
    ----------
    rows, p : dict
        Encoded rows (n_rows, n_values), which are numbers followed by one-hot blocks,
        and their probabilities or None, by label.
    layout : Layout
        Describes which values are numbers, categories or missing values.
    policy : Policy
        A policy of tables: the reach of numbers, and the share of categories that are
        taken from a near row.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan._spec import Layout
    >>> from skgan.kernels import MixedKernel
    >>> rows = np.array([[0.5, 1, 0], [0.5, 1, 0]], dtype=np.float32)
    >>> kernel = MixedKernel({0: rows}, {0: None}, Layout(1, (2,), 1))
    >>> kernel.draw(0, 1, np.random.RandomState(0))
    array([[0.5, 1. , 0. ]], dtype=float32)
    """

    rows: dict[int, np.ndarray]
    p: dict[int, np.ndarray | None]
    layout: Layout
    policy: Policy = PLAIN
    is_filtered: ClassVar[bool] = True  # some candidates are outside of the class

    def move(self, label, n_samples, moves, random_state):
        """Return new encoded rows of a class (n_samples, n_values)."""
        rows, p = self.rows[label], self.p[label]
        first, step = linear_step(
            rows, n_samples, random_state, moves.get("difference", 0.0), p
        )
        n_numbers, sizes = self.layout.n_numbers, self.layout.category_sizes
        drawn = rows[first]
        drawn[:, :n_numbers] += step[:, :n_numbers]
        if sizes and n_samples:
            near = near_rows(rows, p, first, random_state)
            part = slice(n_numbers, n_numbers + sum(sizes))
            own, others = drawn[:, part].copy(), rows[near, part]
            drawn[:, part] = exchange(
                own, others, sizes, moves.get("exchange", 0.0), random_state
            )
            strays = self.strays(drawn, label)
            drawn[strays, part] = own[strays]
        return drawn

    def polish(self, generated, label):
        """Return rows with the missing values of the nearest real row of the class.

        They also have its exact values. Generators exaggerate the frequencies of values
        that are more frequent in one class than in others.
        """
        n_values = self.layout.size - self.layout.n_states
        if not len(generated) or n_values == self.layout.size:
            return generated
        rows, flat = self.rows[label], generated.reshape(len(generated), -1)
        near = nearest(rows[:, :n_values], flat[:, :n_values])
        whole = np.concatenate([flat[:, :n_values], rows[near, n_values:]], axis=1)
        return whole.reshape(generated.shape)

    def rules(self, candidates, label):
        """Return a mask of candidates outside of the class, and groups of candidates.

        Rows of a group have the same missing values and the same exact values.
        """
        flat = candidates.reshape(len(candidates), -1)
        return {"strays": self.strays(flat, label), "groups": self.state_groups(flat)}

    def state_groups(self, encoded):
        """Return equal numbers for rows with equal missing values, or None."""
        if not self.layout.n_states:
            return None
        ends = (
            self.layout.size
            - self.layout.n_states
            + np.cumsum((0, *self.layout.sizes[self.layout.n_categorical :]))
        )
        codes = [encoded[:, start:end].argmax(axis=1) for start, end in pairwise(ends)]
        return np.unique(codes, axis=1, return_inverse=True)[1].ravel()

    def strays(self, encoded, label):
        """Return a mask of rows whose nearest real row belongs to another class.

        With categories, a row can be equal to a row of another class.
        """
        counts = [len(rows) for rows in self.rows.values()]
        near = nearest(np.concatenate([*self.rows.values()]), encoded)
        return np.repeat([*self.rows], counts)[near] != label

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        yield from super().misfits()
        if any(np.abs(rows).max() > FARTHEST for rows in self.rows.values()):
            yield "rows"
        if self.rows[0].shape[1] != self.layout.size or not self.layout.sizes:
            yield "layout"


def nearest(rows, encoded):
    """Return the index of the row that is nearest to each encoded one."""
    finite = np.nan_to_num(encoded)  # a diverged generator may return NaN
    search = NearestNeighbors(n_neighbors=1).fit(rows)
    return search.kneighbors(finite, return_distance=False)[:, 0]


def exchange(own, others, sizes, share, random_state):
    """Return one-hot blocks of these sizes, a share of them from other rows."""
    is_other = random_state.uniform(size=(len(own), len(sizes))) < share
    return np.where(np.repeat(is_other, sizes, axis=1), others, own)


def near_rows(rows, p, chosen, random_state, metric="minkowski", first_rank=0):
    """Return one of the nearest rows of each chosen row, which itself has rank 0."""
    usable = np.arange(rows.shape[0]) if p is None else np.flatnonzero(p)
    n_neighbors = min(N_NEIGHBORS + 1, len(usable))
    search = NearestNeighbors(n_neighbors=n_neighbors, metric=metric)
    search.fit(rows[usable])
    asked, of_chosen = np.unique(chosen, return_inverse=True)
    near = search.kneighbors(rows[asked], return_distance=False)
    rank = random_state.randint(
        min(first_rank, n_neighbors - 1), n_neighbors, len(chosen)
    )
    return usable[near[of_chosen, rank]]
