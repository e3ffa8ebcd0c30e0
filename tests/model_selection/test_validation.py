import numpy as np
import pytest
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from skgan.model_selection import cross_validate_augmentation
from tests.helpers import Y

X = np.random.RandomState(0).normal(size=(60, 3))


def compare(estimator=None, X=X, y=Y, samplers=None, **parameters):
    return cross_validate_augmentation(
        LogisticRegression() if estimator is None else estimator,
        X,
        y,
        samplers={"smote": SMOTE()} if samplers is None else samplers,
        **parameters,
    )


@pytest.mark.parametrize(
    "samplers, message",
    [
        ({}, r"samplers is \{\}\. Give a dict"),
        (SMOTE(), r"samplers is SMOTE\(\)\. Give a dict"),
        ({"a": "smote"}, r"samplers\['a'\] is 'smote', which is not a known word"),
        ({"a": SMOTE}, r"is the class SMOTE.*not an instance. Give SMOTE\(\)"),
        ({"a": LogisticRegression()}, "has no fit_resample"),
        ({"a": 3}, "has no fit_resample"),
        ({1: SMOTE()}, "A sampler is named 1"),
        ({"none": SMOTE()}, r"SMOTE\(\) is named 'none'"),
        ({"none": None}, "nothing except 'none'"),
    ],
)
def test_samplers(samplers, message):
    with pytest.raises(ValueError, match=message):
        compare(samplers=samplers)


@pytest.mark.parametrize(
    "estimator, message",
    [
        (LogisticRegression, r"the class LogisticRegression.*LogisticRegression\(\)"),
        ("svc", "'svc', which has no fit"),
        (LinearRegression(), "a regressor"),
        (StandardScaler(), r"StandardScaler\(\), which has no predict"),
        (make_pipeline(StandardScaler(), "passthrough"), "which has no predict"),
    ],
)
def test_estimators(estimator, message):
    with pytest.raises(ValueError, match=message):
        compare(estimator)


@pytest.mark.parametrize(
    "y, message",
    [
        (np.zeros(60, int), "y has one class, 0"),
        (np.random.RandomState(0).normal(size=60), "y is continuous"),
        (np.eye(3, dtype=int)[Y], "y is multilabel-indicator"),
        (np.where(Y, np.nan, 0.0), "y contains nan"),
        (Y[:50], "inconsistent numbers of samples.*Give X and y one entry for each"),
        (None, "y is None. Give samples X and their classes y"),
        (np.where(Y, "a", Y.astype(object)), r"classes of the types \['int', 'str'\]"),
        (np.array(["a", 1] * 30, dtype=object), r"the types \['int', 'str'\]. Give an"),
    ],
)
def test_targets(y, message):
    with pytest.raises(ValueError, match=message):
        compare(y=y)


@pytest.mark.parametrize(
    "X, message", [(None, "X is None"), (5, "got scalar.*Give one row for each sample")]
)
def test_samples(X, message):
    with pytest.raises((ValueError, TypeError), match=message):
        compare(X=X)


def test_a_threshold_is_between_two_classes():
    y = np.arange(60) % 3
    with pytest.raises(ValueError, match="'threshold', but y has 3 classes"):
        compare(y=y, samplers={"threshold": "threshold"})


@pytest.mark.parametrize("cv, n_splits", [(None, 5), (4, 4)])
def test_classes_of_fewer_samples_than_folds(cv, n_splits):
    y = np.where(np.arange(60) < 3, "rare", "often")
    with pytest.raises(ValueError, match=f"'rare' has 3 samples.* {n_splits} folds"):
        compare(y=y, cv=cv)


def test_no_folds():
    with pytest.raises(ValueError, match="cv has no folds"):
        compare(cv=[])


def test_all_fits_fail():
    with pytest.raises(ValueError, match="All 20 fits failed.*contains NaN"):
        compare(X=np.full((60, 3), np.nan))
