"""The rows of a training: all of them on the device, or read for each chunk."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from math import prod
from typing import Any

import numpy as np
import tensorflow as tf

from skgan.training._watch import LOG_EVERY

__all__ = ["Data", "RowsInMemory", "RowsOnDemand", "data_of"]

Inputs = tuple[Any, Any, Any]  # tensors: rows, their labels, and which are drawn


class RowsInMemory:
    """All rows, which stay on the device."""

    n_chunks = 0  # nothing depends on it

    def __init__(self, X: np.ndarray, y: np.ndarray) -> None:
        self.tensors = (tf.constant(X, tf.float32), tf.constant(y, tf.int32))

    def inputs(self, rows: np.ndarray) -> Inputs:
        """Return all rows and labels, and which are drawn, as tensors."""
        return (*self.tensors, tf.constant(rows))

    def read_ahead(self, draw: Callable[[], np.ndarray]) -> None:
        """Do nothing, as all rows are in memory."""

    def close(self) -> None:
        """Do nothing, as no thread was started."""


class RowsOnDemand:
    """Rows that are read and encoded for each chunk, during the chunk before.

    Parameters
    ----------
    X : EncodedOnDemand
        All rows.
    y : ndarray of shape (n_rows,)
        Their labels.
    batch_shape : tuple of int
        Row numbers of one step: a stream advances by as many rows for each step.
    is_padded : bool
        Whether to pad all chunks to the same number of rows, as XLA compiles a program
        for each number.

    Attributes
    ----------
    n_chunks : int
        Number of chunks so far. A stream has advanced one time less.
    """

    def __init__(
        self, X: Any, y: np.ndarray, batch_shape: tuple[int, ...], is_padded: bool
    ) -> None:
        X.rewind()
        self.X, self.y = X, y.astype(np.int32)
        self.n_rows, self.is_padded = LOG_EVERY * prod(batch_shape), is_padded
        self.n_chunks = self._n_advances = 0
        self._thread: ThreadPoolExecutor | None = None
        self._ahead: tuple[np.ndarray, Future[tuple[np.ndarray, ...]]] | None = None

    def inputs(self, rows: np.ndarray) -> Inputs:
        """Return the drawn rows, their labels and their positions, as tensors."""
        X, y, places = self._take_ahead(rows) or self._read(rows, self.n_chunks)
        self.n_chunks += 1
        return tf.constant(X), tf.constant(y), tf.constant(places)

    def read_ahead(self, draw: Callable[[], np.ndarray]) -> None:
        """Read the rows that the next chunk will most likely draw, in a thread."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "skgan-rows")
        rows = draw()
        self._ahead = rows, self._thread.submit(self._read, rows, self.n_chunks)

    def _take_ahead(self, rows: np.ndarray) -> tuple[np.ndarray, ...] | None:
        """Return what the thread has read, or None if other rows were drawn."""
        if self._ahead is None:
            return None
        (expected, future), self._ahead = self._ahead, None
        read = future.result()
        return read if np.array_equal(expected, rows) else None

    def close(self) -> None:
        """End the thread when it has finished reading."""
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)

    def _read(self, rows: np.ndarray, n_advances: int) -> tuple[np.ndarray, ...]:
        """Return the drawn rows, each once, their labels, and their positions."""
        while self._n_advances < n_advances:
            self.X.advance(self.n_rows)
            self._n_advances += 1
        used, places = np.unique(rows, return_inverse=True)
        X, y = self.X[used], self.y[used]
        if self.is_padded:
            n_more = rows.size - len(used)
            X = np.pad(X, [(0, n_more), *[(0, 0)] * (X.ndim - 1)])
            y = np.pad(y, (0, n_more))
        return X, y, places.reshape(rows.shape).astype(np.int32)


Data = RowsInMemory | RowsOnDemand


def data_of(
    X: Any, y: np.ndarray, batch_shape: tuple[int, ...], is_padded: bool
) -> Data:
    """Return the object that holds the rows of a training."""
    if isinstance(X, np.ndarray):
        return RowsInMemory(X, y)
    return RowsOnDemand(X, y, batch_shape, is_padded)
