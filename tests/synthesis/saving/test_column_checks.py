"""Hostile columns of mixed tables are refused before anything is drawn."""

import numpy as np
import pandas as pd
import pytest

from skgan._files._refusals import Damaged
from skgan.encoding._columns import make_column
from skgan.synthesis.saving._column_checks import check_column
from skgan.validation._frames import is_text
from tests.frames import every_dtype

FRAME = every_dtype()
NUMBER, DATE = pd.Series([1.5, None, 3.0]), FRAME["date or none"]
TEXT = pd.Series(["a", "b", None, "b"], dtype=object)
ORDER = pd.Series(["a", "b", None]).astype(pd.CategoricalDtype(["b", "a"], True))
WHOLE = pd.Series([1, 2, 300])
ARRAY = np.dtype(float)


def fitted(series, **changes):
    column = make_column(series, is_text(series), 64).fit(series)
    vars(column).update(changes)
    return column


def check(series, dtype=None, **changes):
    check_column(fitted(series, **changes), is_text(series), 64, dtype)


@pytest.mark.parametrize("name", list(FRAME))
def test_what_a_fit_makes_is_fine(name):
    check(FRAME[name])


def test_what_a_fit_of_a_bucket_makes_is_fine():
    series = pd.Series([f"row {i}" for i in range(200)])
    with pytest.warns(UserWarning, match="200 categories"):
        check(series)


@pytest.mark.parametrize(
    ("series", "changes"),
    [
        (NUMBER, {"dtype_": np.dtype("O")}),
        (NUMBER, {"dtype_": np.dtype("int64")}),  # has no place for what is missing
        (NUMBER, {"dtype_": np.dtype("M8[ns]")}),
        (NUMBER, {"dtype_": pd.CategoricalDtype([1.5, 3.0])}),
        (NUMBER, {"dtype_": pd.SparseDtype(object)}),
        (NUMBER, {"dtype_": "float64"}),
        (NUMBER, {"minimum_": np.nan}),
        (NUMBER, {"minimum_": "1"}),
        (NUMBER, {"maximum_": 0.0}),
        (NUMBER, {"n_missing_": -1}),
        (NUMBER, {"n_missing_": 1.0}),
        (NUMBER, {"whole_": 1}),
        (WHOLE, {"maximum_": 10**30}),
        (DATE, {"kind_": "timedelta64[ns]"}),
        (DATE, {"kind_": "datetime64[s]"}),
        (DATE, {"unit_": 0}),
        (DATE, {"unit_": 2**63}),
        (DATE, {"unit_": 1.0}),
        (DATE, {"first_": 0}),
        (DATE, {"first_": np.int64(2**62)}),
        (DATE, {"maximum_": 1e30}),
        (DATE, {"dtype_": np.dtype("M8[D]")}),
        (DATE, {"dtype_": np.dtype("f8")}),
        (TEXT, {"levels_": pd.Index(["a"])}),
        (TEXT, {"levels_": pd.Index(["a", "a"], dtype=object)}),
        (TEXT, {"levels_": pd.Index(["a", None], dtype=object)}),
        (TEXT, {"levels_": pd.Index(["a", ["b"]], dtype=object)}),
        (TEXT, {"levels_": pd.Index([1, 2])}),
        (TEXT, {"levels_": pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])}),
        (TEXT, {"levels_": np.array(["a", "b"], dtype=object)}),
        (TEXT, {"levels_": pd.RangeIndex(2**24)}),
        (TEXT, {"dtype_": np.dtype("M8[ns]")}),
        (TEXT, {"dtype_": pd.Int64Dtype()}),
        (TEXT, {"counts_": np.array([2, -1])}),
        (TEXT, {"counts_": np.array([2**62, 2**62])}),
        (TEXT, {"counts_": np.array([0.5, 0.5])}),
        (TEXT, {"counts_": np.array([[2, 1]])}),
        (TEXT, {"missing_": "nothing"}),
        (TEXT, {"missing_": [None]}),
        (TEXT, {"has_missing_": False, "missing_": np.nan}),
        (TEXT, {"has_missing_": 1}),
        (TEXT, {"max_categories": 2}),
        (ORDER, {"levels_": pd.Index(["b", "a"])}),
        (ORDER, {"levels_": pd.CategoricalIndex(["b", None], dtype=ORDER.dtype)}),
        (ORDER, {"dtype_": np.dtype("O")}),
    ],
    ids=str,
)
def test_columns_that_do_not_fit_are_refused(series, changes):
    check(series)
    with pytest.raises((Damaged, ValueError, TypeError, OverflowError, LookupError)):
        check(series, **changes)


def test_columns_of_the_wrong_kind_are_refused():
    for column, is_category in [(fitted(TEXT), False), (fitted(NUMBER), True)]:
        with pytest.raises(Damaged, match="columns_"):
            check_column(column, is_category, 64, None)
    with pytest.raises(Damaged, match="columns_"):
        check_column(None, True, 64, None)


def test_values_that_the_array_can_not_hold_are_refused():
    check(NUMBER, ARRAY)
    with pytest.raises(Damaged, match="dtype of X"):
        check(NUMBER, np.dtype(int))
    with pytest.raises(ValueError, match="could not convert"):
        check(TEXT, ARRAY)
