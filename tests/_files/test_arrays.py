import json
import os
import pickle
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skgan._files._arrays import (
    DamagedError,
    State,
    random_values,
    read_state,
    set_random_state,
    write_state,
)

STATE = State(
    {"score": float("inf"), "history": {"loss": [0.1, 1 / 3]}, "ended": False},
    {
        "weights": [
            np.arange(6, dtype=np.float32).reshape(2, 3),
            np.int64(7).reshape(()),
        ],
        "none": [],
        "half": [np.ones((0, 3), np.float16), np.asfortranarray(np.eye(3))],
    },
)


def assert_same(read):
    assert read.values == STATE.values
    assert read.arrays.keys() == STATE.arrays.keys()
    for name, arrays in STATE.arrays.items():
        for a, b in zip(arrays, read.arrays[name], strict=True):
            assert a.dtype == b.dtype and b.flags.writeable
            np.testing.assert_array_equal(a, b, strict=True)


@pytest.fixture
def path(tmp_path):
    write_state(tmp_path / "state.npz", STATE)
    return tmp_path / "state.npz"


def test_what_is_read_is_what_was_written(path):
    assert_same(read_state(path))


def test_a_truncated_file_is_noticed(path):
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        with pytest.raises(DamagedError):
            read_state(path)


def test_a_flipped_bit_is_noticed_or_changes_nothing(path):
    whole = path.read_bytes()
    for i in range(len(whole)):
        path.write_bytes(whole[:i] + bytes([whole[i] ^ 1 << i % 8]) + whole[i + 1 :])
        with suppress(DamagedError):
            assert_same(read_state(path))


class Evil:
    def __reduce__(self):
        return os._exit, (3,)


@pytest.mark.parametrize("kind", ["pickle", "npy", "npz"])
def test_reading_runs_no_code(kind, tmp_path):
    path = tmp_path / "state.npz"
    evil = np.array([Evil()], dtype=object)
    with open(path, "wb") as file:
        if kind == "pickle":
            pickle.dump(Evil(), file)
        elif kind == "npy":
            np.save(file, evil)
        else:
            np.savez(file, header=evil, data=evil)
    with pytest.raises(DamagedError):
        read_state(path)


@pytest.mark.parametrize("header", [[], {"values": {}}, {"values": {}, "arrays": 3}])
def test_json_of_another_shape_is_damage(header, tmp_path):
    text = np.frombuffer(json.dumps(header).encode(), np.uint8)
    np.savez(tmp_path / "state.npz", header=text, data=text[:0])
    with pytest.raises(DamagedError):
        read_state(tmp_path / "state.npz")


@pytest.mark.parametrize("entry", [["object", [1]], ["float32", [10**9]], ["O", [0]]])
def test_arrays_that_are_not_there_are_damage(entry, tmp_path):
    header = json.dumps({"values": {}, "arrays": {"a": [entry]}}).encode()
    empty = np.zeros(8, np.uint8)
    np.savez(tmp_path / "s.npz", header=np.frombuffer(header, np.uint8), data=empty)
    with pytest.raises(DamagedError):
        read_state(tmp_path / "s.npz")


@given(st.integers(0, 2**32 - 1), st.integers(0, 700), st.booleans())
def test_a_random_state_goes_on_exactly(seed, n_drawn, has_gauss):
    random_state = np.random.RandomState(seed)
    random_state.random_sample(n_drawn)
    random_state.normal(size=int(has_gauss))  # leaves the second of a pair for later
    other = np.random.RandomState()
    set_random_state(other, json.loads(json.dumps(random_values(random_state))))
    np.testing.assert_array_equal(other.normal(size=3), random_state.normal(size=3))
    assert other.randint(2**31) == random_state.randint(2**31)
