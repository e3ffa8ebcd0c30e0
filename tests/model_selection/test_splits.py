import numpy as np
import pytest
from sklearn.model_selection import GroupKFold, KFold

from skgan.exceptions import InputError
from skgan.model_selection._validation import make_folds
from tests.helpers import Y

X = np.zeros((60, 1))


def folds_of(cv):
    return make_folds(cv, X, Y, np.random.RandomState(0))


@pytest.mark.parametrize(
    "cv, message",
    [
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


@pytest.mark.parametrize("cv", [3, KFold(3), KFold(3).split(X), iter([([0], [1])] * 3)])
def test_ints_splitters_and_iterables(cv):
    assert len(folds_of(cv)) == 3
