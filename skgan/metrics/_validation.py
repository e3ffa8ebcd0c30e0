"""What metrics ask of their samples; errors say what, and what to do."""

import numpy as np
from sklearn.utils.validation import check_array, column_or_1d

from skgan.exceptions import InputError

__all__ = ["check_labels", "check_pair", "check_samples"]

LARGEST = float(np.finfo(np.float32).max)  # that trees take; squares don't overflow


def check_samples(X, name, *, min_samples=1, dtype=np.float64, allow_nan=False):
    """Return samples as finite rows of a table.

    Parameters
    ----------
    X : array-like of shape (n_samples, ...)
        Everything after the first axis is flattened; 1-D X has one feature.
    name : str
        What the errors call it.
    min_samples : int, default=1
        How many samples the metric needs.
    dtype : dtype or list of dtypes, default=float64
        As in :func:`sklearn.utils.check_array`.
    allow_nan : bool, default=False
        Whether NaN may stay; infinity never may.

    Returns
    -------
    rows : ndarray of shape (n_samples, n_features)

    Raises
    ------
    InputError
        When X is no array of finite numbers, or has too few samples.

    Examples
    --------
    >>> from skgan.metrics._validation import check_samples
    >>> check_samples([1, 2], "X").shape
    (2, 1)
    """
    rows = numbers(X, name, dtype)
    if rows.ndim == 0:
        raise InputError(f"{name} is the single value {X!r}. Give one row a sample.")
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
    largest = np.nanmax(np.abs(rows), initial=0)
    if largest > LARGEST:
        raise InputError(
            f"{name} has values as large as {largest:.3g}, more than {LARGEST:.3g}. "
            "Scale its columns first."
        )
    return rows


def numbers(X, name, dtype):
    """Return a dense array of numbers of any number of axes."""
    try:
        if getattr(getattr(X, "dtype", None), "kind", "f") in "mM":
            raise TypeError(f"it has dtype {X.dtype}")
        return check_array(
            X,
            dtype=dtype,
            allow_nd=True,
            ensure_2d=False,
            ensure_all_finite=False,
            ensure_min_samples=0,
            ensure_min_features=0,
            input_name=name,
        )
    except (TypeError, ValueError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise InputError(
            f"{name} is not a dense array of numbers: {reason}. Encode text and dates "
            "first, for example with OneHotEncoder, and make sparse data dense."
        ) from error


def check_pair(X, Y, names=("X", "Y"), **options):
    """Return two samples of one space as rows of tables.

    Raises
    ------
    InputError
        As :func:`check_samples`, and when the numbers of features differ.

    Examples
    --------
    >>> from skgan.metrics._validation import check_pair
    >>> check_pair([[1, 2]], [[1, 2, 3]])
    Traceback (most recent call last):
    ...
    skgan.exceptions.InputError: X has 2 features and Y 3. Give both the same columns.
    """
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


def check_labels(y, n_samples, name):
    """Return one label for each sample, as a 1-D array.

    Raises
    ------
    InputError
        When y has another shape or misses a label.

    Examples
    --------
    >>> from skgan.metrics._validation import check_labels
    >>> check_labels(["a", "b"], 2, "y").tolist()
    ['a', 'b']
    """
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
    missing = sum(label is None or label != label for label in labels.tolist())
    if missing:
        raise InputError(
            f"{name} misses {missing} of its {n_samples} labels. "
            "Leave these samples out."
        )
    return labels
