"""What is measured on each fold."""

from collections.abc import Mapping

import numpy as np
from sklearn.metrics import average_precision_score, check_scoring, make_scorer

from skgan.exceptions import InputError

__all__ = ["default_scoring", "make_metrics"]


def default_scoring(y):
    """Return balanced accuracy and average precision.

    The average precision of two classes is that of the rarer one (of the greater
    label, where both have as many rows), whatever its label; of more classes it is
    the plain mean over one class against the others.
    """
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    of_class = {"average": "macro"}
    if len(classes) == 2:
        of_class = {"pos_label": classes[::-1][np.argmin(counts[::-1])]}
    average_precision = make_scorer(
        average_precision_score,
        response_method=("decision_function", "predict_proba"),
        **of_class,
    )
    return {
        "balanced_accuracy": "balanced_accuracy",
        "average_precision": average_precision,
    }


def make_metrics(scoring, estimator, y):
    """Return one scorer for all that is measured.

    Parameters
    ----------
    scoring : str, list, tuple, set, dict, callable or None
        As in cross_validate; None is :func:`default_scoring`.

    Returns
    -------
    scorer : callable
        ``(estimator, X, y)`` to a dict, in which a metric that fails has the text of
        its traceback; a callable given by the user may give a number or raise.
    scorers : list of callable
        The single ones.

    Raises
    ------
    InputError
        If nothing is to be measured.
    """
    scoring = default_scoring(y) if scoring is None else scoring
    if callable(scoring):
        return check_scoring(estimator, scoring=scoring), [scoring]
    if isinstance(scoring, str):
        scoring = [scoring]
    if not scoring:
        raise InputError(
            f"scoring is {scoring!r}, which names no metric. Name at least one, or "
            "leave it at None."
        )
    if not isinstance(scoring, Mapping):
        scoring = {name: name for name in scoring}
    scorers = {n: check_scoring(estimator, scoring=s) for n, s in scoring.items()}
    return check_scoring(estimator, scoring=scorers, raise_exc=False), list(
        scorers.values()
    )
