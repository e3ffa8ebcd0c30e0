"""Metrics of whether generated samples belong to the requested class."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, clone
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.utils import check_random_state

from skgan._spec import Array, RandomState
from skgan.exceptions import InputError
from skgan.metrics._classifiers import NAMES
from skgan.validation import check_pair, check_sample_labels

MAX_ROWS = 500  # of a class, real or generated; more hardly change the result


def class_fidelity(
    X_real: ArrayLike,
    y_real: ArrayLike,
    X_generated: ArrayLike,
    y_generated: ArrayLike,
    *,
    random_state: RandomState = None,
) -> dict[Any, float]:
    """Compute the share of generated samples that look like their class.

    A small classifier (30 extremely randomised trees, balanced class weights, at most
    500 rows of each class) is fitted on real rows and predicts the generated ones. High
    values are necessary, but not sufficient: copies of real rows also have high values.

    Parameters
    ----------
    X_real, X_generated : array-like of shape (n_samples, ...)
        Real and generated samples, which are flattened after the first axis.
    y_real, y_generated : array-like of shape (n_samples,)
        The classes of the samples.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the classifier and the choice of its rows.

    Returns
    -------
    fidelity : dict
        For each class in `y_generated`, a share in [0, 1].

    Raises
    ------
    InputError
        If there is NaN, or different numbers of features or labels.

    References
    ----------
    Odena et al., "Conditional image synthesis with auxiliary classifier GANs", ICML
    2017.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics import class_fidelity
    >>> X, y = np.array([[0.0], [0.1], [5.0], [5.1]]), np.array([0, 0, 1, 1])
    >>> class_fidelity(X, y, np.array([[5.05], [0.05]]), np.array([1, 1]))
    {1: 0.5}
    """
    X, y, made, asked = check_labelled(X_real, y_real, X_generated, y_generated)
    generator = check_random_state(random_state)
    judge = fit_judge(X, y, generator)
    rows = capped(asked, generator)
    return share_of_class(judge.predict(made[rows]), asked[rows])


def discriminability(
    X_real: ArrayLike,
    y_real: ArrayLike,
    X_generated: ArrayLike,
    y_generated: ArrayLike,
    *,
    estimator: BaseEstimator | None = None,
    random_state: RandomState = None,
) -> float:
    """Compute how well a classifier of real samples recognises generated ones.

    It is the mean of :func:`class_fidelity` over the classes, with any classifier.
    Compare it with the value for held-out real samples.

    Parameters
    ----------
    X_real, y_real, X_generated, y_generated : array-like
        As in :func:`class_fidelity`.
    estimator : classifier, default=None
        Its clone is fitted on all real samples, as flat rows. Wrap a fitted classifier
        in :class:`sklearn.frozen.FrozenEstimator`. None: the classifier of
        :func:`class_fidelity`.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the default classifier.

    Returns
    -------
    accuracy : float
        In [0, 1].

    Raises
    ------
    InputError
        If there is NaN, or different numbers of features or labels.

    Examples
    --------
    >>> from sklearn.svm import SVC
    >>> from skgan.metrics import discriminability
    >>> X, y = [[0.0], [0.1], [5.0], [5.1]], ["a", "a", "b", "b"]
    >>> discriminability(X, y, [[0.2], [5.2], [4.9]], ["a", "b", "a"], estimator=SVC())
    0.75
    """
    checked = check_labelled(X_real, y_real, X_generated, y_generated)
    if estimator is None:
        shares = class_fidelity(*checked, random_state=random_state)
    else:
        X, y, made, asked = checked
        shares = share_of_class(clone(estimator).fit(X, y).predict(made), asked)
    return float(np.mean(list(shares.values())))


def fit_judge(
    X: Array, y: Array, random_state: np.random.RandomState
) -> ExtraTreesClassifier:
    """Return the small classifier, fitted on at most 500 rows of each class."""
    rows = capped(y, random_state)
    options = {"class_weight": "balanced", "random_state": random_state}
    return ExtraTreesClassifier(30, **options).fit(X[rows], y[rows])


def check_labelled(
    X_real: ArrayLike, y_real: ArrayLike, X_generated: ArrayLike, y_generated: ArrayLike
) -> tuple[Array, Array, Array, Array]:
    """Return flat samples and their labels."""
    X_real, X_generated = check_pair(X_real, X_generated, NAMES, dtype="numeric")
    y_real = check_sample_labels(y_real, len(X_real), "y_real")
    y_generated = check_sample_labels(y_generated, len(X_generated), "y_generated")
    if len(np.unique(y_real)) < 2:
        raise InputError(
            f"y_real has the single class {y_real.tolist()[0]!r}, but a classifier "
            "needs two. Give real samples of at least two classes."
        )
    return X_real, y_real, X_generated, y_generated


def capped(y: Array, random_state: np.random.RandomState) -> Array:
    """Return at most 500 random rows of each class."""
    of_class = (np.flatnonzero(y == label) for label in np.unique(y))
    return np.concatenate([random_state.permutation(r)[:MAX_ROWS] for r in of_class])


def share_of_class(predicted: Array, asked: Array) -> dict[Any, float]:
    """Return the share of correct predictions for each requested class."""
    return {
        label: float(np.mean(predicted[asked == label] == label))
        for label in np.unique(asked).tolist()
    }
