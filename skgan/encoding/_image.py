"""Images: samples of shape (height, width, channels)."""

import numpy as np

from skgan.encoding._restore import is_whole, restore

__all__ = ["ImageEncoder"]


class ImageEncoder:
    """Scale pixels to [-1, 1], and undo it.

    Bytes have the range 0 to 255; other dtypes the range that was observed.

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

    def fit(self, X, labels=None):
        """Learn range and dtype of X (n_samples, height, width, channels)."""
        self.dtype_ = X.dtype
        self.minimum_, self.maximum_ = X.min(), X.max()
        is_byte = X.dtype == np.uint8
        self.low_, self.high_ = (
            (0.0, 255.0) if is_byte else (float(self.minimum_), float(self.maximum_))
        )
        return self

    def encode(self, X):
        """Return X scaled to [-1, 1], as float32."""
        values = X.astype(np.float64)  # float32 has no half of its smallest number
        return ((values - self._middle) / self._half_range).astype(np.float32)

    def decode(self, encoded, clip=True):
        """Return encoded images in their own range and dtype."""
        values = encoded.astype(np.float64) * self._half_range + self._middle
        return restore(
            values,
            self.dtype_,
            self.minimum_,
            self.maximum_,
            clip,
            is_whole(self.dtype_),
        )

    @property
    def _middle(self):
        return self.low_ / 2 + self.high_ / 2

    @property
    def _half_range(self):
        return (self.high_ / 2 - self.low_ / 2) or 1.0  # 1.0: all pixels are equal
