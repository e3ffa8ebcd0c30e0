"""Distances between two samples of the same space."""

from numpy.typing import ArrayLike
from sklearn.metrics import pairwise_distances_chunked

from skgan._spec import Array
from skgan.validation import centre_pair, check_pair

__all__ = ["energy_distance"]


def energy_distance(X: ArrayLike, Y: ArrayLike) -> float:
    """Compute the energy distance between two samples.

    Zero when both come from the same distribution, for large samples, and positive
    otherwise. It has no parameter, needs at least one sample of each, and uses columns
    as they are: scale them first.

    Parameters
    ----------
    X, Y : array-like of shape (n_samples, ...)
        The samples; everything after the first axis is flattened.

    Returns
    -------
    distance : float
        ``2 E|X - Y| - E|X - X'| - E|Y - Y'|`` with Euclidean norms, not negative.

    Raises
    ------
    InputError
        If there is NaN, or different numbers of features.

    References
    ----------
    G. J. Szekely, M. L. Rizzo, "Energy statistics: A class of statistics based on
    distances", Journal of Statistical Planning and Inference 143 (2013).

    Examples
    --------
    >>> from skgan.metrics import energy_distance
    >>> energy_distance([[0.0], [1.0]], [[0.0], [1.0]])
    0.0
    >>> energy_distance([[0.0], [0.0]], [[3.0], [3.0]])
    6.0
    """
    X, Y = centre_pair(*check_pair(X, Y))
    distance = 2 * mean_distance(X, Y) - mean_distance(X, X) - mean_distance(Y, Y)
    return max(float(distance), 0.0)


def mean_distance(X: Array, Y: Array) -> float:
    """Return the mean Euclidean distance over all pairs, in bounded memory."""
    chunks = pairwise_distances_chunked(X, Y, reduce_func=lambda d, _: d.sum(axis=1))
    return sum(chunk.sum() for chunk in chunks) / (len(X) * len(Y))
