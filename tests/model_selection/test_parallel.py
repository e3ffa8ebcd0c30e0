"""Fits in joblib's processes and in those of backends that others register."""

from joblib import parallel_config, register_parallel_backend
from joblib.parallel import MultiprocessingBackend, ThreadingBackend

from skgan._progress import ProgressBar
from tests.model_selection.runs import (
    assert_others_are_kept,
    assert_same,
    compare,
    serial,
)


def test_a_fit_that_ends_its_workers_is_named_and_others_are_kept():
    with parallel_config("loky", n_jobs=2):
        assert_others_are_kept()


class Registered(ThreadingBackend, MultiprocessingBackend):
    """As that of ray: a subclass without forks, which gives results as a list."""

    supports_return_generator = False


def test_a_backend_that_gives_lists_computes_in_rounds(monkeypatch):
    seen = []
    monkeypatch.setattr(ProgressBar, "update", lambda self, n: seen.append(n))
    register_parallel_backend("registered", Registered)
    with parallel_config("registered", n_jobs=2):
        assert_same(serial(cv=4), compare(cv=4))
    assert seen == [*range(1, 9)] * 2
