import gzip
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from skgan.datasets import load_idx
from skgan.exceptions import DataFileError
from tests.datasets.conftest import TYPE_CODES, idx_bytes, write_idx

SUFFIXES = pytest.mark.parametrize("suffix", ["", ".gz"])
THREE = np.arange(3, dtype=np.uint8)
shapes = array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=5)
any_array = st.sampled_from(sorted(TYPE_CODES)).flatmap(lambda t: arrays(t, shapes))


def header(*sides):
    """Return the first bytes of a file of doubles."""
    return struct.pack(f">HBB{len(sides)}I", 0, 14, len(sides), *sides)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("idx")


@settings(max_examples=40)
@given(any_array, st.sampled_from(["", ".gz"]))
def test_an_array_comes_back_as_it_was_written(folder, array, suffix):
    path = folder / f"any{suffix}"
    write_idx(path, array)
    loaded = load_idx(path)
    assert loaded.dtype == array.dtype and loaded.dtype.isnative
    assert loaded.flags.writeable
    np.testing.assert_array_equal(loaded, array)


@settings(max_examples=40)
@given(st.binary(max_size=40))
def test_no_content_raises_anything_but_the_error_of_data_files(folder, content):
    path = folder / "any"
    for head in (b"", b"\0\0\x08\x02", b"\x1f\x8b\x08\0"):
        path.write_bytes(head + content)
        try:
            load_idx(path)
        except DataFileError as error:
            assert str(path) in str(error) and "byte " in str(error)


@SUFFIXES
@pytest.mark.parametrize("is_zipped", [False, True])
def test_content_says_whether_a_file_is_gzipped(tmp_path, suffix, is_zipped):
    content = idx_bytes(THREE)
    path = tmp_path / f"labels{suffix}"
    path.write_bytes(gzip.compress(content) if is_zipped else content)
    assert load_idx(str(path)).tolist() == [0, 1, 2]


@SUFFIXES
@pytest.mark.parametrize(
    "content, match",
    [
        (idx_bytes(np.ones((4, 5, 5), np.uint8))[:-7], "byte (16|109): .*truncated"),
        (idx_bytes(THREE) + b"x", "byte 12: there are more"),
        (b"\x89PNG\r\n", "it begins with 0x8950"),
        (b"\0\0\x07\x01aaaa", "it begins with 0x0000"),
        (b"x", "byte 1: it begins with 0x78"),
        (header(0, *[2**32 - 1] * 3), "byte 20: array is too big"),
        *((header(*[2**32 - 1] * n), "bytes should follow") for n in (1, 3, 32)),
        (header(*[2**32 - 1] * 255), "it begins with"),
    ],
)
def test_wrong_files_have_the_offset_and_take_no_memory(
    tmp_path, suffix, content, match
):
    path = tmp_path / f"images{suffix}"
    path.write_bytes(gzip.compress(content) if suffix else content)
    tracemalloc.start()
    with pytest.raises(DataFileError, match=match) as caught:
        load_idx(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(path) in str(caught.value) and peak < 2**21


def test_truncated_and_damaged_zips_are_told(tmp_path):
    array = np.random.RandomState(0).randint(0, 256, (50, 9, 9)).astype(np.uint8)
    whole = gzip.compress(idx_bytes(array))
    damaged = bytearray(whole)
    damaged[-6] ^= 1  # of the checksum
    path = tmp_path / "images.gz"
    for content, match in (
        (whole[:-100], r"unzipped byte \d+: .*truncated"),
        (damaged, "byte 4066: CRC check failed"),
    ):
        path.write_bytes(content)
        with pytest.raises(DataFileError, match=match):
            load_idx(path)


def test_a_missing_file_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_idx(tmp_path / "none")
