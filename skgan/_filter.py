"""Which of the candidates are kept: those that the class head believes."""

import numpy as np
from scipy.special import log_softmax

__all__ = ["choose"]

SURE_SHARE = 10  # the best tenth of what is needed is not told apart any further


def choose(class_logits, label, n_samples, random_state):
    """Choose candidates without replacement, the likelier of their class first.

    A candidate has the weight ``exp(min(log p(label | x) - t, 0))``, where t is the
    (n_samples / 10)-th largest of the log-probabilities: enough candidates have
    weight one for the class to keep its spread, and doubtful ones become rare.

    Parameters
    ----------
    class_logits : ndarray of shape (n_candidates, n_classes)
        What the auxiliary classifier says of the candidates.
    label : int
        The class asked for.
    n_samples : int
        How many to keep, at most `n_candidates`.
    random_state : numpy.random.RandomState
        Source of the randomness.

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
    >>> from skgan._filter import choose
    >>> logits = np.array([[9.0, 0.0], [0.0, 9.0], [9.0, 0.0]])
    >>> choose(logits, 0, 2, np.random.RandomState(0))
    array([0, 2])
    """
    log_p = log_softmax(class_logits.astype(float), axis=1)[:, label]
    rank = min(max(n_samples // SURE_SHARE, 1), len(log_p))
    threshold = np.partition(log_p, -rank)[-rank]
    log_weight = np.minimum(log_p - threshold, 0.0)
    # The largest of log-weight + Gumbel noise are a weighted draw without
    # replacement, and the logarithm does not underflow as the weights do.
    keys = log_weight + random_state.gumbel(size=len(log_p))
    return np.sort(np.argsort(-keys)[:n_samples])
