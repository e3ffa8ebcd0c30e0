"""Images that are read on demand, in place of an array in memory."""

import mmap
from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

__all__ = ["ImageSource", "MappedImages", "as_source", "is_mapped"]

BLOCK_BYTES = 2**24  # read at once by functions that read all images


class ImageSource:
    """Images of one shape and dtype, read on demand.

    Warning: This class should not be used directly. Use a derived class.

    It has the parts of an array that validation and encoders use: `shape`, `dtype`,
    `len`, `source[rows]`, `min`, `max`, and `numpy.asarray`, which reads all images.

    Attributes
    ----------
    shape : tuple of int
        (n_samples, height, width, channels).
    dtype : dtype
        Dtype of the pixels.
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
        """Read the next images of a stream, and let them replace others."""

    def hold_out(self, rows: np.ndarray) -> None:
        """Exclude these images and equal ones from the training."""

    def marks(self) -> list[np.ndarray]:
        """Return what identifies the images, besides some of the images themselves."""
        return []


class MappedImages(ImageSource):
    """Images of a memory-mapped array, or of another source.

    Parameters
    ----------
    X : ndarray or ImageSource of shape (n_samples, ...)
        The array; it may hold images as flat rows.
    shape : tuple of int
        Shape of one image.
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
    """Return the source of images of a shape, or None if X is in memory."""
    if isinstance(X, ImageSource):
        return X if X.shape[1:] == shape else MappedImages(X, shape)
    return MappedImages(X, shape) if is_mapped(X) else None
