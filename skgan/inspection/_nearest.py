"""Generated samples and their nearest training rows."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from sklearn.neighbors import NearestNeighbors

from skgan._spec import Array, SamplesLike
from skgan.inspection._sampler import chosen_classes, dense, draw, real_samples, take
from skgan.samplers import BaseGANSampler, encode_new, synthesizer_of
from skgan.validation import check_number

N_CANDIDATES = 100  # of each class; those nearest to a real row are shown


class NearestRows(NamedTuple):
    """Generated samples and the nearest real row of each.

    Attributes
    ----------
    X : array or DataFrame of shape (n_pairs, ...)
        Generated samples, class after class, those nearest to a real row first.
    y : ndarray of shape (n_pairs,)
        Their classes.
    X_nearest : array or DataFrame of shape (n_pairs, ...)
        The nearest real row of each sample, of any class.
    y_nearest : ndarray of shape (n_pairs,)
        Classes of the real rows.
    distance : ndarray of shape (n_pairs,)
        Euclidean distance of the encoded samples (tables whitened, signals
        standardised, pixels in [-1, 1]), divided by the root of the number of values.
    """

    X: Any
    y: np.ndarray
    X_nearest: Any
    y_nearest: np.ndarray
    distance: np.ndarray


def nearest_rows(
    sampler: BaseGANSampler,
    X: SamplesLike | None = None,
    y: ArrayLike | None = None,
    *,
    n_samples: int = 5,
    n_candidates: int = N_CANDIDATES,
    classes: ArrayLike | None = None,
) -> NearestRows:
    """Find the generated samples that are nearest to a training row.

    A distance of zero means a copy. Among many candidates, some are near to a training
    row by chance; compare their distances with those of other real rows.

    Parameters
    ----------
    sampler : sampler
        A fitted sampler. Its next draws stay the same.
    X, y : array-like of shape (n_rows, ...) and (n_rows,), default=None
        Training rows; None: those that the sampler keeps, at most 1,000 of each class.
    n_samples : int, default=5
        Number of pairs of each class.
    n_candidates : int, default=100
        Number of samples drawn of each class; the nearest ones are returned.
    classes : array-like, default=None
        Classes to draw; None: all that the sampler can draw.

    Returns
    -------
    pairs : NearestRows
        Generated samples and their nearest training rows.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import nearest_rows
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> sampler = ACGANSampler(max_iter=25, random_state=0).fit(X, y)
    >>> pairs = nearest_rows(sampler, X, y, n_samples=3)
    >>> pairs.X.shape, pairs.X_nearest.shape, bool((pairs.distance > 0).all())
    ((6, 20), (6, 20), True)
    """
    synthesizer = synthesizer_of(sampler)
    for n, name in ((n_samples, "n_samples"), (n_candidates, "n_candidates")):
        check_number(n, name)
    chosen = chosen_classes(sampler, classes)
    X, y = real_samples(sampler, X, y)
    X = dense(X)
    n_drawn = max(n_samples, n_candidates)
    made, labels = draw(sampler, dict.fromkeys(chosen, n_drawn))
    made = dense(made)
    # Without clip, generated pixels may be outside of the range of real ones.
    seen, real = synthesizer.encode(made), encode_new(sampler, X)
    distance, nearest = distances(real.reshape(len(X), -1), seen.reshape(len(made), -1))
    numbers = np.array([chosen.index(label) for label in labels.tolist()], dtype=int)
    order = np.lexsort([distance, numbers])
    rank = np.arange(len(order)) % n_drawn
    shown = order[rank < n_samples]
    real_rows = take(X, nearest[shown]), y[nearest[shown]]
    return NearestRows(take(made, shown), labels[shown], *real_rows, distance[shown])


def distances(real: Array, made: Array) -> tuple[Array, Array]:
    """Return the distance of each sample to its nearest real row, and which it is."""
    distance, nearest = NearestNeighbors(n_neighbors=1).fit(real).kneighbors(made)
    return distance[:, 0] / np.sqrt(real.shape[1]), nearest[:, 0]
