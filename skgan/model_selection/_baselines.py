"""Baselines of samplers: class weights and a tuned decision threshold."""

from sklearn.base import BaseEstimator
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import has_fit_parameter

from skgan.exceptions import InputError
from skgan.model_selection._placement import grid_name
from skgan.model_selection._scoring import Metrics

__all__ = ["balance_classes", "tune_threshold"]


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
    return f"{name}__{found}" if found and isinstance(estimator, Pipeline) else None


def inside(estimator: BaseEstimator) -> tuple[str | None, BaseEstimator | None]:
    """Return the name and the object of a wrapped classifier, or two Nones."""
    name, inner = "estimator", estimator.get_params(deep=False).get("estimator")
    if isinstance(estimator, Pipeline):
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
