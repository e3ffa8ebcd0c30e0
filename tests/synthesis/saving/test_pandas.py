from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from skgan._files import Damaged
from skgan.exceptions import InputError
from skgan.synthesis.saving import Source, read_node, write_node
from skgan.synthesis.saving._scalars import plain_scalar, scalar_of
from tests.helpers import there_and_back

DATES = pd.to_datetime(["2020-01-01", "2021-05-05"])


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
        pd.DatetimeIndex(DATES).tz_localize("Europe/Berlin"),
        pd.DatetimeIndex(DATES).as_unit("s").tz_localize("UTC"),
        pd.period_range("2020", periods=3, freq="Q", name="quarter"),
        pd.CategoricalIndex(DATES[[1, 0, 1]]),
        pd.CategoricalIndex(pd.period_range("2020", periods=2, freq="D")),
        pd.Index([1, 2], dtype="UInt8"),
        pd.Index([True, False], dtype="boolean"),
        pd.Index(["a", "b"], dtype="string"),
        pd.Index(pd.arrays.SparseArray([1.0, 2.0])),
        pd.Index([DATES[0], "a", pd.Timedelta(3), date(2020, 1, 1)], dtype=object),
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
        pd.DatetimeTZDtype("us", ZoneInfo("Asia/Tokyo")),
        pd.DatetimeTZDtype("s", timezone(timedelta(hours=2))),
        pd.PeriodDtype("M"),
        pd.PeriodDtype("2W-SUN"),
        pd.IntervalDtype("float64", "left"),
        pd.IntervalDtype("datetime64[ns]", "both"),
        pd.Series(["a"], dtype="str").dtype,
    ],
    ids=str,
)
def test_dtypes_come_back(dtype):
    back = there_and_back(dtype)
    assert back == dtype and type(back) is type(dtype)


class OtherDtype(pd.api.extensions.ExtensionDtype):
    """What another package might register."""

    name = "other"
    type = object


@pytest.mark.parametrize(
    "value", [OtherDtype(), pd.Index([0.5j]), pd.Index([Fraction(1, 2)], dtype=object)]
)
def test_what_can_not_be_saved_is_named(value):
    with pytest.raises(InputError, match="can't be saved"):
        there_and_back(value)


def test_texts_of_pandas_3_are_objects_before():
    written = {"pandas": {"dict": [["named", "str"]]}}
    assert read_node(written, Source([])) == pd.Series(["a"], dtype="str").dtype


@pytest.mark.parametrize(
    "plain",
    [
        {"range": (0, 10**15, 1), "name": None},
        {"range": (0, 1, 0), "name": None},
        {"levels": [[1], [2]]},
        {"sides": [[1], [2]], "closed": "right", "name": None},
        {"values": "text", "dtype": np.dtype("O"), "name": None},
        {"values": [1], "dtype": "category", "name": None},
        {"codes": np.array([5]), "dtype": pd.CategoricalDtype(["a"]), "name": None},
        {"codes": np.array([0]), "dtype": np.dtype("O"), "name": None},
        {"ticks": np.array([0]), "dtype": np.dtype("M8[ns]"), "name": None},
        {"ticks": np.array([0.5]), "dtype": pd.PeriodDtype("D"), "name": None},
        {},
    ],
)
def test_unknown_columns_are_refused(plain):
    with pytest.raises((Damaged, ValueError)):
        pool = []
        read_node({"index": write_node(plain, pool, "It")}, Source(pool))


@pytest.mark.parametrize(
    "plain",
    [
        {"named": "object"},
        {"named": "period[__import__]"},
        {"named": "period[99999999999999D]"},
        {"between": "f8", "closed": "right"},
        {"named": "Int64 "},
        {"unit": "ns", "zone": "dateutil//etc/passwd"},
        {"unit": "ns", "zone": "../../etc/passwd"},
        {"unit": "ns", "zone": "/etc/passwd"},
        {"unit": "ns", "zone": "/etc/passwd", "zoneinfo": True},
        {"categories": [1, 2], "ordered": False},
        {"sparse": "f8", "fill_value": 0},
    ],
)
def test_unknown_dtypes_are_refused(plain):
    with pytest.raises(Damaged):
        read_node({"pandas": write_node(plain, [], "It")}, Source([]))


@pytest.mark.parametrize(
    "value",
    [
        pd.NA,
        pd.NaT,
        pd.Timestamp("2020-02-29 12:00:00.000000001"),
        pd.Timestamp("2020-10-25 00:30", tz="UTC").tz_convert("Europe/Berlin"),
        pd.Timedelta("-1 days 3 ns"),
        pd.Period("2020Q1"),
        pd.Interval(0.0, 1.5, closed="both"),
        date(2020, 2, 29),
        datetime(2020, 2, 29, 12, 0, 0, 1),
        datetime(2020, 2, 29, tzinfo=timezone(timedelta(hours=-3))),
        time(12, 30),
        -timedelta(days=1, microseconds=1),
        b"\x00\xff",
        UUID(int=7),
        Decimal("1.10"),
    ],
    ids=repr,
)
def test_scalars_come_back(value):
    back = scalar_of(plain_scalar(value))
    assert type(back) is type(value) and repr(back) == repr(value)
    assert plain_scalar(1j) is None and plain_scalar(None) is None


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"missing": "None"},
        {"only": pd.Index(["a"])},
        {"only": pd.DatetimeIndex([])},
        {"only": "2020"},
        {"date": "today"},
        {"date": 2020},
        {"bytes": "0"},
        {"duration": "9" * 400},
        {"uuid": "7"},
        {"date": "2020-01-01", "time": "12:00"},
    ],
    ids=str,
)
def test_unknown_scalars_are_refused(plain):
    with pytest.raises((Damaged, ValueError, OverflowError)):
        scalar_of(plain)
