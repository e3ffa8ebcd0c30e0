"""What users may give as y and as sample_weight, beside 24 rows."""

import datetime
import enum
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy import sparse

from tests.fuzz.hostile_arrays import Duck, Liar, N

Y = np.repeat([0, 1], [16, 8])
THREE = np.repeat([0, 1, 2], [12, 8, 4])


class Kind(enum.Enum):
    """Members are no numbers and no texts."""

    FEW = 1
    MANY = 2


def named(*names, y=Y, dtype=None):
    """Return labels with these values."""
    array = np.empty(len(y), dtype=object)
    for i, label in enumerate(y):
        array[i] = names[label]
    return array if dtype is object else np.array(array.tolist(), dtype=dtype)


def with_label(value, dtype=object, y=Y):
    """Return labels of which one is another value."""
    y = np.array(y, dtype=dtype)
    y[5] = value
    return y


LABELS = {
    "ints": lambda: Y,
    "three": lambda: THREE,
    "balanced": lambda: np.arange(N) % 2,
    "list": Y.tolist,
    "tuple": lambda: tuple(Y.tolist()),
    "texts": lambda: named("often", "rare"),
    "object texts": lambda: named("often", "rare", dtype=object),
    "bytes": lambda: named(b"often", b"rare"),
    "bools": lambda: Y > 0,
    "floats": lambda: Y.astype(float),
    "halves": lambda: Y / 2,
    "float16": lambda: Y.astype("f2"),
    "continuous": lambda: np.linspace(0, 1, N),
    "int8": lambda: Y.astype("i1"),
    "uint64": lambda: named(2**64 - 1, 0, dtype="u8"),
    "int64 ends": lambda: named(2**63 - 1, -(2**63), dtype="i8"),
    "Python ints": lambda: named(10**30, 3, dtype=object),
    "negative": lambda: -Y,
    "big-endian": lambda: Y.astype(">i4"),
    "reversed": lambda: Y[::-1],
    "read-only": lambda: np.broadcast_to(Y[::8], (8, 3)).T.ravel()[:N],
    "complex": lambda: Y * 1j,
    "-0.0 and 0.0": lambda: named(-0.0, 0.0),
    "1 and True": lambda: named(1, True, dtype=object),
    "1 and '1'": lambda: named(1, "1", dtype=object),
    "1 and 2.5": lambda: named(1, 2.5, dtype=object),
    "text and number": lambda: named("a", 1, dtype=object),
    "None": lambda: None,
    "a None": lambda: with_label(None),
    "a NaN": lambda: with_label(np.nan, float),
    "an object NaN": lambda: with_label(np.nan, object, named("a", "b")),
    "an NA": lambda: with_label(pd.NA),
    "inf": lambda: with_label(np.inf, float),
    "empty text": lambda: named("", "a"),
    "surrogate": lambda: named("\ud800", "a"),
    "object surrogate": lambda: named("\ud800", "a", dtype=object),
    "zero width": lambda: named("\u200b", ""),
    "null characters": lambda: named("a", "a\0", dtype=object),
    "tuples": lambda: named((1, 2), (3,), dtype=object),
    "pairs": lambda: named((1, 2), (3, 4), dtype=object),
    "lists": lambda: named([1], [2], dtype=object),
    "dicts": lambda: named({}, {1: 2}, dtype=object),
    "enum": lambda: named(*Kind, dtype=object),
    "fractions": lambda: named(Fraction(1, 2), Fraction(1), dtype=object),
    "dates": lambda: named(np.datetime64("2020"), np.datetime64("2021"), dtype="M8[D]"),
    "NaT": lambda: with_label("NaT", "M8[D]", np.zeros(N)),
    "spans": lambda: Y.astype("m8[s]"),
    "Python dates": lambda: named(
        datetime.date(2020, 1, 1), datetime.date(2021, 1, 1), dtype=object
    ),
    "objects": lambda: named(object(), object(), dtype=object),
    "column": lambda: Y[:, None],
    "two columns": lambda: np.c_[Y, Y],
    "one-hot": lambda: np.eye(3, dtype=int)[THREE],
    "one-hot floats": lambda: np.eye(3)[THREE],
    "one-hot of two": lambda: np.eye(2, dtype=int)[Y],
    "one-hot bools": lambda: np.eye(3, dtype=bool)[THREE],
    "one-hot list": lambda: np.eye(3, dtype=int)[THREE].tolist(),
    "one-hot frame": lambda: pd.DataFrame(np.eye(3, dtype=int)[THREE]),
    "one-hot sparse": lambda: sparse.csr_matrix(np.eye(3, dtype=int)[THREE]),
    "two hot": lambda: np.minimum(np.eye(3, dtype=int)[THREE] + [1, 0, 0], 1),
    "none hot": lambda: np.zeros((N, 3), int),
    "3D": lambda: np.zeros((N, 1, 1)),
    "0D": lambda: np.array(1),
    "one class": lambda: Y * 0,
    "one-row class": lambda: with_label(7, int),
    "two one-row classes": lambda: with_label(7, int, with_label(9, int)[::-1]),
    "each its own": lambda: np.arange(N),
    "each its own text": lambda: np.arange(N).astype(str),
    "short": lambda: Y[:-1],
    "long": lambda: np.r_[Y, 1],
    "empty": lambda: Y[:0],
    "number": lambda: 1,
    "text": lambda: "ab",
    "dict": lambda: dict(enumerate(Y)),
    "generator": lambda: (label for label in Y),
    "duck": lambda: Duck(Y),
    "liar": Liar,
    "ragged": lambda: [[0]] * 16 + [[1, 2]] * 8,
    "masked": lambda: np.ma.masked_equal(Y, 1),
    "matrix": lambda: np.asmatrix(Y),
    "Series": lambda: pd.Series(Y, name="kind"),
    "another index": lambda: pd.Series(Y, index=range(N, 0, -1)),
    "Index": lambda: pd.Index(Y),
    "frame": lambda: pd.DataFrame({"kind": Y}),
    "frame of two": lambda: pd.DataFrame({"kind": Y, "other": Y}),
    "category": lambda: pd.Series(named("a", "b")).astype("category"),
    "unused category": lambda: pd.Series(pd.Categorical(Y, categories=[2, 1, 0])),
    "ordered": lambda: pd.Series(pd.Categorical(Y, ordered=True)),
    "missing category": lambda: pd.Series(
        pd.Categorical.from_codes(np.where(Y == 1, 0, -1), categories=[1])
    ),
    "Categorical": lambda: pd.Categorical(named("a", "b")),
    "Int64": lambda: pd.Series(Y, dtype="Int64"),
    "Int64 array": lambda: pd.array(Y, dtype="Int64"),
    "Int64 NA": lambda: pd.Series(Y, dtype="Int64").mask(Y > 0),
    "boolean": lambda: pd.Series(Y > 0, dtype="boolean"),
    "string": lambda: pd.Series(named("a", "b"), dtype="string"),
    "Float64": lambda: pd.Series(Y, dtype="Float64"),
    "sparse": lambda: pd.Series(Y, dtype=pd.SparseDtype(int)),
    "Period": lambda: pd.Series(pd.period_range("2020", periods=2, freq="Y")[Y]),
}
WEIGHTS = {
    "none": lambda: None,
    "ones": lambda: np.ones(N),
    "ints": lambda: np.arange(1, N + 1),
    "list": lambda: [0.5] * N,
    "Series": lambda: pd.Series(np.ones(N), index=range(N, 0, -1)),
    "zeros": lambda: np.zeros(N),
    "one zero": lambda: with_label(0, float, np.ones(N)),
    "zeros of a class": lambda: 1.0 - Y,
    "all but one row": lambda: with_label(1, float, Y),
    "negative": lambda: with_label(-1.5, float, np.ones(N)),
    "-0.0": lambda: with_label(-0.0, float, np.ones(N)),
    "NaN": lambda: with_label(np.nan, float),
    "inf": lambda: with_label(np.inf, float),
    "1e308": lambda: np.full(N, 1e308),
    "denormal": lambda: np.full(N, 5e-324),
    "denormal and large": lambda: with_label(1e308, float, np.full(N, 5e-324)),
    "huge ints": lambda: np.full(N, 2**63 - 1),
    "Python ints": lambda: np.full(N, 10**400, dtype=object),
    "complex": lambda: np.full(N, 1j),
    "bools": lambda: np.arange(N) % 2 == 0,
    "texts": lambda: ["heavy"] * N,
    "digits": lambda: ["1"] * N,
    "None among them": lambda: with_label(None, object, np.ones(N)),
    "NA": lambda: pd.array([1, None] * (N // 2), dtype="Int64"),
    "short": lambda: np.ones(N - 1),
    "long": lambda: np.ones(N + 1),
    "2D": lambda: np.ones((N, 1)),
    "ragged": lambda: [[1], [1, 2]] * (N // 2),
    "number": lambda: 3.0,
    "negative number": lambda: -3,
    "text": lambda: "balanced",
    "dict": lambda: {0: 1, 1: 2},
    "frame": lambda: pd.DataFrame({"w": np.ones(N)}),
    "sparse": lambda: sparse.csr_matrix(np.ones((N, 1))),
    "generator": lambda: (1 for _ in range(N)),
    "liar": Liar,
    "dates": lambda: np.zeros(N, "M8[D]"),
    "empty": list,
}
