"""What all encoders have in common."""

from typing import Any, ClassVar, Self

import numpy as np

from skgan._spec import Layout, Plain

__all__ = ["Encoder"]


class Encoder(Plain):
    """Samples as users have them to float32 arrays for networks, and back.

    Warning: not to be used directly. Use a derived class.

    Attributes
    ----------
    activation : str
        Of a generator whose output has the range of encoded values.
    layout : Layout or None
        Which encoded values are numbers, and which are categories; None: all are
        numbers.
    pixel_range : (float, float) or None
        What becomes -1 and 1, of images.
    """

    activation: ClassVar[str] = "linear"

    @property
    def layout(self) -> Layout | None:
        """Which encoded values are numbers; None: all of them."""
        return None

    @property
    def pixel_range(self) -> tuple[float, float] | None:
        """The range of pixels, of images."""
        return None

    def describe(self) -> list[dict[str, Any]]:
        """Return how each column was taken, groups as places; [] without columns."""
        return []

    def fit(self, X: Any, labels: np.ndarray | None = None) -> Self:
        """Learn scales, ranges and dtypes of samples, whose classes are labels."""
        raise NotImplementedError

    def encode(self, X: Any) -> np.ndarray:
        """Return samples as float32."""
        raise NotImplementedError

    def decode(self, encoded: np.ndarray, clip: bool = True) -> Any:
        """Return encoded samples in their own units and dtypes."""
        raise NotImplementedError
