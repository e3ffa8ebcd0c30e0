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


@pytest.mark.parametrize("counts", [(30, 20), (30, 30)])
@pytest.mark.parametrize("labels", [(0, 1), ("no", "yes"), (True, False)])
def test_average_precision_is_that_of_the_rarer_class(labels, counts):
    y = np.repeat(np.array(labels), counts)
    rows = X[: len(y)]
    if counts[0] == counts[1]:  # of equally many rows, that of the greater label
        labels = sorted(labels)
    classifier = LogisticRegression()
    scores = score(classifier, rows, y)
    column = list(classifier.classes_).index(labels[1])
    proba = classifier.predict_proba(rows)[:, column]
    expected = average_precision_score(y == labels[1], proba)
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


@pytest.mark.parametrize(
    ("scoring", "message"),
    [
        *((nothing, "contains no metric") for nothing in ([], {}, "", 5)),
        ("balanced_acuracy", "balanced_acuracy"),
        (recall_score, "make_scorer"),
        ({"mine": 5}, "scoring has 5, which is not a metric. Use"),
    ],
)
def test_unknown_names_and_plain_metrics(scoring, message):
    with pytest.raises(ValueError, match=message):
        make_metrics(scoring, SVC(), Y)
    with pytest.raises(ValueError, match="scoring returned no score. Return a float"):
        measure(lambda estimator, X, y: {}, SVC(), X, Y)


def test_a_class_that_the_test_rows_lack_is_left_out():
    metrics = make_metrics(None, SVC(), Y)
    values = measure(metrics, SVC().fit(X, Y), X[:50], Y[:50])
    assert values["average_precision"][1] == ""
