"""Read matrices of numbers in MATLAB 5 files, including those in structs.

scipy.io.loadmat also reads these files, but a single changed number in a file can crash
the process or allocate tens of GB. Checking a file first would need as much code as
reading it.
"""

import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from skgan._spec import Array
from skgan.exceptions import DataFileError

# "MAT-File Format" of MathWorks, tables 1-1 and 1-3.
DTYPES = dict(zip((1, 2, 3, 4, 5, 6, 7, 9, 12, 13), "bBhHiIfdqQ", strict=True))
COMPRESSED = 15
STRUCT, NUMERIC = 2, range(6, 16)
HEADER = 128
MAX_RATIO = 64  # of unzipped to zipped bytes; below 10 for images of characters
# The errors of struct, zlib and NumPy if a number in the file is wrong.
WRONG = ValueError, TypeError, LookupError, RecursionError, struct.error, zlib.error
MAX_PARTS = 32  # of a matrix or struct; EMNIST has up to eight


def read_mat(path: Path) -> dict[str, Array]:
    """Return the matrices of numbers in a MATLAB 5 file by name, as read-only arrays.

    Matrices in structs have names such as ``"dataset.train.images"``.
    """
    content = memoryview(path.read_bytes())
    if bytes(content[124:HEADER]) != b"\0\1IM":
        raise DataFileError(
            f"'{path}' is not a MATLAB 5 file. Save files of other versions, such as "
            "7.3, with -v7."
        )
    try:
        return dict(variables(content[HEADER:]))
    except WRONG as error:
        raise DataFileError(
            f"'{path}' is truncated or damaged ({error}). Get the file again."
        ) from error


def variables(content: memoryview) -> Iterator[tuple[str, Array]]:
    """Yield the names and matrices of all variables, which may be zipped."""
    for kind, part in elements(content):
        if kind == COMPRESSED:
            unzip = zlib.decompressobj()
            unzipped = memoryview(unzip.decompress(part, MAX_RATIO * len(part)))
            if not unzip.eof:
                raise ValueError("compressed data has a wrong length")
            [(_, part)] = elements(unzipped)
        yield from matrices(part)


def elements(content: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield types and contents of consecutive elements."""
    start = 0
    while start < len(content):
        kind, n_bytes = struct.unpack_from("<II", content, start)
        start, padding = start + 8, -n_bytes % 8
        if kind >> 16:  # a small element: its size and its type, then 4 bytes
            kind, n_bytes = kind & 0xFFFF, kind >> 16
            start, padding = start - 4, 4 - n_bytes
        if start + n_bytes > len(content):
            raise ValueError(f"{n_bytes} bytes should follow, but the file ends")
        yield kind, content[start : start + n_bytes]
        start += n_bytes + (0 if kind == COMPRESSED else padding)


def matrices(content: memoryview, prefix: str = "") -> Iterator[tuple[str, Array]]:
    """Yield name and matrix of a variable, or of each field if it is a struct."""
    (_, flags), (_, shape), (_, name), *rest = islice(elements(content), MAX_PARTS)
    prefix += bytes(name).decode("latin-1")
    if flags[0] == STRUCT:
        (_, length), (_, names), *parts = rest
        [n_bytes] = np.frombuffer(length, "<i4")
        fields = np.frombuffer(names, f"S{n_bytes}").astype(str)
        for field, (_, part) in zip(fields, parts, strict=True):
            yield from matrices(part, f"{prefix}.{field}")
    elif flags[0] in NUMERIC:
        code, values = rest[0]
        flat, sides = (
            np.frombuffer(values, f"<{DTYPES[code]}"),
            np.frombuffer(shape, "<i4"),
        )
        if sides.max() > max(len(flat), 1):  # if a side is 0, others could be anything
            raise ValueError(
                f"a matrix of shape {sides.tolist()} has {len(flat)} values"
            )
        yield prefix, flat.reshape(sides, order="F")
