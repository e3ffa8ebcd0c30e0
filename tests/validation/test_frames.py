import numpy as np
import pandas as pd
import pytest

from skgan.exceptions import InputError
from skgan.validation._frames import as_numbers, check_frames, find_categorical

FRAME = pd.DataFrame(
    {
        "number": [1.0, 2.0],
        "whole": pd.array([1, None], "Int64"),
        "date": pd.to_datetime(["2020-01-01", None]),
        "zone": pd.to_datetime(["2020-01-01", None], utc=True),
        "span": pd.to_timedelta(["1 s", None]),
        "text": ["a", "b"],
        "truth": [True, False],
        "category": pd.Categorical([1, 2]),
    }
)
TEXTS = {"text", "truth", "category"}


def test_texts_categories_and_truth_values_are_categorical():
    assert find_categorical(FRAME, FRAME, "auto") == TEXTS


def test_a_column_that_is_text_in_one_table_is_categorical_in_both():
    other = FRAME.assign(number=["1", "2"])
    assert find_categorical(FRAME, other, "auto") == {*TEXTS, "number"}


@pytest.mark.parametrize(
    "features",
    [
        ["number", *TEXTS],
        [0, 5, 6, 7],
        [0, "text", 6, "category"],
        np.isin(FRAME.columns, ["number", *TEXTS]),
    ],
)
def test_names_positions_and_masks_are_the_same(features):
    assert find_categorical(FRAME, FRAME, features) == {*TEXTS, "number"}


def test_names_come_before_positions():
    table = pd.DataFrame([[1, 2]], columns=[1, 0])
    assert find_categorical(table, table, [0]) == {0}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("number", [1, 2]),
        ("whole", [1, np.nan]),
        ("date", [1577836800e9, np.nan]),
        ("zone", [1577836800e9, np.nan]),
        ("span", [1e9, np.nan]),
    ],
)
def test_numbers_dates_and_durations_become_floats(name, expected):
    np.testing.assert_array_equal(as_numbers(FRAME[name]), expected)


def test_arrays_become_tables_with_a_dtype_a_column():
    table, _ = check_frames(*[np.array([[1, "a"]], dtype=object)] * 2)
    assert find_categorical(table, table, "auto") == {1}
    table, _ = check_frames(*[np.zeros((3, 2, 2))] * 2)
    assert table.shape == (3, 4)


def test_text_must_be_named_when_the_categorical_columns_are():
    with pytest.raises(
        InputError, match=r"columns \['text', 'truth'\] are not numeric"
    ):
        find_categorical(FRAME, FRAME, ["category"])
