import numpy as np
import pandas as pd
import pytest

from skgan._saving._refusals import Damaged
from skgan._saving._tree import read_node, write_node
from skgan.exceptions import InputError

DATES = pd.to_datetime(["2020-01-01", "2021-05-05"])


def there_and_back(value):
    pool = []
    return read_node(write_node(value, pool, "It"), pool)


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["a", "b"], name="letter"),
        pd.Index([1, "b", None, 2.5], dtype=object),
        pd.Index([1, 2], dtype="int16"),
        pd.Index([True, False]),
        pd.RangeIndex(3, 9, 2, name=("a", 1)),
        pd.DatetimeIndex(DATES),
        pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", None]),
        pd.CategoricalIndex(["a", "b"], categories=["b", "a"], ordered=True),
        pd.interval_range(0, 3),
    ],
    ids=lambda index: type(index).__name__,
)
def test_columns_come_back(index):
    assert there_and_back(index).identical(index)


@pytest.mark.parametrize(
    "dtype",
    [
        pd.CategoricalDtype(),
        pd.CategoricalDtype(["b", "a"]),
        pd.CategoricalDtype(pd.interval_range(0, 3), ordered=True),
        pd.CategoricalDtype(DATES),
        pd.SparseDtype(np.float64, 0.0),
        pd.Int64Dtype(),
        pd.Float32Dtype(),
        pd.BooleanDtype(),
        pd.StringDtype("python"),
        pd.DatetimeTZDtype("ns", "Europe/Berlin"),
    ],
    ids=str,
)
def test_dtypes_come_back(dtype):
    back = there_and_back(dtype)
    assert back == dtype and type(back) is type(dtype)


@pytest.mark.parametrize(
    "value",
    [pd.PeriodDtype("M"), pd.period_range("2020", periods=2), pd.IntervalDtype("f8")],
)
def test_what_can_not_be_saved_is_named(value):
    with pytest.raises(InputError, match="can't be saved"):
        there_and_back(value)


@pytest.mark.parametrize(
    "plain",
    [
        {"range": (0, 10**15, 1), "name": None},
        {"range": (0, 1, 0), "name": None},
        {"levels": [[1], [2]]},
        {"sides": [[1], [2]], "closed": "right", "name": None},
        {"values": "text", "dtype": np.dtype("O"), "name": None},
        {"values": [1], "dtype": "category", "name": None},
        {},
    ],
)
def test_unknown_columns_are_refused(plain):
    with pytest.raises((Damaged, ValueError)):
        read_node({"index": write_node(plain, [], "It")}, [])


@pytest.mark.parametrize(
    "plain",
    [
        {"named": "object"},
        {"named": "period[M]"},
        {"named": "Int64 "},
        {"unit": "ns", "zone": "dateutil//etc/passwd"},
        {"unit": "ns", "zone": "../../etc/passwd"},
        {"unit": "ns", "zone": "/etc/passwd"},
        {"categories": [1, 2], "ordered": False},
        {"sparse": "f8", "fill_value": 0},
    ],
)
def test_unknown_dtypes_are_refused(plain):
    with pytest.raises(Damaged):
        read_node({"pandas": write_node(plain, [], "It")}, [])
