"""Bytes of a file in their order; what is wrong is an error with file and offset."""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from math import prod
from os import PathLike
from typing import Any, NoReturn

import numpy as np
from numpy.typing import DTypeLike

from skgan._spec import Array, Shape
from skgan.exceptions import DataFileError

__all__ = ["Stream", "open_stream"]

GZIP = b"\x1f\x8b"
DEFLATE_RATIO = 1032  # the most that deflate shrinks anything (zlib, technical details)
BLOCK = 2**20  # gzip makes each read a new object


class Stream:
    """A binary file (or what has `readinto`) that is read from its start to its end.

    It may hold `n_most` bytes; nothing larger is allocated. Offsets count `place`s.
    """

    def __init__(self, raw: Any, path: str, n_most: int, place: str = "byte"):
        self.path = path
        self.offset = 0
        self._raw = raw
        self._n_most = n_most
        self._place = place

    def fail(self, problem: str, offset: int | None = None) -> NoReturn:
        """Raise a DataFileError that names the file and an offset."""
        offset = self.offset if offset is None else offset
        raise DataFileError(f"'{self.path}', {self._place} {offset}: {problem}")

    def require(self, n_bytes: int) -> None:
        """Raise when more bytes are announced than the file can hold."""
        n_left = self._n_most - self.offset
        if n_bytes > n_left:
            self.fail(
                f"{n_bytes} bytes should follow, and the file holds at most {n_left}. "
                "It is truncated or of another kind; get it again."
            )

    def read(self, n_bytes: int) -> bytes:
        """Return the next bytes, exactly as many."""
        self.require(n_bytes)
        content = bytearray(n_bytes)
        self._fill(memoryview(content))
        return bytes(content)

    def read_array(self, shape: Shape, dtype: DTypeLike) -> Array:
        """Return the next values as an array in C order."""
        self.require(prod(shape) * np.dtype(dtype).itemsize)
        try:
            array = np.empty(shape, dtype)
        except ValueError:  # dimensions of 0 beside huge ones, or too many
            self.fail(f"No array has the shape {shape}. Get the file again.")
        self._fill(array.reshape(-1).view(np.uint8).data)
        return array

    def check_end(self) -> None:
        """Raise when bytes are left; of a zipped file, check its checksum."""
        if self._next(memoryview(bytearray(1))):
            self.fail(
                "Nothing should follow here, but more bytes do. The file is of another "
                "kind or its header is wrong; get it again."
            )

    def _fill(self, view: memoryview) -> None:
        start, end = self.offset, self.offset + len(view)
        while self.offset < end:
            done = self.offset - start
            n_read = self._next(view[done : done + BLOCK])
            if not n_read:
                self.fail(
                    f"The file ends here, {end - self.offset} bytes too early. It is "
                    "truncated; get it again."
                )
            self.offset += n_read

    def _next(self, view: memoryview) -> int:
        try:
            return self._raw.readinto(view)
        except EOFError:
            self.fail(
                "The file ends within zipped data. It is truncated; get it again."
            )
        except (gzip.BadGzipFile, zlib.error) as error:
            self.fail(f"Zipped data is damaged ({error}). Get the file again.")


@contextmanager
def open_stream(path: str | PathLike) -> Iterator[Stream]:
    """Open a file, which is unzipped where its first bytes say that it is gzipped.

    Of a gzipped file, offsets count unzipped bytes.
    """
    path = os.fspath(path)
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        is_zipped = file.read(len(GZIP)) == GZIP
        file.seek(0)
        if is_zipped:
            with gzip.GzipFile(fileobj=file) as unzipped:
                yield Stream(unzipped, path, size * DEFLATE_RATIO, "unzipped byte")
        else:
            yield Stream(file, path, size)
