"""pandas' columns, names and dtypes as plain values, and back."""

import re

import numpy as np

from skgan._saving._refusals import Damaged
from skgan.exceptions import InputError

__all__ = ["dtype_of", "index_of", "is_dtype", "plain_dtype", "plain_index"]

# Looked up by name in pandas; nothing else is, as others register dtypes there too.
NAMED = re.compile(
    r"(U?Int|Float)(8|16|32|64)|boolean|str|string\[(python|pyarrow)\]"
    r"|(u?int(8|16|32|64)|float|halffloat|double|bool|(large_)?string|date(32|64)\[\w+\]"
    r"|timestamp\[\w+\]|duration\[\w+\])\[pyarrow\]"
)
MOST_IN_RANGE = 2**24  # a range takes no room in a file, but may where it is used
ZONE = re.compile(r"\w[\w+\-]*([/:]\w[\w+\-]*)*")


def plain_index(index):
    """Return an Index as a dict of what the tree can hold.

    Raises
    ------
    InputError
        When the index is of a kind that has none.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan._saving._pandas import index_of, plain_index
    >>> index_of(plain_index(pd.Index([3, 5], name="number")))
    Index([3, 5], dtype='int64', name='number')
    """
    plain = describe_index(index)
    try:
        same = plain is not None and index_of(plain).identical(index)
    except (Damaged, TypeError, ValueError):
        same = False
    if not same:
        raise InputError(
            f"Columns or categories {index!r} are of a kind that can't be saved. "
            "Turn them into text or numbers before the fit, or use pickle."
        )
    return plain


def describe_index(index):
    import pandas as pd

    names = {"name": index.name}
    if isinstance(index, pd.RangeIndex):
        return names | {"range": (index.start, index.stop, index.step)}
    if isinstance(index, pd.MultiIndex):
        levels = [index.get_level_values(i) for i in range(index.nlevels)]
        return {"levels": levels}
    if isinstance(index, pd.IntervalIndex):
        sides = [index.left, index.right]
        return names | {"sides": sides, "closed": index.closed}
    if isinstance(index, pd.Index):
        is_plain = isinstance(index.dtype, np.dtype) and index.dtype.kind in "biufmM"
        values = index.to_numpy() if is_plain else index.tolist()
        return names | {"values": values, "dtype": index.dtype}
    return None


def index_of(plain):
    """Return the Index of what `plain_index` returned."""
    import pandas as pd

    match plain:
        case {"range": (int(start), int(stop), int(step)), "name": name}:
            if len(range(start, stop, step)) <= MOST_IN_RANGE:
                return pd.RangeIndex(start, stop, step, name=name)
        case {"levels": list(levels)} if all(isinstance(i, pd.Index) for i in levels):
            return pd.MultiIndex.from_arrays(levels)
        case {"sides": [pd.Index() as left, pd.Index() as right], "closed": closed}:
            return pd.IntervalIndex.from_arrays(left, right, closed, plain["name"])
        case {"values": list() | np.ndarray() as values, "dtype": dtype, "name": name}:
            if is_dtype(dtype):
                return pd.Index(values, dtype=dtype, name=name)
    raise Damaged(f"Columns or categories {plain!r} are unknown.")


def plain_dtype(dtype):
    """Return a dtype of pandas as a dict of what the tree can hold.

    Raises
    ------
    InputError
        When the dtype is of a kind that has none.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan._saving._pandas import dtype_of, plain_dtype
    >>> dtype_of(plain_dtype(pd.CategoricalDtype(["a", "b"], ordered=True))).ordered
    True
    """
    plain = describe_dtype(dtype)
    try:
        same = dtype_of(plain) == dtype
    except (Damaged, TypeError, ValueError):
        same = False
    if not same:
        raise InputError(
            f"Columns of dtype {dtype} can't be saved. Convert them to a dtype of "
            "NumPy before the fit, or use pickle."
        )
    return plain


def describe_dtype(dtype):
    import pandas as pd

    if isinstance(dtype, pd.CategoricalDtype):
        return {"categories": dtype.categories, "ordered": dtype.ordered}
    if isinstance(dtype, pd.SparseDtype):
        return {"sparse": dtype.subtype, "fill_value": dtype.fill_value}
    if isinstance(dtype, pd.DatetimeTZDtype):
        return {"unit": dtype.unit, "zone": str(dtype.tz)}
    if isinstance(dtype, pd.StringDtype) and str(dtype) != "str":
        return {"named": f"string[{dtype.storage}]"}
    return {"named": str(dtype)}


def dtype_of(plain):
    """Return the dtype of what `plain_dtype` returned."""
    import pandas as pd

    match plain:
        case {"categories": categories, "ordered": bool(ordered)}:
            if categories is None or isinstance(categories, pd.Index):
                return pd.CategoricalDtype(categories, ordered)
        case {"sparse": np.dtype() as subtype, "fill_value": fill_value}:
            return pd.SparseDtype(subtype, fill_value)
        case {"unit": "s" | "ms" | "us" | "ns" as unit, "zone": str(zone)}:
            if ZONE.fullmatch(zone) and not zone.startswith("dateutil"):
                return pd.DatetimeTZDtype(unit, zone)
        case {"named": str(name)} if NAMED.fullmatch(name):
            return pd.api.types.pandas_dtype(name)
    raise Damaged(f"The dtype {plain!r} is unknown.")


def is_dtype(value):
    """Return whether a value is a dtype of NumPy or pandas."""
    import pandas as pd

    return isinstance(value, np.dtype | pd.api.extensions.ExtensionDtype)
