"""Folds that keep the rows of a group together."""

import numpy as np
import pandas as pd
import pytest
from sklearn.model_selection import GroupKFold, KFold, LeaveOneGroupOut
from sklearn.model_selection import StratifiedGroupKFold as OfGroups

from skgan.exceptions import InputError
from skgan.model_selection._groups import RepeatedStratifiedGroupKFold, check_groups
from skgan.model_selection._validation import make_folds
from tests.model_selection.runs import X, Y, compare

GROUPS = np.array([f"patient {i // 4}" for i in range(80)])  # 20 of one class each


class Recorder(OfGroups):
    """Notes the groups that it is given."""

    def split(self, X, y, groups):
        self.given = groups
        return super().split(X, y, groups)


def folds_of(cv, groups=GROUPS, y=Y):
    numbers = check_groups(groups, len(y))
    return make_folds(cv, X, y, np.random.RandomState(0), numbers)


@pytest.mark.parametrize(
    ("cv", "n_folds"),
    [(None, 10), (4, 4), (GroupKFold(3), 3), (LeaveOneGroupOut(), 20)],
)
def test_no_group_is_in_both_parts_of_a_fold(cv, n_folds):
    folds = folds_of(cv)
    assert len(folds) == n_folds
    for train, test in folds:
        assert not set(GROUPS[train]) & set(GROUPS[test])
        assert len(train) + len(test) == 80
    if cv is None:
        assert all({0, 1} == set(Y[test]) for _, test in folds)  # stratified
        again = folds_of(None)
        assert all(
            np.array_equal(a, b) for a, b in zip(folds[0], again[0], strict=True)
        )


@pytest.mark.parametrize("as_given", [list, pd.Series, pd.Categorical, np.asarray])
def test_the_splitter_is_given_the_groups(as_given):
    cv = Recorder(2)
    result = compare(cv=cv, groups=as_given(GROUPS.tolist()))
    assert pd.Series(cv.given).groupby(GROUPS).nunique().eq(1).all()
    assert len(set(cv.given)) == 20
    assert result.to_frame()["n_test"].sum() == 80 * 2 * 2  # samplers, metrics


def test_without_groups_the_folds_are_as_before():
    plain = make_folds(None, X, Y, np.random.RandomState(0))
    assert len(plain) == 10
    assert any(set(GROUPS[train]) & set(GROUPS[test]) for train, test in plain)


def test_a_division_that_can_not_be_made_otherwise_is_made_once():
    groups = np.repeat(np.arange(5), [4, 8, 12, 16, 40])
    y = np.arange(80) % 2
    cv = RepeatedStratifiedGroupKFold(5, 2, random_state=0)
    assert len(list(cv.split(X, y, groups))) == 5
    assert len(folds_of(None, groups, y)) == 5


@pytest.mark.parametrize(
    ("cv", "groups", "message"),
    [
        (None, GROUPS[:79], r"groups has shape \(79,\), but there are 80 samples"),
        (None, GROUPS[:, None], r"groups has shape \(80, 1\)"),
        (None, "patient", r"groups has shape \(\)"),
        (None, [None, *GROUPS[1:]], "groups has 1 missing values"),
        (None, [np.nan, *GROUPS[1:]], "groups has 1 missing values"),
        (None, np.where(Y == 1, np.nan, 1), "groups has 20 missing values"),
        (None, np.zeros(80), "groups has only one group"),
        (None, np.arange(80) // 20, "4 groups, fewer than the 5 folds"),
        (6, np.arange(80) // 20, "4 groups, fewer than the 6 folds"),
        (True, GROUPS, "cv=True is invalid"),
        ("kfold", GROUPS, "cv='kfold' is invalid"),
        ([(Y == 0, Y == 1)] * 2, GROUPS, "cv is a list of pairs of rows"),
        (KFold(3).split(X), GROUPS, "cv is a list of pairs of rows"),
    ],
)
def test_groups_that_make_no_folds_are_named(cv, groups, message):
    with pytest.raises(InputError, match=message):
        compare(cv=cv, groups=groups)


def test_a_splitter_that_ignores_groups_is_refused():
    cv = KFold(3, shuffle=True, random_state=0)
    with (
        pytest.warns(UserWarning, match="groups parameter is ignored"),
        pytest.raises(InputError, match=r"cv puts \d+ of 20 groups into both"),
    ):
        compare(cv=cv, groups=GROUPS)


def test_frames_of_polars_are_compared():
    pl = pytest.importorskip("polars")
    options = {"samplers": {"kernel": "kernel"}}  # imbalanced-learn's take no polars
    plain = compare(groups=GROUPS, **options).to_frame()
    options |= {"y": pl.Series(Y), "groups": pl.Series(GROUPS)}
    of_polars = compare(X=pl.DataFrame(X), **options).to_frame()
    assert of_polars["score"].tolist() == plain["score"].tolist()
