"""Metrics of whether generated samples are realistic and diverse."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike
from sklearn.metrics.pairwise import euclidean_distances
from sklearn.utils import gen_even_slices

from skgan._spec import Array
from skgan.metrics._classifiers import NAMES
from skgan.validation import centre_pair, check_pair, check_positive

# As many as the 8 threads of prdc. The last bits of a distance, and therefore the
# samples in a ball, depend on the slice in which it is computed.
N_PARTS = 8
MAX_BYTES = 2**28  # of the distances of a slice
FLOATS = [np.float64, np.float32]
MAX_SINGLE = 1e18  # the squares of larger float32 are not finite
FAR = 1e4  # spreads from zero; farther away, distances lose half of their digits


def precision_recall_density_coverage(
    X_real: ArrayLike, X_generated: ArrayLike, *, n_neighbors: int = 5
) -> dict[str, float]:
    """Compute separately how realistic and how diverse generated samples are.

    Each sample is the centre of a ball whose radius is the distance to its k-th
    neighbour in the same set. Prefer density and coverage, because a few outliers
    increase precision and recall. Columns are not scaled: scale them first, or use
    features.

    Parameters
    ----------
    X_real, X_generated : array-like of shape (n_samples, ...)
        Real and generated samples, more than `n_neighbors` each, and preferably as many
        of both. They are flattened after the first axis.
    n_neighbors : int, default=5
        The number k of neighbours. Larger values give smoother results.

    Returns
    -------
    shares : dict
        ``"precision"``: the share of generated samples in a real ball.
        ``"recall"``: the share of real samples in a generated ball.
        ``"density"``: the mean number of real balls that a generated sample lies in,
        divided by k; about 1 for a perfect generator.
        ``"coverage"``: the share of real balls with a generated sample in them; about
        ``1 - 2 ** -k`` for a perfect generator and as many samples of both.

    Raises
    ------
    InputError
        If there is NaN, too few samples, or different numbers of features.

    Notes
    -----
    A sample is in a ball if it is nearer than the radius, as in the authors' `prdc`.
    Therefore, all four values are 0 if all samples are equal.

    References
    ----------
    Kynkaanniemi et al., "Improved precision and recall metric for assessing generative
    models", NeurIPS 2019.

    Naeem et al., "Reliable fidelity and diversity metrics for generative models", ICML
    2020.

    Examples
    --------
    >>> from skgan.metrics import precision_recall_density_coverage
    >>> real, generated = [[0.0], [1.0], [2.0]], [[0.5], [0.6]]
    >>> precision_recall_density_coverage(real, generated, n_neighbors=1)
    {'precision': 1.0, 'recall': 0.0, 'density': 2.0, 'coverage': 0.666...}
    """
    check_positive("n_neighbors", n_neighbors)
    options = {"dtype": FLOATS, "min_samples": n_neighbors + 1}
    pair = check_pair(X_real, X_generated, NAMES, **options)
    X_real, X_generated = with_exact_distances(*pair)
    radius_real = radii(X_real, n_neighbors)
    radius_generated = radii(X_generated, n_neighbors)
    n_balls = np.zeros(len(X_generated), dtype=np.int64)
    in_ball = np.zeros(len(X_real), dtype=bool)
    nearest = np.full(len(X_real), np.inf)
    for part in parts(X_real, X_generated):
        distances = euclidean_distances(X_real, X_generated[part])
        n_balls[part] = (distances < radius_real[:, None]).sum(axis=0)
        in_ball |= (distances < radius_generated[part]).any(axis=1)
        nearest = np.minimum(nearest, distances.min(axis=1))
    return {
        "precision": float((n_balls > 0).mean()),
        "recall": float(in_ball.mean()),
        "density": float((1.0 / n_neighbors) * n_balls.mean()),
        "coverage": float((nearest < radius_real).mean()),
    }


def with_exact_distances(X_real: Array, X_generated: Array) -> tuple[Array, Array]:
    """Return samples with exact distances: moved, as doubles, or unchanged."""
    # With unchanged samples, values are identical to those of `prdc`.
    if max(np.abs(X).max() for X in (X_real, X_generated)) > MAX_SINGLE:
        X_real, X_generated = X_real.astype(float), X_generated.astype(float)
    spread = np.sqrt(X_real.var(axis=0).sum())
    if np.linalg.norm(X_real.mean(axis=0)) > FAR * spread:
        return centre_pair(X_real, X_generated)
    return X_real, X_generated


def radii(X: Array, n_neighbors: int) -> Array:
    """Return each row's distance to its k-th neighbour among the others."""
    candidates = []
    for part in parts(X, X):
        distances = euclidean_distances(X, X[part])
        rows = np.arange(part.start, part.stop)
        distances[rows, rows - part.start] = 0.0  # instead of a rounding error
        candidates.append(smallest(distances, n_neighbors))
    # A row is its own nearest neighbour, so that the k-th other row has index k.
    return smallest(np.hstack(candidates), n_neighbors).max(axis=1)


def smallest(values: Array, k: int) -> Array:
    """Return the k + 1 smallest values of each row, in any order."""
    k = min(k, values.shape[1] - 1)
    return np.partition(values, k, axis=1)[:, : k + 1].copy()  # does not keep the slice


def parts(X: Array, Y: Array) -> Iterator[slice]:
    """Return slices of Y whose distances to X fit into memory."""
    n_bytes = 8 * len(X) * len(Y)
    return gen_even_slices(len(Y), max(N_PARTS, -(-n_bytes // MAX_BYTES)))
