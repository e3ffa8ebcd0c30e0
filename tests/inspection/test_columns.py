import numpy as np
import pandas as pd

from skgan.inspection._columns import as_frame, is_number, standardizer


def test_every_column_becomes_floats_or_strings():
    frame = pd.DataFrame(
        {
            "int": [1, 2, 3],
            "flag": [True, False, True],
            "text": ["a", None, "b"],
            "mixed": [1, "a", None],
            "kind": pd.Categorical(["x", "y", "x"]),
            "nullable": pd.array([1, None, 3], dtype="Int64"),
            "maybe": pd.array([True, None, False], dtype="boolean"),
            "day": pd.to_datetime(["1970-01-01", "2020-01-01", None]),
            "zone": pd.to_datetime(["1970-01-01"] * 3, utc=True),
            "wait": pd.to_timedelta([1, 2, None], "D"),
            "sparse": pd.arrays.SparseArray([0.0, 0.0, 1.0]),
        }
    )
    numbers = as_frame(frame)
    kinds = {name: is_number(numbers[name]) for name in numbers}
    assert {name for name, number in kinds.items() if not number} == {
        "text",
        "mixed",
        "kind",
    }
    assert numbers["wait"].tolist()[:2] == [1, 2]
    np.testing.assert_allclose(numbers["day"], [1970, 2020, np.nan], atol=1e-2)
    assert np.isnan(numbers["nullable"][1]) and np.isnan(numbers["maybe"][1])
    values = standardizer(numbers).transform(numbers)
    assert np.isfinite(values).all()


def test_names_that_look_the_same_are_told_apart():
    frame = as_frame(pd.DataFrame([[1, 2]], columns=[1, "1"]))
    assert frame.columns.tolist() == ["1 (0)", "1 (1)"]
    assert frame.iloc[0].tolist() == [1, 2]


def test_columns_are_standardised_by_the_rows_fitted():
    X = as_frame(np.random.RandomState(0).normal(5, 3, (50, 2)))
    values = standardizer(X).transform(X)
    np.testing.assert_allclose(values.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(values.std(axis=0), 1)
    numbers = standardizer(as_frame(pd.DataFrame({"kind": ["a", "b"]})))
    unknown = as_frame(pd.DataFrame({"kind": ["c"]}))
    assert numbers.transform(unknown).shape == (1, 2)
