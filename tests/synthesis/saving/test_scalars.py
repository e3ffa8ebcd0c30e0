from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from skgan._files._refusals import Damaged
from skgan.synthesis.saving._scalars import plain_scalar, scalar_of


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
        Decimal("1.10"),
    ],
    ids=repr,
)
def test_scalars_come_back(value):
    back = scalar_of(plain_scalar(value))
    assert type(back) is type(value) and repr(back) == repr(value)


def test_other_values_are_no_scalars():
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
    ],
    ids=str,
)
def test_unknown_scalars_are_refused(plain):
    with pytest.raises((Damaged, ValueError)):
        scalar_of(plain)
