"""The metrics that are computed on each fold."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator
from sklearn.metrics import (
    average_precision_score,
    check_scoring,
    get_scorer_names,
    make_scorer,
)

from skgan.exceptions import InputError

Scorer: TypeAlias = Callable[..., Any]
Metrics: TypeAlias = Scorer | dict[str, Scorer]


def default_scoring(y: ArrayLike) -> dict[str, Any]:
    """Return balanced accuracy and average precision.

    For two classes, the average precision is that of the rarer class, or of the larger
    label if both are equally frequent.
    """
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    average_precision = one_against_rest
    if len(classes) == 2:
        average_precision = make_scorer(
            average_precision_score,
            response_method=("decision_function", "predict_proba"),
            pos_label=classes[::-1][np.argmin(counts[::-1])],
        )
    return {
        "balanced_accuracy": "balanced_accuracy",
        "average_precision": average_precision,
    }


def one_against_rest(estimator: BaseEstimator, X: Any, y: ArrayLike) -> float:
    """Return the mean average precision of the classes in y."""
    decide = getattr(estimator, "decision_function", None) or estimator.predict_proba
    is_class = np.asarray(y)[:, None] == estimator.classes_
    present = is_class.any(axis=0)
    return average_precision_score(is_class[:, present], decide(X)[:, present])


def make_metrics(scoring: Any, estimator: BaseEstimator, y: ArrayLike) -> Metrics:
    """Return scorers by name, or the one of a callable, from any form of `scoring`."""
    scoring = default_scoring(y) if scoring is None else scoring
    if callable(scoring):
        return make_one(estimator, scoring)
    if not scoring or not isinstance(scoring, Iterable):
        raise InputError(
            f"scoring is {scoring!r}, which contains no metric. Give at least one, or "
            "use None."
        )
    if isinstance(scoring, str):
        scoring = [scoring]
    if not isinstance(scoring, Mapping):
        scoring = {name: name for name in scoring}
    return {n: make_one(estimator, s) for n, s in scoring.items()}


def make_one(estimator: BaseEstimator, scoring: Any) -> Scorer:
    """Return the scorer for a name or callable."""
    is_metric = scoring is None or callable(scoring)
    if isinstance(scoring, str):
        is_metric = scoring in get_scorer_names()
    if not is_metric:
        raise InputError(
            f"scoring has {scoring!r}, which is not a metric. Use a name of "
            "sklearn.metrics.get_scorer_names(), or the result of make_scorer."
        )
    return check_scoring(estimator, scoring=scoring)


def measure(
    metrics: Metrics, estimator: BaseEstimator, X: Any, y: Any
) -> dict[str, tuple[float, str]]:
    """Return the score and the error of each metric; a callable fails as a whole."""
    if callable(metrics):
        values = metrics(estimator, X, y)
        values = values if isinstance(values, Mapping) else {"score": values}
        if not values:
            raise InputError(
                "scoring returned no score. Return a float or a dict of floats."
            )
        return {name: checked(value) for name, value in values.items()}
    measured = {}
    for name, scorer in metrics.items():
        try:
            measured[name] = checked(scorer(estimator, X, y))
        except Exception as error:  # the other metrics should not be lost
            measured[name] = np.nan, in_words(error)
    return measured


def checked(value: float) -> tuple[float, str]:
    """Return a score and "", or NaN and a message if it is not finite."""
    if np.isfinite(value):
        return float(value), ""
    return np.nan, f"The score is {value}."


def in_words(error: BaseException) -> str:
    """Return the name and the message of an exception."""
    return f"{type(error).__name__}: {str(error).strip()}"
