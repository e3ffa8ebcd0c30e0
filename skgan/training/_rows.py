"""Rows to train on."""

from typing import Any, NamedTuple

import numpy as np

__all__ = ["Rows"]

MOST_GROWN_VALUES = 2**25  # in all classes together: 128 MB


class Rows(NamedTuple):
    """Encoded rows to train on: their labels, weights, and which are held out."""

    X: np.ndarray
    labels: np.ndarray
    weight: np.ndarray | None = None
    held: np.ndarray | None = None

    def take(self, mask: np.ndarray) -> "Rows":
        """Return some of the rows."""
        weight, held = (
            None if part is None else part[mask] for part in (self.weight, self.held)
        )
        return Rows(self.X[mask], self.labels[mask], weight, held)

    def of_class(self, label: int) -> "Rows":
        """Return the rows of one class, labelled as if there were no other."""
        rows = self.take(self.labels == label)
        return rows._replace(labels=np.zeros_like(rows.labels))

    def split(self) -> tuple["Rows", tuple[np.ndarray, np.ndarray] | None]:
        """Return the rows to train on, and those held out or None."""
        if self.held is None or not self.held.any():
            return self, None
        held = self.take(self.held)
        return self.take(~self.held), (held.X, held.labels)

    def grow(
        self, kernel: Any, n_rows: int, random_state: np.random.RandomState
    ) -> "Rows":
        """Return the rows and, of each class with fewer than `n_rows`, kernel rows.

        A discriminator that sees a few rows again and again memorises them, and the
        generator then only repeats them. Held-out rows are not grown.
        """
        label_of, counts = np.unique(self.labels, return_counts=True)
        most = MOST_GROWN_VALUES // (len(label_of) * self.X[0].size)
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
    """Return arrays one after the other, or None where there are none."""
    return parts[0] if parts[0] is None or len(parts) == 1 else np.concatenate(parts)
