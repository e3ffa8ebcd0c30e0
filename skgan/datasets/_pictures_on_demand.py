"""Pictures of a folder that are read when they are asked for."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np

from skgan.datasets._pictures import only_bombs_fail, read_picture
from skgan.exceptions import DataFileError
from skgan.validation import ImageSource

__all__ = ["PicturesOnDemand", "Reasons", "look_at_all"]

Reasons = list[tuple[int, str]]


class PicturesOnDemand(ImageSource):
    """Pictures that are read from their files each time they are asked for.

    It has `shape`, `dtype` and `len` as an array has, ``pictures[rows]`` reads these
    rows, and ``numpy.asarray(pictures)`` all.

    Parameters
    ----------
    paths : list of Path
        The files, each of which was looked at.
    shape : tuple of int
        (height, width, channels) of one.
    fit : str
        What is done to pictures of other proportions.
    extremes : (int, int)
        The smallest and the largest value of all pixels.
    noisy : set of int
        Positions of files of which Pillow warns, of their metadata for example.
    """

    def __init__(
        self,
        paths: list[Path],
        shape: tuple[int, int, int],
        fit: str,
        extremes: tuple[int, int],
        noisy: set[int],
    ) -> None:
        self.paths, self.fit, self.extremes, self.noisy = paths, fit, extremes, noisy
        self.shape, self.dtype = (len(paths), *shape), np.dtype(np.uint8)
        self.image_shape = shape

    def __repr__(self) -> str:
        return f"<{len(self)} pictures of shape {self.shape[1:]}, read on demand>"

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Return the pictures at these positions."""
        images = np.empty((len(rows), *self.shape[1:]), self.dtype)
        for place, row in enumerate(rows):
            images[place] = self._read_one(int(row))
        return images

    def min(self) -> Any:
        """Return the smallest value of all pixels, as it was found."""
        return np.uint8(self.extremes[0])

    def max(self) -> Any:
        """Return the largest value of all pixels, as it was found."""
        return np.uint8(self.extremes[1])

    def marks(self) -> list[np.ndarray]:
        """Return the names of all files."""
        names = "\n".join(path.name for path in self.paths)
        return [np.frombuffer(names.encode(errors="surrogateescape"), np.uint8)]

    def _read_one(self, row: int) -> np.ndarray:
        # The filters of warnings are those of all threads: they are changed seldom.
        context = only_bombs_fail() if row in self.noisy else nullcontext()
        try:
            with context:
                return read_picture(self.paths[row], self.image_shape, self.fit)
        # On damaged files Pillow raises whatever its decoders come upon.
        except Exception as error:
            raise DataFileError(
                f"'{self.paths[row]}' can't be read any more: {type(error).__name__}: "
                f"{error}. Leave the files as they are while a sampler is fitted to "
                "them, or load the folder again."
            ) from error


def look_at_all(
    paths: list[Path], shape: tuple[int, int, int], fit: str
) -> tuple[PicturesOnDemand, list[int], Reasons]:
    """Return the pictures that can be read, their places, and what is broken.

    Each is read once and forgotten.
    """
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
            kept.append(place)
    files = [paths[place] for place in kept]
    return PicturesOnDemand(files, shape, fit, (low, high), noisy), kept, broken
