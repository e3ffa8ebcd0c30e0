import io
import json
import os
import pickle
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, scalar_dtypes
from safetensors.numpy import load

from skgan._files import (
    Damaged,
    State,
    random_values,
    read_state,
    refusals,
    set_random_state,
    write_state,
)
from skgan.exceptions import InputError, LoadError
from tests._files.hostile import file_of, header_of, raw_file, text_of, with_header

STATE = State(
    {"score": float("inf"), "history": {"loss": [0.1, 1 / 3]}, "ended": False},
    {
        "weights": [np.arange(6, dtype="f4").reshape(2, 3), np.int64(7).reshape(())],
        "none": [],
        "half": [np.ones((0, 3), np.float16), np.asfortranarray(np.eye(3))],
        "every other": [np.arange(8.0)[::2], np.eye(3, 2, dtype=">f8")],
        "odd": [np.array(["2020"], "M8[D]"), np.array([True]), np.longdouble([3])],
    },
)


def assert_same(read, state=STATE):
    assert read.values == state.values
    assert read.arrays.keys() == state.arrays.keys()
    for name, group in state.arrays.items():
        for a, b in zip(group, read.arrays[name], strict=True):
            assert a.dtype == b.dtype and b.flags.writeable
            np.testing.assert_array_equal(a, b, strict=True)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "state.safetensors"
    write_state(path, STATE)
    return path


@pytest.fixture(scope="module")
def whole(path):
    return path.read_bytes()


@pytest.fixture
def refused(tmp_path):
    """Return an assertion that a file is refused, and that this takes no memory."""

    def check(data, match=None):
        (tmp_path / "a").write_bytes(data)
        tracemalloc.start()
        try:
            with pytest.raises(Damaged, match=match):
                read_state(tmp_path / "a")
            assert tracemalloc.get_traced_memory()[1] < 2**22 + 50 * len(data)
        finally:
            tracemalloc.stop()
        assert os.listdir(tmp_path) == ["a"]

    return check


def test_what_is_read_is_what_was_written(path):
    assert_same(read_state(path))


NUMBERS = scalar_dtypes().filter(lambda dtype: dtype.kind in "biufmM")


@settings(max_examples=30)
@given(arrays(NUMBERS, array_shapes(min_dims=0, min_side=0)))
def test_arrays_come_back_with_their_bits(path, array):
    other = path.with_name("other")
    write_state(other, State({}, {"a": [array]}))
    [back] = read_state(other).arrays["a"]
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tobytes() == array.tobytes()


def test_equal_states_make_equal_files_of_their_size(path, whole):
    write_state(path, STATE)
    assert path.read_bytes() == whole
    weights = [np.ones(1000 + i) for i in range(30)]
    write_state(path.with_name("other"), State({}, {"a": weights}))
    n_bytes = sum(a.nbytes for a in weights)
    assert os.path.getsize(path.with_name("other")) < 1.02 * n_bytes


def test_a_truncated_file_is_noticed(whole, refused):
    for size in range(0, len(whole), 19):
        refused(whole[:size])
    refused(whole[:-1] + bytes([whole[-1] ^ 1]), "Its checksum is wrong")
    for n_bytes in (2**20, 2**27, 2**40, 2**63, 2**64 - 1):  # of the header
        refused(n_bytes.to_bytes(8, "little") + b"{}" * 50)


def test_a_flipped_bit_is_noticed_or_changes_nothing(path, whole):
    other = path.with_name("flipped")
    for i in range(0, len(whole), 3):
        other.write_bytes(whole[:i] + bytes([whole[i] ^ 1 << i % 8]) + whole[i + 1 :])
        try:
            read = read_state(other)
        except Damaged:
            continue
        assert_same(read)  # of the spaces that fill the header up nothing is read


@settings(max_examples=30)
@given(st.binary(max_size=200))
def test_any_bytes_are_damage(path, whole, data):
    other = path.with_name("bytes")
    for content in (data, data + b"\0" + whole, whole + data + b"\0", raw_file(data)):
        other.write_bytes(content)
        with pytest.raises(Damaged):
            read_state(other)


class Evil:
    def __reduce__(self):
        return os._exit, (3,)


@pytest.mark.parametrize("kind", ["pickle", "npy", "npz", "zip"])
def test_files_of_other_kinds_run_no_code(kind, refused):
    file, evil = io.BytesIO(), np.array([Evil()], dtype=object)
    if kind == "pickle":
        pickle.dump(Evil(), file)
    elif kind == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
            archive.writestr("skgan.json", b" " * 2**24)
    else:
        (np.save if kind == "npy" else np.savez)(file, evil)
    refused(file.getvalue())


def test_safetensors_of_others_are_told(whole, refused):
    tensors = load(whole)
    np.testing.assert_array_equal(tensors["float32"], np.arange(6))
    refused(file_of({}, tensors, key="format"), "It is not a model file of skgan.")
    refused(raw_file({}), "It is not a model file of skgan.")


def entry(dtype="U8", shape=(8,), offsets=(0, 8)):
    return {"dtype": dtype, "shape": list(shape), "data_offsets": list(offsets)}


@pytest.mark.parametrize(
    "entries",
    [
        {"a": entry(), "b": entry()},  # overlap
        {"a": entry(), "b": entry(offsets=(4, 12))},
        {"a": entry(shape=[4], offsets=(4, 8))},  # leave a hole
        {"a": entry(shape=[2**62, 4])},
        {"a": entry(shape=[2**32, 2**32, 0], offsets=(0, 0))},
        {"a": entry(shape=[-8])},
        {"a": entry(offsets=(8, 0))},
        {"a": entry(offsets=(0, 2**60), shape=[2**60])},
        {"a": entry("F64", [2**58], (0, 2**61))},
        {"a": entry("F8_E4M3")},
        {"a": entry("BF16", [4])},
        {"a": entry("object")},
    ],
)
def test_absurd_tensors_take_no_memory(entries, whole, refused):
    text = text_of(whole)
    refused(raw_file({"__metadata__": {"skgan": text}, **entries}, bytes(8)))


@pytest.mark.parametrize("text", ["[],", '{"":1},', "[1],", '"ab",', "0,", '"",'])
def test_bombs_of_small_entries_take_a_few_times_their_size(text, refused):
    entries = text * (2**20 // len(text))
    refused(file_of(f"[{entries}[]]", {}))
    refused(raw_file(f"[{entries}[]]".encode()))
    tensors = {f"{i}": entry(shape=[0], offsets=(0, 0)) for i in range(2**14)}
    refused(raw_file({"__metadata__": {"skgan": "x" * 99}, **tensors}))


@pytest.mark.parametrize(
    "text",
    [
        *('{"a": 1, "a": 2}', "{", "\xff", "[" * 2**19, '{"a":' * 2**17, "9" * 5000),
        *("[]", '{"values": {}}', '{"values": {}, "arrays": 3}'),  # of another shape
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_json_of_a_state_is_refused(text, refused):
    refused(file_of(text, {}))
    refused(raw_file(text.encode()))


@pytest.mark.parametrize(
    "shape",
    [[2**62], [2**32, 2**32], [-3, -4], [3], [0, 10**30], [2**40, 0], [6.0], [True]],
)
def test_absurd_arrays_are_refused(shape, whole, refused):
    header = header_of(whole)
    for dtype in ("<f4", "<i2", ">f8", "<M8[s]", "|O", "<U9", "|V8", 3):
        header["arrays"]["weights"][0] = [dtype, shape]
        refused(with_header(whole, header))


def test_missing_and_unknown_tensors_are_refused(whole, refused):
    header, tensors = header_of(whole), load(whole)
    for name in tensors:
        refused(file_of(header, {n: t for n, t in tensors.items() if n != name}))
    for name in ("int8", "../../evil", "/etc/evil", ""):
        refused(file_of(header, tensors | {name: tensors["int64"]}))


def test_values_too_long_to_be_read_are_not_written(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_state(tmp_path / "a")
    with pytest.raises(InputError, match="Shorten them"):
        write_state(tmp_path / "a", State({"a": '"' * 2**24}, {}))
    long = State({"a": '"' * (2**24 - 50)}, {})
    write_state(tmp_path / "a", long)
    assert_same(read_state(tmp_path / "a"), long)
    assert os.listdir(tmp_path) == ["a"]


def test_whatever_goes_wrong_is_a_refusal_in_two_sentences():
    for error in (Damaged("It is odd."), ZeroDivisionError("by zero"), KeyError("a")):
        match = "^'a.b' can't be loaded. .*[.] Use a complete"
        with pytest.raises(LoadError, match=match), refusals("a.b"):
            raise error
    with pytest.raises(InputError, match="^Do this"), refusals("a.b"):
        raise InputError("Do this.")


@given(st.integers(0, 2**32 - 1), st.integers(0, 700), st.booleans())
def test_a_random_state_goes_on_exactly(seed, n_drawn, has_gauss):
    random_state = np.random.RandomState(seed)
    random_state.random_sample(n_drawn)
    random_state.normal(size=int(has_gauss))  # leaves the second of a pair for later
    other = np.random.RandomState()
    set_random_state(other, json.loads(json.dumps(random_values(random_state))))
    np.testing.assert_array_equal(other.normal(size=3), random_state.normal(size=3))
    assert other.randint(2**31) == random_state.randint(2**31)
