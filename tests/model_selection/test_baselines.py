import pytest
from sklearn.ensemble import BaggingClassifier, GradientBoostingClassifier
from sklearn.metrics import get_scorer
from sklearn.model_selection import GridSearchCV, TunedThresholdClassifierCV
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from skgan.model_selection._placement import balance_classes, tune_threshold

PIPELINE = make_pipeline(StandardScaler(), SVC())


@pytest.mark.parametrize(
    "estimator, name",
    [
        (SVC(), "class_weight"),
        (PIPELINE, "svc__class_weight"),
        (GridSearchCV(PIPELINE, {}), "estimator__svc__class_weight"),
        (BaggingClassifier(SVC()), "estimator__class_weight"),
    ],
)
def test_class_weights_are_set_where_they_belong(estimator, name):
    balanced, weight_name = balance_classes(estimator)
    assert weight_name is None
    assert balanced.get_params()[name] == "balanced"
    estimator.set_params(**{name: None})


@pytest.mark.parametrize(
    "estimator, name",
    [
        (GaussianNB(), "sample_weight"),
        (make_pipeline(StandardScaler(), GaussianNB()), "gaussiannb__sample_weight"),
        (GridSearchCV(GradientBoostingClassifier(), {}), "sample_weight"),
        (GridSearchCV(make_pipeline(GaussianNB()), {}), "gaussiannb__sample_weight"),
    ],
)
def test_sample_weights_take_their_place(estimator, name):
    assert balance_classes(estimator)[1] == name


@pytest.mark.parametrize("wrap", [lambda e: e, make_pipeline])
def test_neither_is_an_error(wrap):
    with pytest.raises(ValueError, match="neither class_weight nor sample_weight"):
        balance_classes(wrap(KNeighborsClassifier()))


@pytest.mark.parametrize(
    "names, expected",
    [
        (["f1", "balanced_accuracy"], "f1"),
        (["average_precision", "f1"], "f1"),
        (["roc_auc"], "balanced_accuracy"),
    ],
)
def test_threshold_is_tuned_for_the_first_metric_that_has_one(names, expected):
    tuned = tune_threshold(SVC(), {name: get_scorer(name) for name in names})
    assert isinstance(tuned, TunedThresholdClassifierCV)
    assert get_scorer(tuned.scoring)._score_func is get_scorer(expected)._score_func


def test_threshold_for_a_callable_of_the_user():
    tuned = tune_threshold(SVC(), lambda estimator, X, y: 0.0)
    assert tuned.scoring == "balanced_accuracy"
    tuned = tune_threshold(SVC(), {"mine": lambda estimator, X, y: 0.0})
    assert tuned.scoring == "balanced_accuracy"
