"""Tables that are not numbers alone: which they are, and how they are checked."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.utils.validation import check_consistent_length, validate_data

from skgan.encoding._columns import is_date
from skgan.encoding._restore import has_large, is_decimal
from skgan.exceptions import InputError
from skgan.validation._advice import advice
from skgan.validation._frames import is_text, named

__all__ = ["MixedTablesMixin"]


class MixedTablesMixin:
    """Methods that let categories, dates and missing values through.

    Tables of numbers alone go the way of all samplers, and give what they give there.
    """

    categorical_features: Any = None  # a parameter of ACGANSampler alone
    sample_shape: tuple | None
    _categorical: Any  # a mask of columns; None where all are numbers

    def _validate(self, X, y="no_validation", *, reset=True):
        check_library(X)
        if reset:
            self._categorical = self._find_categorical(X)
        elif self._categorical is None:
            check_numbers(X)
        if self._categorical is None:
            return super()._validate(X, y, reset=reset)  # type: ignore[misc]
        if not hasattr(X, "iloc"):
            return self._validate_array(X, y, reset)
        with advice():
            checked = validate_data(self, X, y, reset=reset, skip_check_array=True)
            if not isinstance(y, str):
                check_consistent_length(X, y)
        if min(X.shape) == 0:
            raise InputError(f"X has shape {X.shape}. Give rows and columns.")
        return checked

    def _validate_array(self, X, y, reset):
        """Return an array or a sparse matrix, of objects where it holds texts."""
        has_categories = self._categorical.any()
        if has_categories and isinstance(X, list | tuple):
            X = np.array(X, dtype=object)  # numbers beside texts stay numbers
        with advice():
            return validate_data(
                self,
                X,
                y,
                reset=reset,
                accept_sparse=["csr", "csc"],
                dtype=None if has_categories else "numeric",
                ensure_all_finite="allow-nan",
            )

    def _find_categorical(self, X):
        """Return a mask of the columns with categories, or None for plain numbers."""
        features = self.categorical_features
        is_named = features is not None and not isinstance(features, str)
        if not is_table(X) or self.sample_shape is not None:
            if is_named:
                raise InputError(
                    f"categorical_features={features!r} is for tables, and X is none. "
                    "Leave it at 'auto', and sample_shape at None."
                )
            return None
        if not hasattr(X, "iloc"):
            X = X if sparse.issparse(X) else np.asarray(X)
            if is_named:
                names = pd.RangeIndex(X.shape[1])
                return names.isin(list(named(names, features)))
            return np.zeros(X.shape[1], dtype=bool) if has_missing(X) else None
        mask = categorical_mask(X, features, type(self).__name__)
        is_plain = not (mask.any() or has_missing(X) or any(is_odd(X[c]) for c in X))
        return None if is_plain else mask


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
    if not (hasattr(X, "iloc") and hasattr(X, "columns")):
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
    if hasattr(X, "iloc"):
        return bool(X.isna().any(axis=None))
    values = X.tocoo().data if sparse.issparse(X) else X
    return values.dtype.kind in "fO" and bool(pd.isna(values).any())
