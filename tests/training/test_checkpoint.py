import numpy as np
import pytest

from skgan._files import State
from skgan.exceptions import InputError
from skgan.training import _checkpoint as module
from skgan.training._checkpoint import Checkpoint


def state_of(n_iter):
    return State({"n_iter": n_iter}, {"weights": [np.full(3, n_iter)]})


def save(folder, *n_iters, fit="a", name="all"):
    checkpoint = Checkpoint(folder, name, fit)
    for n_iter in n_iters:
        checkpoint.save(state_of(n_iter))
    return checkpoint


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def newest(folder, **options):
    return Checkpoint(folder, "all", "a", **options).state.values["n_iter"]


def test_the_two_newest_are_kept_and_counted_on(tmp_path):
    save(tmp_path, 25, 50, 75)
    assert names(tmp_path) == ["all-000002.safetensors", "all-000003.safetensors"]
    assert newest(tmp_path) == 75
    save(tmp_path, 100)
    assert names(tmp_path) == ["all-000003.safetensors", "all-000004.safetensors"]
    assert newest(tmp_path) == 100


def test_what_a_killed_process_could_not_delete_is_deleted(tmp_path):
    save(tmp_path, 25, 50)
    third = (tmp_path / "all-000002.safetensors").read_bytes()
    (tmp_path / "all-000003.safetensors").write_bytes(third)
    assert newest(tmp_path) == 50
    assert names(tmp_path) == ["all-000002.safetensors", "all-000003.safetensors"]


def test_a_damaged_one_is_told_and_the_one_before_taken_and_kept(tmp_path):
    save(tmp_path, 25, 50)
    (tmp_path / "all-000002.safetensors").write_bytes(b"half")
    with pytest.warns(
        UserWarning, match="000002.safetensors' is damaged. .* the previous one"
    ):
        checkpoint = Checkpoint(tmp_path, "all", "a")
    assert checkpoint.state.values["n_iter"] == 25
    checkpoint.save(state_of(50))
    assert names(tmp_path) == ["all-000001.safetensors", "all-000003.safetensors"]
    assert newest(tmp_path) == 50


@pytest.mark.filterwarnings("ignore:The checkpoint:UserWarning")
@pytest.mark.parametrize("n_iters", [(25,), (25, 50)])
def test_when_all_are_damaged_there_is_an_error(n_iters, tmp_path):
    save(tmp_path, *n_iters)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(
        InputError, match="000001.safetensors' is damaged. .* no older checkpoint"
    ):
        Checkpoint(tmp_path, "all", "a")


def test_states_of_the_fit_before_are_where_to_start(tmp_path):
    save(tmp_path, 25)
    checkpoint = Checkpoint(tmp_path, "all", "b", before="a")
    assert checkpoint.state is None and checkpoint.start.values["n_iter"] == 25
    checkpoint.save(state_of(5))
    assert Checkpoint(tmp_path, "all", "b", before="a").state.values["n_iter"] == 5


def test_states_of_another_fit_are_an_error(tmp_path):
    save(tmp_path, 25)
    with pytest.raises(
        InputError, match="000001.safetensors' is from another fit than fit"
    ):
        Checkpoint(tmp_path, "all", "b", before="c")


def test_writing_is_due_when_it_has_become_cheap(tmp_path, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(module.time, "perf_counter", lambda: now[0])
    checkpoint = Checkpoint(tmp_path, "all", "a")
    assert not checkpoint.is_due()
    now[0] = 1.1 * module.FIRST_COST / module.MOST_SHARE
    assert checkpoint.is_due()
    monkeypatch.setattr(
        module, "write_state", lambda path, state: now.__setitem__(0, now[0] + 1)
    )
    checkpoint.save(state_of(25))
    assert not checkpoint.is_due()
    now[0] += 1.1 / module.MOST_SHARE
    assert checkpoint.is_due()


def test_strays_are_left_alone(tmp_path):
    save(tmp_path, 25, 50)
    for stray in ("all-zzzzzz.safetensors", "all-00003.safetensors", "all-3.npz"):
        (tmp_path / stray).write_bytes(b"a user's own")
    save(tmp_path, 25, name="all-1")
    save(tmp_path, 75, 100)
    assert newest(tmp_path) == 100 and len(names(tmp_path)) == 6
