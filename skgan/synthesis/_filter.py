"""Select samples by the class head, and compute how real samples look."""

import numpy as np
from scipy.special import expit, log_softmax

__all__ = ["choose", "realness"]

SURE_SHARE = 10  # the best tenth of the candidates that are needed have equal weights
DOUBTFUL = 0.1  # share of the real rows that are below the threshold
STRAY = 10.0  # subtracted from log-weights: only kept if there are no other candidates


def choose(
    class_logits,
    label,
    n_samples,
    random_state,
    *,
    of_real=None,
    strays=None,
    groups=None,
):
    """Select candidates without replacement, preferring those that fit their class.

    A candidate has the weight ``exp(min(log p(label | x) - t, 0))``. The threshold t is
    the first decile of the log-probabilities of real rows. All candidates above it have
    equal weights. Otherwise, selected samples would fit their class better than real
    rows do, and properties of the class would be exaggerated. If all candidates are
    below, t is their (n_samples / 10)-th largest log-probability.

    Parameters
    ----------
    class_logits : ndarray of shape (n_candidates, n_classes)
        Logits of the class head for the candidates.
    label : int
        The requested class.
    n_samples : int
        Number of candidates to keep, at most `n_candidates`.
    random_state : numpy.random.RandomState
        Source of randomness.
    of_real : ndarray of shape (n_rows, n_classes), default=None
        Logits of the class head for real rows of the class.
    strays : ndarray of shape (n_candidates,), dtype bool, default=None
        Mask of candidates that are selected last.
    groups : ndarray of shape (n_candidates,), dtype int, default=None
        Numbers of groups, from 0. The same share of each group is kept.

    Returns
    -------
    chosen : ndarray of shape (n_samples,)
        Indices of candidates, ascending.

    References
    ----------
    P. Efraimidis, P. Spirakis, "Weighted random sampling with a reservoir",
    Information Processing Letters 97 (2006).

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.synthesis._filter import choose
    >>> logits = np.array([[9.0, 0.0], [0.0, 9.0], [9.0, 0.0]])
    >>> choose(logits, 0, 2, np.random.RandomState(0))
    array([0, 2])
    """
    log_p = log_probability(class_logits, label)
    rank = min(max(n_samples // SURE_SHARE, 1), len(log_p))
    threshold = np.partition(log_p, -rank)[-rank]
    if of_real is not None:
        usual = np.quantile(log_probability(of_real, label), DOUBTFUL)
        threshold = min(threshold, usual)
    log_weight = np.minimum(log_p - threshold, 0.0)
    if strays is not None:
        log_weight[strays] -= STRAY
    # The largest values of log-weight + Gumbel noise are a weighted draw without
    # replacement. Log-weights do not underflow, in contrast to weights.
    order = -(log_weight + random_state.gumbel(size=len(log_p)))
    if groups is not None:
        order = quantiles(order, groups, random_state)
    return np.sort(np.argsort(order)[:n_samples])


def quantiles(values, groups, random_state):
    """Return the quantile of each value within its group, in [0, 1)."""
    sizes = np.bincount(groups)
    starts = np.cumsum(sizes) - sizes
    by_group = np.lexsort((values, groups))
    ranks = np.empty(len(values))
    ranks[by_group] = np.arange(len(values)) - np.repeat(starts, sizes)
    return (ranks + random_state.uniform(size=len(sizes))[groups]) / sizes[groups]


def log_probability(logits, label):
    """Return the logarithm of the probability of a label, in float64."""
    return log_softmax(logits.astype(float), axis=1)[:, label]


def realness(game, encoded, weights, rows):
    """Return how real samples look to a discriminator with these weights.

    This is the probability of being real or, for losses without one, the share of the
    real rows that look less real.
    """
    from skgan.training import LOSSES, score

    source, _ = score(game, weights, encoded)
    if LOSSES[game.loss].is_probability:
        return expit(source.astype(float))
    real, _ = score(game, weights, rows)
    return np.searchsorted(np.sort(real), source) / len(real)
