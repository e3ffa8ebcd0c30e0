"""Convert columns and dtypes of pandas to plain values and back."""

import re
from contextlib import suppress
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from skgan._files import Damaged
from skgan.exceptions import InputError, LoadError

# Looked up by name in pyarrow.
OF_ARROW = (
    r"(u?int(8|16|32|64)|float|halffloat|double|bool|(large_)?string"
    r"|null|(large_)?binary|(date(32|64)|time(32|64)|timestamp|duration)\[\w+\])"
)
# Looked up by name in pandas, where other packages register dtypes too.
NAMED = re.compile(
    r"(U?Int|Float)(8|16|32|64)|boolean|str|string\[(python|pyarrow)\]"
    rf"|{OF_ARROW}\[pyarrow\]|period\[\d{{0,6}}[A-Za-z]{{1,3}}(-[A-Z]{{3}})?\]"
)
ZONE = re.compile(r"\w[\w+\-]*([/:]\w[\w+\-]*)*")
MAX_IN_RANGE = 2**20  # a range is small in a file, but may be large in memory
OFFSET = re.compile(r"[+-]\d\d:\d\d")
MAX_BYTES = 2**20  # of each value of Arrow types of fixed size


def plain_index(index):
    """Return an Index as a dict of plain values."""
    plain = describe_index(index)
    with suppress(Damaged, TypeError, ValueError):
        if plain is not None and is_same(index_of(plain), index):
            return plain
    raise InputError(
        f"Columns or categories {index!r} have a type that can't be saved. "
        "Convert them to strings or numbers before the fit, or use pickle."
    )


def is_same(read, index):
    """Return whether an Index is the same after it was read."""
    if isinstance(index.dtype, pd.ArrowDtype):  # equal only if encoded equally
        pairs = ((i.dtype, i.name, i.tolist()) for i in (read, index))
        return next(pairs) == next(pairs)
    return read.identical(index)


def describe_index(index):
    names = {"name": index.name}
    if isinstance(index, pd.RangeIndex):
        return names | {"range": (index.start, index.stop, index.step)}
    if isinstance(index, pd.MultiIndex):
        return {"levels": [index.get_level_values(i) for i in range(index.nlevels)]}
    if isinstance(index, pd.IntervalIndex):
        return names | {"sides": [index.left, index.right], "closed": index.closed}
    if isinstance(index, pd.CategoricalIndex):
        return names | {"codes": np.asarray(index.codes), "dtype": index.dtype}
    if isinstance(index.dtype, pd.DatetimeTZDtype | pd.PeriodDtype):
        return names | {"ticks": index.asi8, "dtype": index.dtype}
    if isinstance(index, pd.Index):
        is_plain = isinstance(index.dtype, np.dtype) and index.dtype.kind in "biufmM"
        values = index.to_numpy() if is_plain else index.tolist()
        return names | {"values": values, "dtype": index.dtype}
    return None


def index_of(plain):
    """Return the Index for a result of `plain_index`."""
    match plain:
        case {"range": (int(start), int(stop), int(step)), "name": name}:
            if len(range(start, stop, step)) <= MAX_IN_RANGE:
                return pd.RangeIndex(start, stop, step, name=name)
        case {"levels": list(levels)} if all(isinstance(i, pd.Index) for i in levels):
            return pd.MultiIndex.from_arrays(levels)
        case {"sides": [pd.Index() as left, pd.Index() as right], "closed": closed}:
            return pd.IntervalIndex.from_arrays(left, right, closed, plain["name"])
        case {"codes": np.ndarray() as codes, "dtype": dtype, "name": name}:
            return pd.Index(pd.Categorical.from_codes(codes, dtype=dtype), name=name)
        case {"ticks": np.ndarray() as ticks, "dtype": dtype, "name": name}:
            return index_of_ticks(ticks, dtype, name)
        case {"values": list() | np.ndarray() as values, "dtype": dtype, "name": name}:
            if isinstance(dtype, pd.ArrowDtype):
                return pd.Index(array_of(values, dtype), name=name)
            if is_dtype(dtype):
                return pd.Index(values, dtype=dtype, name=name, tupleize_cols=False)
    raise Damaged(f"Columns or categories {plain!r:.200} are unknown.")


def index_of_ticks(ticks, dtype, name):
    """Return dates with a time zone, or periods, from int64."""
    if ticks.dtype == np.int64 and isinstance(dtype, pd.PeriodDtype):
        return pd.Index(pd.arrays.PeriodArray(ticks, dtype=dtype), name=name)
    if ticks.dtype == np.int64 and isinstance(dtype, pd.DatetimeTZDtype):
        in_utc = pd.Index(ticks.view(f"M8[{dtype.unit}]"), name=name)
        return in_utc.tz_localize("UTC").tz_convert(dtype.tz)
    raise Damaged(f"Dates have the dtypes {ticks.dtype} and {dtype}.")


def plain_dtype(dtype):
    """Return a dtype of pandas as a dict of plain values."""
    plain = describe_dtype(dtype)
    with suppress(Damaged, TypeError, ValueError):
        if dtype_of(plain) == dtype:
            return plain
    raise InputError(
        f"Columns of dtype {dtype} can't be saved. Convert them to a dtype of NumPy "
        "before the fit, or use pickle."
    )


def describe_dtype(dtype):
    if isinstance(dtype, pd.CategoricalDtype):
        return {"categories": dtype.categories, "ordered": dtype.ordered}
    if isinstance(dtype, pd.SparseDtype):
        return {"sparse": dtype.subtype, "fill_value": dtype.fill_value}
    if isinstance(dtype, pd.DatetimeTZDtype):
        plain = {"unit": dtype.unit, "zone": str(dtype.tz)}
        # pandas 2 uses pytz unless it is given another time zone.
        return plain | ({"zoneinfo": True} if isinstance(dtype.tz, ZoneInfo) else {})
    if isinstance(dtype, pd.IntervalDtype):
        return {"between": dtype.subtype, "closed": dtype.closed}
    if isinstance(dtype, pd.ArrowDtype):
        return {"arrow": plain_arrow(dtype)}
    if isinstance(dtype, pd.StringDtype) and str(dtype) != "str":
        return {"named": f"string[{dtype.storage}]"}
    if isinstance(dtype, pd.StringDtype) and dtype != pd.Series(dtype="str").dtype:
        return {"text": dtype.storage}
    return {"named": str(dtype)}


def dtype_of(plain):
    """Return the dtype for a result of `plain_dtype`."""
    match plain:
        case {"categories": categories, "ordered": bool(ordered)}:
            if categories is None or isinstance(categories, pd.Index):
                return pd.CategoricalDtype(categories, ordered)
        case {"sparse": np.dtype() as subtype, "fill_value": fill_value}:
            return pd.SparseDtype(subtype, fill_value)
        case {"unit": "s" | "ms" | "us" | "ns" as unit, "zone": str(zone)}:
            if is_zone(zone):
                tz = ZoneInfo(zone) if "zoneinfo" in plain else zone
                return pd.DatetimeTZDtype(unit, tz)
        case {"between": subtype, "closed": closed} if is_dtype(subtype):
            return pd.IntervalDtype(subtype, closed)
        case {"arrow": arrow}:
            return arrow_of(arrow)
        case {"named": "str"}:  # in pandas 3; earlier versions have objects
            return pd.Series(dtype="str").dtype
        case {"text": "python" | "pyarrow" as storage}:
            if storage == "pyarrow":
                check_pyarrow()
            return pd.StringDtype(storage, na_value=np.nan)
        case {"named": str(name)} if NAMED.fullmatch(name):
            if "pyarrow" in name:
                check_pyarrow()
            return pd.api.types.pandas_dtype(name)
    raise Damaged(f"The dtype {plain!r:.200} is unknown.")


def is_dtype(value):
    """Return whether a value is a dtype of NumPy or pandas."""
    return isinstance(value, np.dtype | pd.api.extensions.ExtensionDtype)


def is_zone(name):
    """Return whether a name may be that of a time zone and is not a path."""
    if OFFSET.fullmatch(name):
        return True
    # After "dateutil", pandas accepts paths.
    return ZONE.fullmatch(name) is not None and not name.startswith("dateutil")


def plain_arrow(dtype):
    """Return an ArrowDtype as a dict of plain values."""
    import pyarrow as pa

    kind = dtype.pyarrow_dtype
    if pa.types.is_dictionary(kind):
        parts = pd.ArrowDtype(kind.index_type), pd.ArrowDtype(kind.value_type)
        return {"indices": parts[0], "values": parts[1], "ordered": kind.ordered}
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        return {"unit": kind.unit, "zone": kind.tz}
    if pa.types.is_decimal128(kind):
        return {"precision": kind.precision, "scale": kind.scale}
    if pa.types.is_decimal256(kind):
        return {"digits": kind.precision, "scale": kind.scale}
    if pa.types.is_fixed_size_binary(kind):
        return {"bytes": kind.byte_width}
    return {"named": str(kind)}


def arrow_of(plain):
    """Return the ArrowDtype for a result of `plain_arrow`."""
    check_pyarrow()
    import pyarrow as pa

    match plain:
        case {
            "indices": pd.ArrowDtype() as indices,
            "values": pd.ArrowDtype() as values,
            "ordered": bool(ordered),
        }:
            types = indices.pyarrow_dtype, values.pyarrow_dtype
            return pd.ArrowDtype(pa.dictionary(*types, ordered=ordered))
        case {"unit": str(unit), "zone": str(zone)} if is_zone(zone):
            return pd.ArrowDtype(pa.timestamp(unit, zone))
        case {"precision": int(precision), "scale": int(scale)}:
            return pd.ArrowDtype(pa.decimal128(precision, scale))
        case {"digits": int(precision), "scale": int(scale)}:
            return pd.ArrowDtype(pa.decimal256(precision, scale))
        case {"bytes": int(width)} if 0 <= width <= MAX_BYTES:
            return pd.ArrowDtype(pa.binary(width))
        case {"named": str(name)} if re.fullmatch(OF_ARROW, name):
            return pd.ArrowDtype(pa.type_for_alias(name))
    raise Damaged(f"The dtype {plain!r:.200} is unknown.")


def array_of(values, dtype):
    """Return a pandas array of an ArrowDtype from a list."""
    import pyarrow as pa

    kind = dtype.pyarrow_dtype
    if not pa.types.is_dictionary(kind):
        return pd.array(values, dtype=dtype)
    # pandas cannot make these from a list.
    codes = pa.array(range(len(values)), kind.index_type)
    parts = codes, pa.array(values, kind.value_type)
    encoded = pa.DictionaryArray.from_arrays(*parts, ordered=kind.ordered)
    return pd.arrays.ArrowExtensionArray(encoded)


def check_pyarrow():
    """Raise an error if pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise LoadError(
            "The file has columns with Arrow dtypes, but pyarrow is not installed. "
            "Install it, and load the file again."
        ) from error
