"""Groups of columns of 0 and 1 of which each row has exactly one 1."""

import numpy as np
import pandas as pd

from skgan.encoding._exact import exact_values, seen_rows

__all__ = ["find_groups", "group_ones", "has_exact"]


def has_exact(X, labels):
    """Return whether a table of numbers has exact values, or groups of 0 and 1."""
    rows = seen_rows(labels)
    some, labels = X[rows], labels[rows]
    if any(len(exact_values(column, labels)) for column in some.T):
        return True
    return bool(groups_of(X, rows))


def groups_of(X, rows):
    """Return groups of columns of 0 and 1, found in some rows and true in all."""
    some = X[rows]
    columns = np.flatnonzero(((some == 0) | (some == 1)).all(axis=0))
    found = [columns[group] for group in exact_cover(some[:, columns] == 1)]
    return [group.tolist() for group in found if is_group(X[:, group])]


def is_group(X):
    """Return whether each row has exactly one 1 beside zeros."""
    is_one = X == 1
    return bool((is_one | (X == 0)).all() and (is_one.sum(axis=1) == 1).all())


def find_groups(frame, labels=None):
    """Return groups of columns of 0 and 1 of which each row has exactly one 1."""
    places = [i for i in range(frame.shape[1]) if is_binary(frame.iloc[:, i])]
    if len(places) < 2:
        return []
    labels = np.zeros(len(frame), dtype=int) if labels is None else labels
    ones = group_ones(frame, places)
    found = groups_of(ones, seen_rows(labels))
    return [[places[i] for i in group] for group in found]


def is_binary(column):
    """Return whether a column of numbers or bools has 0 and 1 alone."""
    dtype = column.dtype
    if not pd.api.types.is_numeric_dtype(dtype) or dtype.kind == "c":
        return False  # categories of 0 and 1 are what the user says they are
    is_real = isinstance(dtype, pd.ArrowDtype) and dtype.kind not in "iu"
    if is_real or dtype == np.longdouble:  # Arrow looks up no decimals or small floats
        column = column.astype(float)
    return bool(column.isin([0, 1]).all())


def group_ones(frame, places):
    """Return whether values of some columns are 1."""
    return np.transpose([np.asarray(frame.iloc[:, i] == 1, bool) for i in places])


def exact_cover(ones):
    """Return groups of columns of which each row has exactly one 1, as lists.

    Columns beside each other are looked at first, then any others.

    Parameters
    ----------
    ones : ndarray of shape (n_rows, n_columns), dtype bool
        Columns of 0 and 1.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding._groups import exact_cover
    >>> exact_cover(np.eye(3, dtype=bool)[[0, 1, 2, 0]])
    [[0, 1, 2]]
    """
    n_rows, n_columns = ones.shape
    counts = ones.sum(axis=0)
    numbers = ones.astype(np.float32)
    apart = numbers.T @ numbers == 0  # never 1 in the same row
    groups, left = [], [*range(n_columns)]
    for is_run in (True, False):
        for first in left.copy():
            if first not in left:
                continue
            group = group_from(first, left, counts, apart, n_rows, is_run)
            if group is not None:
                groups.append(group)
                left = [i for i in left if i not in group]
    return sorted(groups)


def group_from(first, left, counts, apart, n_rows, is_run):
    """Return the group that begins with a column, or None."""
    group, n_ones = [first], counts[first]
    for i in left[left.index(first) + 1 :]:
        if n_ones == n_rows:
            break
        if n_ones + counts[i] <= n_rows and apart[i, group].all():
            group.append(i)
            n_ones += counts[i]
        elif is_run:
            return None
    return group if n_ones == n_rows and len(group) > 1 else None
