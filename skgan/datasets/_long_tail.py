"""Make a long-tailed data set from a balanced one."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sklearn.utils import _safe_indexing, check_random_state, indexable
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import column_or_1d

from skgan._spec import Array, RandomState
from skgan.exceptions import InputError

NUMBER = int | float | np.integer | np.floating
ROUNDING = 1e-9  # rounding error of a power: 1000 ** (1 / 3) is less than 10


def make_long_tail(
    X: Any, y: ArrayLike, ratio: float, random_state: RandomState = None
) -> tuple[Any, Any]:
    """Remove rows so that the sizes of the classes decrease exponentially.

    The i-th of k classes, in sorted order, keeps ``n * ratio ** (-i / (k - 1))`` rows,
    rounded down. n is as large as the rows allow; for balanced data, it is the size of
    the classes. In `imblearn.datasets.make_imbalance`, the number of rows of each class
    is a parameter instead.

    Parameters
    ----------
    X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
        Rows of a table, signals or images.
    y : array-like of shape (n_samples,)
        The classes of the rows; at least two classes.
    ratio : float
        The size of the most frequent class divided by that of the rarest. With 1, the
        result is balanced.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the choice of rows.

    Returns
    -------
    X_long_tail : same type as X
        The selected rows, in their original order.
    y_long_tail : same type as y
        The classes of the selected rows.

    Raises
    ------
    InputError
        If no row of the rarest class would be left, if there is only one class, or if
        `ratio` is not a number of 1 or more.

    References
    ----------
    Y. Cui, M. Jia, T.-Y. Lin, Y. Song, S. Belongie, "Class-balanced loss based on
    effective number of samples", CVPR 2019, section 5.1.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.datasets import make_long_tail
    >>> X, y = np.zeros((500, 2)), np.repeat(["a", "b", "c", "d", "e"], 100)
    >>> X_long, y_long = make_long_tail(X, y, ratio=50, random_state=0)
    >>> np.unique(y_long, return_counts=True)[1]
    array([100,  37,  14,   5,   2])
    """
    check_ratio(ratio)
    X_rows, y_rows = indexable(X, y)
    check_classification_targets(y_rows)
    classes, labels = np.unique(column_or_1d(y_rows), return_inverse=True)
    sizes = long_tail_sizes(np.bincount(labels), classes, ratio)
    rng = check_random_state(random_state)
    chosen = [
        rng.permutation(np.flatnonzero(labels == label))[:size]
        for label, size in enumerate(sizes)
    ]
    rows = np.sort(np.concatenate(chosen))
    return _safe_indexing(X_rows, rows), _safe_indexing(y_rows, rows)


def check_ratio(ratio: Any) -> None:
    """Raise an error if a ratio is not a number of 1 or more."""
    if not isinstance(ratio, NUMBER) or not 1 <= ratio < np.inf:
        raise InputError(f"ratio={ratio!r} is invalid. Give a number of 1 or more.")


def long_tail_sizes(counts: Array, classes: Array, ratio: float) -> Array:
    """Return how many rows each class keeps."""
    if len(counts) < 2:
        raise InputError(
            f"y has the classes {classes.tolist()}, but a long tail needs at least two."
            " Give rows of more classes."
        )
    shares = float(ratio) ** -np.linspace(0, 1, len(counts))
    sizes = np.floor(shares * (counts / shares).min() + ROUNDING).astype(int)
    if sizes[-1] < 1:
        raise InputError(
            f"ratio={ratio!r} leaves no row of class {classes.tolist()[-1]!r}, because "
            f"the classes have {counts.min()} to {counts.max()} rows. Give a smaller "
            "ratio."
        )
    return sizes
