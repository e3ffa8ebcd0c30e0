"""The IDX format of MNIST: a magic number, dimensions, and the values."""

from os import PathLike

import numpy as np

from skgan._spec import Array, Shape
from skgan.datasets._stream import Stream, open_stream
from skgan.exceptions import DataFileError

__all__ = ["FIRST_VALUE", "load_idx", "read_images", "read_labels"]

DTYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
FIRST_VALUE = 8  # the byte, where there is one dimension
MOST_DIMENSIONS = 32  # of an array in NumPy 1


def load_idx(path: str | PathLike) -> Array:
    """Load the array of an IDX file, the format of MNIST and its successors.

    For whole data sets use :func:`load_mnist`, :func:`load_fashion_mnist` and
    :func:`load_emnist`, which also match images with labels.

    Parameters
    ----------
    path : path-like
        The file, gzipped or not; its content says which.

    Returns
    -------
    array : ndarray
        Of the shape and the type in the file, in the machine's byte order.

    Raises
    ------
    DataFileError
        When the file is truncated, damaged, longer than its header says, or not an IDX
        file. A wrong header takes no more memory than a file of that size can fill.
    FileNotFoundError
        When there is no such file. Other errors of the file system are raised too.

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
    with open_stream(path) as stream:
        shape, dtype = read_header(stream)
        array = stream.read_array(shape, dtype)
        stream.check_end()
    if not array.dtype.isnative:
        array = array.byteswap(inplace=True).view(array.dtype.newbyteorder())
    return array


def read_header(stream: Stream) -> tuple[Shape, np.dtype]:
    """Return shape and dtype; the stream is then at the first value."""
    magic = stream.read(4)
    if magic[:2] != b"\0\0" or magic[2] not in DTYPES or magic[3] > MOST_DIMENSIONS:
        stream.fail(
            f"The file begins with 0x{magic.hex()}, not with 0x0000, the type (0x08 to "
            "0x0e) and the number of dimensions. Give an IDX file.",
            offset=0,
        )
    sides = np.frombuffer(stream.read(4 * magic[3]), ">u4")
    return tuple(sides.tolist()), np.dtype(DTYPES[magic[2]])


def read_images(path: str | PathLike) -> Array:
    """Return an array of images (n, height, width) from an IDX file of bytes."""
    return check_kind(path, load_idx(path), 3, "images")


def read_labels(path: str | PathLike) -> Array:
    """Return an array of labels (n,) from an IDX file of bytes."""
    return check_kind(path, load_idx(path), 1, "labels")


def check_kind(path: str | PathLike, array: Array, ndim: int, kind: str) -> Array:
    """Return the array; raise when a file holds something other than its name says."""
    if array.ndim != ndim or array.dtype != np.uint8:
        raise DataFileError(
            f"'{path}', byte 2: the file holds {array.dtype} of shape {array.shape}, "
            f"but {kind} are uint8 in {ndim} dimension(s). Check that files of images "
            "and of labels have not been mixed up."
        )
    return array
