"""One fit of one sampler, or a baseline, on one fold, and its outcome."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
from imblearn.pipeline import Pipeline
from sklearn.base import BaseEstimator, clone
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.pipeline import Pipeline as TransformerPipeline
from sklearn.utils import _safe_indexing, compute_sample_weight
from sklearn.utils.validation import has_fit_parameter

from skgan._spec import AnySamples, Array, Labels
from skgan.exceptions import InputError, TensorFlowNotAvailableError
from skgan.model_selection._prior import adjust_prior
from skgan.model_selection._scoring import Metrics, in_words, measure
from skgan.samplers import ACGANSampler, MixupSampler, WarpSampler

WORDS = ("kernel", "warp", "mixup", "class_weight", "threshold", "prior")
KERNEL, WARP, MIXUP, CLASS_WEIGHT, THRESHOLD, PRIOR = WORDS
MAKERS: dict[Any, Callable[[], BaseEstimator]] = {
    KERNEL: partial(ACGANSampler, kernel_fraction=1),
    WARP: WarpSampler,
    MIXUP: MixupSampler,
}
SLOT = "sampler"
REST = "estimator"
GRIDS = ("param_grid", "param_distributions")  # of scikit-learn's searches


@dataclass
class Outcome:
    """Outcome of one fit."""

    # Score and error of each metric.
    values: dict[str, tuple[float, str]] = field(default_factory=dict)
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
    weight_name = seeded = None
    if isinstance(sampler, str) and sampler in MAKERS:
        sampler = MAKERS[sampler]()
    if not (sampler is None or isinstance(sampler, str)):
        seeded = set_seeds(clone(sampler), seed, unset_only=False)
    built = place(estimator, seeded)
    if sampler == CLASS_WEIGHT:
        built, weight_name = balance_classes(built)
    elif sampler == THRESHOLD:
        built = tune_threshold(built, metrics)
    elif sampler == PRIOR:
        built = adjust_prior(built)
    return set_seeds(built, seed, unset_only=True), weight_name


def run(
    X: AnySamples,
    y: Labels,
    built: tuple[BaseEstimator, str | None],
    metrics: Metrics,
    fold: tuple[Array, Array],
) -> Outcome:
    """Fit on training rows and score on test rows; errors are kept as text."""
    outcome, (estimator, weight_name) = Outcome(), built
    X_train, y_train = (_safe_indexing(part, fold[0]) for part in (X, y))
    weight: dict[str, Any] = {}
    start = perf_counter()
    try:
        if weight_name:
            weight = {weight_name: compute_sample_weight("balanced", y_train)}
        estimator.fit(X_train, y_train, **weight)
        outcome.seconds = perf_counter() - start
        test = (_safe_indexing(part, fold[1]) for part in (X, y))
        outcome.values = measure(metrics, estimator, *test)
    except TensorFlowNotAvailableError:  # no fold of this sampler would work
        raise
    except Exception as error:  # the other folds should not be lost
        outcome.error = in_words(error)
    return outcome


def place(estimator: BaseEstimator, sampler: BaseEstimator | None) -> BaseEstimator:
    """Return a copy of the estimator with a sampler before it, or in its slot.

    In a search it is inside, so that it sees only training rows of the inner folds.
    """
    if has_slot(estimator):
        step = "passthrough" if sampler is None else sampler
        return clone(estimator).set_params(**{SLOT: step})
    if grid := grid_name(estimator):
        parameters = estimator.get_params(deep=False)
        inner = parameters["estimator"]
        changed = {"estimator": place(inner, sampler)}
        if sampler is not None and not (has_slot(inner) or grid_name(inner)):
            changed[grid] = prefixed(parameters[grid])
        return clone(estimator).set_params(**changed)
    if sampler is None:
        return clone(estimator)
    return Pipeline([(SLOT, sampler), (REST, clone(estimator))])


def has_slot(estimator: BaseEstimator) -> bool:
    """Return whether the estimator is a Pipeline with a step for the sampler."""
    is_pipeline = isinstance(estimator, TransformerPipeline)
    if not is_pipeline or SLOT not in estimator.named_steps:
        return False
    if not isinstance(estimator, Pipeline):
        raise InputError(
            f"The step {SLOT!r} is in a {type(estimator).__module__}.Pipeline, which "
            "accepts no samplers. Use imblearn.pipeline.Pipeline."
        )
    return True


def is_placed(estimator: BaseEstimator) -> bool:
    """Return whether the estimator, or the one inside a search, has a slot."""
    if grid_name(estimator):
        return is_placed(estimator.get_params(deep=False)["estimator"])
    return has_slot(estimator)


def grid_name(estimator: BaseEstimator) -> str | None:
    """Return the parameter with the grid, if the estimator is a search, or None."""
    parameters = estimator.get_params(deep=False)
    known = [name for name in GRIDS if name in parameters and "estimator" in parameters]
    return known[0] if known else None


def prefixed(grid: Any) -> Any:
    """Return a grid, or a list of grids, with the names of the pipeline."""
    if isinstance(grid, list | tuple):
        return [prefixed(part) for part in grid]
    return {f"{REST}__{name}": values for name, values in grid.items()}


def set_seeds(estimator: BaseEstimator, seed: int, unset_only: bool) -> BaseEstimator:
    """Set every random_state of an estimator and its parts, in place."""
    names = [
        name
        for name, value in estimator.get_params(deep=True).items()
        if name.rpartition("__")[2] == "random_state"
        and (value is None or not unset_only)
    ]
    return estimator.set_params(**dict.fromkeys(names, seed))


def balance_classes(estimator: BaseEstimator) -> tuple[BaseEstimator, str | None]:
    """Give an estimator balanced class weights, in place, and return it.

    Without `class_weight`, name the parameter of `fit` for balanced sample weights.
    """
    parameter = class_weight_name(estimator)
    if parameter is not None:
        return estimator.set_params(**{parameter: "balanced"}), None
    weight_name = sample_weight_name(estimator)
    if weight_name is None:
        raise InputError(
            f"{estimator!r} has neither class_weight nor sample_weight. Leave "
            "'class_weight' out of samplers, or take another estimator."
        )
    return estimator, weight_name


def class_weight_name(estimator: BaseEstimator) -> str | None:
    """Return the name of the parameter for `set_params`, or None."""
    if "class_weight" in estimator.get_params(deep=False):
        return "class_weight"
    name, inner = inside(estimator)
    found = class_weight_name(inner) if inner is not None else None
    return found and f"{name}__{found}"


def sample_weight_name(estimator: BaseEstimator) -> str | None:
    """Return the name of the parameter of `fit`, or None."""
    if has_fit_parameter(estimator, "sample_weight"):
        return "sample_weight"
    name, inner = inside(estimator)
    found = sample_weight_name(inner) if inner is not None else None
    if grid_name(estimator):
        return found  # passes its fit parameters on
    steps = isinstance(estimator, TransformerPipeline)
    return f"{name}__{found}" if found and steps else None


def inside(estimator: BaseEstimator) -> tuple[str | None, BaseEstimator | None]:
    """Return the name and the object of a wrapped classifier, or (None, None)."""
    name, inner = "estimator", estimator.get_params(deep=False).get("estimator")
    if isinstance(estimator, TransformerPipeline):
        name, inner = estimator.steps[-1]
    return (name, inner) if hasattr(inner, "get_params") else (None, None)


def tune_threshold(
    estimator: BaseEstimator, metrics: Metrics
) -> TunedThresholdClassifierCV:
    """Return the estimator with its threshold tuned by inner folds."""
    # For the first metric of predicted classes, since a ranking has no threshold.
    scorers = [] if callable(metrics) else metrics.values()
    of_classes = [s for s in scorers if getattr(s, "_response_method", "") == "predict"]
    scoring = next(iter(of_classes), "balanced_accuracy")
    return TunedThresholdClassifierCV(estimator, scoring=scoring)
