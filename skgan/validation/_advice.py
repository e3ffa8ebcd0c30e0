"""Add advice to errors of other libraries, and check single values."""

import re
from contextlib import contextmanager
from numbers import Integral

import numpy as np

from skgan.exceptions import InputError

__all__ = ["advice", "check_latent", "check_positive"]

ADVICE = {  # for messages of scikit-learn and imbalanced-learn
    r"contains infinity|value too large": "Remove, clip or impute these values first.",
    r"sample_weight contains NaN": "Give each sample a weight of zero or more.",
    r"could not convert string|Unable to convert|dtype='numeric'": (
        "Encode the text in {name} as numbers first, for example with OneHotEncoder."
    ),
    r"float\(\) argument|int too large|array element with a sequence": (
        "Give {name} only numbers that fit into a float, and as many in each row."
    ),
    r"Complex data": "Give real numbers in {name}.",
    r"labels represented as bytes": "Decode the labels in y first.",
    r"Unknown label type|not supported between instances": (
        "Give y classes of one type: whole numbers, strings or bools."
    ),
    r"legacy multi-label|Multilabel and multioutput": (
        "Give y one class for each sample."
    ),
    r"sequence\), got None": "Give the class of each sample as y.",
    r"should be a 1d array": "Give {name} one value for each sample.",
    r"cannot be class .Sparse": "Give np.asarray(y).",
    r"at least one non-zero": "Give some of sample_weight a positive value.",
    r"fill value must be 0": "Give X.sparse.to_dense() instead.",
    r"at least one array": "Give X at least one column.",
    r"inconsistent numbers of samples": "Give X and y one entry for each sample.",
    r"sample_weight.shape ==|must be 1D array": "Give one weight for each sample.",
    r"more than 1 class": "Resampling needs at least two classes in y.",
    r"target class is/are not present": "Use only classes of y in sampling_strategy.",
    r"greater or equal to the original": (
        "Give totals that include the original rows in sampling_strategy."
    ),
    r"remove samples": "Give a larger ratio in sampling_strategy.",
    r"is expecting \d+ features": "Give the columns that were fitted.",
    r"at least 1 dimension": "Give one row for each sample.",
    r"Found array with": "Give at least one sample with one value.",
}


@contextmanager
def advice(name="X"):
    """Add advice to errors of other libraries that only describe the problem.

    It can be used as a context manager or as a decorator.
    """
    try:
        yield
    except InputError:
        raise
    except (ValueError, TypeError, OverflowError) as error:
        for pattern, what_to_do in ADVICE.items():
            what_to_do = what_to_do.format(name=name)
            if re.search(pattern, str(error)) and what_to_do not in str(error):
                message = f"{str(error).rstrip(' .')}. {what_to_do}"
                is_overflow = isinstance(error, OverflowError)
                kind = InputError if is_overflow else type(error)
                raise kind(message) from error
        raise


def check_positive(name, value):
    """Raise an error if a value is not a whole number of at least 1."""
    whole = isinstance(value, Integral) and not isinstance(value, bool)
    if not whole or value < 1:
        raise InputError(f"{name}={value!r} is not a positive integer. Give 1 or more.")


def check_latent(z, n_samples, latent_dim):
    """Return latent vectors as float32 (n_samples, latent_dim)."""
    with advice("z"), np.errstate(over="ignore"):  # infinity raises an error below
        z = np.asarray(z)
        if z.dtype.kind not in "biufO":
            raise InputError(f"z has the dtype {z.dtype}. Give real numbers.")
        z = z.astype(np.float32)
    if z.shape != (n_samples, latent_dim):
        raise InputError(
            f"z has shape {z.shape}, but {n_samples} samples need "
            f"{(n_samples, latent_dim)}. Give one row of latent_dim for each sample."
        )
    if not np.isfinite(z).all():
        raise InputError("z contains NaN or infinity. Give finite latent vectors.")
    return z
