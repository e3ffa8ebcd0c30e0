"""Convert frames and series of polars to pandas and back.

The method ``to_pandas`` of polars needs pyarrow. This module only needs polars, which
is imported when its frames are returned.
"""

from typing import Any

import numpy as np
import pandas as pd

from skgan.exceptions import InputError

__all__ = [
    "as_pandas",
    "is_polars",
    "misfit",
    "polars_dtypes",
    "stack_polars",
    "to_polars",
]

INTEGERS = {f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)}
# Number of parameters of each dtype, for saving and loading. The categories of Enum are
# those of the pandas column.
N_PARAMETERS = dict.fromkeys(INTEGERS, 0) | {
    **{"Float32": 0, "Float64": 0, "Boolean": 0, "String": 0, "Time": 0, "Date": 0},
    **{"Categorical": 0, "Enum": 0, "Datetime": 2, "Duration": 1, "Decimal": 2},
}
PARAMETERS = {
    "Datetime": ("time_unit", "time_zone"),
    "Duration": ("time_unit",),
    "Decimal": ("precision", "scale"),
}


def is_polars(values: Any) -> bool:
    """Return whether values are a frame or a series of polars."""
    is_named = type(values).__name__ in ("DataFrame", "Series", "LazyFrame")
    return is_named and type(values).__module__.split(".")[0] == "polars"


def as_pandas(values: Any) -> Any:
    """Return a frame or series of polars converted to pandas, and others unchanged.

    Enums and other categories have no order, because polars' users use them for names.
    """
    if not is_polars(values):
        return values
    if type(values).__name__ == "LazyFrame":
        raise InputError(
            "X or y is a LazyFrame of polars, which has no rows yet. Give "
            "frame.collect()."
        )
    if type(values).__name__ == "Series":
        return pd.Series(column_of(values), name=values.name)
    return pd.DataFrame({column.name: column_of(column) for column in values})


def polars_dtypes(values: Any) -> tuple[tuple[Any, ...], ...]:
    """Return the dtypes of columns of polars as plain values, or () for other types."""
    if not is_polars(values):
        return ()
    is_series = type(values).__name__ == "Series"
    return tuple(
        (
            kind_of(dtype),
            *(getattr(dtype, n) for n in PARAMETERS.get(kind_of(dtype), ())),
        )
        for dtype in ([values.dtype] if is_series else values.dtypes)
    )


def kind_of(dtype: Any) -> str:
    """Return the name of a dtype of polars without its parameters."""
    return str(dtype.base_type())


def misfit(dtypes: tuple[tuple[Any, ...], ...]) -> bool:
    """Return whether dtypes as plain values, which are not trusted, are unknown."""
    return any(
        not dtype
        or not all(value is None or isinstance(value, str | int) for value in dtype)
        or N_PARAMETERS.get(dtype[0]) != len(dtype) - 1
        for dtype in dtypes
    )


def column_of(column: Any) -> Any:
    """Return a series of polars as an array of NumPy or pandas."""
    kind = kind_of(column.dtype)
    if kind in INTEGERS or kind == "Boolean":
        if not column.null_count():
            return column.to_numpy()
        mask = column.is_null().to_numpy()
        values = column.fill_null(strategy="zero").to_numpy()
        if kind == "Boolean":
            return pd.arrays.BooleanArray(values.astype(bool), mask)
        return pd.arrays.IntegerArray(values.copy(), mask.copy())
    if kind in ("Float32", "Float64", "Duration", "Time"):
        return column.to_numpy()
    if kind == "Decimal":
        return column.to_numpy().astype(float)
    if kind == "String":
        return pd.array(column.to_list(), dtype=pd.StringDtype("python"))
    if kind in ("Categorical", "Enum"):
        texts = column.to_list()
        known = column.dtype.categories if kind == "Enum" else sorted({*texts} - {None})
        return pd.Categorical(texts, categories=list(known))
    if kind == "Date":
        return column.to_numpy().astype("datetime64[s]")  # pandas has no unit of days
    if kind == "Datetime":
        zone, times = column.dtype.time_zone, pd.Series(column.to_numpy())
        return times.dt.tz_localize("UTC").dt.tz_convert(zone) if zone else times
    raise InputError(
        f"The column {column.name!r} of polars has the dtype {column.dtype}, which is "
        "not supported. Leave it out, or cast it to numbers, strings or dates."
    )


def to_polars(values: Any, dtypes: tuple[tuple[Any, ...], ...]) -> Any:
    """Return a frame or series of pandas converted to polars with given dtypes."""
    try:
        import polars
    except ImportError as error:
        raise ImportError(
            "This sampler was fitted on polars, and returns frames of polars. You can "
            "install polars with `pip install polars`"
        ) from error
    if isinstance(values, pd.Series):
        return series_of(values, dtypes[0], polars)
    columns = (values.iloc[:, i] for i in range(values.shape[1]))
    return polars.DataFrame(
        [series_of(*both, polars) for both in zip(columns, dtypes, strict=True)]
    )


def stack_polars(first: Any, second: Any) -> Any:
    """Return the concatenation of frames or series of polars in the first's dtypes."""
    import polars

    dtypes = first.schema if hasattr(first, "schema") else first.dtype
    return polars.concat([first, second.cast(dtypes)], rechunk=True)


def series_of(column: pd.Series, plain: tuple[Any, ...], polars: Any) -> Any:
    """Return a column of pandas converted to a series of polars with a dtype."""
    kind, *parameters = plain
    dtype = getattr(polars, kind)
    dtype = dtype(*parameters) if parameters else dtype
    if kind == "Enum":
        dtype = polars.Enum(column.dtype.categories.tolist())
    name = column.name
    if kind in ("Date", "Datetime", "Duration"):
        unit = f"{'m' if kind == 'Duration' else 'M'}8[{[*parameters, 'D'][0]}]"
        zone = parameters[1] if kind == "Datetime" else None
        if zone:
            column = column.dt.tz_convert("UTC").dt.tz_localize(None)
        series = polars.Series(name, column.to_numpy().astype(unit))
        if zone:
            series = series.dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
        return series
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf":
        values = column.to_numpy()
        if kind == "Decimal":
            values = within_decimals(values, *parameters)
        has_gaps = values.dtype.kind == "f"
        return polars.Series(name, values, nan_to_null=has_gaps).cast(dtype)
    known = column.astype(object).where(column.notna(), None)
    return polars.Series(name, known.tolist(), dtype=dtype)


def within_decimals(values: np.ndarray, precision: int, scale: int) -> np.ndarray:
    """Return numbers clipped to the range of a decimal."""
    limit = 10.0 ** (precision - scale)
    limit = min(limit - 10.0**-scale, np.nextafter(limit, 0))
    return np.clip(values, -limit, limit)
