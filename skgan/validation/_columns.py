"""Columns of tables: which hold categories, and which are numbers."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from skgan.exceptions import InputError
from skgan.validation._dtypes import has_large, is_date, is_decimal
from skgan.validation._frames import is_text, named

__all__ = ["categorical_columns", "check_library", "check_numbers"]


def categorical_columns(
    X: Any, features: Any, sample_shape: tuple[int, ...] | None, sampler: str
) -> tuple[bool, ...] | None:
    """Return which columns hold categories, or None where all are plain numbers.

    Parameters
    ----------
    X : object
        Samples as given.
    features : "auto", None or array-like
        The parameter `categorical_features`.
    sample_shape : tuple of int or None
        The parameter `sample_shape`.
    sampler : str
        Name of the sampler, for errors.

    Raises
    ------
    InputError
        When categories are named of samples that are not a table, when columns are
        unknown, or when columns of texts are not among those named.
    """
    is_named = features is not None and not isinstance(features, str)
    if not is_table(X) or sample_shape is not None:
        if is_named:
            raise InputError(
                f"categorical_features={features!r} is for tables, and X is not one. "
                "Leave it at 'auto', and sample_shape at None."
            )
        return None
    if isinstance(X, pd.DataFrame):
        mask = categorical_mask(X, features, sampler)
        odd = mask.any() or has_missing(X) or any(is_odd(X[name]) for name in X)
        return tuple(mask.tolist()) if odd else None
    X = X if sparse.issparse(X) else np.asarray(X)
    if is_named:
        names = pd.RangeIndex(X.shape[1])
        return tuple(names.isin(list(named(names, features))).tolist())
    return (False,) * X.shape[1] if has_missing(X) else None


def categorical_mask(X, features, sampler):
    """Return which columns of a DataFrame hold categories.

    Raises
    ------
    InputError
        With columns of texts that are not among those named.
    """
    if isinstance(features, str):  # "auto"
        return np.array([is_text(X[name]) for name in X], dtype=bool)
    mask = X.columns.isin(list(named(X.columns, features)))
    is_left = np.array([is_category(X[name]) for name in X], dtype=bool) & ~mask
    if is_left.any():
        texts = X.columns[is_left].tolist()
        value = X[texts[0]].dropna().iloc[:1].tolist()
        advice = "Name them in categorical_features, or leave it 'auto'."
        if sampler != "ACGANSampler":
            advice = "Use ACGANSampler, or OneHotEncoder first."
        raise InputError(
            f"The columns {texts} of X are not numeric; they have values such as "
            f"{value}. {advice}"
        )
    return mask


def is_category(column):
    """Return whether a column can't be taken as numbers; bools can."""
    is_bool = pd.api.types.is_bool_dtype(column)
    return is_text(column) and (
        not is_bool or isinstance(column.dtype, pd.CategoricalDtype)
    )


def check_numbers(X):
    """Raise when a DataFrame has other columns than those of numbers.

    Raises
    ------
    InputError
        With these columns.
    """
    if not isinstance(X, pd.DataFrame):
        return
    odd = [name for name in X if is_category(X[name]) or is_date(X[name].dtype)]
    if odd:
        raise InputError(
            f"The columns {odd} of X have the dtypes {X[odd].dtypes.tolist()}, but "
            "columns of numbers were fitted. Give columns like those."
        )


def check_library(X):
    """Raise when X is a frame of another library than pandas.

    Raises
    ------
    InputError
        With the library.
    """
    library = type(X).__module__.split(".")[0]
    is_frame = hasattr(X, "dtypes") or hasattr(X, "schema")
    if library != "pandas" and hasattr(X, "columns") and is_frame:
        raise InputError(
            f"X is a frame of {library}, which imbalanced-learn can't give back. Give "
            "X.to_pandas(), and convert what is returned."
        )


def is_table(X):
    """Return whether X has rows and columns, and no more axes."""
    if hasattr(X, "shape"):
        return len(X.shape) == 2
    try:
        return np.asarray(X).ndim == 2
    except ValueError:  # rows of several lengths
        return False


def is_odd(column):
    """Return whether a column of numbers does not survive as one of float64."""
    dtype = column.dtype
    return is_date(dtype) or is_decimal(dtype) or has_large(column)


def has_missing(X):
    """Return whether a value of a table is missing."""
    if isinstance(X, pd.DataFrame):
        return bool(X.isna().any(axis=None))
    values = X.tocoo().data if sparse.issparse(X) else X
    return values.dtype.kind in "fO" and bool(pd.isna(values).any())
