"""Whether generated samples belong to the class that was asked for."""

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.utils import check_random_state

__all__ = ["class_fidelity"]

MAX_ROWS = 500  # of a class, real or generated: the figure needs no more
N_TREES = 30


def class_fidelity(X_real, y_real, X_generated, y_generated, *, random_state=None):
    """Compute the share of generated samples that look like their class.

    A small classifier (30 extremely randomised trees, classes weighted to balance,
    at most 500 rows a class) is fitted on real rows and asked about the generated
    ones. High values are needed, but not enough: copies of real rows have them too.

    Parameters
    ----------
    X_real, X_generated : ndarray of shape (n_samples, ...)
        Real and generated samples; all after the first axis is flattened.
    y_real, y_generated : ndarray of shape (n_samples,)
        Their classes.
    random_state : int, RandomState instance or None, default=None
        Of the classifier and the rows that it sees.

    Returns
    -------
    fidelity : dict
        Class to a share in [0, 1], for each class in `y_generated`.

    References
    ----------
    A. Odena, C. Olah, J. Shlens, "Conditional image synthesis with auxiliary
    classifier GANs", ICML 2017, section 4.1 (there called discriminability).

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics import class_fidelity
    >>> X, y = np.array([[0.0], [0.1], [5.0], [5.1]]), np.array([0, 0, 1, 1])
    >>> class_fidelity(X, y, np.array([[5.05], [0.05]]), np.array([1, 1]))
    {1: 0.5}
    """
    random_state = check_random_state(random_state)
    rows = capped(y_real, random_state)
    judge = ExtraTreesClassifier(
        N_TREES, class_weight="balanced", random_state=random_state
    ).fit(flat(X_real[rows]), y_real[rows])
    rows = capped(y_generated, random_state)
    predicted, asked = judge.predict(flat(X_generated[rows])), y_generated[rows]
    return {
        label: float(np.mean(predicted[asked == label] == label))
        for label in np.unique(asked).tolist()
    }


def capped(y, random_state):
    """Return at most 500 random rows of each class."""
    of_class = (np.flatnonzero(y == label) for label in np.unique(y))
    return np.concatenate(
        [random_state.permutation(rows)[:MAX_ROWS] for rows in of_class]
    )


def flat(X):
    """Return samples as rows of a table."""
    return X.reshape(len(X), -1)
