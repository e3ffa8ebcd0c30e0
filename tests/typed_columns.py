"""Columns of every dtype of NumPy, pandas and Arrow, by name, and classes of them."""

import uuid
import zoneinfo
from datetime import UTC, time, timedelta, timezone
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

N = 40
RNG = np.random.RandomState(0)
FEW, NUMBERS = RNG.randint(0, 6, N), RNG.normal(size=N)
TRUE = RNG.uniform(size=N) < 0.4
GAPS = RNG.uniform(size=N) < 0.2
TEXT = pd.Series(np.array([*"uvw"])[FEW % 3], dtype=object)
DAY = pd.Series(
    pd.Timestamp("2020-01-01") + pd.to_timedelta(RNG.randint(0, 900, N), "D")
)
SPAN = pd.Series(pd.to_timedelta(FEW, "h"))
ZONED = DAY.dt.tz_localize("UTC")
Y = np.repeat([0, 1], [25, 15])
THREE = np.repeat([0, 1, 2], [20, 12, 8])
UNITS = ["s", "ms", "us", "ns"]
INTEGERS = [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
ARROW_INTEGERS = [f"{name}[pyarrow]" for name in INTEGERS]
ARROW_FLOATS = ["float[pyarrow]", "double[pyarrow]"]
OFFSETS = [UTC, timezone(timedelta(hours=-3)), zoneinfo.ZoneInfo("Asia/Tokyo")]


def objects(values):
    """Return a Series of any objects, as they are."""
    column = pd.Series([None] * N, dtype=object)
    for i, value in enumerate(values):
        column.iat[i] = value
    return column


def numpy_columns():
    numbers = {name: pd.Series(FEW).astype(name) for name in INTEGERS}
    numbers |= {f"float{b}": pd.Series(NUMBERS).astype(f"f{b // 8}") for b in (32, 64)}
    numbers["float16"] = pd.Series(FEW / 3).astype("float16")
    dates = {f"M8[{unit}]": DAY.astype(f"M8[{unit}]") for unit in UNITS}
    spans = {f"m8[{unit}]": SPAN.astype(f"m8[{unit}]") for unit in UNITS}
    return numbers | dates | spans | {"bool": pd.Series(TRUE)}


def pandas_columns():
    nullable = {
        name: pd.Series(FEW).astype(name.replace("ui", "UI").replace("i", "I", 1))
        for name in INTEGERS
    }
    periods = {f: DAY.dt.to_period(f) for f in ("Y", "Q-NOV", "M", "W-WED", "D", "h")}
    ends = {
        "float": (FEW * 1.0, FEW + 1.0),
        "int": (FEW, FEW + 1),
        "date": (DAY, DAY + pd.Timedelta(1, "D")),
        "zone": (ZONED, ZONED + pd.Timedelta(1, "D")),
        "span": (SPAN, SPAN + pd.Timedelta(1, "h")),
    }
    intervals = {
        f"interval {name} {closed}": pd.arrays.IntervalArray.from_arrays(*two, closed)
        for name, two in ends.items()
        for closed in ("left", "both")
    }
    sparse = {
        "sparse float": pd.arrays.SparseArray(FEW * 1.0),
        "sparse zero": pd.arrays.SparseArray(FEW * 1.0, fill_value=0.0),
        "sparse int": pd.arrays.SparseArray(FEW, fill_value=0),
        "sparse bool": pd.arrays.SparseArray(TRUE, fill_value=False),
    }
    zones = {
        f"{zone} {unit}": DAY.astype(f"M8[{unit}]").dt.tz_localize(zone)
        for zone in (*OFFSETS, "America/New_York", "+05:30")
        for unit in ("s", "ns")
    }
    others = {
        "Float32": pd.Series(NUMBERS).astype("Float32"),
        "Float64": pd.Series(FEW / 3).astype("Float64"),
        "boolean": pd.Series(TRUE).astype("boolean"),
        "string": TEXT.astype("string"),
        "str": TEXT.astype("str"),
    }
    if pd.__version__ >= "3":
        others["str python"] = TEXT.astype(pd.StringDtype("python", na_value=np.nan))
    arrays = {name: pd.Series(array) for name, array in (intervals | sparse).items()}
    return nullable | periods | arrays | zones | others


def category_columns():
    kinds = {
        "text": TEXT,
        "int": pd.Series(FEW),
        "float": pd.Series(FEW / 3),
        "bool": pd.Series(TRUE),
        "boolean": pd.Series(TRUE).astype("boolean"),
        "Int64": pd.Series(FEW).astype("Int64"),
        "string": TEXT.astype("string"),
        "date": DAY,
        "zone": ZONED,
        "span": SPAN,
        "period": DAY.dt.to_period("Y"),
        "interval": pd.Series(pd.cut(NUMBERS, 4)),
    }
    return {
        f"{name} {ordered}": column.astype("category").cat.set_categories(
            column.astype("category").cat.categories, ordered=ordered
        )
        for name, column in kinds.items()
        for ordered in (False, True)
    }


def object_columns():
    zoned = [d.to_pydatetime().replace(tzinfo=UTC) for d in DAY]
    values = {
        "text": TEXT,
        "int": FEW.tolist(),
        "float": (FEW / 3).tolist(),
        "bool": TRUE.tolist(),
        "bytes": [text.encode() for text in TEXT],
        "NumPy's": list(FEW.astype("i2")),
        "date": [day.date() for day in DAY],
        "datetime": [day.to_pydatetime() for day in DAY],
        "zoned": zoned,
        "Timestamp": list(ZONED),
        "timedelta": [timedelta(hours=int(k)) for k in FEW],
        "Timedelta": list(SPAN),
        "time": [time(int(k), 30) for k in FEW],
        "Decimal": [Decimal(int(k)) / 4 for k in FEW],
        "Period": list(DAY.dt.to_period("M")),
        "Interval": list(pd.arrays.IntervalArray.from_arrays(FEW, FEW + 2)),
        "tuple": [(int(k), "a") for k in FEW],
        "UUID": [uuid.UUID(int=int(k)) for k in FEW],
        "mixed": [1 if k else "1" for k in TRUE],
        "large": [10**30 + int(k) for k in FEW],
        "datetime64": list(DAY.to_numpy()),
    }
    return {name: objects(some) for name, some in values.items()}


def arrow_columns():
    pa = pytest.importorskip("pyarrow")
    days, quarters = [d.date() for d in DAY], [Decimal(int(k)) / 4 for k in FEW]
    raw = [text.encode() for text in TEXT]
    typed = {
        "bool": (TRUE, pa.bool_()),
        "decimal": (quarters, pa.decimal128(8, 2)),
        "decimal 0": ([Decimal(int(k)) for k in FEW], pa.decimal128(8, 2)),
        "decimal256": (quarters, pa.decimal256(8, 2)),
        "large_string": (TEXT, pa.large_string()),
        "date32": (days, pa.date32()),
        "date64": (days, pa.date64()),
        "zone": (ZONED, pa.timestamp("us", "Europe/Berlin")),
        "offset": (ZONED, pa.timestamp("us", "+02:00")),
        "binary": (raw, pa.binary()),
        "one byte": (raw, pa.binary(1)),
        "large_binary": (raw, pa.large_binary()),
        "null": ([None] * N, pa.null()),
        "time32": ([time(int(k)) for k in FEW], pa.time32("s")),
        "time64": ([time(int(k)) for k in FEW], pa.time64("us")),
    }
    typed |= {f"time {unit}": (DAY, pa.timestamp(unit)) for unit in UNITS}
    typed |= {f"span {unit}": (SPAN, pa.duration(unit)) for unit in UNITS}
    arrays = {n: pa.array(list(v), type=kind) for n, (v, kind) in typed.items()}
    codes, words = pa.array(FEW % 3, pa.int8()), pa.array([*"uvw"])
    arrays["dictionary"] = pa.DictionaryArray.from_arrays(codes, words)
    arrays["ordered"] = pa.DictionaryArray.from_arrays(codes, words, ordered=True)
    columns = {
        name: pd.Series(pd.arrays.ArrowExtensionArray(array))
        for name, array in arrays.items()
    }
    columns |= {name: pd.Series(FEW).astype(name) for name in ARROW_INTEGERS}
    columns |= {
        f: pd.Series(NUMBERS).astype(f"{f}[pyarrow]") for f in ("float", "double")
    }
    columns["string"] = TEXT.astype("string[pyarrow]")
    columns["category"] = columns["date32"].astype("category")
    return columns


GROUPS = {
    "numpy": numpy_columns,
    "pandas": pandas_columns,
    "categories": category_columns,
    "objects": object_columns,
    "arrow": arrow_columns,
}


def three(values):
    """Return classes: three different values of a Series."""
    different = values.drop_duplicates().iloc[:3]
    return different.take(THREE % len(different)).reset_index(drop=True)


def classes():
    """Return classes by name: a Series of each dtype, and other types."""
    columns = numpy_columns() | pandas_columns() | category_columns()
    columns |= {f"object {name}": c for name, c in object_columns().items()}
    ys = {name: three(c) for name, c in columns.items() if "sparse" not in name}
    arrays = {f"array {n}": y.to_numpy() for n, y in ys.items() if n in numpy_columns()}
    ys["list"], ys["list of bools"] = THREE.tolist(), (THREE > 0).tolist()
    ys["array of texts"] = np.array([*"abc"])[THREE]
    ys["days"] = np.array(["2020-01-01", "2021-01-01"], "M8[D]")[THREE % 2]
    ys["years"] = np.array(["2020", "2021"], "M8[Y]")[THREE % 2]
    ys["bytes"] = np.array([b"a", b"b"])[THREE % 2]
    ys["records"] = np.array([(1, 2), (3, 4)], "i4,i4")[THREE % 2]
    return ys | arrays
