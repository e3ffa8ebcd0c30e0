"""Probabilities divided by the frequencies of the classes."""

import numpy as np
import pandas as pd
import pytest
from imblearn.pipeline import Pipeline
from sklearn.base import clone
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.metrics import balanced_accuracy_score, get_scorer
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from skgan.exceptions import InputError
from skgan.model_selection._prior import PriorClassifier, adjust_prior
from tests.model_selection.runs import compare

PRIOR = {"prior": "prior"}
IRIS, SPECIES = load_iris(return_X_y=True)
KEPT = np.r_[0:50, 50:70, 100:106]  # 50, 20 and 6 of the three species
X, Y = IRIS[KEPT], np.array(["often", "rare", "rarest"])[SPECIES[KEPT]]


def two_gaussians(seed):
    random_state = np.random.RandomState(seed)
    y = np.repeat([0, 1], [2000, 100])
    return random_state.normal(size=(2100, 1)) + 2 * y[:, None], y


def three_gaussians():
    numbers = np.repeat([0, 1, 2], [200, 40, 20])
    rows = np.random.RandomState(0).normal(size=(260, 2)) + 1.2 * numbers[:, None]
    return rows, np.array(["often", "rare", "rarest"])[numbers]


def test_two_gaussians_are_parted_in_the_middle():
    """Of unit variance and means 0 and 2, the best border is 1, not 1 + log(20) / 2."""
    (rows, y), (test, truth) = two_gaussians(0), two_gaussians(1)
    plain = GaussianNB().fit(rows, y)
    prior = adjust_prior(GaussianNB()).fit(rows, y)
    grid = np.linspace(-1, 4, 501)[:, None]
    border = grid[prior.predict(grid).argmax(), 0]
    assert border == pytest.approx(1.0, abs=0.15)
    assert grid[plain.predict(grid).argmax(), 0] > 2
    ours, theirs = (
        balanced_accuracy_score(truth, m.predict(test)) for m in (prior, plain)
    )
    assert ours == pytest.approx(0.841, abs=0.03) and ours > theirs + 0.1


@pytest.mark.parametrize("as_frame", [False, True])
def test_the_same_by_hand(as_frame):
    rows, y = X, Y
    if as_frame:
        rows, y = pd.DataFrame(X, columns=[*"abcd"]), pd.Series(Y, index=KEPT)
    classifier = make_pipeline(StandardScaler(), LogisticRegression())
    prior = adjust_prior(classifier).fit(rows, y)
    odds = classifier.fit(rows, y).predict_proba(rows) / (np.array([50, 20, 6]) / 76)
    assert prior.prior_.tolist() == [50 / 76, 20 / 76, 6 / 76]
    expected = odds / odds.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(prior.predict_proba(rows), expected)
    names = np.array(["often", "rare", "rarest"])
    np.testing.assert_array_equal(prior.predict(rows), names[odds.argmax(axis=1)])
    assert prior.classes_.tolist() == names.tolist()
    assert (prior.predict(rows) != classifier.predict(rows)).any()


def test_equal_frequencies_change_nothing():
    prior = adjust_prior(LogisticRegression(max_iter=1000)).fit(IRIS, SPECIES)
    plain = clone(prior.estimator).fit(IRIS, SPECIES).predict_proba(IRIS)
    np.testing.assert_allclose(prior.predict_proba(IRIS), plain)


@pytest.mark.parametrize("scoring", ["roc_auc", "average_precision", "neg_log_loss"])
def test_scorers_see_the_corrected_probabilities(scoring):
    rows, y = two_gaussians(0)
    prior = PriorClassifier(LogisticRegression()).fit(rows, y)

    class Corrected(LogisticRegression):
        decision_function = property()

        def predict_proba(self, X):
            return prior.predict_proba(X)

    scorer = get_scorer(scoring)
    expected = scorer(Corrected().fit(rows, y), rows, y)
    assert scorer(prior, rows, y) == pytest.approx(expected)
    if scoring != "neg_log_loss":  # of two classes the ranking stays
        plain = scorer(LogisticRegression().fit(rows, y), rows, y)
        assert expected == pytest.approx(plain)


@pytest.mark.parametrize(
    "estimator",
    [
        LogisticRegression(),
        make_pipeline(StandardScaler(), LogisticRegression()),
        Pipeline([("sampler", "passthrough"), ("classifier", LogisticRegression())]),
        GridSearchCV(LogisticRegression(), {"C": [1, 10]}, cv=2),
    ],
)
def test_the_word_in_whole_runs(estimator):
    rows, y = three_gaussians()
    scoring = ["balanced_accuracy", "roc_auc_ovr", "neg_log_loss"]
    result = compare(estimator, rows, y, PRIOR, cv=3, scoring=scoring)
    assert (result.to_frame()["error"] == "").all()
    default = compare(estimator, pd.DataFrame(rows), pd.Series(y), PRIOR, cv=3)
    assert (default.to_frame()["error"] == "").all()
    means = result.summary()["mean"].xs("balanced_accuracy", level="metric")
    assert means["prior"] > means["none"] + 0.05


@pytest.mark.parametrize(
    "estimator", [LinearSVC(), make_pipeline(StandardScaler(), Perceptron())]
)
def test_a_classifier_without_probabilities_is_named(estimator):
    name = r"LinearSVC\(\)|Perceptron\(\)"
    with pytest.raises(InputError, match=rf"(?s)({name}).* has no predict_proba.*Wrap"):
        compare(estimator, samplers=PRIOR)
