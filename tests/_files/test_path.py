"""What users may name a file, and what not."""

import io
import os
from pathlib import Path

import numpy as np
import pytest

from skgan import ACGANSampler, load
from skgan._files._path import file_path
from skgan.exceptions import InputError

ODD = [None, 5.5, 5, True, [], io.BytesIO(), np.str_, "a\0b", b"a\0b", "", "\ud800"]


@pytest.fixture(scope="module")
def sampler():
    X = np.random.RandomState(0).normal(size=(40, 2))
    return ACGANSampler(kernel_fraction=1).fit(X, np.repeat([0, 1], [30, 10]))


@pytest.mark.parametrize("path", ODD)
def test_what_names_no_file_is_told(path, sampler):
    for function, call in (("load", load), ("save", sampler.save)):
        with pytest.raises(InputError, match="which names no file. Give") as caught:
            call(path)
        assert f"{function} got path={path!r}"[:50] in str(caught.value)


def test_folders_and_devices_are_told(sampler, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "pipe")  # which nobody writes to
    for path in (".", tmp_path, "pipe", os.devnull):
        for call in (load, sampler.save):
            with pytest.raises(InputError, match="a folder or a device. Give the name"):
                call(path)
    with pytest.raises(InputError, match="whose folder does not exist. Create it"):
        sampler.save("none/a")
    with pytest.raises(FileNotFoundError, match="none"):
        load("none")


@pytest.mark.parametrize("kind", [str, os.fsencode, Path])
def test_paths_of_all_kinds_are_taken(kind, sampler, tmp_path):
    path = kind(str(tmp_path / "a"))
    sampler.save(path)
    assert load(path).n_features_in_ == 2
    assert file_path(path, "load") == tmp_path / "a"
