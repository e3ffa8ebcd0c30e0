import numpy as np
import pandas as pd
import pytest

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


def test_a_column_that_is_text_in_one_table_is_categorical_in_both():
    other = FRAME.assign(number=["1", "2"])
    assert find_categorical(FRAME, other, "auto") == {*TEXTS, "number"}


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
