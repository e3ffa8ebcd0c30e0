"""Check tables for metrics, and find numeric and categorical columns."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.validation._arrays import same_columns
from skgan.validation._columns import is_text, named
from skgan.validation._polars import as_pandas

__all__ = [
    "as_array",
    "as_numbers",
    "check_frames",
    "encode_categories",
    "find_categorical",
]


def check_frames(
    X_real: ArrayLike,
    X_generated: ArrayLike,
    names: tuple[str, str] = ("X_real", "X_generated"),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return two DataFrames with the same columns in the same order."""
    real, generated = map(as_frame, (X_real, X_generated), names)
    return real, same_columns(real, generated, names)


def as_frame(X: Any, name: str) -> pd.DataFrame:
    """Return a table with at least one row as a DataFrame."""
    X = as_pandas(X)
    if not isinstance(X, pd.DataFrame):
        values = as_array(X, name)
        flat = values.reshape(len(values), int(np.prod(values.shape[1:])))
        X = pd.DataFrame(flat).infer_objects()
    if X.empty:
        raise InputError(f"{name} has shape {X.shape}. Give at least one row.")
    return X


def as_array(X: ArrayLike, name: str) -> Array:
    """Return an array with one or more axes, of any type except complex numbers."""
    try:
        values = np.asarray(X)
    except ValueError as error:
        raise InputError(
            f"The rows of {name} have different lengths. Give all the same columns."
        ) from error
    if values.ndim < 1:
        raise InputError(
            f"{name} is a {type(X).__name__} of shape {values.shape}. Give rows and "
            "columns of a table, as a DataFrame or a dense array."
        )
    if values.dtype.kind == "c":
        raise InputError(
            f"{name} has dtype {values.dtype}. Give real and imaginary parts as "
            "separate columns."
        )
    return values


def encode_categories(
    values: Array | pd.Series, *, sort: bool = False
) -> tuple[Array, int]:
    """Return the code of each value, and the number of categories."""
    try:
        codes, uniques = pd.factorize(values, sort=sort, use_na_sentinel=False)
    except TypeError as error:
        kinds = sorted({type(value).__name__ for value in values})
        raise InputError(
            f"A column has values of the types {kinds}, which are not categories. "
            "Convert them to strings or numbers first."
        ) from error
    return codes, len(uniques)


def find_categorical(
    real: pd.DataFrame, generated: pd.DataFrame, categorical_features: ArrayLike | None
) -> set[Any]:
    """Return a set of the names of categorical columns."""
    texts = {c for c in real if is_text(real[c]) or is_text(generated[c])}
    if isinstance(categorical_features, str) and categorical_features == "auto":
        return texts
    names = named(real.columns, categorical_features)
    if texts - names:
        raise InputError(
            f"The columns {sorted(texts - names, key=str)} are not numeric. Add them "
            "to categorical_features, or leave it at 'auto'."
        )
    return names


def as_numbers(column: pd.Series) -> NDArray[np.float64]:
    """Return a numeric column as float64 with NaN; dates in nanoseconds."""
    if column.dtype.kind in "mM" or isinstance(column.dtype, pd.DatetimeTZDtype):
        is_span = column.dtype.kind == "m"
        kind = "timedelta64[ns]" if is_span else "datetime64[ns]"
        if isinstance(column.dtype, pd.ArrowDtype):  # NumPy rejects its missing values
            values = column.astype(object)
            dates = (
                pd.to_timedelta(values) if is_span else pd.to_datetime(values, utc=True)
            )
            column = dates if is_span else dates.dt.tz_localize(None)
        ticks = column.to_numpy(kind)
        return np.where(np.isnat(ticks), np.nan, ticks.astype(np.int64))
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isinf(values).any():
        raise InputError(
            f"The column '{column.name}' has infinite values in "
            f"{np.isinf(values).sum()} rows. Replace them."
        )
    return values
