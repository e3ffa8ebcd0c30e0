"""Images that are encoded on demand, because all of them need much memory."""

from typing import Any, Self

import numpy as np

from skgan.encoding._base import Encoder
from skgan.validation import ImageSource

__all__ = ["EncodedOnDemand", "encode_samples"]

N_MARKS = 1000  # images that identify a data set


class EncodedOnDemand:
    """Encoded images of a source, followed by others that are in memory.

    It has the parts of an array that training and kernels use:
    `shape`, `len`, and `encoded[rows]`, which reads and encodes these rows.

    Parameters
    ----------
    encoder : Encoder
        A fitted encoder.
    source : ImageSource
        Source of the images.
    numbers : ndarray of shape (n_rows,), default=None
        The positions of the rows in the source; None: all of them.
    others : ndarray of shape (n_others, height, width, channels), default=None
        Encoded rows that come after those of the source.
    """

    def __init__(
        self,
        encoder: Encoder,
        source: ImageSource,
        numbers: np.ndarray | None = None,
        others: np.ndarray | None = None,
    ) -> None:
        self.encoder, self.source = encoder, source
        self.numbers = np.arange(len(source)) if numbers is None else numbers
        empty = np.empty((0, *source.shape[1:]), np.float32)
        self.others = empty if others is None else others

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array of all encoded images."""
        return (len(self.numbers) + len(self.others), *self.source.shape[1:])

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: Any) -> np.ndarray:
        rows = np.arange(len(self))[rows] if isinstance(rows, slice) else rows
        n_real = len(self.numbers)
        is_real = rows < n_real
        encoded = np.empty((len(rows), *self.shape[1:]), np.float32)
        if is_real.any():
            images = self.source.read(self.numbers[rows[is_real]])
            encoded[is_real] = self.encoder.encode(images)
        encoded[~is_real] = self.others[rows[~is_real] - n_real]
        return encoded

    def where(self, mask: np.ndarray) -> Self:
        """Return the rows of a mask (n_rows,), without reading them."""
        n_real = len(self.numbers)
        numbers, others = self.numbers[mask[:n_real]], self.others[mask[n_real:]]
        return type(self)(self.encoder, self.source, numbers, others)

    def above(self, rows: np.ndarray) -> Self:
        """Return these rows followed by other encoded rows."""
        others = np.concatenate([self.others, rows])
        return type(self)(self.encoder, self.source, self.numbers, others)

    def hold_out(self, mask: np.ndarray) -> None:
        """Exclude the rows of a mask and equal ones from the training."""
        self.source.hold_out(self.numbers[mask])

    def rewind(self) -> None:
        """Return to the images with which a training begins."""
        self.source.rewind()

    def advance(self, n_rows: int) -> None:
        """Read the next images of a stream, and let them replace others."""
        self.source.advance(n_rows)

    def marks(self) -> list[np.ndarray]:
        """Return some rows, and whatever else identifies them all."""
        some = np.unique(np.linspace(0, len(self) - 1, N_MARKS).astype(int))
        return [self[some], np.array(self.shape), *self.source.marks()]


def encode_samples(encoder: Encoder, X: Any) -> Any:
    """Return samples encoded as float32; those of a source are encoded on demand."""
    return (
        EncodedOnDemand(encoder, X) if isinstance(X, ImageSource) else encoder.encode(X)
    )
