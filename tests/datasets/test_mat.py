import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.io import loadmat, savemat

from skgan.datasets._mat import read_mat
from skgan.exceptions import DataFileError

DTYPES = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"]
MATRIX = np.random.RandomState(0).rand(3, 3)
ZIPPED = pytest.mark.parametrize("do_compression", [False, True])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("mat") / "any.mat"


def write(path, content, **options):
    savemat(path, content, **options)
    return path.read_bytes()


@settings(max_examples=25)
@given(
    st.sampled_from(DTYPES).flatmap(
        lambda t: arrays(t, st.tuples(st.integers(1, 9), st.integers(1, 40)))
    ),
    st.booleans(),
)
def test_matrices_are_those_that_scipy_reads(path, matrix, do_compression):
    content = {"text": "x", "s": {"a": {"m": matrix, "b": [1, 2]}}, "v": matrix}
    write(path, content, do_compression=do_compression)
    read = read_mat(path, ["s.a.m", "v"])
    for array in read.values():
        assert array.flags.c_contiguous and array.dtype == matrix.dtype
        np.testing.assert_array_equal(array, matrix)
    np.testing.assert_array_equal(loadmat(path)["v"], read["v"])


@ZIPPED
def test_what_is_missing_is_named(path, do_compression):
    write(path, {"s": {"a": [[1]]}}, do_compression=do_compression)
    with pytest.raises(DataFileError, match=r"no matrix s\.b, t"):
        read_mat(path, ["s.a", "s.b", "t"])


@ZIPPED
def test_a_truncated_file_is_told_wherever_it_ends(path, do_compression):
    content = {"s": {"m": MATRIX, "n": MATRIX}}
    whole = write(path, content, do_compression=do_compression)
    for end in range(0, len(whole), 7):
        path.write_bytes(whole[:end])
        with pytest.raises(DataFileError, match="any.mat'"):
            read_mat(path, ["s.m", "s.n"])


@ZIPPED
def test_damage_raises_nothing_but_the_error_of_data_files(path, do_compression):
    rng = np.random.RandomState(0)
    whole = write(path, {"s": {"m": MATRIX}}, do_compression=do_compression)
    n_errors = 0
    for i in range(128, len(whole), 2):
        damaged = bytearray(whole)
        damaged[i] = rng.randint(256)
        path.write_bytes(damaged)
        try:
            read_mat(path, ["s.m"])
        except DataFileError:
            n_errors += 1
    assert n_errors > 10


def test_damage_within_zipped_data_is_seen_by_its_checksum(path):
    whole = write(path, {"m": np.arange(300.0)[np.newaxis]}, do_compression=True)
    damaged = bytearray(whole)
    damaged[-1] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(DataFileError, match=r"byte \d+, unzipped byte \d+: .*damaged"):
        read_mat(path, ["m"])


@pytest.mark.parametrize("huge", [2**31 - 1, 2**31, 2**32 - 1])
def test_absurd_sizes_allocate_nothing(path, huge):
    """Every number of a file in turn, those of sizes and dimensions among them."""
    whole = write(path, {"s": {"m": np.arange(12.0).reshape(3, 4)}})
    tracemalloc.start()
    for i in range(128, len(whole) - 96, 4):
        changed = bytearray(whole)
        changed[i : i + 4] = huge.to_bytes(4, "little")
        path.write_bytes(changed)
        try:
            read_mat(path, ["s.m"])
        except DataFileError as error:
            assert "any.mat'" in str(error)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**22


def test_files_of_matlab_7_3_say_what_to_do(path):
    path.write_bytes(b"MATLAB 7.3".ljust(124) + b"\x00\x02IM" + bytes(100))
    with pytest.raises(DataFileError, match="byte 124: .*Save .*-v7"):
        read_mat(path, ["m"])


def test_big_endian_files(path):
    def element(kind, content):
        size = np.array([kind, len(content)], ">u4").tobytes()
        return size + content + bytes(-len(content) % 8)

    def numbers(kind, *values):
        return element(kind, np.array(values, ">u4").tobytes())

    inside = numbers(6, 12, 0) + numbers(5, 2, 2) + element(1, b"m")
    matrix = element(14, inside + numbers(5, 1, 2, 3, 4))
    path.write_bytes(b"MATLAB".ljust(124) + b"\x01\x00MI" + matrix)
    assert read_mat(path, ["m"])["m"].tolist() == [[1, 3], [2, 4]]
    assert loadmat(path)["m"].tolist() == [[1, 3], [2, 4]]
