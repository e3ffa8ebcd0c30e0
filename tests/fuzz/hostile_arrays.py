"""Arrays and the like, of 24 rows where that is possible, that users may give as X."""

import tempfile
from fractions import Fraction

import numpy as np
import pandas as pd
from scipy import sparse

N = 24
TABLE = np.round(np.random.RandomState(0).normal(size=(N, 3)), 3)
WHOLE = np.rint(TABLE * 10)
SIGNALS = np.random.RandomState(1).normal(size=(N, 8, 1))
IMAGES = np.random.RandomState(2).randint(0, 256, (N, 8, 8, 1)).astype(np.uint8)
MANY = np.arange(N)[:, None] % 3 < [2, 1, 2]
DTYPES = (
    *("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"),
    *("float16", "float32", "float64", "longdouble", "complex64", "complex128"),
    *(">f8", ">i4", "<U5", "S8", "O", "M8[D]", "m8[s]"),
)


class Subclass(np.ndarray):
    """An array of another type."""


class Duck:
    """What NumPy takes for an array, and nothing else does."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype=dtype)


class Liar:
    """What fails where it is looked at."""

    def __array__(self, dtype=None, copy=None):
        raise ValueError("X is a Liar that has no values")


def with_value(value, dtype=None, array=TABLE):
    """Return an array with one value of a middle row replaced."""
    array = np.array(array, dtype=dtype)
    with np.errstate(all="ignore"):
        array[(3, *[0] * (array.ndim - 1))] = value
    return array


def filled(*values, dtype=None):
    """Return a table whose cells are these values in turn."""
    return np.resize(np.array(values, dtype=dtype), (N, 3))


def mapped():
    """Return an array that lies in a file and can't be written to."""
    with tempfile.TemporaryFile() as file:
        file.write(TABLE.tobytes())
        file.flush()
        return np.memmap(file, TABLE.dtype, "r", shape=TABLE.shape)


def read_only(array=TABLE):
    """Return an array that can't be written to."""
    array = array.copy()
    array.flags.writeable = False
    return array


def objects(*values):
    """Return a table of objects, some of them these."""
    table = TABLE.astype(object)
    for i, value in enumerate(values):
        table[i + 2, 1] = value
    return table


def ragged(lengths=(3, 2)):
    """Return rows of several lengths."""
    return [[1.0] * lengths[i % len(lengths)] for i in range(N)]


def sparse_with(value, form=sparse.csr_matrix):
    """Return a sparse matrix with one value replaced."""
    return form(with_value(value, array=np.where(TABLE > 0, TABLE, 0)))


LAYOUTS = {
    "fortran": lambda: np.asfortranarray(TABLE),
    "strided": lambda: np.repeat(TABLE, 2, axis=0)[::2],
    "columns strided": lambda: np.repeat(TABLE, 2, axis=1)[:, ::2],
    "reversed": lambda: TABLE[::-1, ::-1],
    "broadcast": lambda: np.broadcast_to(TABLE[:1], (N, 3)),
    "read-only": read_only,
    "read-only images": lambda: read_only(IMAGES),
    "mapped": mapped,
    "unaligned": lambda: np.frombuffer(b"\0" + TABLE.tobytes(), "f8", offset=1).reshape(
        N, 3
    ),
    "subclass": lambda: TABLE.view(Subclass),
    "matrix": lambda: np.asmatrix(TABLE),
    "masked": lambda: np.ma.masked_greater(TABLE, 1),
    "record": lambda: np.array([tuple(row) for row in TABLE], "f8,f8,f8"),
    "list": TABLE.tolist,
    "tuple": lambda: tuple(map(tuple, TABLE.tolist())),
    "list of arrays": lambda: list(TABLE),
    "list of NumPy numbers": lambda: [list(row) for row in TABLE],
    "list of whole numbers": lambda: WHOLE.astype(int).tolist(),
    "list of texts": lambda: TABLE.astype(str).tolist(),
    "list with None": lambda: objects(None).tolist(),
    "list with NaN": lambda: objects(np.nan).tolist(),
    "list of images": lambda: list(IMAGES),
    "duck": lambda: Duck(TABLE),
    "liar": Liar,
    "Index": lambda: pd.Index(TABLE[:, 0]),
    "Series": lambda: pd.Series(TABLE[:, 0]),
}
SHAPES = {
    "no rows": lambda: TABLE[:0],
    "no columns": lambda: TABLE[:, :0],
    "no values": lambda: np.zeros((0, 0)),
    "one column": lambda: TABLE[:, :1],
    "one row": lambda: TABLE[:1],
    "a row fewer": lambda: TABLE[1:],
    "a scalar": lambda: np.float64(3),
    "0D": lambda: np.array(3.0),
    "1D": lambda: TABLE[:, 0],
    "5D": lambda: np.zeros((N, 8, 8, 1, 1)),
    "6D without values": lambda: np.zeros((N, 8, 0, 1, 1, 1)),
    "short signals": lambda: SIGNALS[:, :7],
    "signals": lambda: SIGNALS,
    "signals without channels": lambda: SIGNALS[:, :, :0],
    "many channels": lambda: np.repeat(IMAGES, 5, axis=3),
    "channels first": lambda: IMAGES.transpose(0, 3, 1, 2),
    "small images": lambda: IMAGES[:, :4],
    "images": lambda: IMAGES,
    "ragged": ragged,
    "ragged and empty": lambda: ragged((0, 1)),
    "ragged deep": lambda: [[[1.0], [2.0, 3.0]]] * N,
    "objects of arrays": lambda: np.array([*TABLE, None], dtype=object)[:-1],
    "objects of two shapes": lambda: np.array(
        [TABLE[0], TABLE[0, :2]] * (N // 2), dtype=object
    ),
    "empty list": list,
    "empty lists": lambda: [[]] * N,
    "number": lambda: 3,
    "text": lambda: "table",
    "bytes": lambda: b"table",
    "None": lambda: None,
    "dict": lambda: {"a": TABLE[:, 0]},
    "set": lambda: {1.0, 2.0},
    "generator": lambda: (row for row in TABLE),
    "range": lambda: range(N),
    "class": lambda: Duck,
    "function": lambda: ragged,
}
VALUES = {
    "NaN": lambda: with_value(np.nan),
    "inf": lambda: with_value(np.inf),
    "-inf and NaN": lambda: np.array([*with_value(-np.inf)[:-1], [np.nan] * 3]),
    "all NaN": lambda: filled(np.nan),
    "NaN columns": lambda: filled(np.nan, 1.0, 2.0),
    "NaN in one class": lambda: np.where(np.arange(N)[:, None] < 16, np.nan, TABLE),
    "NaN float16": lambda: with_value(np.nan, "f2"),
    "1e308": lambda: filled(1e308, -1e308, 0.5),
    "largest": lambda: filled(np.finfo(float).max, -np.finfo(float).max),
    "largest columns": lambda: filled(np.finfo(float).max, 1.0, -np.finfo(float).max),
    "one 1e308": lambda: with_value(1e308),
    "1e200 and 1e-200": lambda: filled(1e200, 1e-200),
    "largest float32": lambda: filled(3.4e38, -3.4e38, 1, dtype="f4"),
    "largest float16": lambda: filled(65504, -65504, 1, 0.5, dtype="f2"),
    "inf in float16": lambda: with_value(1e9, "f2"),
    "denormal": lambda: filled(5e-324, 1e-323, 0.0, 5e-324),
    "denormal float32": lambda: filled(1e-45, 3e-45, 0.0, 1e-44, dtype="f4"),
    "smallest": lambda: TABLE * np.finfo(float).tiny,
    "-0.0": lambda: filled(-0.0, 0.0, -0.0, 0.0, 0.0),
    "all -0.0": lambda: filled(-0.0),
    "constant": lambda: filled(0.1),
    "equal rows": lambda: filled(1.0, 2.0, 3.0),
    "huge offset": lambda: TABLE + 1e15,
    "zeros": lambda: np.where(MANY, 0, TABLE),
    "zeros float16": lambda: np.where(MANY, 0, TABLE).astype("f2"),
    "sentinels": lambda: np.where(MANY, -999, TABLE),
    "sentinels of 1e308": lambda: np.where(MANY, -1e308, TABLE),
    "sentinels in ints": lambda: np.where(MANY, -(2**63), WHOLE.astype("i8")),
    "caps": lambda: np.minimum(TABLE, 0.1),
    "price points": lambda: filled(4.99, 9.99, 49.99, 9.99, 4.99),
    "price points float32": lambda: filled(4.99, 9.99, 49.99, 9.99, 4.99, dtype="f4"),
    "price points of 1e308": lambda: filled(1e308, -1e308, 1e307, 3e307, 1e308),
    "constant of a class": lambda: np.where(np.arange(N)[:, None] < 16, TABLE, 0.1),
    "tens": lambda: WHOLE * 10,
    "one group": lambda: np.eye(3)[np.arange(N) % 3],
    "one group of bools": lambda: np.eye(3, dtype=bool)[np.arange(N) % 3],
    "group and number": lambda: np.c_[np.eye(3)[np.arange(N) % 3], TABLE[:, 0]],
    "sums of 1": lambda: np.abs(TABLE) / np.abs(TABLE).sum(axis=1, keepdims=True),
    "equal columns": lambda: TABLE[:, [0, 0, 1]] * [1, 1e9, 1],
    "huge ints": lambda: filled(2**63 - 1, -(2**63), 7, 0, dtype="i8"),
    "int64 beyond float64": lambda: filled(2**53 + 1, 2**53 + 3, 2**60 + 7, dtype="i8"),
    "huge uint64": lambda: filled(2**64 - 1, 2**64 - 2, 0, 5, dtype="u8"),
    "constant uint64": lambda: filled(2**64 - 1, dtype="u8"),
    "huge whole floats": lambda: filled(1e300, 3e300, 2e300, 5e299),
    "Python ints": lambda: objects(10**30),
    "Python int beyond floats": lambda: objects(10**400),
    "object numbers": objects,
    "object None": lambda: objects(None),
    "object NaN": lambda: objects(np.nan, 1),
    "object NA": lambda: objects(pd.NA),
    "object NaT": lambda: objects(pd.NaT),
    "object inf": lambda: objects(np.inf),
    "object texts": lambda: objects("a", "b"),
    "object digits": lambda: objects("1", "2.5"),
    "object surrogate": lambda: objects("\ud800"),
    "object zero width": lambda: objects("\u200b", ""),
    "object fraction": lambda: objects(Fraction(1, 3)),
    "object complex": lambda: objects(1j),
    "object list": lambda: objects([1]),
    "object dict": lambda: objects({}),
    "object array": lambda: objects(TABLE),
    "object bytes": lambda: objects(b"1"),
    "object bool": lambda: objects(True),
    "object date": lambda: objects(np.datetime64("2020-01-01")),
    "NaT": lambda: with_value("NaT", "M8[D]", np.zeros((N, 3))),
    "NaN in signals": lambda: with_value(np.nan, None, SIGNALS),
    "inf in images": lambda: with_value(np.inf, float, IMAGES),
    "constant signals": lambda: SIGNALS * 0,
    "constant images": lambda: IMAGES * 0,
    "signals of 1e308": lambda: np.sign(SIGNALS) * 1e308,
    "images of 1e308": lambda: np.where(IMAGES > 99, 1e308, -1e308),
    "denormal signals": lambda: SIGNALS * 5e-320,
    "bool images": lambda: IMAGES > 99,
    "images of huge ints": lambda: IMAGES.astype("i8") * 2**53,
    "images of uint64": lambda: IMAGES.astype("u8") + np.uint64(2**63),
    "float16 images": lambda: IMAGES.astype("f2"),
    "complex images": lambda: IMAGES * 1j,
    "text images": lambda: IMAGES.astype(str),
}
SPARSE = {
    **{
        form.__name__: lambda form=form: form(TABLE)
        for form in (
            *(sparse.csr_matrix, sparse.csr_array, sparse.csc_matrix, sparse.csc_array),
            *(sparse.coo_matrix, sparse.coo_array, sparse.lil_matrix, sparse.dok_array),
            *(sparse.bsr_matrix, sparse.dia_array),
        )
    },
    "sparse NaN": lambda: sparse_with(np.nan),
    "sparse inf": lambda: sparse_with(np.inf, sparse.csc_array),
    "sparse zeros": lambda: sparse.csr_matrix((N, 3)),
    "sparse written zeros": lambda: sparse.csr_matrix(
        (np.zeros(N), (range(N), [0] * N)), shape=(N, 3)
    ),
    "sparse twice": lambda: sparse.coo_matrix(
        (np.ones(2 * N), ([*range(N)] * 2, [1] * 2 * N)), shape=(N, 3)
    ),
    "sparse no rows": lambda: sparse.csr_matrix((0, 3)),
    "sparse no columns": lambda: sparse.csr_matrix((N, 0)),
    "sparse bool": lambda: sparse.csr_matrix(TABLE > 0),
    "sparse ints": lambda: sparse.csc_matrix(WHOLE.astype("i8") * 2**54),
    "sparse complex": lambda: sparse.csr_matrix(TABLE * 1j),
    "sparse float32": lambda: sparse.csr_array(TABLE.astype("f4")),
    "sparse 1D": lambda: sparse.coo_array(TABLE[:, 0]),
    "sparse counts": lambda: sparse.csr_matrix(np.maximum(WHOLE, 0).astype("i4")),
    "sparse wide": lambda: sparse.random(N, 5000, 0.01, "csr", random_state=0),
    "sparse of one value": lambda: sparse.csr_matrix(1.0 * (TABLE > 1)),
    "sparse huge": lambda: sparse.csr_matrix((N, 2**40)),
    "sparse unsorted": lambda: sparse.csr_matrix(
        (TABLE.ravel(), np.tile([2, 0, 1], N), np.arange(0, 3 * N + 1, 3)), (N, 3)
    ),
}
ARRAYS = {
    **{f"dtype {d}": lambda d=d: np.abs(WHOLE).astype(d) for d in DTYPES[:-2]},
    **{f"dtype {d}": lambda d=d: WHOLE.astype("i8").astype(d) for d in DTYPES[-2:]},
    **{f"layout: {name}": make for name, make in LAYOUTS.items()},
    **{f"shape: {name}": make for name, make in SHAPES.items()},
    **{f"values: {name}": make for name, make in VALUES.items()},
    **SPARSE,
}
