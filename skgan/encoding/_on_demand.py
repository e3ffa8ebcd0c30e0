"""Images that are encoded when they are asked for, as all at once need much memory."""

from typing import Any, Self

import numpy as np

from skgan.encoding._base import Encoder
from skgan.validation import ImageSource

__all__ = ["EncodedOnDemand", "encode_samples"]

N_MARKS = 1000  # images that tell one data set from another


class EncodedOnDemand:
    """Encoded images of a source, and beside them some that are in memory.

    It has what an array of encoded images has, as far as trainings and kernels need it:
    `shape`, `len`, and `encoded[rows]`, which reads and encodes these rows.

    Parameters
    ----------
    encoder : Encoder
        Fitted.
    source : ImageSource
        Where the images are read.
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
        """As that of an array."""
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
        """Return the rows where a mask (n_rows,) is true, none of which is read."""
        n_real = len(self.numbers)
        numbers, others = self.numbers[mask[:n_real]], self.others[mask[n_real:]]
        return type(self)(self.encoder, self.source, numbers, others)

    def above(self, rows: np.ndarray) -> Self:
        """Return the same with other encoded rows below."""
        others = np.concatenate([self.others, rows])
        return type(self)(self.encoder, self.source, self.numbers, others)

    def hold_out(self, mask: np.ndarray) -> None:
        """Keep the rows where a mask is true, and their copies, out of the training."""
        self.source.hold_out(self.numbers[mask])

    def rewind(self) -> None:
        """Return to the images with which a training begins."""
        self.source.rewind()

    def advance(self, n_rows: int) -> None:
        """Exchange images of a stream for the next ones; so many are read."""
        self.source.advance(n_rows)

    def marks(self) -> list[np.ndarray]:
        """Return some rows, and all else that tells these from others."""
        some = np.unique(np.linspace(0, len(self) - 1, N_MARKS).astype(int))
        return [self[some], np.array(self.shape), *self.source.marks()]


def encode_samples(encoder: Encoder, X: Any) -> Any:
    """Return samples as float32, and those of a source as rows to be encoded."""
    return (
        EncodedOnDemand(encoder, X) if isinstance(X, ImageSource) else encoder.encode(X)
    )
