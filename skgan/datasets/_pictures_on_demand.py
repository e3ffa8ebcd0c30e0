"""Pictures of a folder that are read on demand."""

import os
from contextlib import nullcontext
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from skgan.datasets._pictures import only_bombs_fail, read_picture
from skgan.exceptions import DataFileError
from skgan.validation import ImageSource

__all__ = ["PicturesOnDemand", "Reasons", "look_at_all"]

MAX_KEPT_BYTES = 2**26  # of pictures that stay in memory: a file takes 0.2 ms to read
Reasons = list[tuple[int, str]]


class PicturesOnDemand(ImageSource):
    """Pictures that are read from their files on demand.

    It has `shape`, `dtype` and `len` like an array; ``pictures[rows]`` reads these
    rows, and ``numpy.asarray(pictures)`` reads all.

    Parameters
    ----------
    paths : list of str
        The files, all of which have been opened once.
    shape : tuple of int
        (height, width, channels) of one picture.
    fit : str
        How pictures of other proportions are changed.
    extremes : (int, int)
        The smallest and the largest value of all pixels.
    noisy : set of int
        Positions of files for which Pillow warns, for example about metadata.
    kept : ndarray of shape (n_kept, height, width, channels)
        Pictures that stay in memory.
    slots : ndarray of shape (n_samples,)
        Position of each picture in `kept`, or -1.
    """

    def __init__(
        self,
        paths: list[str],
        shape: tuple[int, int, int],
        fit: str,
        extremes: tuple[int, int],
        noisy: set[int],
        kept: np.ndarray,
        slots: np.ndarray,
    ) -> None:
        self.paths, self.fit, self.extremes = paths, fit, extremes
        self.noisy, self.kept, self.slots = noisy, kept, slots
        self.shape, self.dtype = (len(paths), *shape), np.dtype(np.uint8)
        self.image_shape = shape

    def __repr__(self) -> str:
        return f"<{len(self)} pictures of shape {self.shape[1:]}, read on demand>"

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Return the pictures at these positions."""
        images = np.empty((len(rows), *self.shape[1:]), self.dtype)
        slots = self.slots[rows]
        images[slots >= 0] = self.kept[slots[slots >= 0]]
        for place in np.flatnonzero(slots < 0):
            images[place] = self._read_one(int(rows[place]))
        return images

    def min(self) -> Any:
        """Return the smallest value of all pixels."""
        return np.uint8(self.extremes[0])

    def max(self) -> Any:
        """Return the largest value of all pixels."""
        return np.uint8(self.extremes[1])

    def marks(self) -> list[np.ndarray]:
        """Return the names of all files."""
        names = "\n".join(os.path.basename(path) for path in self.paths)
        return [np.frombuffer(names.encode(errors="surrogateescape"), np.uint8)]

    def _read_one(self, row: int) -> np.ndarray:
        # Warning filters are shared by all threads, so they are rarely changed.
        context = only_bombs_fail() if row in self.noisy else nullcontext()
        try:
            with context:
                return read_picture(self.paths[row], self.image_shape, self.fit)
        # For damaged files, Pillow raises errors of any type.
        except Exception as error:
            raise DataFileError(
                f"'{self.paths[row]}' can't be read any more: {type(error).__name__}: "
                f"{error}. Leave the files as they are while a sampler is fitted to "
                "them, or load the folder again."
            ) from error


def look_at_all(
    paths: list[Path], shape: tuple[int, int, int], fit: str
) -> tuple[PicturesOnDemand, list[int], Reasons]:
    """Return the readable pictures, their positions, and the broken files.

    Each file is read once; some pictures, evenly spread, stay in memory.
    """
    n_kept = min(len(paths), MAX_KEPT_BYTES // prod(shape))
    in_memory = np.empty((n_kept, *shape), np.uint8)
    slots = np.full(len(paths), -1, np.int32)
    kept: list[int] = []
    broken: Reasons = []
    noisy: set[int] = set()
    low, high = 255, 0
    with only_bombs_fail("always") as told:
        for place, path in enumerate(paths):
            n_told = len(told)
            try:
                image = read_picture(path, shape, fit)
            except Exception as error:
                broken.append((place, f"{type(error).__name__}: {error}"))
                continue
            if len(told) > n_told:
                noisy.add(len(kept))
            low, high = min(low, int(image.min())), max(high, int(image.max()))
            slot = place * n_kept // len(paths)
            if slot < (place + 1) * n_kept // len(paths):
                in_memory[slot], slots[len(kept)] = image, slot
            kept.append(place)
    files, slots = [str(paths[place]) for place in kept], slots[: len(kept)]
    pictures = PicturesOnDemand(files, shape, fit, (low, high), noisy, in_memory, slots)
    return pictures, kept, broken
