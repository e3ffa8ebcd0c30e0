"""Plain values to a tree of JSON, and back; arrays are kept beside it."""

from math import isfinite, prod

import numpy as np

from skgan._files._dtypes import is_numeric, is_text, read_dtype
from skgan._files._refusals import Damaged
from skgan.exceptions import InputError
from skgan.synthesis.saving._objects import fields_of, object_of
from skgan.synthesis.saving._pandas import dtype_of, index_of, plain_dtype, plain_index
from skgan.synthesis.saving._scalars import plain_scalar, scalar_of

__all__ = ["read_node", "write_node"]

OF_PANDAS = (
    ("index", "Index", plain_index),
    ("pandas", "ExtensionDtype", plain_dtype),
)
BUILT_IN = (bool, int, float, str)


def write_node(value, arrays, where):
    """Return the JSON of a plain value.

    Parameters
    ----------
    value : object
        None, bool, int, float, str, list, tuple, dict, array, scalar or dtype of
        NumPy, Index, dtype or scalar of pandas, date, Decimal, or an object of one of
        skgan's own classes.
    arrays : list
        Gets the arrays, which the tree names by their place.
    where : str
        What the value is, for errors.

    Returns
    -------
    node : object
        None, bool, int, float, str, list, or a dict of one tag and its content.

    Raises
    ------
    InputError
        When a value is of another type.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.synthesis.saving._tree import read_node, write_node
    >>> arrays = []
    >>> write_node({"a": (1, np.zeros(2))}, arrays, "an example")
    {'dict': [['a', {'tuple': [1, {'array': 0}]}]]}
    >>> read_node(_, arrays)
    {'a': (1, array([0., 0.]))}
    """
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
    for kind in BUILT_IN:
        if isinstance(value, kind):  # of a class derived from it
            return write_node(kind(value), arrays, where)
    return write_object(value, arrays, where)


def write_array(array, arrays, where):
    if is_numeric(array.dtype.str):
        arrays.append(array)
        return {"array": len(arrays) - 1}
    if array.dtype.kind not in "UO":
        raise InputError(
            f"{where} has an array of dtype {array.dtype}, which can't be saved. "
            "Convert it to numbers or to text before the fit."
        )
    items = write_node(array.ravel().tolist(), arrays, where)
    return {"items": [array.dtype.str, list(array.shape), items]}


def write_object(value, arrays, where):
    for tag, kind, describe in OF_PANDAS:
        if any(parent.__name__ == kind for parent in type(value).__mro__):
            return {tag: write_node(describe(value), arrays, where)}
    plain = plain_scalar(value)
    if plain is not None:
        return {"value": write_node(plain, arrays, where)}
    name, fields = fields_of(value)
    if name is None:
        raise InputError(
            f"{where} has {value!r} of type {type(value).__name__}, which is no plain "
            "value and can't be saved. Replace it by numbers or text, or use pickle."
        )
    return {"object": [name, write_node(fields, arrays, where)]}


def read_node(node, arrays):
    """Return the value of a node that `write_node` has made.

    Parameters
    ----------
    node : object
        What JSON was read to; it may come from a stranger.
    arrays : list of ndarray
        What the tree names.

    Raises
    ------
    Damaged
        When the node is of no known form. Other errors mean the same.
    """
    if isinstance(node, list):
        return [read_node(item, arrays) for item in node]
    if not isinstance(node, dict):
        return node
    if len(node) != 1 or next(iter(node)) not in READERS:
        raise Damaged(f"It has the unknown entry {list(node)[:3]}.")
    tag, content = next(iter(node.items()))
    return READERS[tag](content, arrays)


def read_float(content, arrays):
    if content not in ("nan", "inf", "-inf"):
        raise Damaged(f"{content!r} is no number.")
    return float(content)


def read_tuple(content, arrays):
    return tuple(read_node(list(content), arrays))


def read_dict(content, arrays):
    pairs = read_node(list(content), arrays)
    read = {key: value for key, value in pairs}
    if len(read) != len(pairs):
        raise Damaged("A dict of it has the same key twice.")
    return read


def read_array(content, arrays):
    if type(content) is not int or not 0 <= content < len(arrays):
        raise Damaged(f"It names array {content!r}, of {len(arrays)}.")
    return arrays[content]


def read_items(content, arrays):
    dtype, shape, items = content
    items = read_node(items, arrays)
    if not (dtype == "|O" or is_text(dtype)):
        raise Damaged(f"An array of it has the dtype {dtype!r}.")
    if not all(type(n) is int and n >= 0 for n in shape) or prod(shape) != len(items):
        raise Damaged(f"An array of shape {shape} has {len(items)} items.")
    array = np.empty(len(items), dtype=object)
    array[:] = items
    if dtype != "|O":
        if not all(type(item) is str for item in items):
            raise Damaged("An array of text has other values.")
        # The length is that of the longest, so that what is declared allocates nothing.
        array = array.astype(np.str_)
    return array.reshape(shape)


def read_scalar(content, arrays):
    array = read_node(content, arrays)
    if not isinstance(array, np.ndarray) or array.shape != ():
        raise Damaged("A number of it is none.")
    return array[()]


def read_numpy(content, arrays):
    return read_dtype(content)


def read_index(content, arrays):
    return index_of(read_node(content, arrays))


def read_pandas(content, arrays):
    return dtype_of(read_node(content, arrays))


def read_value(content, arrays):
    return scalar_of(read_node(content, arrays))


def read_object(content, arrays):
    name, fields = content
    fields = read_node(fields, arrays)
    if not isinstance(fields, dict):
        raise Damaged(f"The {name!r} of it has no fields.")
    return object_of(name, fields)


READERS = {
    "float": read_float,
    "tuple": read_tuple,
    "dict": read_dict,
    "array": read_array,
    "items": read_items,
    "scalar": read_scalar,
    "dtype": read_numpy,
    "index": read_index,
    "pandas": read_pandas,
    "value": read_value,
    "object": read_object,
}
