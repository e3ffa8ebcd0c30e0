"""One fit of one sampler on one fold, and its outcome."""

from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.utils import _safe_indexing, compute_sample_weight

from skgan._spec import AnySamples, Array, Labels
from skgan.model_selection._placement import (
    balance_classes,
    place,
    set_seeds,
    tune_threshold,
)
from skgan.model_selection._scoring import Metrics, in_words, measure
from skgan.samplers import ACGANSampler

KERNEL, CLASS_WEIGHT, THRESHOLD = WORDS = ("kernel", "class_weight", "threshold")


@dataclass
class Outcome:
    """Outcome of one fit."""

    values: dict[str, tuple[float, str]] = field(
        default_factory=dict
    )  # score and error
    error: str = ""  # of the fit
    seconds: float = np.nan  # to fit sampler and classifier

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

    The second value is the parameter of `fit` for balanced sample weights, if it needs
    them. Metrics tune a threshold; the seed replaces random states of None.
    """
    weight_name = None
    if sampler == KERNEL:
        sampler = ACGANSampler(kernel_fraction=1)
    seeded = None
    if not (sampler is None or isinstance(sampler, str)):
        seeded = set_seeds(clone(sampler), seed, unset_only=False)
    built = place(estimator, seeded)
    if sampler == CLASS_WEIGHT:
        built, weight_name = balance_classes(built)
    elif sampler == THRESHOLD:
        built = tune_threshold(built, metrics)
    return set_seeds(built, seed, unset_only=True), weight_name


def run(
    built: tuple[BaseEstimator, str | None],
    metrics: Metrics,
    data: tuple[AnySamples, Labels],
    fold: tuple[Array, Array],
) -> Outcome:
    """Fit on training rows and score on test rows; errors are kept as text."""
    outcome, (estimator, weight_name) = Outcome(), built
    X_train, y_train = (_safe_indexing(part, fold[0]) for part in data)
    weight: dict[str, Any] = {}
    start = perf_counter()
    try:
        if weight_name:
            weight = {weight_name: compute_sample_weight("balanced", y_train)}
        estimator.fit(X_train, y_train, **weight)
        outcome.seconds = perf_counter() - start
        test = (_safe_indexing(part, fold[1]) for part in data)
        outcome.values = measure(metrics, estimator, *test)
    except Exception as error:  # the other folds should not be lost
        outcome.error = in_words(error)
    return outcome
