"""The kernel of mixed tables: numbers move, categories are exchanged."""

import os
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

__all__ = ["MixedKernel"]

SWAP = float(os.environ.get("SWAP", 0.2))
MODE = os.environ.get("MODE", "random")


@dataclass
class MixedKernel:
    """Draw rows whose numbers are those of the linear kernel.

    rows : dict
        Label to encoded rows (n_rows, n_values): numbers, then one-hot blocks.
    p : dict
        Label to the probabilities of its rows, or to None.
    blocks : tuple of int
        Lengths of the blocks.
    n_categorical : int
        How many of them are exchanged
    """

    rows: dict
    p: dict
    blocks: tuple
    n_categorical: int
    is_filtered: ClassVar[bool] = True

    def draw(self, label, n_samples, random_state):
        rows, p = self.rows[label], self.p[label]
        usable = np.arange(len(rows)) if p is None else np.flatnonzero(p)
        q = None if p is None else p[usable]
        rows = rows[usable]
        n_numbers = rows.shape[1] - sum(self.blocks)
        first, second, third = random_state.choice(len(usable), (3, n_samples), p=q)
        steps = random_state.randint(1, max(len(usable), 2), size=n_samples)
        another = (second + steps) % len(usable)
        third = np.where(third == second, another, third)
        u = random_state.uniform(0.0, 0.7, size=(n_samples, 1)).astype(rows.dtype)
        drawn = rows[first].copy()
        drawn[:, :n_numbers] += (u * (rows[second] - rows[third]))[:, :n_numbers]
        ends = n_numbers + np.cumsum((0, *self.blocks))
        if MODE == "near":
            from sklearn.neighbors import NearestNeighbors

            k = min(6, len(rows))
            nn = (
                NearestNeighbors(n_neighbors=k)
                .fit(rows)
                .kneighbors(rows, return_distance=False)
            )
            partner = nn[first, random_state.randint(0, k, n_samples)]
        else:
            partner = second
        for j in range(self.n_categorical):
            part = slice(ends[j], ends[j + 1])
            if MODE == "joint":
                swap = random_state.uniform(size=n_samples) < SWAP if j == 0 else swap
            elif MODE == "u":
                swap = random_state.uniform(size=n_samples) < u[:, 0]
            else:
                swap = random_state.uniform(size=n_samples) < SWAP
            drawn[swap, part] = rows[partner[swap], part]
        return drawn
