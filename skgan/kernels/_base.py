"""What all kernels have in common."""

from typing import Any, ClassVar, Self

import numpy as np

__all__ = ["Kernel"]


class Kernel:
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
    """

    rows: dict[int, np.ndarray]
    is_filtered: ClassVar[bool] = False

    def draw(
        self, label: int, n_samples: int, random_state: np.random.RandomState
    ) -> np.ndarray:
        """Return new encoded samples of a class, in the shape of its rows."""
        raise NotImplementedError

    def polish(self, generated: np.ndarray, label: int) -> np.ndarray:
        """Return generated samples of a class with what only real rows can tell."""
        return generated

    def rules(self, candidates: np.ndarray, label: int) -> dict[str, Any]:
        """Return what the filter has to know of candidates, as keyword arguments."""
        return {}

    def to_state(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return dict(vars(self))

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Return the kernel of what `to_state` returned."""
        return cls(**state)
