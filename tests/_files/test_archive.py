import base64
import hashlib
import io
import json
import struct
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skgan._files._archive import read_archive, write_archive
from skgan._files._refusals import refusals
from skgan.exceptions import InputError, LoadError
from tests.synthesis.saving.conftest import (
    HEADER,
    file_of,
    header_of,
    members_of,
    with_header,
)

ARRAYS = [
    np.arange(12, dtype=np.float32).reshape(3, 4),
    np.array([True, False]),
    np.float32(7.0).reshape(()),
    np.empty((0, 3), dtype=np.float32),
    np.asfortranarray(np.eye(3, 2, dtype=">f8")),
    np.array(["2020-01-01"], dtype="M8[D]"),
]


def written(arrays=ARRAYS, header=None):
    file = io.BytesIO()
    write_archive(file, header or {"a": 1}, arrays)
    return file.getvalue()


def read(data):
    with refusals("a.skgan"):
        return read_archive(io.BytesIO(data), lambda header: None)


def refused(data, match="a.skgan can't be loaded"):
    """Assert that a file is refused, and that little memory is taken for it."""
    tracemalloc.start()
    try:
        with pytest.raises(LoadError, match=match):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < 2**22 + 20 * len(data)
    finally:
        tracemalloc.stop()


FILE = written()


def test_arrays_come_back_with_shape_dtype_and_bits():
    header, arrays = read(FILE)
    assert header["a"] == 1 and len(arrays) == len(ARRAYS)
    for array, back in zip(ARRAYS, arrays, strict=True):
        assert (back.dtype, back.shape) == (array.dtype, array.shape)
        np.testing.assert_array_equal(back, array)
        assert back.flags.writeable


def test_equal_samplers_make_equal_files():
    assert written() == FILE


def test_numpy_reads_the_members():
    with np.load(io.BytesIO(FILE), allow_pickle=False) as archive:
        np.testing.assert_array_equal(archive["1"], [True, False])


def test_the_room_is_that_of_the_arrays():
    arrays = [np.ones(1000 + i) for i in range(30)]
    assert len(written(arrays)) < 1.02 * sum(a.nbytes for a in arrays)


def test_more_than_a_zip_holds_is_an_error():
    huge = np.broadcast_to(np.float32(0), (2**29,))
    with pytest.raises(InputError, match="more than 2.13 GB"):
        write_archive(io.BytesIO(), {}, [huge])


def test_truncated_files_are_refused_at_every_byte():
    for length in range(len(FILE)):
        with pytest.raises(LoadError):
            read(FILE[:length])


def test_every_flipped_bit_is_refused_or_does_no_harm():
    for place in range(8 * len(FILE)):
        data = bytearray(FILE)
        data[place // 8] ^= 1 << place % 8
        try:
            header, arrays = read(bytes(data))
        except LoadError:
            continue
        # Of times, permissions and the like nothing is read.
        assert header["a"] == 1
        for array, back in zip(ARRAYS, arrays, strict=True):
            np.testing.assert_array_equal(back, array)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data):
    with pytest.raises(LoadError):
        read(data)
    with pytest.raises(LoadError):
        read(data + b"\0" + FILE)
    with pytest.raises(LoadError):
        read(FILE + data + b"\0")


@pytest.mark.parametrize(
    "name",
    ["../../evil.npy", "/etc/evil.npy", "C:\\evil.npy", "0.npy/", "evil.pkl", ""],
)
def test_members_of_other_names_are_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(file_of(members_of(FILE) | {name: b"x"}))
    header = header_of(FILE)
    header["members"][name] = header["members"].pop("0.npy")
    members = members_of(FILE)
    members[name] = members.pop("0.npy")
    refused(file_of(members | {HEADER: json.dumps(header)}))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", members_of(FILE))
def test_missing_and_unknown_members_are_refused(name):
    members = members_of(FILE)
    refused(file_of({n: data for n, data in members.items() if n != name}))
    refused(file_of(members | {"9.npy": members[name]}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    file = io.BytesIO(FILE)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(HEADER, b"{}")
    refused(file.getvalue(), match="two members of one name")


class Evil:
    """What runs code when it is unpickled."""

    def __reduce__(self):
        return exec, ("raise SystemExit('pickled code was run')",)


def test_pickled_objects_are_refused():
    pickled = io.BytesIO()
    np.save(pickled, np.array([Evil()], dtype=object))
    data = pickled.getvalue()
    for dtype in ("|O", "<f4", "|V8", "O", "<U1", "|S1", "f4,O"):
        header = header_of(FILE)
        checksum = hashlib.sha256(data).hexdigest()
        header["members"]["0.npy"] |= {"dtype": dtype, "count": 1, "sha256": checksum}
        refused(with_header(file_of(members_of(FILE) | {"0.npy": data}), header))


def deflated(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_zip_bombs_take_no_memory():
    zeros = bytes(2**26)
    members, header = members_of(FILE), header_of(FILE)
    refused(deflated(members | {"0.npy": zeros}), match="larger than itself")
    header["members"]["0.npy"] |= {"count": 2**24 - 32}
    refused(deflated(members | {"0.npy": zeros, HEADER: json.dumps(header)}))
    refused(deflated(members | {HEADER: b" " * 2**26}), match="would have")
    refused(deflated(members | {HEADER: b"[" * 2**19}), match="RecursionError")
    refused(deflated(members), match="is compressed")


@pytest.mark.parametrize("entry", ["[],", '{"":1},', "[1],", '"ab",'])
@pytest.mark.parametrize("n_bytes", [2**21, 2**23])
def test_bombs_of_small_entries_take_no_memory(entry, n_bytes):
    # What no zip makes smaller hides what one makes a hundred times as small.
    pad = base64.b64encode(np.random.RandomState(0).bytes(2**17)).decode()
    entries = entry * ((n_bytes - len(pad)) // len(entry))
    text = f'["{pad}",{entries}[]]'
    refused(deflated({HEADER: text}), match="would have|too many entries")


def test_what_load_would_refuse_is_not_written():
    for header in ({"a": " " * 2**21}, {"a": [[]] * 2**19}):
        with pytest.raises(InputError, match="which load would refuse. Shorten them"):
            written(header=header)
    assert read(written(header={"a": list(range(10**5))}))[0]["a"][-1] == 10**5 - 1


def test_a_bomb_of_a_directory_takes_no_memory():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for i in range(2**12):
            archive.writestr(f"{i}.npy", b"")
    refused(file.getvalue(), match="4096 members")
    data = bytearray(file.getvalue())
    data[-14:-10] = struct.pack("<2H", 5, 5)  # says that it has five
    refused(bytes(data), match="5 members")


def test_overlapping_members_are_refused():
    # All names in the directory point at the same bytes.
    members, header = {}, header_of(FILE)
    for i in range(40):
        members[f"{i}.npy"] = bytes(2000) if i == 0 else b""
    data = file_of(members | {HEADER: json.dumps(header)})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    directory = bytearray(data[start:])
    at = 0
    while directory[at : at + 4] == b"PK\1\2":
        n_name = struct.unpack_from("<H", directory, at + 28)[0]
        if not bytes(directory[at + 46 : at + 46 + n_name]).endswith(b"json"):
            struct.pack_into("<2L", directory, at + 20, 2000, 2000)
            struct.pack_into("<L", directory, at + 42, 0)
        at += 46 + n_name
    refused(data[:start] + bytes(directory))


@pytest.mark.parametrize("count", [-1, 0, 1, 2**62, 10**30, True, 14.0, None, [14]])
@pytest.mark.parametrize("dtype", ["<f4", "<f8", "<M8[s]", "<m8[99999999999999s]"])
def test_absurd_members_are_refused(dtype, count):
    header = header_of(FILE)
    header["members"]["0.npy"] |= {"dtype": dtype, "count": count}
    refused(with_header(FILE, header))


@pytest.mark.parametrize("shape", [[2**62], [2**32, 2**32], [-3, -4], [3], [0, 10**30]])
@pytest.mark.parametrize("place", [0, 1, 9, -1, "0", None])
def test_absurd_arrays_are_refused(place, shape):
    header = header_of(FILE)
    header["arrays"][0] = [place, shape]
    refused(with_header(FILE, header))


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": 1, "a": 2}', "{", "\xff"])
def test_what_is_no_json_is_refused(text):
    refused(file_of(members_of(FILE) | {HEADER: text.encode("latin-1")}))


def test_a_wrong_checksum_is_refused():
    members = members_of(FILE)
    changed = members["0.npy"][:-1] + b"\x01"
    refused(file_of(members | {"0.npy": changed}), match="The checksum of its 0.npy")
