"""Metrics that find copies of training samples."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from sklearn.neighbors import NearestNeighbors

from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.validation import centre_pair, check_pair, check_share

COPY_RATIO = 1 / 3  # Yoon et al. 2023
FALSE_ALARMS = 0.01  # share of training rows that may look like copies of other ones
NAMES = "X_train", "X_generated"


def nearest_neighbor_distance_ratio(
    X_train: ArrayLike, X_generated: ArrayLike, *, quantile: float = 0.05
) -> float:
    """Compute how near generated samples are to single training samples.

    The ratio of a generated sample's distances to its nearest and its second nearest
    training sample is 0 for a copy, and nearly 1 between training samples. A smaller
    result than that of held-out real rows means copies. In two or three dimensions, low
    ratios occur by chance.

    Parameters
    ----------
    X_train, X_generated : array-like of shape (n_samples, ...)
        Samples that the generator was trained on, and generated samples. Duplicates of
        training samples count once. Samples are flattened after the first axis, and
        columns are not scaled: scale them first.
    quantile : float, default=0.05
        Quantile of the ratios of all generated samples: 0 is the smallest one.

    Returns
    -------
    ratio : float
        In [0, 1].

    Raises
    ------
    InputError
        If there is NaN, different numbers of features, or fewer than 2 different
        training samples.

    References
    ----------
    Zhao et al., "CTAB-GAN: Effective table data synthesizing", ACML 2021, section 5.1.

    Examples
    --------
    >>> from skgan.metrics import nearest_neighbor_distance_ratio
    >>> nearest_neighbor_distance_ratio([[0.0], [4.0]], [[1.0]])
    0.333...
    """
    X_train, X_generated = check_pair(X_train, X_generated, NAMES)
    check_share(quantile, "quantile")
    return float(np.quantile(ratios(distinct(X_train, 2), X_generated), quantile))


def memorization_rate(
    X_train: ArrayLike,
    X_generated: ArrayLike,
    *,
    threshold: float | Literal["auto"] = "auto",
) -> float:
    """Compute the share of generated samples that are copies of training samples.

    A sample is a copy if its nearest training sample is much nearer than the second
    nearest. Compare the rate with that of held-out real rows, which are also equal to
    training rows if there are only few possible rows.

    Parameters
    ----------
    X_train, X_generated : array-like of shape (n_samples, ...)
        As in :func:`nearest_neighbor_distance_ratio`.
    threshold : "auto" or float, default="auto"
        The largest ratio of the two distances for a copy. "auto": 1 / 3, as in the
        reference, but at most the 1% quantile of the ratios of training samples.

    Returns
    -------
    rate : float
        In [0, 1]. At most about 0.01 for new samples of a continuous distribution.

    Raises
    ------
    InputError
        If there is NaN, different numbers of features, or fewer than 3 different
        training samples.

    References
    ----------
    Yoon et al., "Diffusion probabilistic models generalize when they fail to memorize",
    ICML 2023 workshop on structured probabilistic inference.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics import memorization_rate
    >>> X = np.random.RandomState(0).normal(size=(300, 8))
    >>> memorization_rate(X[:200], X[200:])
    0.0
    >>> memorization_rate(X[:200], np.concatenate([X[:50], X[200:250]]))
    0.5
    """
    X_train, X_generated = check_pair(X_train, X_generated, NAMES)
    X_train = distinct(X_train, 3)
    if isinstance(threshold, str) and threshold == "auto":
        chance = np.quantile(ratios(X_train), FALSE_ALARMS)
        threshold = min(COPY_RATIO, float(chance))
    else:
        check_share(threshold, "threshold")
    return float(np.mean(ratios(X_train, X_generated) <= threshold))


def distinct(X: Array, n_needed: int) -> Array:
    """Return the different rows."""
    rows = np.unique(X, axis=0)
    if len(rows) < n_needed:
        raise InputError(
            f"X_train has {len(rows)} different samples; this metric needs at least "
            f"{n_needed}. Give more."
        )
    return rows


def ratios(X_train: Array, X: Array | None = None) -> Array:
    """Return each row's ratio of the distances to its two nearest training rows.

    If X is None, return the ratio of each training row to the other training rows.
    """
    others = X_train if X is None else X
    rows, queries = centre_pair(X_train, others)
    search = NearestNeighbors(n_neighbors=2, algorithm="brute").fit(rows)
    asked = None if X is None else queries
    neighbours = search.kneighbors(asked, return_distance=False)
    # The search computes distances from dot products, which loses half of the digits.
    distances = [np.linalg.norm(others - X_train[of], axis=1) for of in neighbours.T]
    nearest, second = np.sort(distances, axis=0)
    # The squares of different rows may be equal; then both distances are 0.
    return np.divide(nearest, second, out=np.zeros_like(second), where=second > 0)
