"""The base class of all encoders."""

from typing import Any, ClassVar, Self

import numpy as np

from skgan._spec import Layout, Plain

__all__ = ["Encoder"]


class Encoder(Plain):
    """Convert users' samples to float32 arrays for networks and back.

    Warning: This class should not be used directly. Use a derived class.

    Attributes
    ----------
    activation : str
        Activation of a generator whose output has the range of encoded values.
    layout : Layout or None
        Describes which encoded values are numbers and which are categories. None: all
        are numbers.
    pixel_range : (float, float) or None
        For images, the values of pixels that are encoded as -1 and 1.
    """

    activation: ClassVar[str] = "linear"

    @property
    def layout(self) -> Layout | None:
        """Describes which encoded values are numbers. None: all are numbers."""
        return None

    @property
    def pixel_range(self) -> tuple[float, float] | None:
        """The range of pixels, for images."""
        return None

    def describe(self) -> list[dict[str, Any]]:
        """Return how each column is treated, or [] if there are no columns."""
        return []

    def fit(self, X: Any, labels: np.ndarray | None = None) -> Self:
        """Learn scales, ranges and dtypes of samples and their labels."""
        raise NotImplementedError

    def encode(self, X: Any) -> np.ndarray:
        """Return samples as float32."""
        raise NotImplementedError

    def decode(self, encoded: np.ndarray, clip: bool = True) -> Any:
        """Return encoded samples in their own units and dtypes."""
        raise NotImplementedError
