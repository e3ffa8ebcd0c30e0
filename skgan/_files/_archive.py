"""A zip of one JSON and of arrays: written in one pass, read with nothing trusted."""

import hashlib
import json
import os
import re
import struct
import zipfile
from math import prod

import numpy as np

from skgan._files._dtypes import is_numeric, read_dtype
from skgan._files._refusals import Damaged
from skgan.exceptions import InputError

__all__ = ["read_archive", "write_archive"]

HEADER = "skgan.json"
MOST_BYTES = 2**31 - 2**24  # of arrays: a plain zip ends at 2 GiB
MOST_MEMBERS = 64  # one for each dtype, and there are about 20
MOST_JSON = 2**26
# The JSON of real tables has at most 4 bytes for each byte of its file, and half an
# entry, which takes up to 100 bytes when read. More is meant to fill memory; up to a
# megabyte nobody minds.
JSON_BYTES, JSON_ENTRIES, HARMLESS_JSON = 32, 1, 2**20
NPY_HEADER = 256  # bytes at most: one dimension, no fields
BLOCK = 2**20
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # equal samplers make equal files
# End of central directory: signature, disks, entries, size and start of the
# directory, length of the comment (PKWARE APPNOTE 4.3.16).
END = struct.Struct("<4s4H2LH")
ENTRY = 46 + 20  # bytes in the directory for each of our members, at most


def write_archive(file, header, arrays):
    """Write JSON and arrays to a binary file.

    Parameters
    ----------
    file : binary file
        Open for writing, at its start.
    header : dict
        Of what JSON has; "arrays" and "members" are added.
    arrays : list of ndarray
        Numbers or times. All of one dtype are one member, as dozens of small members
        would take more room than what is in them.

    Raises
    ------
    InputError
        When the arrays are too large for one file.
    """
    by_dtype: dict = {}
    for array in arrays:
        by_dtype.setdefault(array.dtype.str, []).append(array)
    if sum(array.nbytes for array in arrays) > MOST_BYTES:
        raise InputError(
            f"The sampler's arrays have more than {MOST_BYTES / 1e9:.3g} GB, which a "
            "file can't hold. Fit with smaller networks."
        )
    members = {}
    with zipfile.ZipFile(file, "w") as archive:
        for i, (dtype, group) in enumerate(by_dtype.items()):
            members[f"{i}.npy"] = write_member(archive, f"{i}.npy", dtype, group)
        place = {dtype: i for i, dtype in enumerate(by_dtype)}
        table = [[place[a.dtype.str], list(a.shape)] for a in arrays]
        text = json.dumps(
            header | {"members": members, "arrays": table},
            allow_nan=False,
            separators=(",", ":"),
        )
        info = zipfile.ZipInfo(HEADER, LONG_AGO)
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, text)
    size = file.tell()
    if not is_plausible(len(text), size) or has_too_many_entries(text.encode(), size):
        raise InputError(
            f"The names and categories of the sampler take {len(text) / 1e6:.3g} MB in "
            f"a file of {size / 1e6:.3g} MB, which load would refuse. Shorten them, or "
            "declare fewer categories."
        )


def is_plausible(n_bytes, size):
    """Return whether a file of this size may have JSON of so many bytes."""
    return n_bytes <= min(max(HARMLESS_JSON, JSON_BYTES * size), MOST_JSON)


def has_too_many_entries(text, size):
    """Return whether JSON would take much more memory than the file's size."""
    n_entries = sum(map(text.count, (b",", b"[", b"{", b":")))
    return len(text) > HARMLESS_JSON and n_entries > JSON_ENTRIES * size


def write_member(archive, name, dtype, arrays):
    """Write arrays one after the other as one .npy, and return what it is."""
    count = sum(array.size for array in arrays)
    info = zipfile.ZipInfo(name, LONG_AGO)
    checksum = hashlib.sha256()
    with archive.open(info, "w") as stream:

        class Sink:
            """Where NumPy writes its header."""

            @staticmethod
            def write(data):
                checksum.update(data)
                stream.write(data)

        shape = {"descr": dtype, "fortran_order": False, "shape": (count,)}
        np.lib.format.write_array_header_1_0(Sink, shape)
        for array in arrays:
            Sink.write(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
    return {"dtype": dtype, "count": count, "sha256": checksum.hexdigest()}


def read_archive(file, check_header):
    """Return JSON and arrays of a binary file that may come from a stranger.

    The memory that it takes is a few times the file's own size, and at most some two
    hundred times where the JSON is made to fill it.

    Parameters
    ----------
    file : binary file
        Open for reading.
    check_header : callable
        Called with the JSON before anything that it says is believed.

    Returns
    -------
    header : dict
        The JSON.
    arrays : list of ndarray
        With the dtypes and shapes that the JSON says.

    Raises
    ------
    Damaged
        When a checksum, size or shape does not fit. Other errors mean the same.
    """
    size = check_end(file)
    with zipfile.ZipFile(file) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        if len(infos) != len(archive.infolist()):
            raise Damaged("It has two members of one name.")
        if HEADER not in infos:
            raise Damaged(f"It has no {HEADER}.")
        header = read_json(archive, infos.pop(HEADER), size)
        check_header(header)
        members = header["members"]
        if set(members) != set(infos):
            raise Damaged(f"Its members are {sorted(infos)}, not {sorted(members)}.")
        if sum(info.file_size for info in infos.values()) > size:
            raise Damaged("Its members are larger than itself.")
        flat = [
            read_member(archive, infos[f"{i}.npy"], **members[f"{i}.npy"])
            for i in range(len(members))
        ]
    return header, split(flat, header["arrays"])


def check_end(file):
    """Return a file's size; raise where the zip's directory does not end it.

    zipfile reads the whole directory at once, so its size is looked at before.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END.size))
    end = file.read(END.size)
    if len(end) < END.size:
        raise Damaged(f"It has only {size} bytes.")
    signature, *_, entries, directory, start, comment = END.unpack(end)
    if signature != b"PK\5\6" or comment:
        raise Damaged("It is no zip, or its end is missing.")
    if entries > MOST_MEMBERS or directory > entries * ENTRY:
        raise Damaged(f"It has {entries} members in {directory} bytes of directory.")
    if start + directory + END.size != size:
        raise Damaged(f"It has {size} bytes, of {start + directory + END.size}.")
    return size


def read_json(archive, info, size):
    """Return the JSON of a member, if it is of a size that one may have."""
    if not is_plausible(info.file_size, size):
        raise Damaged(f"Its {HEADER} would have {info.file_size} bytes.")
    with archive.open(info) as stream:
        text = stream.read(info.file_size + 1)
    if has_too_many_entries(text, size):
        raise Damaged(f"Its {HEADER} has too many entries for {size} bytes of file.")
    return json.loads(
        text.decode("utf-8"), parse_constant=refuse, object_pairs_hook=without_doubles
    )


def refuse(name):
    raise Damaged(f"Its JSON has {name}.")


def without_doubles(pairs):
    """Return the dict of these pairs; raise where a name is there twice."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Damaged("Its JSON has the same name twice.")
    return read


def read_member(archive, info, dtype, count, sha256):
    """Return the array of a member, after all that was declared has been checked."""
    if not is_numeric(dtype) or type(count) is not int or count < 0:
        raise Damaged(f"Its {info.filename} is said to hold {count!r} x {dtype!r}.")
    dtype = read_dtype(dtype)
    n_bytes = count * dtype.itemsize
    surplus = info.file_size - n_bytes
    is_stored = info.compress_type == zipfile.ZIP_STORED
    if not is_stored or info.file_size != info.compress_size:
        raise Damaged(f"Its {info.filename} is compressed.")
    if not 0 < surplus <= NPY_HEADER:
        raise Damaged(f"Its {info.filename} has {info.file_size} bytes, not {n_bytes}.")
    data = read_checked(archive, info, sha256)
    check_npy(data[:surplus], dtype, count, info.filename)
    return np.frombuffer(data, dtype, count, offset=surplus)


def read_checked(archive, info, sha256):
    """Return the bytes of a member, writable, if the checksum is theirs."""
    data, checksum, n_read = bytearray(info.file_size), hashlib.sha256(), 0
    with archive.open(info) as stream:
        while block := stream.read(BLOCK):
            data[n_read : n_read + len(block)] = block
            checksum.update(block)
            n_read += len(block)
    if n_read != info.file_size or checksum.hexdigest() != sha256:
        raise Damaged(f"The checksum of its {info.filename} is wrong.")
    return data


def check_npy(data, dtype, count, name):
    """Raise where an .npy's own header does not say what the JSON says."""
    expected = {"descr": dtype.str, "fortran_order": False, "shape": (count,)}
    text = re.escape(repr(expected)[:-1]).encode()
    # NumPy closes the dict with ", }" and pads with spaces to a multiple of 64.
    pattern = rb"\x93NUMPY\x01\x00..%s,? ?\} *\n" % text
    if not re.fullmatch(pattern, bytes(data), flags=re.DOTALL):
        raise Damaged(f"The header of its {name} is not that of {count} x {dtype}.")


def split(flat, table):
    """Return the arrays that lie one after the other in the members."""
    starts, arrays = [0] * len(flat), []
    for place, shape in table:
        if not all(type(n) is int and n >= 0 for n in (place, *shape)):
            raise Damaged(f"An array of it has place and shape {(place, shape)}.")
        start, stop = starts[place], starts[place] + prod(shape)
        if stop > len(flat[place]):
            raise Damaged(f"An array of shape {shape} is larger than its member.")
        arrays.append(flat[place][start:stop].reshape(shape))
        starts[place] = stop
    if starts != [len(array) for array in flat]:
        raise Damaged("Its members hold more than its arrays.")
    return arrays
