"""Find exact values of a column of numbers, and its number of decimals.

A column is often a mixture of continuous values and of values that repeat exactly, such
as zeros, sentinels (-999), caps or price points.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from skgan.validation import NO_DECIMALS

__all__ = [
    "are_decimals",
    "decimals_of",
    "exact_values",
    "is_grid",
    "number_described",
    "seen_rows",
]

MIN_REPEATS = 5  # of a value; fewer may be chance
MIN_SHARE = 0.05  # of the rows of a class; rarer values have no visible effect
LARGE_SHARE = 0.2  # enough to compare a value with its neighbours in this class only
EXCESS = 5.0  # times as frequent as neighbouring values, more than by rounding
CONSTANT_EXCESS = 2.0  # if it is the only value of a class
N_BESIDE = 4  # neighbouring values on each side that are compared
GAPS = 0.5  # share of the steps between few values; counts have some in their tail
MAX_EXACT = 20  # of one column, the most frequent, as each is one more value to learn
MAX_ROWS = 20_000  # that are used, about the same number for each class
DECIMALS = range(-6, 9)  # millions to fractions of a cent
MAX_ERROR = 2  # smallest steps of a float, by which a sum of amounts may be off
MIN_STEP = 2**8  # of decimals, in steps of a float; random values are rarely so near
N_FIRST = 100  # rows, enough to see that most columns have no decimals


def exact_values(values, labels=None):
    """Return the values of a column that repeat exactly.

    If there are only few values with gaps between them, all are exact. In a continuous
    column, a value is exact if it is frequent in some class and far more frequent than
    neighbouring values, or if it is the only value of a class.

    Parameters
    ----------
    values : ndarray of shape (n_rows,)
        Finite numbers.
    labels : ndarray of shape (n_rows,), default=None
        Classes, from 0. None: all rows belong to one class.

    Returns
    -------
    exact : ndarray of shape (n_exact,)
        At most 20 values in ascending order.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding._exact import exact_values
    >>> exact_values(np.r_[np.zeros(20), np.random.RandomState(0).normal(size=80)])
    array([0.])
    """
    labels = np.zeros(len(values), dtype=int) if labels is None else labels
    unique, codes, counts = np.unique(values, return_inverse=True, return_counts=True)
    if len(unique) < 2 or counts.max() < 2:
        return unique[:0]
    if is_discrete(unique, counts):
        return unique
    ratio = counts / counts_beside(counts)
    is_exact = np.zeros(len(unique), dtype=bool)
    for label in np.unique(labels):
        own = np.bincount(codes[labels == label], minlength=len(unique))
        is_exact |= exact_in_class(own, ratio)
    exact = np.flatnonzero(is_exact)
    most = exact[np.argsort(-counts[exact], kind="stable")[:MAX_EXACT]]
    return unique[np.sort(most)]


def is_discrete(unique, counts):
    """Return whether a column has few values with larger gaps than by rounding."""
    is_few = len(unique) <= min(MAX_EXACT, counts.sum() / MIN_REPEATS)
    if not is_few or np.median(counts) < MIN_REPEATS / 2:
        return False
    decimals = decimals_of(unique[:, None])[0]
    largest = np.abs(unique.astype(float)).max()
    is_gap = steps_of(unique) > 1.5 * 10.0**-decimals / largest
    return decimals == NO_DECIMALS or bool(is_gap.mean() >= GAPS)


def steps_of(unique):
    """Return the distances between values, divided by the largest absolute value."""
    unique = unique.astype(float)
    return np.diff(unique / np.abs(unique).max())


def is_grid(unique):
    """Return whether values are at equal distances, except for a few gaps."""
    steps = steps_of(unique)
    multiples = steps / steps.min()
    is_whole = np.allclose(multiples, np.rint(multiples), rtol=0.0, atol=1e-6)
    return is_whole and bool((multiples > 1.5).mean() < GAPS)


def exact_in_class(own, ratio):
    """Return a mask of values that are exact according to their counts in a class.

    `ratio` is the frequency of each value in all rows, relative to its neighbours.
    """
    n_rows, seen = own.sum(), np.flatnonzero(own)
    is_exact = (own == n_rows) & (n_rows > 1) & (ratio >= CONSTANT_EXCESS)
    is_exact |= (own >= max(MIN_REPEATS, MIN_SHARE * n_rows)) & (ratio >= EXCESS)
    is_large = own >= max(MIN_REPEATS, LARGE_SHARE * n_rows)
    if is_large.any():
        within = np.zeros(len(own))
        within[seen] = own[seen] / counts_beside(own[seen])
        is_exact |= is_large & (within >= EXCESS)
    return is_exact


def counts_beside(counts):
    """Return the counts of the neighbours of each value, without the largest one."""
    padded = np.pad(counts.astype(float), N_BESIDE, constant_values=np.nan)
    windows = sliding_window_view(padded, 2 * N_BESIDE + 1).copy()
    windows[:, N_BESIDE] = np.nan
    windows.sort(axis=1)  # NaN last
    n_present = np.isfinite(windows).sum(axis=1)
    # One of the neighbours may also be exact.
    n_used = np.maximum(n_present - 1, 1)
    is_used = np.arange(windows.shape[1]) < n_used[:, None]
    return np.where(is_used, windows, 0.0).sum(axis=1) / n_used


def decimals_of(X):
    """Return the number of decimals of each column.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_columns)
        Finite numbers.

    Returns
    -------
    decimals : ndarray of shape (n_columns,), dtype int
        Negative for multiples of 10, 100 and so on; 99 for more than 8 decimals.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding._exact import decimals_of
    >>> decimals_of(np.array([[9.99, 200], [20.5, 4100]]))
    array([ 2, -2])
    """
    found = np.full(X.shape[1], NO_DECIMALS)
    first = X[:N_FIRST]
    for decimals in DECIMALS:
        left = np.flatnonzero(found == NO_DECIMALS)
        maybe = left[has_decimals(first[:, left], decimals)]
        found[[i for i in maybe if has_decimals(X[:, [i]], decimals)[0]]] = decimals
    return found


def are_decimals(decimals):
    """Return whether an array can be a result of `decimals_of`."""
    is_known = np.isin(decimals, [*DECIMALS, NO_DECIMALS])
    return decimals.dtype.kind == "i" and decimals.size > 0 and bool(is_known.all())


def has_decimals(X, decimals):
    """Return a mask of columns that rounding to these decimals does not change.

    Amounts that were computed, such as 65838.01999999999, count as rounded.
    """
    if X.dtype.kind in "biu":
        wide = X.astype(np.uint64 if X.dtype.kind == "u" else np.int64)
        return ~(wide % 10 ** max(-decimals, 0)).astype(bool).any(axis=0)
    with np.errstate(over="ignore", invalid="ignore"):
        rounding = np.abs(np.round(X, decimals) - X)
        is_same = np.all(rounding == 0, axis=0)
        is_near = np.all(rounding <= MAX_ERROR * np.spacing(np.abs(X)), axis=0)
        scaled = np.abs(X).max(axis=0).astype(float) * 10.0**decimals
    # Such large floats have no decimals, so rounding would not change any.
    largest = 2.0 ** (np.finfo(X.dtype).nmant - 1)
    is_near &= scaled < largest / MIN_STEP
    return (is_same & ((decimals <= 0) | (scaled < largest))) | is_near


def seen_rows(labels):
    """Return the rows that are used: all rows, or a part of each class."""
    if len(labels) <= MAX_ROWS:
        return slice(None)
    of_class = np.bincount(labels)
    most = max(MAX_ROWS // max((of_class > 0).sum(), 1), MIN_REPEATS)
    order = np.argsort(labels, kind="stable")
    starts = np.cumsum(of_class) - of_class
    parts = [
        order[start + np.linspace(0, n - 1, min(n, most)).astype(int)]
        for start, n in zip(starts, of_class, strict=True)
        if n
    ]
    return np.sort(np.concatenate(parts))


def number_described(decimals, is_constant=False):
    """Return the description of a column of numbers for the attribute `columns_`."""
    if is_constant:
        return {"taken_as": "constant"}
    if decimals == NO_DECIMALS:
        return {"taken_as": "number"}
    kind = "whole number" if decimals <= 0 else "number with decimals"
    return {"taken_as": kind, "decimals": int(decimals)}
