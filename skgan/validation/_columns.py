"""Check samples before they are validated: columns, shapes and categories."""

from collections.abc import Iterator
from contextlib import contextmanager
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from skgan.exceptions import InputError
from skgan.validation._dtypes import has_large, is_date, is_decimal
from skgan.validation._source import ImageSource
from skgan.validation._whole import check_gaps, check_whole

__all__ = [
    "check_frame",
    "check_given",
    "check_numbers",
    "infinite_columns",
    "is_text",
    "named",
]

MOST_NAMED = 5  # shapes or columns in one message
NO_SHAPE = "(lists of several lengths)"


def check_given(X: Any, estimator: Any) -> tuple[bool, ...] | None:
    """Check samples before scikit-learn validates them."""
    check_whole(X)
    check_frame(X)
    check_one_shape(X)
    if not isinstance(X, ImageSource):  # all images would be read
        check_gaps(X, is_table(X) and estimator.sample_shape is None)
    return categorical_columns(
        X,
        estimator.get_params(deep=False).get("categorical_features"),
        estimator.sample_shape,
        type(estimator).__name__,
    )


def check_frame(X: Any) -> None:
    """Raise an error if X is a frame that can't be used."""
    check_columns(X)
    check_library(X)


def categorical_columns(
    X: Any, features: Any, sample_shape: tuple[int, ...] | None, sampler: str
) -> tuple[bool, ...] | None:
    """Return a mask of columns with categories, or None if all are plain numbers."""
    is_named = features is not None and not isinstance(features, str)
    if not is_table(X) or sample_shape is not None:
        if is_named:
            raise InputError(
                f"categorical_features={features!r} is for tables, but X is not one. "
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
    return (False,) * X.shape[1] if has_missing(X) or has_large(X) else None


def categorical_mask(X, features, sampler):
    """Return a mask of the columns of a DataFrame that contain categories."""
    if isinstance(features, str):  # "auto"
        return np.array([is_text(X[name]) for name in X], dtype=bool)
    mask = X.columns.isin(list(named(X.columns, features)))
    is_left = np.array([is_category(X[name]) for name in X], dtype=bool) & ~mask
    if is_left.any():
        texts = X.columns[is_left].tolist()
        value = X[texts[0]].dropna().iloc[:1].tolist()
        advice = "Add them to categorical_features, or leave it at 'auto'."
        if sampler != "ACGANSampler":
            advice = "Use ACGANSampler, or OneHotEncoder first."
        raise InputError(
            f"The columns {texts} of X are not numeric. They have values such as "
            f"{value}. {advice}"
        )
    return mask


def is_category(column):
    """Return whether a column can't be converted to numbers; bools can be."""
    is_bool = pd.api.types.is_bool_dtype(column)
    return is_text(column) and (
        not is_bool or isinstance(column.dtype, pd.CategoricalDtype)
    )


def check_numbers(X):
    """Raise an error if a DataFrame has columns that are not numeric."""
    if not isinstance(X, pd.DataFrame):
        return
    odd = [name for name in X if is_category(X[name]) or is_date(X[name].dtype)]
    if odd:
        raise InputError(
            f"The columns {odd} of X have the dtypes {X[odd].dtypes.tolist()}, but the "
            "fitted columns are numeric. Give numeric columns."
        )


def check_library(X):
    """Raise an error if X is a frame of a library other than pandas."""
    library = type(X).__module__.split(".")[0]
    is_frame = hasattr(X, "dtypes") or hasattr(X, "schema")
    if library != "pandas" and hasattr(X, "columns") and is_frame:
        raise InputError(
            f"X is a frame of {library}, which imbalanced-learn can't return. Give "
            "X.to_pandas(), and convert the result."
        )


def is_table(X):
    """Return whether X has exactly two axes, rows and columns."""
    if hasattr(X, "shape"):
        return len(X.shape) == 2
    try:
        return np.asarray(X).ndim == 2
    except ValueError:  # rows of several lengths
        return False


def is_odd(column):
    """Return whether a numeric column would be changed by conversion to float64."""
    dtype = column.dtype
    return is_date(dtype) or is_decimal(dtype) or has_large(column)


def has_missing(X):
    """Return whether a value of a table is missing."""
    if isinstance(X, pd.DataFrame):
        return bool(X.isna().any(axis=None))
    values = X.tocoo().data if sparse.issparse(X) else X
    return values.dtype.kind in "fO" and bool(pd.isna(values).any())


def named(columns: pd.Index, features: Any) -> set[Any]:
    """Return the columns that are given as names, positions or a mask."""
    wrong = features
    try:
        features = [] if features is None else list(features)
        is_bool = [isinstance(feature, bool | np.bool_) for feature in features]
        if all(is_bool) and len(features) == len(columns):
            return set(columns[np.asarray(features, dtype=bool)])
        wrong = by_position = [c for c in features if c not in columns or any(is_bool)]
        if not all(isinstance(c, Integral) for c in by_position) or any(is_bool):
            raise IndexError("neither positions nor a mask")
        positions = set(columns[np.asarray(by_position, dtype=int)])
    except (IndexError, TypeError, OverflowError) as error:
        wrong = wrong if isinstance(wrong, list) else [wrong]
        plain = [c.item() if isinstance(c, np.generic) else c for c in wrong]
        raise InputError(
            f"categorical_features has {plain}, which are not columns of X. Give names "
            f"or positions of {columns.tolist()}, or a mask."
        ) from error
    return positions | {c for c in features if c in columns}


def is_text(column: pd.Series) -> bool:
    """Return whether a column is of text or of booleans, not of numbers or dates."""
    dtype = column.dtype
    is_number = pd.api.types.is_numeric_dtype(dtype)
    is_date = dtype.kind in "mM" or isinstance(dtype, pd.DatetimeTZDtype)
    return pd.api.types.is_bool_dtype(dtype) or not (is_number or is_date)


def check_columns(X):
    """Raise an error if columns have the same name, or if a dtype is not supported."""
    if not isinstance(X, pd.DataFrame):
        return
    columns = X.columns
    for name, dtype in X.dtypes.items():
        check_dtype(name, dtype)
    odd = [name for name, dtype in X.dtypes.items() if is_complex(dtype)]
    if odd:
        raise InputError(
            f"The columns {odd} of X are complex, which is not supported. Give real "
            "and imaginary parts as separate columns."
        )
    if not columns.is_unique:
        twice = columns[columns.duplicated()].unique().tolist()
        raise InputError(
            f"X has several columns named {twice}. Give each column a different name."
        )


def is_complex(dtype):
    """Return whether values or categories of a dtype are complex numbers."""
    if isinstance(dtype, pd.CategoricalDtype) and dtype.categories is not None:
        dtype = dtype.categories.dtype
    return dtype.kind == "c"


def check_dtype(name, dtype):
    """Raise an error if the dtype of a column is not supported."""
    try:
        hash(dtype)
        dtype.kind, dtype.type  # noqa: B018
    except UnicodeEncodeError as error:
        raise InputError(
            f"The column {name!r} of X has the category {error.object!r}, which is "
            "not valid Unicode. Rename the category."
        ) from error
    except NotImplementedError as error:  # raised by pandas for new dtypes of Arrow
        raise not_supported(name, dtype) from error
    if is_decimal(dtype) and dtype.pyarrow_dtype.bit_width < 128:
        raise not_supported(name, dtype)


def not_supported(name, dtype):
    """Return the error for a dtype of Arrow that pandas does not fully support."""
    return InputError(
        f"The column {name!r} of X has the dtype {dtype}, which pandas does not fully "
        "support. Convert it to a common dtype, such as 'string' or decimal128."
    )


def check_one_shape(X):
    """Raise an error if a list or an object array has arrays of several shapes."""
    is_objects = isinstance(X, np.ndarray) and X.dtype == object and X.ndim == 1
    if not is_objects and not isinstance(X, list | tuple):
        return
    shapes = list(dict.fromkeys(shape_of(sample) for sample in X))
    if len(shapes) > 1 or NO_SHAPE in shapes:
        named = ", ".join(map(str, shapes[:MOST_NAMED]))
        named += ", ..." if len(shapes) > MOST_NAMED else ""
        raise InputError(
            f"X mixes samples of the shapes {named}. Crop, pad or resize them to one "
            "shape."
        )
    if is_objects and shapes and shapes[0]:
        raise InputError(
            f"X is an object array of arrays of shape {shapes[0]}. Give one numeric "
            "array, such as np.stack(list(X))."
        )


def shape_of(sample):
    """Return the shape of a sample; nested lists may not have one."""
    try:
        return np.shape(sample)
    except ValueError:
        return NO_SHAPE


@contextmanager
def infinite_columns(X: Any) -> Iterator[None]:
    """Name the columns of a frame with infinite values, if these raise an error."""
    try:
        yield
    except ValueError as error:
        if not isinstance(X, pd.DataFrame) or "infinity" not in str(error):
            raise
        numbers = X.select_dtypes("number").astype(float)
        names = numbers.columns[np.isinf(numbers).any()].tolist()
        if not names:
            raise
        more = ", ..." if len(names) > MOST_NAMED else ""
        listed = ", ".join(map(repr, names[:MOST_NAMED]))
        raise InputError(
            f"X contains infinity in the columns {listed}{more}. Remove, clip or "
            "impute these values first."
        ) from error
