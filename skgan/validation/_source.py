"""Images that are read when they are asked for, in place of an array in memory."""

import mmap
from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

__all__ = ["ImageSource", "MappedImages", "as_source", "is_mapped"]

BLOCK_BYTES = 2**24  # read at once, where all images are looked at


class ImageSource:
    """Images of one shape and dtype, read when they are asked for.

    Warning: This class should not be used directly. Use a derived class.

    It has what validation and encoders ask of an array: `shape`, `dtype`, `len`,
    `source[rows]`, `min`, `max`, and `numpy.asarray`, which reads all images.

    Attributes
    ----------
    shape : tuple of int
        (n_samples, height, width, channels).
    dtype : dtype
        Of the pixels.
    """

    shape: tuple[int, ...]
    dtype: np.dtype

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Return the images at these positions (n_rows, height, width, channels)."""
        raise NotImplementedError

    @property
    def ndim(self) -> int:
        """The number of axes, as of an array."""
        return len(self.shape)

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: Any) -> np.ndarray:
        positions = np.arange(len(self))[rows]
        images = self.read(np.atleast_1d(positions))
        return images if positions.ndim else images[0]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        """Return all images in memory."""
        images = np.empty(self.shape, self.dtype)
        for first, block in self.blocks():
            images[first : first + len(block)] = block
        return images if dtype is None else images.astype(dtype, copy=False)

    def blocks(self) -> Iterator[tuple[int, np.ndarray]]:
        """Yield all images in blocks, each with the position of its first image."""
        size = max(1, BLOCK_BYTES // max(1, self.dtype.itemsize * prod(self.shape[1:])))
        for first in range(0, len(self), size):
            yield first, self.read(np.arange(first, min(first + size, len(self))))

    def min(self) -> Any:
        """Return the smallest value of all pixels."""
        return np.min([block.min() for _, block in self.blocks()])

    def max(self) -> Any:
        """Return the largest value of all pixels."""
        return np.max([block.max() for _, block in self.blocks()])

    # What changes where images come from a stream.

    def rewind(self) -> None:
        """Return to the images with which a training begins."""

    def advance(self, n_rows: int) -> None:
        """Exchange images for the next ones of a stream, of which so many are read."""

    def hold_out(self, rows: np.ndarray) -> None:
        """Keep these images, which are never trained on, and their copies apart."""

    def marks(self) -> list[np.ndarray]:
        """Return what tells these images from others, beside some of them."""
        return []


class MappedImages(ImageSource):
    """Images of an array that is memory-mapped, or of another source.

    Parameters
    ----------
    X : ndarray or ImageSource of shape (n_samples, ...)
        The array; it may hold images as flat rows.
    shape : tuple of int
        Of one image.
    """

    def __init__(self, X: Any, shape: tuple[int, ...]) -> None:
        self.X = X
        self.shape, self.dtype = (len(X), *shape), X.dtype

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Return the images at these positions."""
        return np.ascontiguousarray(self.X[rows]).reshape(-1, *self.shape[1:])

    def min(self) -> Any:
        """Return the smallest value of all pixels."""
        return self.X.min()

    def max(self) -> Any:
        """Return the largest value of all pixels."""
        return self.X.max()


def is_mapped(X: Any) -> bool:
    """Return whether an array is a view of a file.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.validation._source import is_mapped
    >>> is_mapped(np.zeros(3))
    False
    """
    while isinstance(X, np.ndarray):
        X = X.base
    return isinstance(X, mmap.mmap)


def as_source(X: Any, shape: tuple[int, ...]) -> ImageSource | None:
    """Return the source of images of a shape, or None where X is in memory."""
    if isinstance(X, ImageSource):
        return X if X.shape[1:] == shape else MappedImages(X, shape)
    return MappedImages(X, shape) if is_mapped(X) else None
