"""The first step of a fit: what users give, checked and taken apart."""

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import pandas as pd
from imblearn.utils import check_sampling_strategy, check_target_type
from scipy import sparse
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, validate_data

from skgan.exceptions import InputError
from skgan.validation._advice import (
    advice,
    check_columns,
    check_memory,
    check_numeric,
    check_weights,
)
from skgan.validation._columns import categorical_columns, check_library, check_numbers
from skgan.validation._form import Container, Form
from skgan.validation._labels import (
    as_rows,
    check_class_sizes,
    check_labels,
    check_strategy,
)
from skgan.validation._samples import (
    check_inside,
    check_one_shape,
    check_row_shape,
    check_value_range,
    fold_shape,
)

__all__ = ["Samples", "read_new", "read_samples"]


@dataclass(frozen=True)
class Samples:
    """What a fit learns from.

    Attributes
    ----------
    X : ndarray, sparse matrix or DataFrame of shape (n_samples, ...)
        Validated samples; a frame where columns are not numbers alone.
    labels : ndarray of shape (n_samples,)
        Their classes, as labels from 0.
    weight : ndarray of shape (n_samples,) or None
        How often a sample is used, relative to the others of its class.
    n_new : dict
        Label to the number of samples that are asked for.
    form : Form
        What X and y looked like.
    real : (X, y)
        What comes back first: frames and series as given, all else as validated.
    """

    X: Any
    labels: np.ndarray
    weight: np.ndarray | None
    n_new: dict[int, int]
    form: Form
    real: tuple[Any, Any]


def read_samples(estimator: Any, X: Any, y: Any, sample_weight: Any = None) -> Samples:
    """Check what a user gives to `fit`, and take it apart.

    Parameters
    ----------
    estimator : sampler
        With its parameters; gets `sampling_strategy_`, `n_features_in_` and, where
        there are some, `feature_names_in_`.
    X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
        Samples as given.
    y : array-like of shape (n_samples,)
        Their classes as given.
    sample_weight : array-like of shape (n_samples,), default=None
        Weights as given.

    Raises
    ------
    InputError
        When something can't be used. scikit-learn and imbalanced-learn raise errors
        of their own, to which is added what to do.
    """
    given = X, y
    with advice():
        check_labels(y)
        check_classification_targets(y)
        X, y, categorical, is_one_hot = validate_both(estimator, X, y)
        estimator.sampling_strategy_ = check_sampling_strategy(
            estimator.sampling_strategy, y, estimator._sampling_type
        )
    weight = check_weights(sample_weight, X)
    check_class_sizes(y, weight, type(estimator).__name__)
    shape = fold_shape(X, estimator.sample_shape)
    value_range = check_value_range(estimator.value_range, X, shape)
    wanted = estimator.sampling_strategy_
    check_memory(X.shape, sum(wanted.values()), dense_bytes(X))
    y = y.astype(y.dtype.newbyteorder("="), copy=False)  # pickles lose the others
    classes, labels = np.unique(y, return_inverse=True)
    form = Form(
        container_of(given[0], X),
        Container.of(given[1]),
        shape,
        X.shape[1:],
        classes,
        np.bincount(labels),
        categorical,
        value_range,
        is_one_hot,
    )
    n_new = {i: int(wanted.get(label, 0)) for i, label in enumerate(classes)}
    y = np.asarray(as_rows(given[1])) if is_one_hot else y
    real = as_real(given[0], X), as_real(given[1], y)
    return Samples(X, labels, weight, n_new, form, real)


def read_new(estimator: Any, X: Any, form: Form) -> Any:
    """Return samples like those fitted, validated.

    Raises
    ------
    InputError
        When they are unlike those fitted.
    """
    check_columns(X)
    check_library(X)
    if form.categorical is None:
        check_numbers(X)
    X = validate(estimator, X, "no_validation", form.categorical, reset=False)
    check_row_shape(X, form.row_shape)
    check_inside(form.value_range, X)
    return X


def validate_both(estimator: Any, X: Any, y: Any) -> tuple[Any, Any, Any, bool]:
    """Return X and y validated, the mask of categories, and whether y was one-hot."""
    check_columns(X)
    check_one_shape(X)
    y, is_one_hot = check_target_type(as_rows(y), indicate_one_vs_all=True)
    check_library(X)
    categorical = categorical_columns(
        X,
        estimator.get_params(deep=False).get("categorical_features"),
        estimator.sample_shape,
        type(estimator).__name__,
    )
    X, y = validate(estimator, X, y, categorical, reset=True)
    check_strategy(estimator.sampling_strategy, y)
    return X, y, categorical, is_one_hot


def validate(
    estimator: Any, X: Any, y: Any, categorical: tuple[bool, ...] | None, *, reset: bool
) -> Any:
    """Return samples, and y where it is given, as scikit-learn validates them.

    Mixed tables stay as they are, so that categories, dates and gaps get through.
    """
    if categorical is not None and isinstance(X, pd.DataFrame):
        return validate_frame(estimator, X, y, reset)
    options: dict[str, Any] = {"allow_nd": True}
    if categorical is not None:
        has_categories = any(categorical)
        if has_categories and isinstance(X, list | tuple):
            X = np.array(X, dtype=object)  # numbers beside texts stay numbers
        options = {
            "dtype": None if has_categories else "numeric",
            "ensure_all_finite": "allow-nan",
        }
    # scikit-learn sums values up, and infinity less infinity warns.
    with advice(), np.errstate(invalid="ignore"):
        checked = validate_data(
            estimator, X, y, reset=reset, accept_sparse=["csr", "csc"], **options
        )
    if categorical is None:
        check_numeric(checked if isinstance(y, str) else checked[0])
    return checked


def validate_frame(estimator: Any, X: pd.DataFrame, y: Any, reset: bool) -> Any:
    """Return a frame as it is, after its columns' names and length were checked."""
    with advice():
        checked = validate_data(estimator, X, y, reset=reset, skip_check_array=True)
        if not isinstance(y, str):
            check_consistent_length(X, y)
    if min(X.shape) == 0:
        raise InputError(f"X has shape {X.shape}. Give rows and columns.")
    return checked


def dense_bytes(X: Any) -> int:
    """Return the bytes of the dense copy that a sparse matrix needs, or 0."""
    return X.dtype.itemsize * prod(X.shape) if sparse.issparse(X) else 0


def container_of(given: Any, X: Any) -> Container:
    """Return what held samples, or what scikit-learn makes of a sparse matrix."""
    if sparse.issparse(X) and not isinstance(given, pd.DataFrame):
        return Container("sparse", name=type(X).__name__)
    return Container.of(given)


def as_real(given: Any, validated: Any) -> Any:
    """Return what comes back first: frames and series are never converted."""
    return given if isinstance(given, pd.DataFrame | pd.Series) else validated
