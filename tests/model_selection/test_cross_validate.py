"""Comparisons: fair folds, seeds, processes, words in the place of samplers."""

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (
    GridSearchCV,
    RepeatedStratifiedKFold,
    StratifiedKFold,
    cross_validate,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier

from tests.model_selection.runs import WORDS, Sampler, X, Y, compare, scores_of


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
