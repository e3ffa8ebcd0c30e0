"""Checks of the samples that metrics compare."""

from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.utils.validation import check_array, column_or_1d

from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.validation._polars import as_pandas

__all__ = [
    "centre_pair",
    "check_sample_labels",
    "check_pair",
    "check_samples",
    "check_share",
    "same_columns",
]

LARGEST = float(np.finfo(np.float32).max)  # for trees; squares don't overflow
EXTREMES = (np.nanmin, np.nanmax)


def check_samples(
    X: ArrayLike,
    name: str,
    *,
    min_samples: int = 1,
    dtype: Any = np.float64,
    allow_nan: bool = False,
) -> Array:
    """Return samples as finite rows of a table."""
    rows = numbers(X, name, dtype)
    if rows.ndim == 0:
        raise InputError(f"{name} is the single value {X!r}. Give one row per sample.")
    if len(rows) < min_samples:
        raise InputError(
            f"{name} has {len(rows)} sample{'s' * (len(rows) != 1)}; this metric needs "
            f"at least {min_samples}. Give more samples."
        )
    rows = rows.reshape(len(rows), -1) if rows.size else rows.reshape(len(rows), 0)
    if rows.shape[1] == 0:
        raise InputError(f"{name} has no features. Give at least one column.")
    bad = np.isinf(rows) if allow_nan else ~np.isfinite(rows)
    if bad.any():
        kind = "infinite" if allow_nan else "NaN or infinite"
        raise InputError(
            f"{name} has {kind} values in {bad.any(axis=1).sum()} of its {len(rows)} "
            "samples. Impute them, or leave these samples out."
        )
    largest = max(abs(float(extreme(rows, initial=0))) for extreme in EXTREMES)
    if largest > LARGEST:
        raise InputError(
            f"{name} has values as large as {largest:.3g}, more than {LARGEST:.3g}. "
            "Scale its columns first."
        )
    return rows


def numbers(X: Any, name: str, dtype: Any) -> Array:
    """Return a dense array of numbers of any number of axes."""
    try:
        if getattr(getattr(X, "dtype", None), "kind", "f") in "mM":
            raise TypeError(f"it has dtype {X.dtype}")
        values = check_array(
            X,
            dtype=dtype,
            allow_nd=True,
            ensure_2d=False,
            ensure_all_finite=False,
            ensure_min_samples=0,
            ensure_min_features=0,
            input_name=name,
        )
        if values.dtype.kind not in "biuf":  # of a DataFrame of dates, say
            raise TypeError(f"it has dtype {values.dtype}")
        return values
    except (TypeError, ValueError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise InputError(
            f"{name} is not a dense array of numbers: {reason}. Encode text and dates "
            "first, for example with OneHotEncoder, and convert sparse data to dense."
        ) from error


def check_pair(
    X: ArrayLike, Y: ArrayLike, names: tuple[str, str] = ("X", "Y"), **options: Any
) -> tuple[Array, Array]:
    """Return two samples with the same columns as rows of tables."""
    X, Y = as_pandas(X), as_pandas(Y)
    if isinstance(X, pd.DataFrame) and isinstance(Y, pd.DataFrame):
        Y = same_columns(X, Y, names)
    X, Y = (
        check_samples(samples, name, **options)
        for samples, name in zip((X, Y), names, strict=True)
    )
    if X.shape[1] != Y.shape[1]:
        raise InputError(
            f"{names[0]} has {X.shape[1]} features and {names[1]} {Y.shape[1]}. "
            "Give both the same columns."
        )
    return X, Y


def same_columns(
    X: pd.DataFrame, Y: pd.DataFrame, names: tuple[str, str]
) -> pd.DataFrame:
    """Return the DataFrame Y with its columns in the order of those of X."""
    for table, name in zip((X, Y), names, strict=True):
        if not table.columns.is_unique:
            twice = table.columns[table.columns.duplicated()].unique().tolist()
            raise InputError(
                f"{name} has several columns named {twice}. Give each a name of its "
                "own."
            )
    if set(X.columns) != set(Y.columns):
        differing = sorted(set(X.columns) ^ set(Y.columns), key=str)
        raise InputError(
            f"{differing} are columns of only one of {names[0]} and {names[1]}. "
            "Give both the same columns."
        )
    return Y[X.columns]


def centre_pair(X: Array, Y: Array) -> tuple[Array, Array]:
    """Subtract the mean of X from both samples, so that dot products lose no digits."""
    mean = X.mean(axis=0)
    return X - mean, Y - mean


def check_share(value: Any, name: str) -> None:
    """Raise an error if a value is not a number from 0 to 1."""
    if not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise InputError(f"{name} is {value!r}. Give a number from 0 to 1.")


def check_sample_labels(y: ArrayLike, n_samples: int, name: str) -> Array:
    """Return one label for each sample, as a 1-D array."""
    try:
        labels = column_or_1d(y)
    except ValueError as error:
        raise InputError(
            f"{name} has shape {np.shape(y)}. Give one label for each sample."
        ) from error
    if len(labels) != n_samples:
        raise InputError(
            f"{name} has {len(labels)} labels for {n_samples} samples. "
            "Give one label for each sample."
        )
    missing = int(pd.isna(labels).sum())
    if missing:
        raise InputError(
            f"{name} has {missing} missing values among {n_samples} labels. "
            "Leave these samples out."
        )
    try:
        np.unique(labels)
    except TypeError as error:
        kinds = sorted({type(label).__name__ for label in labels.tolist()})
        raise InputError(
            f"{name} has labels of the types {kinds}, which have no common order. "
            "Give labels of one type, for example str."
        ) from error
    return labels
