"""The encoder of images: samples of shape (height, width, channels)."""

from collections.abc import Iterable
from functools import partial
from math import isfinite

import numpy as np

from skgan.encoding._base import Encoder
from skgan.encoding._tabular import by_rows
from skgan.validation import NO_DECIMALS, is_whole, restore

__all__ = ["ImageEncoder"]

FARTHEST = 1e9  # half ranges; encoded values are limited, so that networks stay finite


class ImageEncoder(Encoder):
    """Scale pixels to [-1, 1] and back.

    Parameters
    ----------
    value_range : (float, float), default=None
        Values that become -1 and 1. None: 0 to 255 for uint8, and the observed range
        for other dtypes, because 12-bit images may be stored as uint16.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding import ImageEncoder
    >>> X = np.full((2, 8, 8, 1), 255, dtype=np.uint8)
    >>> encoder = ImageEncoder().fit(X)
    >>> float(encoder.encode(X).max()), encoder.decode(encoder.encode(X)).dtype
    (1.0, dtype('uint8'))
    """

    activation = "tanh"
    value_range: tuple[float, float] | None
    dtype_: np.dtype
    minimum_: np.generic
    maximum_: np.generic
    low_: float
    high_: float

    def __init__(self, value_range=None):
        self.value_range = value_range

    def fit(self, X, labels=None):
        """Learn range and dtype of X (n_samples, height, width, channels)."""
        self.dtype_ = X.dtype
        self.minimum_, self.maximum_ = X.min(), X.max()
        observed = (float(self.minimum_), float(self.maximum_))
        default = (0.0, 255.0) if X.dtype == np.uint8 else observed
        low, high = self.value_range or default
        self.low_, self.high_ = float(low), float(high)
        return self

    def encode(self, X):
        """Return X scaled to [-1, 1], as float32."""
        return by_rows(self._encode, X)

    def decode(self, encoded, clip=True):
        """Return encoded images in their own range and dtype."""
        return by_rows(partial(self._decode, clip=clip), encoded)

    def _encode(self, X):
        values = X.astype(np.float64)  # half of the smallest float32 is 0
        with np.errstate(over="ignore"):  # infinity is clipped
            values = (values - self._middle) / self._half_range
        return np.clip(values, -FARTHEST, FARTHEST).astype(np.float32)

    def _decode(self, encoded, clip):
        values = encoded.astype(np.float64) * self._half_range + self._middle
        return restore(
            values,
            self.dtype_,
            self.minimum_,
            self.maximum_,
            clip,
            0 if is_whole(self.dtype_) else NO_DECIMALS,
        )

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        native = self.dtype_.newbyteorder("=")
        for name in ("minimum_", "maximum_"):  # native where dtype_ is not
            if getattr(self, name).dtype.newbyteorder("=") != native:
                yield name
        for name in ("low_", "high_"):
            if not isfinite(getattr(self, name)):
                yield name

    @property
    def pixel_range(self) -> tuple[float, float]:
        """The values of pixels that become -1 and 1."""
        return self.low_, self.high_

    @property
    def _middle(self):
        return self.low_ / 2 + self.high_ / 2

    @property
    def _half_range(self):
        return (self.high_ / 2 - self.low_ / 2) or 1.0  # 1.0: all pixels are equal
