"""One fit of one sampler on one fold, and what came out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.utils import _safe_indexing, compute_sample_weight

from skgan._acgan import ACGANSampler
from skgan.model_selection._baselines import balance_classes, tune_threshold
from skgan.model_selection._placement import place, set_seeds

__all__ = ["CLASS_WEIGHT", "KERNEL", "THRESHOLD", "WORDS", "Outcome", "build", "run"]

KERNEL, CLASS_WEIGHT, THRESHOLD = WORDS = ("kernel", "class_weight", "threshold")


@dataclass
class Outcome:
    """What one fit gave.

    Attributes
    ----------
    values : dict of str to (float, str)
        Metric to its score, or NaN, and to what failed in it, or "".
    error : str
        What failed before there was any score, or "".
    seconds : float
        Of fitting sampler and classifier.
    """

    values: dict[str, tuple[float, str]] = field(default_factory=dict)
    error: str = ""
    seconds: float = np.nan

    def of_metric(self, metric):
        """Return score and error of one metric."""
        missing = self.error or f"The scoring gave no {metric!r}."
        return self.values.get(metric, (np.nan, missing))


def build(estimator, sampler, scorers, seed):
    """Return a new, unfitted estimator with a sampler or what a word stands for.

    Parameters
    ----------
    estimator : classifier
        The user's; not changed.
    sampler : sampler, str or None
        The user's; not changed.
    scorers : list of callable
        What the threshold may be tuned for.
    seed : int
        For the sampler, and wherever the estimator has a random_state of None.

    Returns
    -------
    estimator : classifier
    weight_name : str or None
        The parameter of its `fit` that takes balanced weights, if it shall get some.
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
        built = tune_threshold(built, scorers)
    return set_seeds(built, seed, unset_only=True), weight_name


def run(estimator, weight_name, scorer, X, y, train, test):
    """Fit on the training rows and score on the test rows; errors are kept as text."""
    outcome = Outcome()
    X_train, y_train = _safe_indexing(X, train), _safe_indexing(y, train)
    weight: dict[str, Any] = {}
    start = perf_counter()
    try:
        if weight_name:
            weight = {weight_name: compute_sample_weight("balanced", y_train)}
        estimator.fit(X_train, y_train, **weight)
        outcome.seconds = perf_counter() - start
        values = scorer(estimator, _safe_indexing(X, test), _safe_indexing(y, test))
    except Exception as error:  # whatever it is, the other folds shall not be lost
        outcome.error = f"{type(error).__name__}: {error}"
        return outcome
    if not isinstance(values, Mapping):
        values = {"score": values}
    outcome.values = {metric: sort_out(value) for metric, value in values.items()}
    return outcome


def sort_out(value):
    """Return a score, or NaN and the last line of the traceback that came instead."""
    if isinstance(value, str):
        return np.nan, value.strip().splitlines()[-1]
    if not np.isfinite(value):
        return np.nan, f"The score is {value}."
    return float(value), ""
