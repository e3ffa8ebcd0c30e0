"""Convert single values of Python and pandas to plain values and back."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pandas as pd

from skgan._files import Damaged

__all__ = ["plain_scalar", "scalar_of"]

MISSING = {"NA": pd.NA, "NaT": pd.NaT}
OF_INDEX = (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval)
MAX_DIGITS = 10_000  # of a Decimal that is converted to an integer by some casts
OFFSETS = (type(None), timezone)
TICK = timedelta(microseconds=1)
# Types whose values are written as text. A file cannot contain others.
TEXTS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "date": (date, date.isoformat, date.fromisoformat),
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "duration": (
        timedelta,
        lambda value: str(value // TICK),
        lambda text: int(text) * TICK,
    ),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
    "uuid": (UUID, str, UUID),
    "decimal": (Decimal, str, Decimal),
}


def plain_scalar(value):
    """Return a scalar as a dict of plain values, or None."""
    for name, missing in MISSING.items():
        if value is missing:
            return {"missing": name}
    if type(value) in OF_INDEX:
        return {"only": pd.Index([value])}
    if is_long(value) or getattr(value, "fold", 0):
        return None
    for name, (kind, write, _) in TEXTS.items():
        if type(value) is kind:
            # The text only has the offset of a time zone.
            zone = getattr(value, "tzinfo", None)
            return {name: write(value)} if type(zone) in OFFSETS else None
    return None


def scalar_of(plain):
    """Return the scalar for a result of `plain_scalar`."""
    match plain:
        case {"missing": "NA" | "NaT" as name}:
            return MISSING[name]
        case {"only": pd.Index() as index} if len(index) == 1:
            if isinstance(index[0], OF_INDEX):
                return index[0]
        case dict() if len(plain) == 1:
            [(name, text)] = plain.items()
            if name in TEXTS and isinstance(text, str):
                value = TEXTS[name][2](text)
                if not is_long(value):
                    return value
    raise Damaged(f"The value {plain!r:.200} is unknown.")


def is_long(value):
    """Return whether a value is a Decimal with very many digits."""
    if not isinstance(value, Decimal):
        return False
    return value.is_finite() and abs(value.adjusted()) > MAX_DIGITS
