"""Find groups of columns of 0 and 1 in which each row has exactly one 1.

Any two values count as 0 and 1, so that scaled one-hot columns are also a group.
"""

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
    """Return groups of columns of two values, found in some rows and valid in all."""
    some = X[rows]  # these are enough to exclude most columns
    ends = some.min(axis=0), some.max(axis=0)
    columns = np.flatnonzero(((some == ends[0]) | (some == ends[1])).all(axis=0))
    few = X[:, columns]
    low, high = few.min(axis=0), few.max(axis=0)
    has_two = ((low == few) | (high == few)).all(axis=0) & (low < high)
    columns, ones = columns[has_two], few[:, has_two] == high[has_two]
    found = exact_cover(ones[rows])
    is_group = [bool((ones[:, group].sum(axis=1) == 1).all()) for group in found]
    return [
        columns[g].tolist() for g, is_one in zip(found, is_group, strict=True) if is_one
    ]


def find_groups(frame, labels, categorical):
    """Return groups of columns of two values with one larger value in each row.

    Categorical columns must have the values 0 and 1.
    """
    places = [
        i
        for i, is_category in enumerate(categorical)
        if is_binary(frame.iloc[:, i], is_category)
    ]
    if len(places) < 2:
        return []
    labels = np.zeros(len(frame), dtype=int) if labels is None else labels
    ones = group_ones(frame, places, [frame.iloc[:, i].max() for i in places])
    found = groups_of(ones, seen_rows(labels))
    return [[places[i] for i in group] for group in found]


def is_binary(column, is_category=False):
    """Return whether a column of numbers or bools has exactly two values."""
    dtype = column.dtype
    if not pd.api.types.is_numeric_dtype(dtype) or dtype.kind == "c":
        return False  # the user has declared 0 and 1 as categories
    if column.isna().any():
        return False
    if isinstance(dtype, pd.ArrowDtype) and dtype.kind not in "iu":
        column = column.astype(float)  # Arrow cannot look up decimals
    low, high = (0, 1) if is_category else (column.min(), column.max())
    return bool(low < high and ((column == low) | (column == high)).all())


def group_ones(frame, places, highs):
    """Return a mask of values that are the larger one of the two in their column."""
    are_high = [
        np.asarray(frame.iloc[:, i] == high, bool)
        for i, high in zip(places, highs, strict=True)
    ]
    return np.transpose(are_high)


def exact_cover(ones):
    """Return groups of columns in which each row has exactly one 1, as lists.

    Neighbouring columns are tried first, then all others.

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
