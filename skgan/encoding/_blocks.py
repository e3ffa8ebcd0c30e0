"""Arrays in blocks, so that what is computed on the way to a result stays small."""

from math import prod

import numpy as np

__all__ = ["by_rows", "slices"]

BLOCK_VALUES = 2**22  # 32 MB of float64
ROWS_AT_ONCE = 64  # a matrix product takes so many, or a divisor of it, in one go


def slices(n, size):
    """Return slices of `size` that cover n; the last one is longer instead of short.

    Of a few rows or a single column, products and sums are taken by other routines,
    in another order, which the last bits show.

    Parameters
    ----------
    n : int
        To be covered.
    size : int
        Of a slice; the last has less than twice as many.

    Examples
    --------
    >>> from skgan.encoding._blocks import slices
    >>> slices(11, 4), slices(3, 4)
    ([slice(0, 4, None), slice(4, 11, None)], [slice(0, 3, None)])
    """
    starts = list(range(0, max(n - size, 0) + 1, size))
    ends = [*starts[1:], n]
    return [slice(start, end) for start, end in zip(starts, ends, strict=True)]


def by_rows(function, X, n_values=None):
    """Return ``function(X)``, computed for some rows after the other.

    Parameters
    ----------
    function : callable
        Returns an array with a row for each that it is given.
    X : ndarray of shape (n_samples, ...)
        Rows, or their numbers.
    n_values : int, default=None
        Values in a row of what is computed; None: as many as in one of X.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding._blocks import by_rows
    >>> by_rows(np.sqrt, np.array([[4.0], [9.0]]))
    array([[2.],
           [3.]])
    """
    n_values = prod(X.shape[1:]) if n_values is None else n_values
    size = max(BLOCK_VALUES // max(n_values, 1), 1)
    if size > ROWS_AT_ONCE:
        size -= size % ROWS_AT_ONCE
    first, *others = slices(len(X), size)
    done = function(X[first])
    if not others:
        return done
    result = np.empty((len(X), *done.shape[1:]), done.dtype)
    result[first] = done
    for rows in others:
        result[rows] = function(X[rows])
    return result
