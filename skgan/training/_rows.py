"""Rows to train on."""

from math import prod
from typing import Any, NamedTuple

import numpy as np

__all__ = ["Rows"]

MOST_GROWN_VALUES = 2**25  # in all classes together: 128 MB
MAX_HELD = 1000  # held-out rows of a class, if rows are read on demand


class Rows(NamedTuple):
    """Encoded rows to train on: their labels, weights, and which are held out.

    X is an array, or an object that reads and encodes rows on demand.
    """

    X: Any
    labels: np.ndarray
    weight: np.ndarray | None = None
    held: np.ndarray | None = None

    @property
    def is_in_memory(self) -> bool:
        """Whether all rows are in memory."""
        return isinstance(self.X, np.ndarray)

    def hold_out(self, held: np.ndarray) -> "Rows":
        """Return the same rows, those of a mask being held out."""
        if not self.is_in_memory:
            self.X.hold_out(held)
        return self._replace(held=held)

    def take(self, mask: np.ndarray) -> "Rows":
        """Return some of the rows."""
        weight, held = (
            None if part is None else part[mask] for part in (self.weight, self.held)
        )
        X = self.X[mask] if self.is_in_memory else self.X.where(mask)
        return Rows(X, self.labels[mask], weight, held)

    def of_class(self, label: int) -> "Rows":
        """Return the rows of one class, with label 0."""
        rows = self.take(self.labels == label)
        return rows._replace(labels=np.zeros_like(rows.labels))

    def split(self) -> tuple["Rows", tuple[np.ndarray, np.ndarray] | None]:
        """Return the rows to train on, and the held-out rows or None."""
        if self.held is None or not self.held.any():
            return self, None
        held = self.take(self.held)
        if held.is_in_memory:
            return self.take(~self.held), (held.X, held.labels)
        some = some_of_each(held.labels, MAX_HELD)
        return self.take(~self.held), (held.X[some], held.labels[some])

    def grow(
        self, kernel: Any, n_rows: int, random_state: np.random.RandomState
    ) -> "Rows":
        """Return the rows, with kernel rows added to each class of fewer than `n_rows`.

        A discriminator that sees the same few rows again and again memorises them, and
        the generator then repeats them. Held-out rows are not grown.
        """
        label_of, counts = np.unique(self.labels, return_counts=True)
        most = MOST_GROWN_VALUES // (len(label_of) * prod(self.X.shape[1:]))
        parts = [self]
        for label, count in zip(label_of, counts, strict=True):
            n_new = max(0, min(n_rows, most) - count)
            drawn = kernel.draw(label, n_new, random_state)
            labels = np.full(n_new, label)
            weight, held = self.weight, self.held
            if weight is not None:
                weight = np.full(n_new, weight[self.labels == label].mean())
            held = None if held is None else np.zeros(n_new, dtype=bool)
            if n_new:  # else all rows would be copied for nothing
                parts.append(Rows(drawn, labels, weight, held))
        return Rows(*(stack(part) for part in zip(*parts, strict=True)))


def stack(parts: tuple[Any, ...]) -> Any:
    """Return concatenated arrays, or None if there are none."""
    first, *others = parts
    if first is None or not others:
        return first
    if isinstance(first, np.ndarray):
        return np.concatenate(parts)
    return first.above(np.concatenate(others))  # what the kernel makes is in memory


def some_of_each(labels: np.ndarray, most: int) -> np.ndarray:
    """Return the positions of at most `most` rows of each label, evenly spread."""
    places = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    chosen = [
        of_label[
            np.linspace(0, len(of_label) - 1, min(len(of_label), most)).astype(int)
        ]
        for of_label in places
    ]
    return np.sort(np.concatenate(chosen))
