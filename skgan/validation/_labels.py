"""Check classes, sample weights and numbers of samples."""

import sys
from collections.abc import Hashable, Mapping
from numbers import Integral

import numpy as np
import pandas as pd
from imblearn.utils import check_sampling_strategy, check_target_type
from scipy import sparse
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight

from skgan.exceptions import InputError
from skgan.validation._advice import advice
from skgan.validation._classes import (
    class_key,
    class_names,
    class_numbers,
    named_as,
    numbers_by_name,
)
from skgan.validation._polars import as_pandas

__all__ = [
    "as_labels",
    "as_rows",
    "check_class_sizes",
    "check_classes",
    "check_counts",
    "check_labels",
    "check_number",
    "check_weights",
    "count_missing",
    "hold_out",
    "label_numbers",
    "labels_of",
    "wanted_counts",
]

MIN_ROWS = 2  # of a class; a single row has no spread


def check_classes(y):
    """Return y with one class for each sample, and whether it was one-hot."""
    check_labels(y)
    y = as_bools(y)
    check_classification_targets(y)
    return check_target_type(as_rows(y), indicate_one_vs_all=True)


def as_bools(y):
    """Return bools of pandas as an array, because they would become numbers."""
    dtype = getattr(y, "dtype", None)
    is_of_pandas = isinstance(dtype, pd.api.extensions.ExtensionDtype)
    if is_of_pandas and pd.api.types.is_bool_dtype(dtype):
        return np.asarray(y).astype(bool)
    return y


def check_labels(y):
    """Raise an error if a class is missing or invalid."""
    if y is None:
        return  # scikit-learn has a better message
    values = np.asarray(y, dtype=object).ravel()
    # There are few classes. Rows are only searched if a class is invalid.
    classes = different(values)
    present = [c for c in classes if not is_missing(c)]
    check_kinds(y, present)
    if len(present) == len(classes):
        return
    missing = [v for v in values if is_missing(v)]
    raise InputError(
        f"y contains {missing[0]!r}, which is not a class, "
        f"{len(missing)} times. Drop these rows or give them a class."
    )


def check_kinds(y, classes):
    """Raise an error if scikit-learn does not support the types of classes."""
    dtype = getattr(y, "dtype", None)
    if isinstance(dtype, np.dtype) and dtype.kind in "TV":
        raise InputError(
            f"y has the dtype {dtype}, which scikit-learn does not support. "
            "Give numbers, or strings as y.astype(str)."
        )
    odd = [c for c in classes if isinstance(c, bytes | bytearray)]
    if odd:
        raise InputError(
            f"y has the class {odd[0]!r} of type {type(odd[0]).__name__}, which "
            "scikit-learn does not support. Decode the labels to strings first."
        )
    kinds = sorted({type(c).__name__ for c in classes})
    is_text = [isinstance(c, str) for c in classes]
    if dtype is not None and any(is_text) and not all(is_text):
        raise InputError(
            f"y has classes of the types {kinds}, which have no common order. "
            "Give y classes of one type: whole numbers, strings or bools."
        )


def different(values):
    """Return the unique values of an object array, if values have hashes."""
    try:
        return pd.unique(values)
    except TypeError:
        return values


def as_rows(y):
    """Return one-hot rows of any type as an array, and other values unchanged."""
    y = y.toarray() if sparse.issparse(y) else y
    values = np.asarray(y)  # numpy.ndim does not work for some arrays
    return values if values.ndim == 2 else y


def as_labels(y, classes=None):
    """Return y as a one-dimensional array, also if it is one-vs-all."""
    y = as_pandas(y)
    with advice("y"):
        y = np.asarray(as_rows(y))
    if y.ndim == 2 and y.shape[1] == 1:
        return y[:, 0]
    is_one_hot = y.ndim == 2 and bool(((y != 0).sum(axis=1) == 1).all())
    if is_one_hot and classes is not None and y.shape[1] == len(classes):
        return classes[y.argmax(axis=1)]
    if y.ndim != 1:
        raise InputError(f"y has shape {y.shape}. Give one class for each sample.")
    return y


def is_missing(value):
    """Return whether a value is None, NaN, infinite, NaT or NA."""
    if isinstance(value, float | np.floating):
        return not np.isfinite(value)
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def count_missing(values):
    """Return the number of missing values, also in a list.

    numpy.asarray converts a list with strings to strings, so that NaN becomes "nan".
    """
    return int(pd.isna(np.asarray(values, dtype=object)).sum())


def wanted_counts(estimator, y):
    """Return the number of samples of each class according to `sampling_strategy`."""
    strategy = estimator.sampling_strategy
    check_strategy(strategy, y)
    if isinstance(strategy, Mapping):
        strategy = named_as(np.unique(y), strategy)
    return check_sampling_strategy(strategy, y, "over-sampling")


def check_strategy(sampling_strategy, y):
    """Raise an error if a dict or callable does not give whole numbers."""
    if not isinstance(sampling_strategy, Mapping) and not callable(sampling_strategy):
        return
    counts = sampling_strategy(y) if callable(sampling_strategy) else sampling_strategy
    if not isinstance(counts, Mapping):
        raise InputError(
            f"The callable sampling_strategy returned {counts!r}, which is not a dict. "
            "Return a dict from class to its total number of samples."
        )
    for n in counts.values():
        check_number(n, "sampling_strategy")


def check_weights(sample_weight, X):
    """Return the weights, scaled to at most 1, or None if there are none."""
    if sample_weight is None:
        return None
    with advice("sample_weight"):
        n_dimensions = np.asarray(sample_weight).ndim
    if n_dimensions > 1:
        raise InputError(
            f"sample_weight is {n_dimensions}D. Give one weight for each sample."
        )
    with advice("sample_weight"):
        weight = _check_sample_weight(sample_weight, X, dtype=np.float64)
    if (weight < 0).any():
        raise InputError(
            f"sample_weight has the negative value {weight.min()}. "
            "Give weights of zero or more."
        )
    weight = weight / (weight.max() or 1.0)  # so that no sum overflows
    return weight


def check_class_sizes(y, sample_weight, name, wanted):
    """Raise an error if a class that is over-sampled has too few rows.

    `wanted` has the classes that are over-sampled.
    """
    labels, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    used = counts if sample_weight is None else np.bincount(codes, sample_weight > 0)
    names = class_names(labels)
    for key, label, count, n_used in zip(labels, names, counts, used, strict=True):
        if count < MIN_ROWS and wanted.get(key):
            raise InputError(
                f"Class {label!r} has {count} sample; {name} needs at least "
                f"{MIN_ROWS}. Merge it with another class, leave its row out, or use "
                "only the other classes in sampling_strategy."
            )
        if not n_used:
            raise InputError(
                f"sample_weight is zero for all {count} samples of class {label!r}. "
                "Give at least one a positive weight, or leave the class out."
            )


def check_counts(n_samples, classes, class_counts):
    """Return a dict from label to the requested number of samples."""
    if isinstance(n_samples, Mapping):
        numbers = numbers_by_name(classes)
        unknown = [label for label in n_samples if class_key(label) not in numbers]
        if unknown:
            raise InputError(
                f"n_samples contains the unknown classes {unknown}. "
                f"The fitted classes are {class_names(classes)}."
            )
        counts = dict.fromkeys(range(len(classes)), 0)
        for label, n in n_samples.items():
            check_number(n)
            counts[numbers[class_key(label)]] = n
        return counts
    check_number(n_samples)
    exact = n_samples * class_counts / class_counts.sum()
    whole = np.floor(exact).astype(int)
    # The remaining samples are given to the largest remainders.
    rest = np.argsort(whole - exact, kind="stable")[: n_samples - whole.sum()]
    whole[rest] += 1
    return dict(enumerate(whole.tolist()))


def check_number(n_samples, name="n_samples"):
    """Raise an error if a number of samples is not a whole number of at least 0."""
    whole = isinstance(n_samples, Integral) and not isinstance(n_samples, bool)
    if not whole or not 0 <= n_samples <= sys.maxsize:
        raise InputError(
            f"{name} has the value {n_samples!r}, which is not a number of samples. "
            "Give an integer of 0 or more, or a dict from class to integer."
        )


def hold_out(labels, sample_weight, fraction, random_state):
    """Return a mask of random rows to hold out, the same share of each class.

    At least two rows of each class are kept for training. Classes that are too small
    have no held-out rows. Rows with weight zero are neither kept nor held out.
    """
    held = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        usable = labels == label
        if sample_weight is not None:
            usable &= sample_weight > 0
        rows = np.flatnonzero(usable)
        n_held = min(round(fraction * len(rows)), len(rows) - MIN_ROWS)
        held[random_state.permutation(rows)[: max(n_held, 0)]] = True
    if not held.any():
        raise InputError(
            f"validation_fraction={fraction} holds out no row of any class. Increase "
            "it, or set early_stopping=False."
        )
    return held


def label_numbers(y, classes, n_rows):
    """Return the position of each class, or raise an error for unknown classes."""
    check_labels(y)
    y = as_labels(y, classes)
    if len(y) != n_rows:
        raise InputError(
            f"X has {n_rows} samples and y {len(y)} classes. Give one class for each "
            "sample."
        )
    numbers = class_numbers(classes)
    labels = [class_key(label) for label in class_names(y)]
    strange = [label for label in labels if not is_among(label, numbers)]
    unknown = [*{str(label): label for label in sorted(strange, key=str)}.values()]
    if unknown:
        raise InputError(
            f"y has the classes {unknown}, which were not fitted. Leave their rows "
            f"out; the fitted classes are {list(numbers)}."
        )
    return np.array([numbers[label] for label in labels], dtype=int)


def is_among(label, numbers):
    """Return whether a label is one of the classes; a value without a hash is not."""
    return isinstance(label, Hashable) and label in numbers


def labels_of(counts: Mapping[int, int]) -> np.ndarray:
    """Return labels, each repeated according to a dict from label to number."""
    return np.repeat(list(counts), list(counts.values()))
