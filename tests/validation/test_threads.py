"""The threads of TensorFlow in workers of a cluster."""

import os

import pytest

from skgan.validation import _threads
from skgan.validation._threads import VARIABLES, is_in_cluster, limit_threads_of_worker


@pytest.fixture
def in_cluster(monkeypatch):
    for name in (*VARIABLES, "OMP_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(_threads, "is_in_cluster", lambda: True)
    monkeypatch.setattr(_threads, "has_started", lambda: False)


def threads():
    limit_threads_of_worker()
    return [os.environ.get(name) for name in VARIABLES]


def test_a_worker_has_one_thread_or_what_was_asked_for(in_cluster, monkeypatch):
    assert threads() == ["1", "1"]
    monkeypatch.setenv(VARIABLES[0], "3")
    assert threads() == ["3", "1"]


@pytest.mark.parametrize(("asked", "number"), [("4", "4"), ("4,2", "1"), ("", "1")])
def test_a_worker_has_as_many_as_other_libraries(
    in_cluster, monkeypatch, asked, number
):
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert threads() == [number, number]


def test_nothing_changes_elsewhere_or_once_tensorflow_has_started(
    in_cluster, monkeypatch
):
    monkeypatch.setattr(_threads, "has_started", lambda: True)
    assert threads() == [None, None]
    monkeypatch.setattr(_threads, "has_started", lambda: False)
    monkeypatch.setattr(_threads, "is_in_cluster", is_in_cluster)
    assert threads() == [None, None]
