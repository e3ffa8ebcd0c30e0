import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE
from scipy.sparse import csr_matrix
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GroupKFold, KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from skgan.exceptions import InputError
from skgan.model_selection._validation import make_folds
from tests.helpers import TABLE as X
from tests.helpers import Y
from tests.model_selection import runs


def compare(estimator=None, X=X, y=Y, **parameters):
    return runs.compare(estimator, X, y, **{"cv": None, **parameters})


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
        (np.array(["a", 1] * 30, dtype=object), r"the types \['int', 'str'\],.*Give y"),
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


@pytest.mark.parametrize("cv, n_splits", [(None, 5), (4, 4)])
def test_classes_of_fewer_samples_than_folds(cv, n_splits):
    y = np.where(np.arange(60) < 3, "rare", "often")
    with pytest.raises(ValueError, match=f"'rare' has 3 samples.* {n_splits} folds"):
        compare(y=y, cv=cv)


def test_all_fits_fail_and_a_threshold_has_three_classes():
    with pytest.raises(ValueError, match="All 20 fits failed.*contains NaN"):
        compare(X=np.full((60, 3), np.nan))
    with pytest.raises(ValueError, match="'threshold', but y has 3 classes"):
        compare(y=np.arange(60) % 3, samplers={"threshold": "threshold"})


@pytest.mark.parametrize("form", [np.asarray, list, pd.DataFrame, csr_matrix])
def test_no_rows(form):
    """They ended in an IndexError."""
    with pytest.raises(InputError, match="X has no rows. Give"):
        compare(X=form(X[:1])[:0], y=Y[:0])


def folds_of(cv):
    return make_folds(cv, X, Y, np.random.RandomState(0))


@pytest.mark.parametrize(
    "cv, message",
    [
        ([], "cv has no folds"),
        (1, "cv=1 is invalid: k-fold.*Give an int of 2 or more, a splitter"),
        (0, "cv=0 is invalid"),
        (True, "cv=True is invalid"),
        (2.5, "cv=2.5 is invalid"),
        ("kfold", "cv='kfold' is invalid"),
        (KFold, "cv=<class .* is invalid"),
        (GroupKFold(2), "The 'groups' parameter should not be None. Give an int"),
        ([1, 2], r"cv=\[1, 2\] is invalid: cannot unpack"),
        ([([0, 1], [2]), ([], [3])], "cv has no training rows of fold 1. Give"),
        ([([0, 1], [])], "cv has no test rows of fold 0"),
        ([(Y == Y, Y == 5)], "cv has no test rows of fold 0"),
        ([([0, 1], [60])], "cv has 60 to 60 for the test rows of fold 0, but there"),
        ([([0, -61], [1])], "cv has -61 to 0 for the training rows"),
        ([(["a"], ["b"])], "cv has <U1 of shape .1,. for the training rows"),
        ([([0.5], [1])], "cv has float64 of shape"),
    ],
)
def test_what_makes_no_folds_is_named(cv, message):
    with pytest.raises(InputError, match=message):
        folds_of(cv)


@pytest.mark.parametrize(
    "cv",
    [3, KFold(3), KFold(3).split(X), iter([([0], [1])] * 3), [(Y == 0, Y == 1)] * 3],
)
def test_ints_splitters_and_iterables(cv):
    assert len(folds_of(cv)) == 3
