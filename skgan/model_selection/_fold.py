"""One fit of one sampler on one fold, and its outcome."""

import warnings
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.utils import _safe_indexing, compute_sample_weight

from skgan._spec import AnySamples, Array, Labels
from skgan.model_selection._baselines import balance_classes, tune_threshold
from skgan.model_selection._placement import place, set_seeds
from skgan.model_selection._scoring import Metrics, in_words, measure
from skgan.samplers import ACGANSampler

__all__ = ["CLASS_WEIGHT", "KERNEL", "THRESHOLD", "WORDS", "Outcome", "build", "run"]

KERNEL, CLASS_WEIGHT, THRESHOLD = WORDS = ("kernel", "class_weight", "threshold")


@dataclass
class Outcome:
    """Outcome of one fit.

    Attributes
    ----------
    values : dict of str to (float, str)
        Each metric to its score or NaN, and to its error or "".
    error : str
        Error of the fit, or "".
    seconds : float
        Time to fit sampler and classifier.
    """

    values: dict[str, tuple[float, str]] = field(default_factory=dict)
    error: str = ""
    seconds: float = np.nan

    def of_metric(self, metric: str) -> tuple[float, str]:
        """Return score and error of one metric."""
        missing = self.error or f"The scoring gave no {metric!r}."
        return self.values.get(metric, (np.nan, missing))


def build(
    estimator: BaseEstimator,
    sampler: BaseEstimator | str | None,
    metrics: Metrics,
    seed: int,
) -> tuple[BaseEstimator, str | None]:
    """Return a new, unfitted estimator with a sampler or a baseline.

    Parameters
    ----------
    estimator : classifier
        Given by the user; not changed.
    sampler : sampler, str or None
        Given by the user; not changed.
    metrics : dict of str to callable, or callable
        Scorers for tuning the threshold.
    seed : int
        For the sampler, and for parts of the estimator with a random_state of None.

    Returns
    -------
    estimator : classifier
    weight_name : str or None
        The parameter of `fit` for balanced sample weights, if it needs them.
    """
    weight_name = None
    if sampler == KERNEL:
        sampler = ACGANSampler(kernel_fraction=1)
    if sampler is None or isinstance(sampler, str):
        built = place(estimator, None)
    else:
        seeded = set_seeds(clone(sampler), seed, unset_only=False)
        built = place(estimator, seeded)
    if sampler == CLASS_WEIGHT:
        built, weight_name = balance_classes(built)
    elif sampler == THRESHOLD:
        built = tune_threshold(built, metrics)
    return set_seeds(built, seed, unset_only=True), weight_name


def run(
    estimator: BaseEstimator,
    weight_name: str | None,
    metrics: Metrics,
    X: AnySamples,
    y: Labels,
    train: Array,
    test: Array,
) -> Outcome:
    """Fit on training rows and score on test rows; errors are kept as text."""
    outcome = Outcome()
    X_train, y_train = _safe_indexing(X, train), _safe_indexing(y, train)
    weight: dict[str, Any] = {}
    start = perf_counter()
    try:
        if weight_name:
            weight = {weight_name: compute_sample_weight("balanced", y_train)}
        with warnings.catch_warnings():
            # A sampler whose training the user stopped should not be scored.
            warnings.filterwarnings("error", "Training was interrupted")
            estimator.fit(X_train, y_train, **weight)
        outcome.seconds = perf_counter() - start
        X_test, y_test = _safe_indexing(X, test), _safe_indexing(y, test)
        outcome.values = measure(metrics, estimator, X_test, y_test)
    except Exception as error:  # the other folds should not be lost
        if isinstance(error.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        outcome.error = in_words(error)
    return outcome
