import io
import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest

from skgan._files import (
    file_path,
    make_folder,
    write_atomically,
    write_folder_atomically,
)
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
    with pytest.raises(InputError, match="can't be created: Permission denied. Give a"):
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
        with pytest.raises(InputError, match="which is a (folder|device). Give the n"):
            file_path(path, "save")
    for kind in (str, os.fsencode, Path):
        assert file_path(kind(str(tmp_path / "a")), "load") == tmp_path / "a"


def test_a_file_appears_whole_and_alone(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def write(file):
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"  # nobody sees a part of it

    write_atomically(path, write)
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_a_failure_leaves_what_was_there_and_no_more(tmp_path, error):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(file):
        file.write(b"half")
        raise error

    with pytest.raises(error):
        write_atomically(path, fail)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_it_is_on_the_disk_before_it_takes_the_place_of_the_old(tmp_path, monkeypatch):
    order = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda n: order.append("fsync") or fsync(n))
    monkeypatch.setattr(
        os, "replace", lambda a, b: order.append("replace") or replace(a, b)
    )
    write_atomically(tmp_path / "a.txt", lambda file: file.write(b"x"))
    assert order == ["fsync", "replace"]


def test_it_may_be_read_by_whom_other_files_may(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_atomically(tmp_path / "atomic", lambda file: None)
    modes = {(tmp_path / name).stat().st_mode for name in ("plain", "atomic")}
    assert len(modes) == 1


def test_errors_name_the_file_and_not_the_temporary_one(tmp_path):
    for path in (tmp_path / "none" / "a.txt", tmp_path / ("a" * 300)):
        with pytest.raises(OSError, match="No such file|too long") as caught:
            write_atomically(path, lambda file: None)
        assert caught.value.filename == str(path) and ".tmp" not in str(caught.value)
    (tmp_path / "a").mkdir()
    with pytest.raises(IsADirectoryError, match="a'$"):
        write_atomically(tmp_path / "a", lambda file: None)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o444])
def test_an_old_file_keeps_its_mode_while_and_after_it_is_written(tmp_path, mode):
    """A file of mode 0600 could be read by all after it was saved again."""
    path, seen = tmp_path / "a.txt", []
    path.write_bytes(b"old")
    path.chmod(mode)

    def write(file):
        file.write(b"new")
        seen.append(stat.S_IMODE(os.fstat(file.fileno()).st_mode))

    write_atomically(path, write)
    assert path.read_bytes() == b"new"
    assert [*seen, stat.S_IMODE(path.stat().st_mode)] == [mode, mode]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_a_link_stays_one_and_its_target_is_written(tmp_path):
    """The link was replaced, and what it led to stayed old."""
    (tmp_path / "far").mkdir()
    target, link, new = (tmp_path / n for n in ("far/a.txt", "link", "new"))
    target.write_bytes(b"old")
    link.symlink_to(target)
    new.symlink_to("far/none.txt")
    for path in (link, new):
        write_atomically(path, lambda file: file.write(b"new"))
        assert path.is_symlink() and path.read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path / "far")) == ["a.txt", "none.txt"]


@pytest.mark.parametrize("name", ["a" * 218, "a" * 255, "\u00e4" * 127])
def test_names_as_long_as_a_file_system_has_them_are_written(tmp_path, name):
    """Names above 217 bytes had no room for what the temporary one adds."""
    write_atomically(tmp_path / name, lambda file: file.write(b"x"))
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_folder_appears_with_all_of_its_files(is_there, tmp_path):
    path = tmp_path / "out"
    if is_there:
        path.mkdir()

    def write(folder):
        (folder / "a").write_text("a")
        assert not path.exists() or not any(path.iterdir())
        (folder / "b").write_text("b")

    write_folder_atomically(path, write)
    assert [*tmp_path.iterdir()] == [path]
    assert {file.name: file.read_text() for file in path.iterdir()} == {
        "a": "a",
        "b": "b",
    }


def test_a_folder_whose_writing_fails_is_not_there(tmp_path):
    def write(folder):
        (folder / "a").write_text("a")
        (folder / "missing" / "b").write_text("b")

    with pytest.raises(FileNotFoundError) as caught:
        write_folder_atomically(tmp_path / "out", write)
    assert caught.value.filename == str(tmp_path / "out" / "missing" / "b")
    assert not any(tmp_path.iterdir())


def test_a_folder_without_room_on_the_disk_is_named(tmp_path):
    def write(folder):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as caught:
        write_folder_atomically(tmp_path / "out", write)
    assert caught.value.filename == str(tmp_path / "out")
    assert not any(tmp_path.iterdir())


def test_a_folder_with_files_is_never_replaced(tmp_path):
    path = tmp_path / "out"
    path.mkdir()
    (path / "old").write_text("old")
    with pytest.raises(InputError, match="is a folder with files. Give a new folder"):
        write_folder_atomically(path, lambda folder: (folder / "a").write_text("a"))
    assert [*tmp_path.iterdir()] == [path] and [*path.iterdir()] == [path / "old"]
