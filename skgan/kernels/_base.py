"""What all kernels have in common."""

from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np

from skgan._spec import Plain

__all__ = ["Kernel"]


class Kernel(Plain):
    """Candidates of a class from its real rows, without a network.

    Warning: not to be used directly. Use a derived class, a dataclass that has `rows`
    and the method `draw`.

    Attributes
    ----------
    rows : dict
        Label to the encoded rows of the class that were kept (n_rows, ...).
    is_filtered : bool
        Whether its candidates pass through the filter: those that reach far may leave
        the class.
    rank : int
        Number of axes of one of its rows; tables are flat.
    """

    rows: dict[int, np.ndarray]
    is_filtered: ClassVar[bool] = False
    rank: ClassVar[int] = 1

    def draw(self, label: int, n_samples: int, random_state: Any) -> np.ndarray:
        """Return new encoded samples of a class, in the shape of its rows."""
        raise NotImplementedError

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


def are_probabilities(p: dict[int, Any], rows: dict[int, np.ndarray]) -> bool:
    """Return whether those of each class are None, or as many as its rows."""
    return p.keys() == rows.keys() and all(
        of_class is None
        or of_class.shape == rows[label].shape[:1]
        and bool((of_class >= 0).all() and np.isclose(of_class.sum(), 1.0))
        for label, of_class in p.items()
    )
