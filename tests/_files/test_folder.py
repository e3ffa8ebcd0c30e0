import io
import os
from pathlib import Path

import numpy as np
import pytest

from skgan._files import file_path, make_folder
from skgan.exceptions import InputError


def test_a_folder_is_made_with_all_above_it(tmp_path):
    path = make_folder("directory", str(tmp_path / "a" / "b"))
    assert path == tmp_path / "a" / "b" and path.is_dir()
    assert make_folder("directory", path) == path


@pytest.mark.parametrize("below", ["", "below"])
def test_a_file_in_its_place_is_told(below, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(InputError, match="^directory='.*' is a file, or a path"):
        make_folder("directory", tmp_path / "taken" / below)


def test_a_folder_that_can_not_be_made_is_told(tmp_path, monkeypatch):
    def refuse(self, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(InputError, match="can't be made: Permission denied. Give a"):
        make_folder("directory", tmp_path / "a")


ODD = [None, 5.5, 5, True, [], io.BytesIO(), np.str_, "a\0b", b"a\0b", "", "\ud800"]


@pytest.mark.parametrize("path", ODD)
def test_what_names_no_file_is_told(path):
    with pytest.raises(
        InputError, match="which is not the name of a file. Give"
    ) as caught:
        file_path(path, "load")
    assert f"load got path={path!r}"[:50] in str(caught.value)


def test_folders_and_devices_are_no_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "pipe")  # which nobody writes to
    for path in (".", tmp_path, "pipe", os.devnull):
        with pytest.raises(InputError, match="a folder or a device. Give the name"):
            file_path(path, "save")


@pytest.mark.parametrize("kind", [str, os.fsencode, Path])
def test_paths_of_all_kinds_are_taken(kind, tmp_path):
    assert file_path(kind(str(tmp_path / "a")), "load") == tmp_path / "a"
