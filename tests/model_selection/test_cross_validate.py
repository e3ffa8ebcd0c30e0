"""Whole runs: fair folds, seeds, kinds of data, failures, and honest rates."""

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.pipeline import Pipeline
from joblib import parallel_config, register_parallel_backend
from joblib.parallel import ThreadingBackend
from pandas.testing import assert_frame_equal
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import FitFailedWarning
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import (
    GridSearchCV,
    RepeatedStratifiedKFold,
    StratifiedKFold,
    cross_validate,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from skgan import ACGANSampler
from skgan.exceptions import InputError
from skgan.model_selection import cross_validate_augmentation
from tests.model_selection.runs import X, Y, compare, scores_of

WORDS = {w: w for w in ("kernel", "class_weight", "threshold", "prior")}


class Sampler(BaseEstimator):
    """Remember what is resampled, and fail where told."""

    seen: list = []

    def __init__(self, random_state=None, fail_with=None):
        self.random_state = random_state
        self.fail_with = fail_with

    def fit_resample(self, X, y):
        self.seen.append((self.random_state, X, y))
        if self.fail_with is not None and X[:, 0].max() < self.fail_with:
            raise RuntimeError("The largest row is missing.\nThis is a second line.")
        order = np.random.RandomState(self.random_state).permutation(len(y))
        return X[order], y[order]


@pytest.fixture(autouse=True)
def forget():
    Sampler.seen.clear()


# Fair folds


def test_ten_folds_by_default():
    frame = compare(cv=None, samplers={"mine": Sampler()}).to_frame()
    assert frame["fold"].nunique() == 10
    assert set(frame["n_train"]) == {64} and set(frame["n_test"]) == {16}
    assert frame["sampler"].unique().tolist() == ["none", "mine"]
    assert frame["metric"].unique().tolist() == [
        "balanced_accuracy",
        "average_precision",
    ]
    assert len(frame) == 2 * 10 * 2 and (frame["error"] == "").all()


def test_samplers_see_training_rows_only():
    folds = list(StratifiedKFold(4).split(X, Y))
    compare(cv=folds, samplers={"mine": Sampler()})
    for (_, seen_X, seen_y), (train, _) in zip(Sampler.seen, folds, strict=True):
        np.testing.assert_array_equal(seen_X, X[train])
        np.testing.assert_array_equal(seen_y, Y[train])
    Sampler.seen.clear()
    search = GridSearchCV(LogisticRegression(), {"C": [1]}, cv=2, refit=True)
    compare(search, samplers={"mine": Sampler()})
    # In each of two folds: two inner fits on 20 rows, and one on all 40.
    assert [len(seen) for _, seen, _ in Sampler.seen] == [20, 20, 40] * 2


def test_folds_are_the_same_for_all_samplers():
    samplers = {"one": Sampler(), "two": Sampler()}
    compare(cv=None, samplers=samplers)
    ones, twos = Sampler.seen[::2], Sampler.seen[1::2]
    for (seed_one, X_one, _), (seed_two, X_two, _) in zip(ones, twos, strict=True):
        np.testing.assert_array_equal(X_one, X_two)
        assert seed_one == seed_two
    assert len({seed for seed, *_ in ones}) == 10


def test_same_as_a_pipeline_in_cross_validate():
    splitter = RepeatedStratifiedKFold(n_splits=3, n_repeats=2, random_state=1)
    frame = compare(cv=splitter, scoring="f1", samplers={"w": "class_weight"})
    frame = frame.to_frame()
    for name, weight in (("none", None), ("w", "balanced")):
        estimator = LogisticRegression(class_weight=weight)
        expected = cross_validate(estimator, X, Y, cv=splitter, scoring="f1")
        assert scores_of(frame, name) == expected["test_score"].tolist()


# Seeds, and the user's objects


def test_objects_of_the_user_are_not_touched():
    sampler, estimator = SMOTE(random_state=3), LogisticRegression()
    before = repr(sampler), repr(estimator), dict(vars(sampler)), dict(vars(estimator))
    compare(estimator, samplers={"smote": sampler, **WORDS})
    after = repr(sampler), repr(estimator), vars(sampler), vars(estimator)
    assert before == after


def test_same_random_state_same_scores():
    samplers = {"ros": RandomOverSampler(), "kernel": "kernel"}
    one, same, other = (
        compare(RandomForestClassifier(3), samplers=samplers, random_state=seed)
        for seed in (0, 0, 1)
    )
    assert one.to_frame()["score"].equals(same.to_frame()["score"])
    assert not one.to_frame()["score"].equals(other.to_frame()["score"])


def test_global_seed_is_neither_read_nor_changed():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    compare(RandomForestClassifier(2))
    after = np.random.get_state()[1]  # noqa: NPY002
    np.testing.assert_array_equal(after, before)


def test_processes_and_one_process_agree():
    samplers = {"kernel": "kernel", "ros": RandomOverSampler()}
    one = compare(samplers=samplers).to_frame()
    two = compare(samplers=samplers, n_jobs=2).to_frame()
    assert (two["error"] == "").all()
    pd.testing.assert_frame_equal(
        one.drop(columns="seconds"), two.drop(columns="seconds")
    )


# Words and estimators


def test_all_words_together():
    summary = compare(samplers=WORDS, cv=3).summary()
    assert summary["n_failed"].sum() == 0
    thresholds = summary.loc[("threshold", "average_precision")]
    assert thresholds["ties"] == 3  # a moved threshold changes no ranking


def test_class_weights_by_sample_weights():
    # A prior of one half each is what balanced weights give this classifier.
    frame = compare(GaussianNB(), samplers={"w": "class_weight"}).to_frame()
    priors = GaussianNB(priors=[0.5, 0.5])
    expected = compare(priors, samplers={"nothing": None}).to_frame()
    assert scores_of(frame, "w") == pytest.approx(scores_of(expected, "none"))
    assert scores_of(expected, "nothing") == scores_of(expected, "none")


def test_a_word_that_the_estimator_cannot_follow():
    with pytest.raises(ValueError, match="Leave 'class_weight' out of samplers"):
        compare(KNeighborsClassifier(), samplers={"w": "class_weight"})


@pytest.mark.parametrize(
    "estimator",
    [
        make_pipeline(StandardScaler(), SVC()),
        Pipeline([("s", StandardScaler()), ("sampler", None), ("svc", SVC())]),
        GridSearchCV(SVC(), {"C": [1, 10]}, cv=2),
        GridSearchCV(make_pipeline(StandardScaler(), SVC()), {"svc__C": [1, 10]}, cv=2),
    ],
)
def test_pipelines_and_searches(estimator):
    words = {"weights": "class_weight", "threshold": "threshold"}
    result = compare(estimator, samplers={"smote": SMOTE(k_neighbors=3), **words})
    assert (result.to_frame()["error"] == "").all()


# Kinds of data


def flat(classifier):
    flatten = FunctionTransformer(lambda X: np.reshape(X, (len(X), -1)))
    return make_pipeline(flatten, classifier)


@pytest.mark.parametrize("shape", [(9, 2), (8, 8, 1)])
def test_signals_and_images(shape):
    signals = np.random.RandomState(0).normal(size=(80, *shape))
    words = {w: w for w in ("kernel", "mixup", "warp")[: len(shape)]}
    result = compare(flat(GaussianNB()), signals, samplers=words)
    assert (result.to_frame()["error"] == "").all()


@pytest.mark.parametrize("kind", [np.asarray, pd.DataFrame, sparse.csr_array])
def test_mixup_of_tables(kind):
    result = compare(X=kind(X), samplers={"mixup": "mixup"})
    assert (result.to_frame()["error"] == "").all()
    assert result.baselines == {"none": None, "mixup": "mixup"}


def test_mixup_of_text_is_told_and_works_behind_an_encoder():
    table = pd.DataFrame({"a": X[:, 0], "kind": np.where(X[:, 1] > 0, "x", "y")})
    encode = ColumnTransformer([("t", OneHotEncoder(), ["kind"])], remainder="drop")
    steps = [("encode", encode), ("classifier", LogisticRegression())]
    with pytest.warns(FitFailedWarning, match="'kind'.* not numeric.*Samplers get X"):
        compare(Pipeline(steps), table, samplers={"mixup": "mixup"})
    steps.insert(1, ("sampler", "passthrough"))
    result = compare(Pipeline(steps), table, samplers={"mixup": "mixup"})
    assert (result.to_frame()["error"] == "").all()


def test_warp_takes_images_as_they_are_or_as_they_become():
    rows = np.random.RandomState(0).normal(size=(80, 64))
    fold = FunctionTransformer(lambda X: X.reshape(-1, 8, 8, 1))
    flatten = FunctionTransformer(lambda X: np.reshape(X, (len(X), -1)))
    steps = [("fold", fold), ("sampler", "passthrough"), ("flatten", flatten)]
    estimator = Pipeline([*steps, ("classifier", GaussianNB())])
    warp = {"warp": "warp"}
    placed = compare(estimator, rows, samplers=warp).to_frame()["score"]
    first = compare(flat(GaussianNB()), fold.transform(rows), samplers=warp)
    assert placed.equals(first.to_frame()["score"])
    with pytest.warns(FitFailedWarning, match="only images can be warped"):
        compare(Pipeline(estimator.steps[1:]), rows, samplers=warp)
    for others in (rows, rows.tolist(), pd.DataFrame(rows), rows.reshape(80, 8, 8)):
        with pytest.raises(InputError, match="only images can be warped. Give X of"):
            compare(flat(GaussianNB()), others, samplers=warp)


def test_tables_with_text_need_the_slot():
    table = pd.DataFrame(X, columns=["a", "b", "c"])
    table["kind"] = np.where(X[:, 0] > 0, "x", "y")
    label = pd.Series(np.where(Y, "rare", "often"), index=np.arange(80) + 7)
    encode = ColumnTransformer(
        [("t", OneHotEncoder(), ["kind"])], remainder="passthrough"
    )
    steps = [("encode", encode), ("sampler", None), ("clf", LogisticRegression())]
    result = compare(Pipeline(steps), table, label, {"smote": SMOTE(), **WORDS})
    assert (result.to_frame()["error"] == "").all()


@pytest.mark.parametrize("kind", [sparse.csr_array, lambda X: X.tolist()])
def test_sparse_tables_and_lists(kind):
    result = compare(X=kind(X), y=Y.tolist())
    assert result.to_frame()["score"].equals(compare().to_frame()["score"])
    assert compare(y=np.arange(80) % 3).summary()["mean"].notna().all()


# Scoring


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
