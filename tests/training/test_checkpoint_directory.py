import os

import numpy as np
import pytest

from skgan._files import State
from skgan.exceptions import InputError
from skgan.training._checkpoint_directory import note_return, open_directory

IDENTITY = {"X and y": "abc", "max_iter": 3}
ENDED = State({"has_ended": True}, {})


def open_at(path, identity=IDENTITY, seed=0, warm_start=False, names=("all",)):
    random_state = np.random.RandomState(seed)
    return open_directory(
        path,
        identity,
        names,
        seed=seed,
        random_state=random_state,
        warm_start=warm_start,
    )


def test_warm_start_goes_on_from_a_fit_that_has_ended_and_returned_only(tmp_path):
    first, _ = open_at(tmp_path, names=["a", "b"])
    first.of("a").save(ENDED)
    same, _ = open_at(tmp_path, warm_start=True, names=["a", "b"])
    assert same.mark == first.mark
    first.of("b").save(ENDED)
    same, _ = open_at(tmp_path, warm_start=True, names=["a", "b"])
    assert same.mark == first.mark, "it was killed before it had returned"
    note_return(tmp_path)
    longer = IDENTITY | {"max_iter": 9}
    after, _ = open_at(tmp_path, longer, warm_start=True, names=["a", "b"])
    assert after.mark != first.mark
    assert after.of("a").start is not None and after.of("a").state is None
    with pytest.raises(InputError, match="max_iter was 9 and is 3"):
        open_at(tmp_path, warm_start=True, names=["a", "b"])
    assert not after.has_returned()


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied")])
def test_an_unwritable_folder_is_told(error, tmp_path, monkeypatch):
    def refuse(*arguments):
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(
        InputError, match="can't be written to: Permission denied. Give"
    ):
        open_at(tmp_path)


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b'{"format": 2}', b"\xff", b"3"])
def test_a_damaged_fit_json_is_told(text, tmp_path):
    open_at(tmp_path)
    (tmp_path / "fit.json").write_bytes(text)
    with pytest.raises(InputError, match="fit.json' is damaged or of another version"):
        open_at(tmp_path)


def test_states_without_fit_json_are_told(tmp_path):
    directory, _ = open_at(tmp_path)
    directory.of("all").save(ENDED)
    (tmp_path / "fit.json").unlink()
    with pytest.raises(InputError, match="has .safetensors files but no fit.json"):
        open_at(tmp_path)


def test_leftovers_of_killed_writers_are_removed_and_nothing_else(tmp_path):
    ours = [
        f".{name}.{'a' * 32}.tmp"
        for name in ("fit.json", "returned.txt", "all-000003.safetensors")
    ]
    for name in (*ours, "notes.txt", ".other.tmp"):
        (tmp_path / name).write_text("")
    open_at(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".other.tmp", "fit.json", "notes.txt"]


def test_a_fit_that_lost_its_folder_to_another_one_is_told(tmp_path):
    directory, _ = open_at(tmp_path)
    checkpoint = directory.of("all")
    (tmp_path / "fit.json").unlink()
    open_at(tmp_path, {"X and y": "other"})
    with pytest.raises(InputError, match="Another fit has begun in checkpoint_dir="):
        checkpoint.save(ENDED)
