"""Linear equalities between columns that hold in every row, such as a sum of 1."""

import numpy as np

__all__ = ["find_equalities", "project"]

TOLERANCE = 1e-7  # standard deviations of a column: the precision of sums of floats
MIN_ROWS_A_COLUMN = 2  # few rows satisfy equalities by chance
MAX_ROUNDS = 50  # of projections to the ranges of columns and to the equalities


def find_equalities(columns):
    """Return directions in which no row differs from the mean.

    Parameters
    ----------
    columns : ndarray of shape (n_rows, n_columns)
        Standardised columns. Columns without variance are not part of an equality.

    Returns
    -------
    equalities : ndarray of shape (n_equalities, n_columns)
        Orthonormal rows; ``columns @ equalities.T`` is zero.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding._equalities import find_equalities
    >>> x = np.array([-1.0, 1.0, 1.0, -1.0])
    >>> np.abs(find_equalities(np.stack([x, -x], axis=1))).round(3)
    array([[0.707, 0.707]])
    """
    n_rows, n_columns = columns.shape
    varied = np.flatnonzero(np.ptp(columns, axis=0) > 0)
    found = np.zeros((0, n_columns))
    if n_rows < MIN_ROWS_A_COLUMN * n_columns or len(varied) < 2:
        return found
    some = columns[:, varied]
    _, axes = np.linalg.eigh(some.T @ some)
    worst = np.abs(some @ axes).max(axis=0)
    held = axes[:, worst < TOLERANCE].T
    found = np.zeros((len(held), n_columns))
    found[:, varied] = held
    return found


def project(values, equalities, low, high):
    """Return rows near these that satisfy equalities, within the columns' ranges.

    Rows are projected alternately to the equalities and to the ranges until both hold.

    References
    ----------
    J. von Neumann, "Functional operators", volume 2 (1950): alternating projections.
    """
    for _ in range(MAX_ROUNDS):
        values = values - (values @ equalities.T) @ equalities
        inside = np.clip(values, low, high)
        if np.abs(inside - values).max(initial=0.0) < TOLERANCE:
            break
        values = inside
    return values
