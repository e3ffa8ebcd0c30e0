"""Distributions of columns on the page of a report."""

import numpy as np
import pandas as pd
import pytest

from skgan.samplers._report_columns import COLUMNS, rows_of_columns


def test_of_real_values_only_those_that_several_rows_share_are_named():
    names = [f"name {i}" for i in range(40)]
    X = pd.DataFrame({"who": names, "n": np.arange(40.0), "often": ["x", "y"] * 20})
    rows = {row[0]: row[1:] for row in rows_of_columns(X, X)}
    assert rows["who"] == ["-"] * 5 + ["0% / 0%"]
    assert rows["n"][1:4] == ["3.9 / -", "19.5 / 19.5", "35.1 / -"]
    assert rows["n"][0].filled and not rows["n"][0].line
    assert rows["often"][4] == "x: 50% / 50%; y: 50% / 50%"


@pytest.mark.parametrize(
    "values",
    [
        pd.date_range("2020-01-01", periods=60),
        pd.date_range("2020-01-01", periods=60, tz="Europe/Berlin"),
        pd.to_timedelta(range(60), unit="h"),
        pd.array([None, *range(59)], dtype="Int64"),
        pd.array([True, None] * 30, dtype="boolean"),
        pd.arrays.SparseArray([0.0, 1.0, np.nan] * 20),
        pd.Categorical([1, 2, 3] * 20),
        [None] * 60,
        [np.nan] * 60,
        [np.inf, -np.inf, 1.0] * 20,
        [1e308, -1e308, 0.0] * 20,
        [{1: 2}, [3], "x"] * 20,
    ],
)
def test_columns_of_any_type_have_a_row(values):
    column = pd.DataFrame({"a": values})
    [row] = rows_of_columns(column, column)
    assert len(row) == len(COLUMNS)
    [of_nothing] = rows_of_columns(column[:0], column)
    assert len(of_nothing) == len(COLUMNS)
