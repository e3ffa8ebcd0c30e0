"""Whether generated samples can replace real ones."""

from collections.abc import Callable

from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, clone
from sklearn.metrics import get_scorer
from sklearn.utils import check_random_state

from skgan._spec import RandomState
from skgan.exceptions import InputError
from skgan.metrics._forest import check_tables, for_forest, forest
from skgan.validation import check_sample_labels

__all__ = ["classification_accuracy_score"]

NAMES = "X_real", "X_generated"


def classification_accuracy_score(
    X_real: ArrayLike,
    y_real: ArrayLike,
    X_generated: ArrayLike,
    y_generated: ArrayLike,
    *,
    estimator: BaseEstimator | None = None,
    scoring: str | Callable[..., float] = "accuracy",
    random_state: RandomState = None,
) -> float:
    """Compute how well a classifier of generated samples does on real ones.

    Train on synthetic, test on real. Compare the score with that of the same
    classifier fitted on as many real rows. It says whether generated rows can replace
    real ones; whether they help when added to these, only cross-validation can say.

    Parameters
    ----------
    X_real, X_generated : array-like or DataFrame of shape (n_samples, ...)
        Real samples that the generator has not seen, and generated ones of at least
        two classes; arrays are flattened after the first axis.
    y_real, y_generated : array-like of shape (n_samples,)
        Their classes. One that is missing in `y_generated` is never predicted.
    estimator : classifier, default=None
        Its clone is fitted. None: 100 extremely randomised trees, which accept
        missing values and columns that are not numeric.
    scoring : str or callable, default="accuracy"
        As in scikit-learn; "balanced_accuracy" gives all classes the same weight.
    random_state : int, RandomState instance or None, default=None
        For the default classifier.

    Returns
    -------
    score : float

    Raises
    ------
    InputError
        If there are infinite values, a single generated class, or different columns.

    References
    ----------
    S. Ravuri, O. Vinyals, "Classification accuracy score for conditional generative
    models", NeurIPS 2019.

    Examples
    --------
    >>> from skgan.metrics import classification_accuracy_score
    >>> X, y = [[0.0], [0.4], [5.0], [5.4]], ["a", "a", "b", "b"]
    >>> X_generated, y_generated = [[0.1], [0.2], [5.1], [5.2]], ["a", "a", "b", "b"]
    >>> classification_accuracy_score(X, y, X_generated, y_generated, random_state=0)
    1.0
    """
    X, made = check_tables(X_real, X_generated, NAMES)
    y = check_sample_labels(y_real, len(X), "y_real")
    y_made = check_sample_labels(y_generated, len(made), "y_generated")
    if len(set(y_made.tolist())) < 2:
        raise InputError(
            f"y_generated has the single class {y_made.tolist()[0]!r}. Generate "
            "samples of at least two classes."
        )
    if estimator is None:
        X, made = for_forest(X, made, NAMES)
        estimator = forest(check_random_state(random_state))
    return float(get_scorer(scoring)(clone(estimator).fit(made, y_made), X, y))
