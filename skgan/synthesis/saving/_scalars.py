"""Single dates, durations, decimals and missing values as plain values, and back."""

from datetime import date
from decimal import Decimal

import pandas as pd

from skgan._files._refusals import Damaged

__all__ = ["plain_scalar", "scalar_of"]

MISSING = {"NA": pd.NA, "NaT": pd.NaT}
OF_INDEX = (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval)


def plain_scalar(value):
    """Return a scalar as a dict of what the tree can hold, or None.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.synthesis.saving._scalars import plain_scalar, scalar_of
    >>> scalar_of(plain_scalar(pd.Timestamp("2020-02-29")))
    Timestamp('2020-02-29 00:00:00')
    """
    for name, missing in MISSING.items():
        if value is missing:
            return {"missing": name}
    if type(value) in OF_INDEX:
        return {"only": pd.Index([value])}
    if type(value) is date:
        return {"date": value.isoformat()}
    return {"decimal": str(value)} if type(value) is Decimal else None


def scalar_of(plain):
    """Return the scalar of what `plain_scalar` returned."""
    match plain:
        case {"missing": "NA" | "NaT" as name}:
            return MISSING[name]
        case {"only": pd.Index() as index} if len(index) == 1:
            if isinstance(index[0], OF_INDEX):
                return index[0]
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"decimal": str(text)}:
            return Decimal(text)
    raise Damaged(f"The value {plain!r} is unknown.")
