"""Distances between two samples: energy distance and Frechet distance."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import svdvals
from sklearn.metrics import pairwise_distances_chunked

from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.validation import centre_pair, check_pair


def energy_distance(X: ArrayLike, Y: ArrayLike) -> float:
    """Compute the energy distance between two samples.

    For large samples, it is zero if both have the same distribution, and otherwise
    positive. Columns are not scaled: scale them first.

    Parameters
    ----------
    X, Y : array-like of shape (n_samples, ...)
        The samples, which are flattened after the first axis.

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
    Szekely and Rizzo, "Energy statistics: A class of statistics based on distances",
    Journal of Statistical Planning and Inference 143 (2013).

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


def frechet_distance(
    X: ArrayLike, Y: ArrayLike, *, features: Callable[[Any], ArrayLike] | None = None
) -> float:
    """Compute the Frechet distance of the normal distributions fitted to two samples.

    It only compares means and covariances. Use it on approximately normal features, to
    rank generators on samples of equal size. It is biased upwards, especially if there
    are fewer samples than features: compare it with the value between two halves of the
    real rows. Columns are not scaled: scale them first.

    Parameters
    ----------
    X, Y : array-like of shape (n_samples, ...)
        The samples, at least 2 each, which are flattened after the first axis.
    features : callable, default=None
        Maps samples to features of shape (n_samples, n_features). None: the values
        themselves.

    Returns
    -------
    distance : float
        ``|m_X - m_Y|^2 + tr(C_X + C_Y - 2 (C_X C_Y)^(1/2))``, not negative, in squared
        units of the features.

    Raises
    ------
    InputError
        If there is NaN, fewer than 2 samples, or different numbers of features.

    Notes
    -----
    With ``C = A^T A``, the trace of the root is the sum of the singular values of
    ``A_X A_Y^T``. Therefore, covariances of less than full rank need no offset.

    References
    ----------
    Dowson and Landau, "The Frechet distance between multivariate normal
    distributions", Journal of Multivariate Analysis 12 (1982).

    Examples
    --------
    >>> from skgan.metrics import frechet_distance
    >>> frechet_distance([[0.0], [2.0]], [[3.0], [5.0]])
    9.0
    """
    if features is not None:
        if not callable(features):
            raise InputError(
                f"features is {features!r}, which is not callable. Give a function "
                "from samples to features, or None."
            )
        X, Y = features(X), features(Y)
    X, Y = check_pair(X, Y, min_samples=2)
    shift = X.mean(axis=0) - Y.mean(axis=0)
    factor_X, factor_Y = covariance_factor(X), covariance_factor(Y)
    spread = (factor_X**2).sum() + (factor_Y**2).sum()
    overlap = svdvals(factor_X @ factor_Y.T).sum()
    return max(float(shift @ shift + spread - 2 * overlap), 0.0)


def covariance_factor(X: Array) -> Array:
    """Return A of shape (min(n_samples, n_features), n_features), A^T A = cov(X)."""
    centred = X - X.mean(axis=0)
    return np.linalg.qr(centred, mode="r") / np.sqrt(len(X) - 1)
