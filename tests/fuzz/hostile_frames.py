"""DataFrames of 24 rows that users may give as X."""

import datetime
import decimal
import enum
import uuid

import numpy as np
import pandas as pd

from tests.frames import every_dtype
from tests.fuzz.hostile_arrays import TABLE, WHOLE, N

NUMBERS = pd.DataFrame(TABLE, columns=["a", "b", "c"])
SURROGATE, ZERO_WIDTH = "\ud800", "\u200b"


class Colour(enum.Enum):
    """Members are no numbers and no texts."""

    RED = 1
    BLUE = 2


class Opaque:
    """Equal to nothing else, and always described alike."""

    def __repr__(self):
        return "Opaque()"


class Frame(pd.DataFrame):
    """A DataFrame of another type."""

    @property
    def _constructor(self):
        return Frame


def cycle(*values):
    """Return a list of 24 values, these in turn."""
    return [values[i % len(values)] for i in range(N)]


def objects(*values):
    """Return a Series of objects, these in turn."""
    column = pd.Series([None] * N, dtype=object)
    for i in range(N):
        column.iat[i] = values[i % len(values)]
    return column


def categories(*values, ordered=False, missing=()):
    """Return a Series of categories, without a value in some rows."""
    levels = pd.Index(list(dict.fromkeys(values)), tupleize_cols=False)
    codes = [-1 if i in missing else i % len(levels) for i in range(N)]
    return pd.Series(pd.Categorical.from_codes(codes, levels, ordered=ordered))


def series(values, dtype):
    """Return a Series of 24 values in a dtype."""
    return pd.Series(cycle(*values), dtype=dtype)


COLUMNS = {
    "texts": lambda: objects("u", "v", "w"),
    "texts and None": lambda: objects("u", None, "w"),
    "texts and NaN": lambda: objects("u", np.nan, "w"),
    "surrogates": lambda: objects(SURROGATE, "a" + SURROGATE),
    "zero width": lambda: objects(ZERO_WIDTH, "", " "),
    "null characters": lambda: objects("a", "a\0"),
    "texts and numbers": lambda: objects("1", 1, 1.5),
    "numbers as texts": lambda: objects("1", "2"),
    "tuples": lambda: objects((1, 2), (1,), ()),
    "frozensets": lambda: objects(frozenset([1]), frozenset()),
    "lists": lambda: objects([1], [2]),
    "dicts": lambda: objects({}, {1: 2}),
    "arrays": lambda: objects(TABLE, TABLE[:2]),
    "frames": lambda: objects(NUMBERS),
    "bytes": lambda: objects(b"a", b"b"),
    "bools and None": lambda: objects(True, False, None),
    "object bools": lambda: objects(True, False),
    "object ints": lambda: objects(1, 2, 3),
    "object floats": lambda: objects(1.5, np.nan, None),
    "huge ints": lambda: objects(10**30, -(10**30)),
    "complex": lambda: pd.Series(TABLE[:, 0] * 1j),
    "object complex": lambda: objects(1j, 2j),
    "decimals": lambda: objects(decimal.Decimal("1.5"), decimal.Decimal("2")),
    "NaN decimals": lambda: objects(decimal.Decimal("NaN"), decimal.Decimal("2")),
    "dates of Python": lambda: objects(datetime.date(2020, 1, 1), datetime.date.min),
    "times": lambda: objects(datetime.time(1), datetime.time(2)),
    "datetimes with zones": lambda: objects(
        datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
        datetime.datetime(2020, 1, 1),
    ),
    "enum": lambda: objects(*Colour),
    "uuids": lambda: objects(uuid.UUID(int=1), uuid.UUID(int=2)),
    "types": lambda: objects(int, float),
    "functions": lambda: objects(cycle, objects),
    "NA and NaN and None": lambda: objects("a", pd.NA, np.nan, None, pd.NaT),
    "objects without equality": lambda: objects(Opaque(), Opaque()),
    "infinity": lambda: series([1.0, np.inf], float),
    "infinity Float64": lambda: series([1.0, np.inf, None], "Float64"),
    "object infinity": lambda: objects(1.0, -np.inf),
    "NaN Float64": lambda: pd.Series(
        pd.arrays.FloatingArray(np.full(N, np.nan), np.arange(N) > 5)
    ),
    "all missing": lambda: pd.Series(np.full(N, np.nan)),
    "all None": lambda: objects(None),
    "all NA": lambda: series([pd.NA], "Int64"),
    "all NaT": lambda: series([pd.NaT], "M8[ns]"),
    "Int64": lambda: series([1, pd.NA, 2**62], "Int64"),
    "UInt64": lambda: series([2**64 - 1, 0, None], "UInt64"),
    "uint64": lambda: series([2**64 - 1, 0, 3], "uint64"),
    "int64 ends": lambda: series([2**63 - 1, -(2**63)], "int64"),
    "boolean": lambda: series([True, None, False], "boolean"),
    "string": lambda: series(["a", None, SURROGATE], "string[python]"),
    "1e308": lambda: series([1e308, -1e308, None], float),
    "denormal": lambda: series([5e-324, 0.0, -0.0], float),
    "float16": lambda: series([65504, 1, -65504], "float16"),
    "longdouble": lambda: series([1, 2.5], "longdouble"),
    "tuple categories": lambda: categories((1, 2), (3,)),
    "None category": lambda: categories("a", "b", missing=(1, 5)),
    "number categories": lambda: categories(1, 2.5, -3),
    "mixed categories": lambda: categories(1, "1", 2.5),
    "bool categories": lambda: categories(True, False),
    "date categories": lambda: categories(*pd.date_range("2020", periods=3)),
    "interval categories": lambda: pd.cut(pd.Series(TABLE[:, 0]), 3),
    "surrogate categories": lambda: categories(SURROGATE, "b"),
    "ordered": lambda: categories("lo", "mid", "hi", ordered=True),
    "ordered with gaps": lambda: categories(3, 1, 2, ordered=True, missing=(0, 7)),
    "no categories": lambda: pd.Series(pd.Categorical([None] * N)),
    "ordered without any": lambda: pd.Series(pd.Categorical([None] * N, ordered=True)),
    "unused categories": lambda: pd.Series(
        pd.Categorical(cycle("a", "b"), categories=["z", "b", "a"])
    ),
    "one category": lambda: categories("a"),
    "each its own": lambda: pd.Series([f"id {i}" for i in range(N)]),
    "dates": lambda: series(["1700-01-01", "2200-12-31", "2020"], "M8[ns]"),
    "first and last date": lambda: series(
        [pd.Timestamp.min, pd.Timestamp.max, pd.NaT], "M8[ns]"
    ),
    "dates of year 9999": lambda: pd.Series(
        np.array(cycle("9999-01-01", "0001-01-01"), "M8[s]")
    ),
    "dates in ms": lambda: series([np.datetime64("2020-01-01"), None], "M8[ms]"),
    "dates in a zone": lambda: series(
        pd.date_range("2020-10-25", freq="h", periods=6, tz="Europe/Berlin"),
        "datetime64[ns, Europe/Berlin]",
    ),
    "spans": lambda: series([pd.Timedelta.min, pd.Timedelta.max, pd.NaT], "m8[ns]"),
    "long spans": lambda: pd.Series(np.array(cycle(10**12, 0), "m8[s]")),
    "periods": lambda: series(
        pd.period_range("2020", periods=3, freq="M"), "period[M]"
    ),
    "intervals": lambda: pd.Series(pd.interval_range(0, N)),
    "sparse": lambda: series([0.0, 1.0, np.nan], pd.SparseDtype(float)),
    "sparse ints": lambda: series([0, 1, 2], pd.SparseDtype(int, 0)),
    "sparse bools": lambda: series([True, False], pd.SparseDtype(bool, False)),
    "sparse texts": lambda: series(["a", "b"], pd.SparseDtype(object, "a")),
}
NAMES = {
    "twice": ["a", "b", "a"],
    "numbers": [0, 1, 2],
    "floats": [0.5, 1.5, np.nan],
    "mixed": ["a", 1, None],
    "all None": [None, None, None],
    "tuples": [("a", 1), "b", 3],
    "bools": [True, False, 2],
    "1 and True": [1, True, "a"],
    "dates": pd.date_range("2020", periods=3),
    "empty": ["", " ", ZERO_WIDTH],
    "surrogate": ["a", SURROGATE, "c"],
    "levels": pd.MultiIndex.from_product([["a"], [1, 2, 3]], names=["x", None]),
    "levels twice": pd.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 1)]),
    "categories": pd.CategoricalIndex(["a", "b", "c"]),
    "named": pd.Index(["a", "b", "c"], name="columns"),
    "methods": ["iloc", "dtypes", "columns"],
}
INDEXES = {
    "twice": [0] * N,
    "levels": pd.MultiIndex.from_product([range(N // 2), ["a", "b"]]),
    "dates": pd.date_range("2020", periods=N),
    "missing": [None, *range(N - 1)],
    "reversed": range(N, 0, -1),
    "mixed": ["a", *range(N - 1)],
}


def beside_numbers(column, name="x"):
    """Return a table with a column of numbers and another one."""
    return pd.DataFrame({"a": TABLE[:, 0], name: column})


FRAMES = {
    "sentinel dates": lambda: beside_numbers(
        pd.Series(pd.to_datetime(["2020-01-01", "2020-03-05", "2199-12-31"] * 8))
    ),
    "zeros and gaps": lambda: beside_numbers(
        pd.Series([0, 0, 5, None, 0, 7] * 4, dtype="Int64")
    ),
    "group of bools": lambda: pd.DataFrame(np.eye(3, dtype=bool)[[0, 1, 2, 1] * 6]),
    "group beside texts": lambda: (
        pd.DataFrame(np.eye(2)[[0, 1, 1] * 8])
        .assign(c=objects("u", "v", "w"))
        .rename(columns=str)
    ),
    "numbers": lambda: NUMBERS,
    "float32": lambda: NUMBERS.astype("f4"),
    "ints": lambda: pd.DataFrame(WHOLE, columns=list("abc")).astype({"b": "i1"}),
    "bools": lambda: NUMBERS > 0,
    "every dtype": lambda: every_dtype(N),
    "no rows": lambda: NUMBERS[:0],
    "no columns": lambda: NUMBERS[[]],
    "nothing": pd.DataFrame,
    "NaN": lambda: NUMBERS.mask(NUMBERS > 1),
    "subclass": lambda: Frame(NUMBERS),
    "read-only": lambda: pd.DataFrame(np.broadcast_to(TABLE[:1], (N, 3)), copy=False),
    "attributes": lambda: NUMBERS.assign().__finalize__(NUMBERS),
    **{f"column of {n}": lambda f=f: beside_numbers(f()) for n, f in COLUMNS.items()},
    **{f"only {n}": lambda f=f: pd.DataFrame({"x": f()}) for n, f in COLUMNS.items()},
    **{
        f"names: {n}": lambda names=names: NUMBERS.set_axis(names, axis=1)
        for n, names in NAMES.items()
    },
    **{
        f"mixed, names: {n}": lambda names=names: NUMBERS.assign(
            c=objects("u", "v", "w")
        ).set_axis(names, axis=1)
        for n, names in NAMES.items()
    },
    **{
        f"index: {n}": lambda index=index: NUMBERS.set_axis(index, axis=0)
        for n, index in INDEXES.items()
    },
    **{
        f"mixed, index: {n}": lambda index=index: beside_numbers(
            objects("u", "v", "w")
        ).set_axis(index, axis=0)
        for n, index in INDEXES.items()
    },
}
