import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import tensorflow as tf

from skgan.exceptions import WorkerLostError
from skgan.training import _hosts, is_chief
from skgan.training._hosts import any_host, check_agreement, telling_lost_workers

SCRIPT = Path(__file__).with_name("hosts.py")


@pytest.mark.skipif(sys.platform == "win32", reason="has neither fork nor SIGKILL")
def test_two_processes_train_together_and_a_lost_one_is_made_up_for(tmp_path):
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path], capture_output=True, text=True
    )
    logs = {path.stem: path.read_text() for path in tmp_path.glob("*.log")}
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [[0, 0], [0, -9], [0, 0]]
    told = {p.stem: json.loads(p.read_text()) for p in tmp_path.glob("*.json")}

    files = {path.name for path in (tmp_path / "fit").iterdir()}
    assert {"fit.json", "returned.txt"} < files
    assert len([*(tmp_path / "samples-0").iterdir()]) == 3, "the chief writes"
    assert not [*(tmp_path / "samples-1").iterdir()]
    assert "75/75" in logs["whole-0"] and "75/75" not in logs["whole-1"]

    for n_iter, error in (told["whole-0"], told["whole-1"]):
        assert n_iter == 50, "one process stops all"
        assert error.startswith("InputError: The processes that train together differ")

    assert told["killed-0"].startswith("WorkerLostError: Another process")
    assert "the same checkpoint_dir" in told["killed-0"]
    assert told["again-0"] == told["again-1"] == [2], "it goes on from iteration 50"
    whole, *others = (
        np.load(tmp_path / f"{name}.npz")
        for name in ("whole-0", "whole-1", "again-0", "again-1")
    )
    for other in others:
        for name in whole.files:
            np.testing.assert_array_equal(whole[name], other[name])


@pytest.mark.parametrize(
    "jobs, task, expected",
    [
        ({"worker": ["a:1", "b:1"]}, ("worker", 0), True),
        ({"worker": ["a:1", "b:1"]}, ("worker", 1), False),
        ({"chief": ["a:1"], "worker": ["b:1"]}, ("worker", 0), False),
        ({"worker": ["b:1"], "chief": ["a:1"]}, ("chief", 0), True),
        ({"worker": ["a:1"]}, ("worker", 0), True),
        ({}, (None, None), True),
    ],
)
def test_one_process_is_the_chief(monkeypatch, jobs, task, expected):
    resolver = tf.distribute.cluster_resolver.SimpleClusterResolver(
        tf.train.ClusterSpec(jobs), task_type=task[0], task_id=task[1]
    )
    strategy = SimpleNamespace(cluster_resolver=resolver)
    monkeypatch.setattr(_hosts, "scope_strategy", lambda: strategy)
    assert is_chief() is expected


def test_one_process_waits_for_nobody():
    assert is_chief() and any_host(True) and not any_host(False)
    check_agreement(None, np.random.RandomState(), None, np.zeros(3))


def test_only_where_there_are_several_processes_one_was_lost(monkeypatch):
    error = tf.errors.UnavailableError(None, None, "Collective ops is aborted by: gone")
    with pytest.raises(tf.errors.UnavailableError), telling_lost_workers():
        raise error
    monkeypatch.setattr(_hosts, "spans_hosts", lambda strategy: True)
    told = r"lost \(UnavailableError: gone\)\. Start all .* same checkpoint_dir"
    with pytest.raises(WorkerLostError, match=told), telling_lost_workers():
        raise error
