"""Arrow's dtypes as plain values, and back."""

import re

import pandas as pd

from skgan._files import Damaged
from skgan.exceptions import LoadError

# Looked up in a table of pyarrow's.
NAMED = re.compile(
    r"u?int(8|16|32|64)|float|halffloat|double|bool|(large_)?string"
    r"|date(32|64)\[\w+\]|timestamp\[\w+\]|duration\[\w+\]"
)
ZONE = re.compile(r"\w[\w+\-]*([/:]\w[\w+\-]*)*")


def is_zone(name):
    """Return whether a name may be that of a time zone, and is no path."""
    # After "dateutil" pandas takes paths.
    return ZONE.fullmatch(name) is not None and not name.startswith("dateutil")


def plain_arrow(dtype):
    """Return an ArrowDtype as a dict of what the tree can hold."""
    import pyarrow as pa

    kind = dtype.pyarrow_dtype
    if pa.types.is_dictionary(kind):
        parts = pd.ArrowDtype(kind.index_type), pd.ArrowDtype(kind.value_type)
        return {"indices": parts[0], "values": parts[1], "ordered": kind.ordered}
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        return {"unit": kind.unit, "zone": kind.tz}
    if pa.types.is_decimal128(kind):
        return {"precision": kind.precision, "scale": kind.scale}
    return {"named": str(kind)}


def arrow_of(plain):
    """Return the ArrowDtype of what `plain_arrow` returned."""
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
        case {"named": str(name)} if NAMED.fullmatch(name):
            return pd.ArrowDtype(pa.type_for_alias(name))
    raise Damaged(f"The dtype {plain!r:.200} is unknown.")


def array_of(values, dtype):
    """Return a pandas array of an ArrowDtype, of a list."""
    import pyarrow as pa

    kind = dtype.pyarrow_dtype
    if not pa.types.is_dictionary(kind):
        return pd.array(values, dtype=dtype)
    # Of a list pandas can't make these.
    codes = pa.array(range(len(values)), kind.index_type)
    parts = codes, pa.array(values, kind.value_type)
    encoded = pa.DictionaryArray.from_arrays(*parts, ordered=kind.ordered)
    return pd.arrays.ArrowExtensionArray(encoded)


def check_pyarrow():
    """Raise when pyarrow is not there."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise LoadError(
            "The file has columns of Arrow's dtypes, and pyarrow is not installed. "
            "Install it, and load the file again."
        ) from error
