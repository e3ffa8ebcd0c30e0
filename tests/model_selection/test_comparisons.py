"""Comparisons: metrics, failures, progress, backends."""

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.pipeline import Pipeline
from joblib import parallel_config, register_parallel_backend
from joblib.parallel import ThreadingBackend
from pandas.testing import assert_frame_equal
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import FitFailedWarning
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier

from skgan import ACGANSampler
from skgan.exceptions import InputError
from skgan.model_selection import cross_validate_augmentation
from tests.model_selection.runs import Sampler, X, compare


@pytest.fixture(autouse=True)
def forget():
    Sampler.seen.clear()


# Fair folds


def test_a_callable_with_one_or_several_scores():
    def scorer(estimator, X, y):
        accuracy = accuracy_score(y, estimator.predict(X))
        return {"right": accuracy, "wrong": 1 - accuracy}

    frame = compare(scoring=scorer).to_frame()
    assert frame["metric"].unique().tolist() == ["right", "wrong"]
    one = compare(scoring=lambda *args: scorer(*args)["right"])
    assert one.to_frame()["metric"].unique().tolist() == ["score"]
    assert one.summary().index.tolist() == ["none", "ros"]
    with pytest.warns(FitFailedWarning, match="The score is inf"):
        result = compare(scoring=lambda estimator, X, y: np.inf)
    assert result.to_frame()["score"].isna().all()


# Failures


def test_a_fold_that_fails_is_reported():
    # Fails in the one fold of four whose test rows have the largest value.
    failing = Sampler(fail_with=X[:, 0].max())
    with pytest.warns(FitFailedWarning, match="2 of 16 scores are missing.*'mine'"):
        result = compare(samplers={"mine": failing}, cv=4)
    frame = result.to_frame()
    failed = frame[frame["error"] != ""]
    assert failed["score"].isna().all() and failed["fold"].nunique() == 1
    assert "RuntimeError: The largest row is missing." in failed["error"].iloc[0]
    assert result.summary()["n_failed"].tolist() == [0, 0, 1, 1]
    assert "2 scores are missing" in result.verdict_


def test_a_sampler_that_always_fails_leaves_the_others():
    samplers = {"broken": Sampler(fail_with=np.inf), "ros": RandomOverSampler()}
    with pytest.warns(FitFailedWarning):
        summary = compare(samplers=samplers, cv=4).summary()
    assert summary.loc["broken"]["mean"].isna().all()
    alone = compare(cv=4).summary()
    pd.testing.assert_frame_equal(
        summary.loc[["ros"]].drop(columns="seconds"),
        alone.loc[["ros"]].drop(columns="seconds"),
    )


class Stopped:
    """A callback like a user who presses Ctrl-C."""

    def on_epoch_end(self, epoch, logs=None):
        raise KeyboardInterrupt


def test_who_stops_a_training_stops_the_comparison():
    # The sampler goes on with what it had learnt; that is no sampler to judge.
    options = {"max_iter": 50, "kernel_fraction": 0, "callbacks": [Stopped()]}
    with pytest.raises(KeyboardInterrupt):
        compare(samplers={"gan": ACGANSampler(**options)})


def test_a_metric_that_fails_leaves_the_others():
    class NoRanking(DecisionTreeClassifier):
        predict_proba = property()

    with pytest.warns(FitFailedWarning, match="4 of 8 scores.*predict_proba"):
        result = compare(NoRanking())
    summary = result.summary()["mean"]
    assert summary.xs("balanced_accuracy", level="metric").notna().all()
    assert summary.xs("average_precision", level="metric").isna().all()


# Progress


def test_one_progress_bar(capfd):
    compare(verbose=1)
    assert "fits" in capfd.readouterr().err
    compare()
    assert capfd.readouterr() == ("", "")


# Honest rates; benchmarks/quality/verdict.py has more runs


@pytest.mark.parametrize(
    ("n_runs", "n_rows", "effect", "least", "most"),
    [(10, 100, 0, 0, 2), (5, 800, 1, 4, 5)],
    ids=["equal", "true help"],
)
def test_help_is_found_where_it_is(n_runs, n_rows, effect, least, most):
    n_found = 0
    for seed in range(n_runs):
        random_state = np.random.RandomState(seed)
        y = (random_state.uniform(size=n_rows) < 0.2).astype(int)
        rows = random_state.normal(size=(n_rows, 3))
        rows[:, 0] += effect * y
        options = {"cv": None, "random_state": seed, "scoring": "balanced_accuracy"}
        result = compare(GaussianNB(), rows, y, **options)
        n_found += result.verdict_.startswith("Augment")
    assert least <= n_found <= most


def test_order_of_rows_is_no_help():
    classifier = SGDClassifier(max_iter=1, tol=None, shuffle=False)
    result = compare(classifier, samplers={"mine": Sampler()}, cv=None)
    assert result.verdict_.startswith("Do not augment")


@pytest.mark.parametrize("search", [False, True])
def test_samplers_that_fail_on_a_frame_are_told_of_the_step(search):
    """SMOTE before the encoder of a pipeline failed without a word of the step."""
    rng = np.random.RandomState(0)
    X = pd.DataFrame({"a": rng.normal(size=60), "b": ["x", "y", "z"] * 20})
    y = np.arange(60) < 20
    encode = ColumnTransformer([("b", OneHotEncoder(), ["b"])], remainder="passthrough")
    steps = [("encode", encode), ("classifier", LogisticRegression())]
    estimator = Pipeline(steps)
    if search:
        estimator = GridSearchCV(estimator, {"classifier__C": [1.0]}, cv=2)
    options = {"samplers": {"smote": SMOTE()}, "cv": 2, "random_state": 0}
    with pytest.warns(
        FitFailedWarning, match=r'with a step \("sampler", "passthrough"'
    ):
        result = cross_validate_augmentation(estimator, X, y, **options)
    assert "'smote' failed in all folds" in result.verdict_
    estimator = Pipeline([steps[0], ("sampler", "passthrough"), steps[1]])
    result = cross_validate_augmentation(estimator, X, y, **options)
    assert "failed" not in result.verdict_


# joblib's backends


class OneByOne(ThreadingBackend):
    """A backend that gives no generator, as those of ray and Spark."""

    supports_return_generator = False


@pytest.mark.parametrize("backend", ["threading", "loky", "one by one", "sequential"])
def test_any_backend_gives_the_same_scores(backend):
    register_parallel_backend("one by one", OneByOne)
    alone = compare().to_frame()
    with parallel_config(backend, n_jobs=2 if backend != "sequential" else 1):
        together = compare().to_frame()
    assert_frame_equal(alone.drop(columns="seconds"), together.drop(columns="seconds"))


def test_forked_processes_are_refused_and_one_process_is_not():
    with parallel_config("multiprocessing", n_jobs=1):
        compare()
    with (
        parallel_config("multiprocessing", n_jobs=2),
        pytest.raises(InputError, match="forked.*Choose 'loky'"),
    ):
        compare()
    with (
        parallel_config("multiprocessing"),
        pytest.raises(InputError, match="forked.*Choose 'loky'"),
    ):
        compare(n_jobs=2)
