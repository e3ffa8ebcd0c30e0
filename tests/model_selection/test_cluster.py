"""Comparisons and searches on a cluster of dask, of which workers may be lost."""

import importlib
import os
import signal
import threading
import time

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import RandomOverSampler
from imblearn.pipeline import Pipeline
from joblib import parallel_config
from sklearn.base import BaseEstimator
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import FitFailedWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_validate

from skgan import ACGANSampler
from skgan._progress import ProgressBar
from tests.model_selection.runs import (
    X,
    Y,
    assert_others_are_kept,
    assert_same,
    compare,
    serial,
)

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
GAN = ACGANSampler(max_iter=2, kernel_fraction=0.5, random_state=0)


def open_cluster(n_workers, threads_per_worker):
    options = {"threads_per_worker": threads_per_worker, "dashboard_address": ":0"}
    # dask itself tries a fit that ends its worker four times, which takes long.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=n_workers, **options) as cluster,
        distributed.Client(cluster) as client,
        parallel_config("dask"),
    ):
        yield client


@pytest.fixture(scope="module")
def two_workers():
    yield from open_cluster(2, 1)


@pytest.fixture
def two_threads():
    yield from open_cluster(1, 2)


class Waiting(BaseEstimator):
    """Give the rows as they are, note whose process it is, and wait for a file."""

    def __init__(self, folder=None, name=None, rows=None):
        self.folder, self.name, self.rows = folder, name, rows

    def fit_resample(self, X, y):
        (self.folder / f"{os.getpid()}").touch()
        if self.rows is None or (X[0] == self.rows[0]).all():
            wait_for(self.folder / self.name)
        return X, y


def wait_for(path):
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)


# The same bits


def test_the_scores_are_those_of_one_process(two_workers):
    samplers = {"kernel": "kernel", "ros": RandomOverSampler()}
    for estimator in (LogisticRegression(), RandomForestClassifier(5)):
        one = serial(estimator, samplers=samplers, cv=4)
        assert_same(one, compare(estimator, samplers=samplers, cv=4))
    frame = pd.DataFrame(X, columns=[*"abc"])
    assert_same(serial(X=frame, samplers=samplers), compare(X=frame, samplers=samplers))


def forget_threads():
    for name in ("INTRAOP", "INTEROP"):
        os.environ.pop(f"TF_NUM_{name}_THREADS", None)


def threads_and_traces():
    from skgan.training import _program

    names = ("INTRAOP", "INTEROP")
    threads = [os.environ.get(f"TF_NUM_{name}_THREADS") for name in names]
    programs = _program._programs.values()
    return threads, [p.play.experimental_get_tracing_count() for p in programs]


def test_two_fits_at_once_in_one_worker(two_threads):
    two_threads.run(forget_threads)
    assert_same(
        serial(samplers={"gan": GAN}, cv=3), compare(samplers={"gan": GAN}, cv=3)
    )
    pipeline = Pipeline([("gan", GAN), ("classifier", LogisticRegression())])
    search = GridSearchCV(pipeline, {"classifier__C": [0.1, 1]}, cv=2)
    found = [search.fit(X, Y).cv_results_["mean_test_score"]]
    found.append(cross_validate(pipeline, X, Y, cv=2)["test_score"])
    with parallel_config("threading", n_jobs=1):
        expected = [search.fit(X, Y).cv_results_["mean_test_score"]]
        expected.append(cross_validate(pipeline, X, Y, cv=2)["test_score"])
    np.testing.assert_array_equal(found, expected)
    # All 3 + 5 + 2 fits of the worker have used one program, which was traced once.
    assert [*two_threads.run(threads_and_traces).values()] == [(["1", "1"], [1])]


# Progress


def test_the_bar_moves_while_the_first_fit_runs(two_workers, tmp_path, monkeypatch):
    seen = []

    def update(self, done, text=None):
        seen.append(done)
        (tmp_path / "done").touch()

    monkeypatch.setattr(ProgressBar, "update", update)
    half = np.arange(40), np.arange(40, 80)
    y = np.tile([0, 1], 40)
    sampler = Waiting(tmp_path, "done", rows=X[:1])
    result = compare(y=y, samplers={"mine": sampler}, cv=[half, half[::-1]])
    assert seen == [1, 2, 3, 4]
    assert (result.to_frame()["error"] == "").all()


# Workers that are lost


def kill_one(pids, folder):
    """Kill the first of some processes that is at work, and let the others go on."""
    while not (found := {int(p.name) for p in folder.iterdir()} & pids):
        time.sleep(0.02)
    os.kill(min(found), signal.SIGKILL)
    (folder / "go").touch()


def test_a_worker_that_is_killed_is_replaced(two_workers, tmp_path):
    samplers = {"mine": Waiting(tmp_path, "go"), "ros": RandomOverSampler()}
    pids = {*two_workers.run(os.getpid).values()}
    killer = threading.Thread(target=kill_one, args=(pids, tmp_path), daemon=True)
    killer.start()
    result = compare(samplers=samplers, cv=4)
    killer.join(5)
    assert not killer.is_alive()
    assert_same(serial(samplers=samplers, cv=4), result)


def test_a_fit_that_ends_its_workers_is_named_and_others_are_kept(two_workers):
    assert_others_are_kept()


def test_finished_fits_are_kept_where_the_scheduler_is_lost(two_workers, monkeypatch):
    answers = [{"one": 1, "other": 1}] * 3

    def ncores():
        if not answers:
            raise OSError("Timed out.")
        return answers.pop()

    monkeypatch.setattr(two_workers, "ncores", ncores)
    with pytest.warns(FitFailedWarning, match="was lost with its worker: OSError: Tim"):
        frame = compare(cv=8).to_frame()
    assert frame["score"].notna().sum() == 2 * (4 + 1 + 1)  # of 2 * 16


def test_what_a_worker_lacks_is_told(two_workers):
    class Local(RandomOverSampler):
        def __reduce__(self):
            return missing, ()

    with pytest.raises(RuntimeError, match="Error during deseriali"):
        compare(samplers={"mine": Local()})


def missing():
    importlib.import_module("not_there")
