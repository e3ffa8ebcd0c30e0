"""The first step of a fit: check users' data and convert them to Samples."""

from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, validate_data

from skgan.exceptions import InputError
from skgan.validation._advice import advice
from skgan.validation._columns import (
    check_frame,
    check_given,
    check_numbers,
    infinite_columns,
)
from skgan.validation._form import ONE_HOT_KINDS, Container, Form
from skgan.validation._labels import (
    as_rows,
    check_class_sizes,
    check_classes,
    check_weights,
    wanted_counts,
)
from skgan.validation._polars import as_pandas, is_polars, polars_dtypes
from skgan.validation._samples import (
    check_inside,
    check_numeric,
    check_result,
    check_row_shape,
    check_value_range,
    fold_shape,
)
from skgan.validation._source import ImageSource, as_source
from skgan.validation._strategy import new_counts
from skgan.validation._stream import stream_name
from skgan.validation._stream_rows import read_once
from skgan.validation._whole import check_gaps, check_whole

__all__ = [
    "HOOKS",
    "Samples",
    "check_callbacks",
    "read_new",
    "read_samples",
    "read_stream",
]

HOOKS = ("on_train_begin", "on_train_end", "on_epoch_begin", "on_epoch_end")


@dataclass(frozen=True)
class Samples:
    """The checked data of a fit.

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

    @property
    def source(self) -> ImageSource | None:
        """The images, if they are read when they are needed, or None."""
        is_image = self.form.kind.name == "image"
        return as_source(self.X, self.form.shape) if is_image else None

    def check_result(self) -> None:
        """Raise an error if images that are read when needed don't fit into memory."""
        if self.source is not None:
            n_new = sum(self.n_new.values())
            check_result(self.X.shape, self.X.dtype.itemsize, n_new)


def check_callbacks(callbacks: Any) -> None:
    """Raise an error if one of the callbacks has no method that would be called."""
    for callback in callbacks or ():
        is_class = isinstance(callback, type)
        if is_class or not any(hasattr(callback, hook) for hook in HOOKS):
            raise InputError(
                f"callbacks has {callback!r}, which is not a callback. Give objects of "
                "skgan.callbacks, or of classes derived from keras.callbacks.Callback."
            )


@advice()
def read_samples(estimator: Any, X: Any, y: Any, sample_weight: Any = None) -> Samples:
    """Check the data that a user passes to `fit`, and convert them.

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
        If the data are invalid. scikit-learn and imbalanced-learn raise their own
        errors, to which advice is added.
    """
    given = X, y
    X, y = frames = as_pandas(X), as_pandas(y)
    categorical = check_given(X, estimator)
    y, is_one_hot = check_classes(y)
    X, y = validate(estimator, X, y, categorical, reset=True)
    wanted = estimator.sampling_strategy_ = wanted_counts(estimator, y)
    weight = check_weights(sample_weight, X)
    check_class_sizes(y, weight, type(estimator).__name__, wanted)
    if categorical is None:
        check_numeric(X)
    shape = fold_shape(X, estimator.sample_shape)
    value_range = check_value_range(estimator.value_range, X, shape)
    rows = np.asarray(as_rows(frames[1])) if is_one_hot else None
    one_hot = None if rows is None else one_hot_dtype(rows)
    native = y.astype(y.dtype.newbyteorder("="), copy=False)  # pickles lose others
    classes, labels = np.unique(native, return_inverse=True)
    form = Form(
        Container.of(frames[0], X, polars_dtypes(given[0])),
        Container.of(frames[1], polars=polars_dtypes(given[1])),
        shape,
        X.shape[1:],
        classes,
        np.bincount(labels),
        categorical,
        value_range,
        one_hot,
    )
    n_new = {i: int(wanted.get(label, 0)) for i, label in enumerate(classes)}
    y = y if rows is None else rows
    both = zip(given, (X, y), strict=True)
    real = [given if is_frame(given) else validated for given, validated in both]
    return Samples(X, labels, weight, n_new, form, (real[0], real[1]))


@advice()
def read_stream(estimator: Any, X: Any, y: Any, sample_weight: Any = None) -> Samples:
    """Pass once over a stream that a user gives to `fit`, and keep some of it.

    Parameters
    ----------
    estimator : sampler
        As of `read_samples`.
    X : tf.data.Dataset or keras.utils.PyDataset
        Of pairs of image and class.
    y, sample_weight : None
        The classes are in the stream.

    Raises
    ------
    InputError
        If the samples are invalid.
    """
    for name, value in (("y", y), ("sample_weight", sample_weight)):
        if value is not None:
            raise InputError(
                f"{name} was given beside a stream ({stream_name(X)}). Give the "
                "stream alone, whose pairs have the classes; weights are for arrays."
            )
    seed = estimator.random_state
    images = read_once(X, int(seed) if isinstance(seed, Integral) else 0)
    check_given(images, estimator)
    classes, labels, counts = images.classes, images.labels, images.counts
    check_classification_targets(classes)
    validate(estimator, images, labels, None, reset=True)
    names = classes.tolist()
    strategy = estimator.sampling_strategy
    new = new_counts(strategy, dict(zip(names, counts.tolist(), strict=True)))
    estimator.sampling_strategy_ = {name: n for name, n in new.items() if n}
    check_class_sizes(classes[labels], None, type(estimator).__name__, new)
    shape = fold_shape(images, estimator.sample_shape)
    if shape != images.shape[1:]:
        raise InputError(
            f"sample_shape={estimator.sample_shape} is not the shape of the images of "
            f"the stream, {images.shape[1:]}. Leave it at None."
        )
    value_range = check_value_range(estimator.value_range, images, shape)
    array = Container("array")
    form = Form(array, array, shape, shape, classes, counts, value_range=value_range)
    n_new = {label: new[name] for label, name in enumerate(names)}
    return Samples(images, labels, None, n_new, form, (None, None))


def is_frame(values: Any) -> bool:
    """Return whether values are a frame or a series, of pandas or polars."""
    return isinstance(values, pd.DataFrame | pd.Series) or is_polars(values)


def one_hot_dtype(rows: np.ndarray) -> np.dtype:
    """Return the dtype of one-hot rows, or that of int where it is none of numbers."""
    is_number = rows.dtype.kind in ONE_HOT_KINDS
    return rows.dtype.newbyteorder("=") if is_number else np.dtype(int)


@advice()
def read_new(estimator: Any, X: Any, form: Form) -> Any:
    """Return samples like those fitted, validated."""
    X = as_pandas(np.asarray(X) if isinstance(X, ImageSource) else X)
    check_whole(X)
    check_frame(X)
    check_gaps(X, len(form.shape) == 1)
    if form.categorical is None:
        check_numbers(X)
    X = validate(estimator, X, "no_validation", form.categorical, reset=False)
    if form.categorical is None:
        check_numeric(X)
    check_row_shape(X, form.row_shape)
    check_inside(form.value_range, X)
    return X


def validate(
    estimator: Any, X: Any, y: Any, categorical: tuple[bool, ...] | None, *, reset: bool
) -> Any:
    """Return samples, and y where it is given, as scikit-learn validates them.

    Mixed tables are not changed, so that categories, dates and missing values are
    preserved, and neither are images that are read when they are needed.
    """
    is_source = isinstance(X, ImageSource)
    if is_source or (categorical is not None and isinstance(X, pd.DataFrame)):
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
    with np.errstate(invalid="ignore"), infinite_columns(X):
        return validate_data(
            estimator, X, y, reset=reset, accept_sparse=["csr", "csc"], **options
        )


def validate_frame(estimator: Any, X: pd.DataFrame, y: Any, reset: bool) -> Any:
    """Return a frame as it is, after its columns' names and length were checked."""
    checked = validate_data(estimator, X, y, reset=reset, skip_check_array=True)
    if not isinstance(y, str):
        check_consistent_length(X, y)
    if min(X.shape) == 0:
        raise InputError(f"X has shape {X.shape}. Give rows and columns.")
    return checked
