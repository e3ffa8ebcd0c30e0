"""What a sampler has to beat: class weights, and a decision threshold that is tuned."""

from sklearn.base import BaseEstimator
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import has_fit_parameter

from skgan.exceptions import InputError
from skgan.model_selection._placement import grid_name
from skgan.model_selection._scoring import Metrics

__all__ = ["balance_classes", "tune_threshold"]


def balance_classes(estimator: BaseEstimator) -> tuple[BaseEstimator, str | None]:
    """Give an estimator balanced class weights.

    Parameters
    ----------
    estimator : classifier
        Changed, if it or what is inside has `class_weight`.

    Returns
    -------
    estimator : classifier
        The same.
    weight_name : str or None
        The parameter of its `fit` that takes balanced sample weights instead, where
        there is no `class_weight`.

    Raises
    ------
    InputError
        If it takes neither.
    """
    parameter = class_weight_name(estimator)
    if parameter is not None:
        return estimator.set_params(**{parameter: "balanced"}), None
    weight_name = sample_weight_name(estimator)
    if weight_name is None:
        raise InputError(
            f"{estimator!r} takes neither class_weight nor sample_weight. Leave "
            "'class_weight' out of samplers, or take another estimator."
        )
    return estimator, weight_name


def class_weight_name(estimator: BaseEstimator) -> str | None:
    """Return the name of the parameter as seen from outside, or None."""
    if "class_weight" in estimator.get_params(deep=False):
        return "class_weight"
    name, inner = inside(estimator)
    found = class_weight_name(inner) if inner is not None else None
    return found and f"{name}__{found}"


def sample_weight_name(estimator: BaseEstimator) -> str | None:
    """Return what `fit` calls the weights as seen from outside, or None."""
    if has_fit_parameter(estimator, "sample_weight"):
        return "sample_weight"
    name, inner = inside(estimator)
    found = sample_weight_name(inner) if inner is not None else None
    if grid_name(estimator):
        return found  # hands what it gets on as it is
    return f"{name}__{found}" if found and isinstance(estimator, Pipeline) else None


def inside(estimator: BaseEstimator) -> tuple[str | None, BaseEstimator | None]:
    """Return name and object of the classifier that an estimator wraps, or Nones."""
    name, inner = "estimator", estimator.get_params(deep=False).get("estimator")
    if isinstance(estimator, Pipeline):
        name, inner = estimator.steps[-1]
    return (name, inner) if hasattr(inner, "get_params") else (None, None)


def tune_threshold(
    estimator: BaseEstimator, metrics: Metrics
) -> TunedThresholdClassifierCV:
    """Return the estimator with its threshold tuned by inner folds.

    For the first metric that judges predicted classes; a ranking has no threshold. If
    none of them is known to do so, for balanced accuracy.
    """
    scorers = [] if callable(metrics) else metrics.values()
    of_classes = [s for s in scorers if getattr(s, "_response_method", "") == "predict"]
    scoring = next(iter(of_classes), "balanced_accuracy")
    return TunedThresholdClassifierCV(estimator, scoring=scoring)
