"""Convert plain values to a tree of JSON and separate arrays, and back."""

import re
from math import isfinite, prod

import numpy as np
import pandas as pd

from skgan._files import Damaged, is_numeric
from skgan.exceptions import InputError
from skgan.synthesis.saving._pandas import dtype_of, index_of, plain_dtype, plain_index
from skgan.synthesis.saving._scalars import plain_scalar, scalar_of

TEXT = re.compile(r"[<>|]U\d{1,9}")
OF_PANDAS = (
    ("index", pd.Index, plain_index),
    ("pandas", pd.api.extensions.ExtensionDtype, plain_dtype),
)
MAX_LETTERS = 2**22  # of an array of strings, which all have the length of the longest
MAX_IN_RANGES = 2**20  # in addition to arrays, because a range is small in a file


def write_node(value, arrays, where):
    """Return the JSON of a plain value."""
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if isfinite(value) else {"float": repr(value)}
    if isinstance(value, np.generic):
        return {"scalar": write_array(np.asarray(value), arrays, where)}
    if isinstance(value, np.ndarray):
        return write_array(value, arrays, where)
    if isinstance(value, np.dtype):
        return {"dtype": value.str}
    if isinstance(value, list | tuple):
        items = [write_node(item, arrays, where) for item in value]
        return items if isinstance(value, list) else {"tuple": items}
    if isinstance(value, dict):
        return {"dict": [write_node(list(p), arrays, where) for p in value.items()]}
    for kind in (bool, int, float, str):
        if isinstance(value, kind):  # also for derived classes
            return write_node(kind(value), arrays, where)
    return write_object(value, arrays, where)


def write_array(array, arrays, where):
    if is_numeric(array.dtype.str):
        arrays.append(array)
        return {"array": len(arrays) - 1}
    # An array of strings may take much more memory than its letters.
    is_wide = array.dtype.kind == "U" and array.nbytes > 4 * MAX_LETTERS
    if array.dtype.kind not in "UO" or is_wide:
        raise InputError(
            f"{where} has an array of dtype {array.dtype}, which can't be saved. "
            "Convert it to numbers or to shorter strings before the fit."
        )
    items = write_node(array.ravel().tolist(), arrays, where)
    return {"items": [array.dtype.str, list(array.shape), items]}


def write_object(value, arrays, where):
    for tag, kind, describe in OF_PANDAS:
        if isinstance(value, kind):
            return {tag: write_node(describe(value), arrays, where)}
    plain = plain_scalar(value)
    if plain is None:
        raise InputError(
            f"{where} has {value!r:.200} of type {type(value).__name__}, which can't "
            "be saved. Replace it by numbers or strings, or use pickle."
        )
    return {"value": write_node(plain, arrays, where)}


class Source:
    """The arrays of a tree, each of which can be used once, and the length of ranges.

    Otherwise, a few bytes that use a large array many times could fill the memory.
    """

    def __init__(self, arrays):
        self.arrays = dict(enumerate(arrays))
        self.room = MAX_IN_RANGES + sum(array.size for array in arrays)

    def take(self, place):
        """Return the array at a position."""
        if type(place) is not int or place not in self.arrays:
            raise Damaged(f"It uses the unknown or already used array {place!r:.100}.")
        return self.arrays.pop(place)

    def counted(self, index):
        """Return an Index, or raise an error if all ranges together are too long."""
        if isinstance(index, pd.RangeIndex):
            self.room -= len(index)
        if self.room < 0:
            raise Damaged("Its ranges are too long.")
        return index


def read_node(node, source):
    """Return the value of a result of `write_node`."""
    if isinstance(node, list):
        return [read_node(item, source) for item in node]
    if isinstance(node, float) and not isfinite(node):
        raise Damaged(f"It has the invalid number {node}.")
    if not isinstance(node, dict):
        return node
    if len(node) != 1 or next(iter(node)) not in READERS:
        raise Damaged(f"It has the unknown entry {list(node)[:3]!s:.100}.")
    tag, content = next(iter(node.items()))
    return READERS[tag](content, source)


def read_float(content, source):
    if content not in ("nan", "inf", "-inf"):
        raise Damaged(f"{content!r:.100} is not a number.")
    return float(content)


def read_dict(content, source):
    pairs = read_node(list(content), source)
    read = {key: value for key, value in pairs}
    if len(read) != len(pairs):
        raise Damaged("One of its dicts has the same key twice.")
    return read


def read_items(content, source):
    dtype, shape, items = content
    items = read_node(items, source)
    if not all(type(n) is int and n >= 0 for n in shape) or prod(shape) != len(items):
        raise Damaged(f"An array of shape {shape!s:.100} has {len(items)} items.")
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return (array if dtype == "|O" else as_text(array, dtype)).reshape(shape)


def as_text(array, dtype):
    """Return objects as an array of strings."""
    if not isinstance(dtype, str) or not TEXT.fullmatch(dtype):
        raise Damaged(f"One of its arrays has the dtype {dtype!r:.100}.")
    if not all(type(item) is str for item in array):
        raise Damaged("An array of strings has other values.")
    if max(map(len, array), default=0) * len(array) > MAX_LETTERS:
        raise Damaged("An array of strings takes too much memory.")
    return array.astype(np.str_)


def read_scalar(content, source):
    array = read_node(content, source)
    if not isinstance(array, np.ndarray) or array.shape != ():
        raise Damaged(f"It has the invalid number {array!r:.100}.")
    return array[()]


def read_dtype(content, source):
    is_text = isinstance(content, str) and TEXT.fullmatch(content)
    if not is_numeric(content) and content != "|O" and not is_text:
        raise Damaged(f"It has the unknown dtype {content!r:.100}.")
    return np.dtype(content)


READERS = {
    "float": read_float,
    "tuple": lambda content, source: tuple(read_node(list(content), source)),
    "dict": read_dict,
    "array": lambda content, source: source.take(content),
    "items": read_items,
    "scalar": read_scalar,
    "dtype": read_dtype,
    "index": lambda content, source: source.counted(
        index_of(read_node(content, source))
    ),
    "pandas": lambda content, source: dtype_of(read_node(content, source)),
    "value": lambda content, source: scalar_of(read_node(content, source)),
}
