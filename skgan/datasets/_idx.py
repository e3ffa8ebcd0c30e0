"""The IDX format of MNIST: a magic number, dimensions, and the values."""

import gzip
import os
import zlib
from math import prod
from os import PathLike
from typing import Any

import numpy as np

from skgan._spec import Array
from skgan.exceptions import DataFileError

DTYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
FIRST_VALUE = 8  # offset of the first value, if there is one dimension
MAX_DIMENSIONS = 32  # of an array in NumPy 1
GZIP = b"\x1f\x8b"
MAX_DEFLATE_RATIO = 1032  # zlib, technical details
BLOCK = 2**20  # gzip makes each read a new object


def load_idx(path: str | PathLike) -> Array:
    """Load the array of an IDX file, the format of MNIST and its successors.

    For complete data sets, use :func:`load_mnist`, :func:`load_fashion_mnist` and
    :func:`load_emnist`, which also match images with labels.

    Parameters
    ----------
    path : path-like
        The file, which may be gzipped. This is detected from its content.

    Returns
    -------
    array : ndarray
        Array with the shape and dtype of the file, in the byte order of the machine.

    Raises
    ------
    DataFileError
        If the file is truncated, damaged, longer than its header says, or not an IDX
        file. A wrong header does not allocate more memory than a file of this size can
        fill.
    FileNotFoundError
        If the file does not exist. Other errors of the file system are also raised.

    References
    ----------
    Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits".

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from skgan.datasets import load_idx
    >>> content = bytes([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 5, 6, 7])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "three-idx2-ubyte"
    ...     _ = path.write_bytes(content)
    ...     load_idx(path)
    array([[5, 6, 7]], dtype=uint8)
    """
    with open(path, "rb") as raw:
        is_zipped = raw.read(len(GZIP)) == GZIP
        raw.seek(0)
        max_bytes = os.fstat(raw.fileno()).st_size
        file: Any = raw
        if is_zipped:
            file, max_bytes = gzip.GzipFile(fileobj=raw), MAX_DEFLATE_RATIO * max_bytes
        try:
            return read_array(file, max_bytes)
        except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
            place = f"{'unzipped byte' if is_zipped else 'byte'} {file.tell()}"
            raise DataFileError(
                f"'{path}', read up to {place}: {str(error).rstrip('.')}. The file is "
                "truncated, damaged or in another format; get it again."
            ) from error


def read_array(file: Any, max_bytes: int) -> Array:
    """Return the array of an open file, allocating at most `max_bytes`."""
    magic = file.read(4)
    is_idx = len(magic) == 4 and magic[:2] == b"\0\0" and magic[2] in DTYPES
    if not is_idx or magic[3] > MAX_DIMENSIONS:
        raise ValueError(
            f"it begins with 0x{magic.hex()}, but IDX files begin with 0x0000, the "
            "type (0x08 to 0x0e) and the number of dimensions"
        )
    shape = fill(np.empty(magic[3], ">u4"), file).tolist()
    dtype = np.dtype(DTYPES[magic[2]])
    n_bytes, n_left = prod(shape) * dtype.itemsize, max_bytes - file.tell()
    if n_bytes > n_left:
        raise ValueError(f"{n_bytes} bytes should follow, but at most {n_left} do")
    array = fill(np.empty(shape, dtype), file)
    if file.read(1):  # also reads the checksum of a zipped file
        raise ValueError("there are more bytes after the last value")
    return array.astype(dtype.newbyteorder("="), copy=False)


def fill(array: Array, file: Any) -> Array:
    """Read the next values into an array, and return it."""
    rest = array.reshape(-1).view(np.uint8).data
    while len(rest):
        n_read = file.readinto(rest[:BLOCK])
        if not n_read:
            raise ValueError(f"the file ends here, {len(rest)} bytes too early")
        rest = rest[n_read:]
    return array
