import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.metrics import average_precision_score, get_scorer, recall_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from skgan.model_selection._scoring import make_metrics, measure
from tests.helpers import THREE as Y

X = np.random.RandomState(0).normal(size=(60, 3)) + Y[:, None]


def score(classifier, X, y, scoring=None):
    metrics = make_metrics(scoring, classifier, y)
    values = measure(metrics, classifier.fit(X, y), X, y)
    assert all(error == "" for _, error in values.values())
    return {name: value for name, (value, _) in values.items()}


@pytest.mark.parametrize("labels", [(0, 1), ("no", "yes"), (True, False)])
def test_average_precision_is_that_of_the_rarer_class(labels):
    y = np.array(labels)[Y[Y < 2]]
    classifier = LogisticRegression()
    scores = score(classifier, X[Y < 2], y)
    column = list(classifier.classes_).index(labels[1])
    proba = classifier.predict_proba(X[Y < 2])[:, column]
    expected = average_precision_score(y == labels[1], proba)
    assert scores["average_precision"] == pytest.approx(expected)


def test_of_equally_many_rows_it_is_that_of_the_greater_label():
    y = np.repeat([0, 1], 30)
    scores = score(LogisticRegression(), X, y)
    scorer = get_scorer("average_precision")
    expected = scorer(LogisticRegression().fit(X, y), X, y)
    assert scores["average_precision"] == pytest.approx(expected)


@pytest.mark.parametrize("labels", [(0, 1, 2), ("a", "b", "c")])
@pytest.mark.parametrize(
    "classifier", [LogisticRegression(), SVC(), KNeighborsClassifier(), Perceptron()]
)
def test_of_several_classes_it_is_the_mean_over_one_against_the_rest(
    classifier, labels
):
    y = np.array(labels)[Y]
    scores = score(classifier, X, y)
    has_decisions = hasattr(classifier, "decision_function")
    of = classifier.decision_function if has_decisions else classifier.predict_proba
    each = [average_precision_score(k == Y, of(X)[:, k]) for k in range(3)]
    assert scores["average_precision"] == pytest.approx(np.mean(each))


@pytest.mark.parametrize(
    "scoring, names",
    [
        (None, ["balanced_accuracy", "average_precision"]),
        ("f1_macro", ["f1_macro"]),
        (["f1_macro", "accuracy"], ["f1_macro", "accuracy"]),
        ({"mine": "accuracy"}, ["mine"]),
        ({"mine": get_scorer("accuracy")}, ["mine"]),
    ],
)
def test_forms_of_scoring(scoring, names):
    assert list(score(LogisticRegression(), X, Y, scoring)) == names


@pytest.mark.parametrize("scoring", [[], {}, "", 5])
def test_nothing_to_measure(scoring):
    with pytest.raises(ValueError, match="names no metric"):
        make_metrics(scoring, SVC(), Y)


def test_unknown_names_and_plain_metrics():
    with pytest.raises(ValueError, match="balanced_acuracy"):
        make_metrics("balanced_acuracy", SVC(), Y)
    with pytest.raises(ValueError, match="make_scorer"):
        make_metrics(recall_score, SVC(), Y)
    with pytest.raises(ValueError, match="scoring has 5, which is not a metric. Use"):
        make_metrics({"mine": 5}, SVC(), Y)


def test_a_callable_without_scores_is_told():
    with pytest.raises(ValueError, match="scoring returned no score. Return a float"):
        measure(lambda estimator, X, y: {}, SVC(), X, Y)


def test_a_class_that_the_test_rows_lack_is_left_out():
    metrics = make_metrics(None, SVC(), Y)
    values = measure(metrics, SVC().fit(X, Y), X[:50], Y[:50])
    assert values["average_precision"][1] == ""
