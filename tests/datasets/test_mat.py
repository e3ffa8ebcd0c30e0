"""MATLAB files of EMNIST, whole and damaged."""

import tracemalloc

import numpy as np
import pytest
from scipy.io import savemat

from skgan.datasets import load_emnist
from skgan.exceptions import DataFileError

IMAGES = np.random.RandomState(0).randint(0, 256, (2, 16)).astype(np.uint8)
TRAIN = {"images": IMAGES, "labels": [[1], [2]], "writers": [[7.5], [8]]}
DATASET = {"train": TRAIN, "mapping": [[1, 65], [2, 66]]}
HUGE = {n: n.to_bytes(4, "little") for n in (0, 1, 2**28, 2**31 - 1, 2**32 - 1)}
ZIPPED = pytest.mark.parametrize("do_compression", [False, True])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "emnist-letters.mat"


def write(path, content, **options):
    savemat(path, content, **options)
    return bytearray(path.read_bytes())


def is_refused(path, content):
    """Return whether a file is told as damaged, by its name."""
    path.write_bytes(content)
    try:
        load_emnist(path.parent, "letters")
    except DataFileError as error:
        return str(path) in str(error)
    return False


@ZIPPED
@pytest.mark.parametrize("dtype", ["u1", "i2", "u4", "i8", "f4", "f8"])
def test_labels_of_any_type_beside_other_variables(path, do_compression, dtype):
    train = TRAIN | {"labels": np.array([[1], [2]], dtype)}
    content = {"text": "x", "cells": np.array([[1, "x"]], object)}
    content |= {"dataset": DATASET | {"train": train}, "complex": 1j, "z": [[]]}
    write(path, content, do_compression=do_compression)
    assert load_emnist(path.parent, "letters").target.tolist() == ["A", "B"]


@ZIPPED
def test_truncated_and_damaged_files_are_told(path, do_compression):
    rng = np.random.RandomState(0)
    whole = write(path, {"dataset": DATASET}, do_compression=do_compression)
    assert not is_refused(path, whole)
    assert all(is_refused(path, whole[:end]) for end in range(0, len(whole), 7))
    n_refused = 0
    for i in range(128, len(whole), 2):
        damaged = whole.copy()
        damaged[i] = rng.randint(256)
        n_refused += is_refused(path, damaged)
    assert n_refused > 10


def test_absurd_sizes_take_no_memory(path):
    """SciPy crashes on some of these files, and takes tens of GB for others."""
    whole = write(path, {"dataset": DATASET})
    is_refused(path, whole)  # what is imported takes memory, too
    tracemalloc.start()
    for i in range(128, len(whole), 8):
        for content in HUGE.values():
            is_refused(path, whole[:i] + content + whole[i + 4 :])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**22


@pytest.mark.parametrize(
    "content, match",
    [
        (b"MATLAB 7.3".ljust(124) + b"\0\2IM", "Save .*-v7"),
        (b"\0\0\x08\x01" + bytes(200), "is not a MATLAB 5 file"),
    ],
)
def test_files_of_another_kind_are_told(path, content, match):
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=f"letters.mat' .*{match}"):
        load_emnist(path.parent, "letters")


@ZIPPED
@pytest.mark.parametrize("name", ["images", "labels", "mapping"])
def test_matrices_of_no_values_and_a_huge_side_are_told(path, name, do_compression):
    """A shape of (0, 2**31 - 1) kept the reader busy for minutes."""
    empty = np.empty((0, 2**31 - 1), np.uint8)
    dataset = DATASET | {"train": TRAIN | {name: empty}}
    dataset |= {name: empty} if name == "mapping" else {}
    content = write(path, {"dataset": dataset}, do_compression=do_compression)
    assert is_refused(path, content)
