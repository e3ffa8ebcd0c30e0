"""A classifier whose probabilities are divided by the frequencies of the classes."""

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, MetaEstimatorMixin, clone

from skgan._spec import Array, Labels, SamplesLike
from skgan.exceptions import InputError

__all__ = ["PriorClassifier", "adjust_prior"]


class PriorClassifier(ClassifierMixin, MetaEstimatorMixin, BaseEstimator):
    """Divide the probabilities of a classifier by the frequencies of the classes.

    Classes are then predicted as if all of them were equally frequent. This is the
    logit adjustment of Menon et al., after training. A classifier that already uses
    balanced class weights or contains a sampler is corrected twice.

    It has no `decision_function`, so that scorers use the corrected probabilities.

    Parameters
    ----------
    estimator : classifier
        A classifier with `predict_proba`.

    Attributes
    ----------
    estimator_ : classifier
        The fitted classifier.
    classes_ : ndarray of shape (n_classes,)
        The classes of `estimator_`.
    prior_ : ndarray of shape (n_classes,)
        Share of the rows of each class.

    References
    ----------
    A. K. Menon et al., "Long-tail learning via logit adjustment", ICLR 2021.
    """

    def __init__(self, estimator: BaseEstimator) -> None:
        self.estimator = estimator

    def fit(self, X: SamplesLike, y: Labels) -> Self:
        """Fit the classifier, and count the classes."""
        self.estimator_: Any = clone(self.estimator).fit(X, y)
        self.classes_: Array = np.asarray(self.estimator_.classes_)
        classes, counts = np.unique(np.asarray(y), return_counts=True)
        self.prior_: Array = counts[np.searchsorted(classes, self.classes_)] / len(y)
        return self

    def predict_proba(self, X: SamplesLike) -> Array:
        """Return the corrected probabilities (n_samples, n_classes)."""
        odds = self.estimator_.predict_proba(X) / self.prior_
        return odds / odds.sum(axis=1, keepdims=True)

    def predict(self, X: SamplesLike) -> Array:
        """Return the class of the largest corrected probability."""
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


def adjust_prior(estimator: BaseEstimator) -> PriorClassifier:
    """Return the estimator with its probabilities corrected."""
    if not hasattr(estimator, "predict_proba"):
        raise InputError(
            f"{estimator!r} has no predict_proba, which 'prior' needs. Wrap the "
            "classifier in CalibratedClassifierCV, or leave 'prior' out of samplers."
        )
    return PriorClassifier(estimator)
