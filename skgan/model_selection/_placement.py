"""Give an estimator a sampler that sees only training rows, or a baseline of these."""

from typing import Any

from imblearn.pipeline import Pipeline
from sklearn.base import BaseEstimator, clone
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.pipeline import Pipeline as TransformerPipeline
from sklearn.utils.validation import has_fit_parameter

from skgan.exceptions import InputError
from skgan.model_selection._scoring import Metrics

SLOT = "sampler"
REST = "estimator"
GRIDS = ("param_grid", "param_distributions")  # of scikit-learn's searches


def place(estimator: BaseEstimator, sampler: BaseEstimator | None) -> BaseEstimator:
    """Return a copy of the estimator with a sampler before it, or in its slot.

    In a search it is inside, so that it sees only training rows of the inner folds.
    """
    if has_slot(estimator):
        step = "passthrough" if sampler is None else sampler
        return clone(estimator).set_params(**{SLOT: step})
    if grid_name(estimator):
        return place_inside(estimator, sampler)
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
    """Return whether the estimator, or the one inside a search, has such a step."""
    if grid_name(estimator):
        return is_placed(estimator.get_params(deep=False)["estimator"])
    return has_slot(estimator)


def grid_name(estimator: BaseEstimator) -> str | None:
    """Return the parameter with the grid, if the estimator is a search, or None."""
    parameters = estimator.get_params(deep=False)
    known = [name for name in GRIDS if name in parameters and "estimator" in parameters]
    return known[0] if known else None


def place_inside(search: BaseEstimator, sampler: BaseEstimator | None) -> BaseEstimator:
    """Return a copy of a search over the estimator with the sampler."""
    parameters, name = search.get_params(deep=False), grid_name(search)
    inner = parameters["estimator"]
    changed = {"estimator": place(inner, sampler)}
    if name and sampler is not None and not (has_slot(inner) or grid_name(inner)):
        changed[name] = prefixed(parameters[name])
    return clone(search).set_params(**changed)


def prefixed(grid: Any) -> Any:
    """Return a grid, or a list of grids, with the names of the pipeline."""
    if isinstance(grid, list | tuple):
        return [prefixed(part) for part in grid]
    return {f"{REST}__{name}": values for name, values in grid.items()}


def set_seeds(estimator: BaseEstimator, seed: int, unset_only: bool) -> BaseEstimator:
    """Set every random_state of an estimator and its parts, in place."""
    found = {
        name: value
        for name, value in estimator.get_params(deep=True).items()
        if name == "random_state" or name.endswith("__random_state")
    }
    names = [n for n, value in found.items() if value is None or not unset_only]
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
    """Return the name and the object of a wrapped classifier, or two Nones."""
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
