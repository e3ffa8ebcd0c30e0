"""Checks of values, weights and latent vectors; errors say what, and what to do."""

import os
import re
from contextlib import contextmanager
from math import prod
from numbers import Integral

import numpy as np
from sklearn.utils.validation import _check_sample_weight

from skgan.exceptions import InputError

__all__ = [
    "advice",
    "check_columns",
    "check_latent",
    "check_memory",
    "check_numeric",
    "check_positive",
    "check_weights",
]

COPIES = 4  # of the encoded data are alive at once: rows, encoded, device, candidates
ADVICE = {  # what scikit-learn and imbalanced-learn leave unsaid
    r"contains infinity|value too large": "Remove, clip or impute these values first.",
    r"sample_weight contains NaN": "Give each sample a weight of zero or more.",
    r"could not convert string|Unable to convert|dtype='numeric'": (
        "Encode the text in {name} as numbers first, for example with OneHotEncoder."
    ),
    r"float\(\) argument|int too large|array element with a sequence": (
        "Give {name} numbers alone that a float can hold, the same many in each row."
    ),
    r"Complex data": "Give real numbers in {name}.",
    r"labels represented as bytes": "Decode the labels in y first.",
    r"Unknown label type|not supported between instances": (
        "Give y classes of one type: whole numbers, texts or bools."
    ),
    r"legacy multi-label|Multilabel and multioutput": (
        "Give y one class for each sample."
    ),
    r"at least one non-zero": "Give some of sample_weight a positive value.",
    r"fill value must be 0": "Give X.sparse.to_dense() instead.",
    r"at least one array": "Give X at least one column.",
    r"inconsistent numbers of samples": "Give X and y one entry for each sample.",
    r"sample_weight.shape ==|must be 1D array": "Give one weight for each sample.",
    r"more than 1 class": "Resampling needs at least two classes in y.",
    r"target class is/are not present": "Name classes of y only, in sampling_strategy.",
    r"greater or equal to the original": (
        "Ask for totals, the original rows included, in sampling_strategy."
    ),
    r"remove samples": "Ask for a larger share in sampling_strategy.",
    r"is expecting \d+ features": "Give the columns that were fitted.",
    r"at least 1 dimension": "Give one row for each sample.",
    r"Found array with": "Give at least one sample of one value.",
}


@contextmanager
def advice(name="X"):
    """Add what to do to errors of other libraries that only say what is wrong.

    Parameters
    ----------
    name : str, default="X"
        The parameter that is looked at.
    """
    try:
        yield
    except (ValueError, TypeError, OverflowError) as error:
        for pattern, what_to_do in ADVICE.items():
            what_to_do = what_to_do.format(name=name)
            if re.search(pattern, str(error)) and what_to_do not in str(error):
                message = f"{str(error).rstrip(' .')}. {what_to_do}"
                is_overflow = isinstance(error, OverflowError)
                kind = InputError if is_overflow else type(error)
                raise kind(message) from error
        raise


def check_columns(X):
    """Raise when columns of a DataFrame have one name, or what pandas can't encode.

    Raises
    ------
    InputError
        With the names.
    """
    if not (hasattr(X, "iloc") and hasattr(X, "columns")):
        return
    columns = X.columns
    for name, dtype in X.dtypes.items():
        try:
            hash(dtype)
        except UnicodeEncodeError as error:
            raise InputError(
                f"The column {name!r} of X has the category {error.object!r}, which is "
                "no valid Unicode. Rename the category."
            ) from error
    if not columns.is_unique:
        twice = columns[columns.duplicated()].unique().tolist()
        raise InputError(
            f"X has several columns named {twice}. Give each column a name of its own."
        )


def check_numeric(X):
    """Raise when validated data are of a kind that holds no numbers.

    Raises
    ------
    InputError
        With the dtype.
    """
    if X.dtype.kind not in "biuf":
        raise InputError(
            f"X has dtype {X.dtype}, which is not numeric. Convert it to numbers "
            "first, for example days since a date, or with OneHotEncoder."
        )


def check_positive(name, value):
    """Raise when a value is no whole number of at least 1.

    Raises
    ------
    InputError
        With the value.
    """
    whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not whole or value < 1:
        raise InputError(f"{name}={value!r} is not a positive integer. Give 1 or more.")


def check_weights(sample_weight, X):
    """Return the weights, scaled to at most 1, or None where there are none.

    Raises
    ------
    InputError
        When a weight is negative.
    """
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


def check_memory(shape, n_new, dense_bytes=0):
    """Raise when the data and what is to be generated will not fit.

    Parameters
    ----------
    shape : tuple of int
        Of all present samples.
    n_new : int
        Samples to be generated.
    dense_bytes : int, default=0
        Of a dense copy that sparse data need.

    Raises
    ------
    InputError
        With the gigabytes needed and there.
    """
    n_values = (int(shape[0]) + int(n_new)) * prod(map(int, shape[1:]))
    needed = dense_bytes + COPIES * 4 * n_values
    total = memory_size()
    if needed > total:
        needed = min(needed, 10**300)  # more is no float
        raise InputError(
            f"X of shape {shape} with {n_new} new samples needs about "
            f"{needed / 1e9:.3g} GB; this machine has {total / 1e9:.3g} GB. "
            "Fit a part of the rows, reduce the columns, or lower sampling_strategy."
        )


def memory_size():
    """Return the machine's bytes of memory, or infinity where it won't say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return float("inf")


def check_latent(z, n_samples, latent_dim):
    """Return latent vectors as float32 (n_samples, latent_dim).

    Raises
    ------
    InputError
        When the shape differs or a value is not finite.
    """
    with advice("z"), np.errstate(over="ignore"):  # infinity is told below
        z = np.asarray(z)
        if z.dtype.kind not in "biufO":
            raise InputError(f"z has dtype {z.dtype}. Give real numbers.")
        z = z.astype(np.float32)
    if z.shape != (n_samples, latent_dim):
        raise InputError(
            f"z has shape {z.shape}, but {n_samples} samples need "
            f"{(n_samples, latent_dim)}. Give one row of latent_dim for each sample."
        )
    if not np.isfinite(z).all():
        raise InputError("z holds NaN or infinity. Give finite latent vectors.")
    return z
