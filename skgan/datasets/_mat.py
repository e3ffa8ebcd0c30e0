"""Arrays of nested structs in MATLAB 5 files, read one after the other.

scipy.io.loadmat reads these files too, but all of a variable at once, in an order of
values that would have to be copied: the larger files of EMNIST would take twice the
room. It also takes memory for what a header announces before it is there.
"""

import io
import zlib
from typing import NamedTuple

import numpy as np

from skgan.datasets._stream import BLOCK, DEFLATE_RATIO, Stream, open_stream
from skgan.exceptions import DataFileError

__all__ = ["read_mat"]

# "MAT-File Format" of MathWorks, tables 1-1 and 1-3.
DTYPES = {
    1: "i1",
    2: "u1",
    3: "i2",
    4: "u2",
    5: "i4",
    6: "u4",
    7: "f4",
    9: "f8",
    12: "i8",
    13: "u8",
}
MATRIX, COMPRESSED = 14, 15
STRUCT, NUMERIC = 2, range(6, 16)
HEADER = 128
MOST_BYTES = 4096  # of names, dimensions and flags, each; EMNIST has three or four
COLUMNS = (
    16  # of a matrix are turned to rows at once, which is ten times faster than one
)
AGAIN = "Get the file again."


class Tag(NamedTuple):
    """What precedes an element: its type, its size, and what pads it to 8 bytes."""

    kind: int
    n_bytes: int
    n_padding: int


class Inflated(io.RawIOBase):
    """Unzip the next bytes of a stream, no more at once than are asked for.

    Parameters
    ----------
    stream : Stream
        At the start of zipped data.
    n_bytes : int
        Of these.
    """

    def __init__(self, stream, n_bytes):
        self._stream = stream
        self._n_left = n_bytes
        self._unzip = zlib.decompressobj()

    def readinto(self, view):
        """Fill a buffer as far as one read does; return 0 at the end."""
        content = b""
        while not content and not self._unzip.eof:
            zipped = self._unzip.unconsumed_tail
            if not zipped:
                zipped = self._stream.read(min(self._n_left, BLOCK))
                self._n_left -= len(zipped)
            if not zipped:
                raise EOFError
            content = self._unzip.decompress(zipped, len(view))
        view[: len(content)] = content
        return len(content)

    def finish(self):
        """Pass over what is left."""
        self._stream.skip(self._n_left)


def read_mat(path, wanted):
    """Return matrices of numbers from a MATLAB 5 file.

    Parameters
    ----------
    path : path-like
        The file.
    wanted : list of str
        Names with dots, such as ``"dataset.train.images"``, of structs of one element.

    Returns
    -------
    arrays : dict
        Name to matrix, in C order.

    Raises
    ------
    DataFileError
        When the file is truncated, damaged or of another kind, or a matrix is missing.
    """
    with open_stream(path) as stream:
        reader = MatReader(read_byte_order(stream), wanted)
        while len(reader.arrays) < len(wanted) and not stream.is_at_end():
            reader.read_variable(stream)
    missing = [name for name in wanted if name not in reader.arrays]
    if missing:
        raise DataFileError(
            f"'{path}' has no matrix {', '.join(missing)}. Give a file of EMNIST."
        )
    return reader.arrays


def read_byte_order(stream):
    """Return "<" or ">", and pass over the header."""
    header = stream.read(HEADER)
    orders = {b"\0\1IM": "<", b"\1\0MI": ">"}  # version 0x0100, and "MI", swapped
    if header[124:] not in orders:
        stream.fail(
            f"The header ends with {header[124:]!r}, and that of MATLAB 5 with "
            r"b'\x00\x01IM'. Save files of another version, such as 7.3, with -v7.",
            offset=124,
        )
    return orders[header[124:]]


class MatReader:
    """Read variables, and keep those matrices that are wanted.

    Parameters
    ----------
    order : {"<", ">"}
        Of the bytes.
    wanted : list of str
        Names of matrices, with dots.

    Attributes
    ----------
    arrays : dict
        Name to matrix.
    """

    def __init__(self, order, wanted):
        self.wanted = wanted
        self.arrays = {}
        self._order = order

    def read_variable(self, stream):
        """Read or pass over one variable, which may be zipped."""
        tag = self._read_tag(stream)
        if tag.kind == COMPRESSED:
            place = f"byte {stream.offset}, unzipped byte"
            zipped = Inflated(stream, tag.n_bytes)
            inside = Stream(zipped, stream.path, tag.n_bytes * DEFLATE_RATIO, place)
            self._read_matrix(inside, "")
            inside.check_end()
            zipped.finish()
        elif tag.kind == MATRIX:
            self._read_inside(stream, tag, "")
        else:
            stream.fail(f"An element of type {tag.kind} is no variable. {AGAIN}")

    def _read_matrix(self, stream, name):
        tag = self._read_tag(stream)
        if tag.kind != MATRIX:
            stream.fail(f"An element of type {tag.kind} is no matrix. {AGAIN}")
        self._read_inside(stream, tag, name)

    def _read_inside(self, stream, tag, name):
        """Read a matrix after its tag; those in structs are named by their field."""
        stream.require(tag.n_bytes)
        end = stream.offset + tag.n_bytes
        if tag.n_bytes:
            flags = self._read_values(stream)
            shape = tuple(self._read_values(stream).tolist())
            own = bytes(self._read_values(stream)).decode("latin-1")
            self._read_content(stream, flags[:1].tolist(), shape, name or own)
        if stream.offset > end:
            stream.fail(f"A matrix is longer than its tag says. {AGAIN}")
        stream.skip(end - stream.offset)

    def _read_content(self, stream, flags, shape, name):
        kind = flags[0] & 0xFF if flags else None
        if kind == STRUCT and any(w.startswith(f"{name}.") for w in self.wanted):
            self._read_struct(stream, shape, name)
        elif kind in NUMERIC and name in self.wanted:
            self.arrays[name] = self._read_numbers(stream, shape)

    def _read_struct(self, stream, shape, name):
        length = self._read_values(stream)
        names = bytes(self._read_values(stream))
        if shape != (1, 1) or len(length) != 1 or length[0] < 1:
            stream.fail(f"The struct '{name}' has another shape than (1, 1). {AGAIN}")
        for i in range(0, len(names), int(length[0])):
            field = names[i : i + int(length[0])].split(b"\0")[0].decode("latin-1")
            self._read_matrix(stream, f"{name}.{field}")

    def _read_numbers(self, stream, shape):
        """Return a matrix in C order of one that is stored column by column."""
        tag = self._read_tag(stream)
        dtype = self._dtype(stream, tag)
        if len(shape) != 2 or min(shape) < 0:
            stream.fail(f"A matrix has the shape {shape}. {AGAIN}")
        if shape[0] * shape[1] * dtype.itemsize != tag.n_bytes:
            stream.fail(f"{tag.n_bytes} bytes for a matrix of shape {shape}. {AGAIN}")
        stream.require(tag.n_bytes)
        matrix = np.empty(shape, dtype.newbyteorder("="))
        for i in range(0, shape[1], COLUMNS):
            columns = matrix[:, i : i + COLUMNS]
            columns[:] = stream.read_array(columns.shape[::-1], dtype).T
        stream.skip(tag.n_padding)
        return matrix

    def _read_values(self, stream):
        """Return the values of a short element: flags, dimensions or names."""
        tag = self._read_tag(stream)
        dtype = self._dtype(stream, tag)
        if tag.n_bytes > MOST_BYTES or tag.n_bytes % dtype.itemsize:
            stream.fail(f"{tag.n_bytes} bytes of flags, sizes or names. {AGAIN}")
        values = np.frombuffer(stream.read(tag.n_bytes), dtype)
        stream.skip(tag.n_padding)
        return values

    def _read_tag(self, stream):
        first = stream.read(4)
        kind = int(np.frombuffer(first, f"{self._order}u4")[0])
        if kind >> 16:  # a small element: its size and its type, then up to 4 bytes
            n_bytes, kind = kind >> 16, kind & 0xFFFF
            if n_bytes > 4:
                stream.fail(f"A small element of {n_bytes} bytes. {AGAIN}")
            return Tag(kind, n_bytes, 4 - n_bytes)
        n_bytes = int(np.frombuffer(stream.read(4), f"{self._order}u4")[0])
        return Tag(kind, n_bytes, -n_bytes % 8)

    def _dtype(self, stream, tag):
        if tag.kind not in DTYPES:
            stream.fail(f"An element of type {tag.kind} holds no numbers. {AGAIN}")
        return np.dtype(DTYPES[tag.kind]).newbyteorder(self._order)
