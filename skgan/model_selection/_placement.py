"""Place a sampler before an estimator, where it only sees training rows."""

from typing import Any

from imblearn.pipeline import Pipeline
from sklearn.base import BaseEstimator, clone
from sklearn.pipeline import Pipeline as TransformerPipeline

from skgan.exceptions import InputError

__all__ = ["grid_name", "place", "set_seeds"]

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
