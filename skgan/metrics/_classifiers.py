"""Metrics based on a classifier that is fitted on one or both of two samples."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import binomtest
from sklearn.base import BaseEstimator, clone
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import get_scorer
from sklearn.model_selection import train_test_split
from sklearn.utils import _safe_indexing, check_random_state

from skgan._spec import Array, RandomState
from skgan.exceptions import InputError
from skgan.metrics._tables import joined
from skgan.validation import (
    as_pandas,
    check_frames,
    check_pair,
    check_sample_labels,
    check_samples,
    encode_categories,
    find_categorical,
)

Names: TypeAlias = tuple[str, str]
MIN_SAMPLES = 4  # of each sample: 2 rows for the fit and 2 to predict
NAMES = "X_real", "X_generated"


def forest(random_state: np.random.RandomState) -> ExtraTreesClassifier:
    """Return an untuned classifier that accepts any numbers and NaN."""
    options = {"class_weight": "balanced", "random_state": random_state}
    # Full trees memorise single rows and predict no better.
    return ExtraTreesClassifier(100, min_samples_leaf=2, **options)


def for_forest(X: Any, Y: Any, names: Names = ("X", "Y")) -> tuple[Array, Array]:
    """Return two tables as arrays, with the same number for the same category."""
    if not isinstance(X, pd.DataFrame):
        return X, Y
    categorical = find_categorical(X, Y, "auto")
    values = np.empty((len(X) + len(Y), X.shape[1]))
    for i, name in enumerate(X):
        both = joined(X[name], Y[name], is_categorical=name in categorical)
        values[:, i] = encode_categories(both)[0] if name in categorical else both
    return check_pair(values[: len(X)], values[len(X) :], names, allow_nan=True)


def check_tables(
    X: ArrayLike, Y: ArrayLike, names: Names = ("X", "Y"), min_samples: int = 1
) -> tuple[Any, Any]:
    """Return two DataFrames of the same columns, or two arrays of flat rows."""
    X, Y = as_pandas(X), as_pandas(Y)
    if isinstance(X, pd.DataFrame) != isinstance(Y, pd.DataFrame):
        raise InputError(
            f"Only one of {names[0]} and {names[1]} is a DataFrame. Give both as "
            "DataFrames or both as arrays."
        )
    if not isinstance(X, pd.DataFrame):
        options = {"min_samples": min_samples, "dtype": "numeric", "allow_nan": True}
        return check_pair(X, Y, names, **options)
    for table, name in zip((X, Y), names, strict=True):
        check_samples(np.zeros(len(table)), name, min_samples=min_samples)
    return check_frames(X, Y, names)


class TwoSampleTestResult(NamedTuple):
    """Result of :func:`classifier_two_sample_test`.

    Attributes
    ----------
    accuracy : float
        Share of held-out rows that were assigned to the correct sample.
    p_value : float
        Probability of at least this accuracy if both samples had one distribution.

    Examples
    --------
    >>> from skgan.metrics import TwoSampleTestResult
    >>> TwoSampleTestResult(0.5, 1.0).accuracy
    0.5
    """

    accuracy: float
    p_value: float


def classifier_two_sample_test(
    X: ArrayLike,
    Y: ArrayLike,
    *,
    estimator: BaseEstimator | None = None,
    random_state: RandomState = None,
) -> TwoSampleTestResult:
    """Test whether a classifier can distinguish two samples.

    The classifier is fitted on one half of the rows and predicts the other half. An
    accuracy of 0.5 means that it cannot distinguish the samples; an accuracy of 1 means
    that it always can. The test finds any difference that the classifier can learn. For
    images and signals, a network learns more than the default classifier, which uses
    single pixels.

    Parameters
    ----------
    X, Y : array-like or DataFrame of shape (n_samples, ...)
        The two samples, with at least 4 rows each. Random rows of the larger sample are
        used, as many as the smaller one has. Arrays are flattened after the first axis.
    estimator : classifier, default=None
        Its clone is fitted. None: 100 extremely randomised trees, which accept
        missing values and columns that are not numeric.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the choice of rows and the default classifier.

    Returns
    -------
    result : TwoSampleTestResult
        The named tuple (accuracy, p_value); the p-value is that of a binomial test.

    Raises
    ------
    InputError
        If there are infinite values, fewer than 4 rows, or different columns.

    Notes
    -----
    Use real rows that the generator has not seen: an accuracy well below 0.5 is a sign
    of copies.

    References
    ----------
    D. Lopez-Paz, M. Oquab, "Revisiting classifier two-sample tests", ICLR 2017.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics import classifier_two_sample_test
    >>> X = np.random.RandomState(0).normal(size=(400, 2))
    >>> classifier_two_sample_test(X[:200], X[200:] + 9, random_state=0).accuracy
    1.0
    >>> result = classifier_two_sample_test(X[:200], X[200:], random_state=0)
    >>> bool(result.p_value > 0.05)
    True
    """
    generator = check_random_state(random_state)
    pair = check_tables(X, Y, min_samples=MIN_SAMPLES)
    if estimator is None:
        pair, estimator = for_forest(*pair), forest(generator)
    n = min(map(len, pair))
    parts = [  # random rows of the larger sample
        X if len(X) == n else _safe_indexing(X, generator.permutation(len(X))[:n])
        for X in pair
    ]
    is_frame = isinstance(parts[0], pd.DataFrame)
    rows = pd.concat(parts) if is_frame else np.concatenate(parts)
    origin = np.repeat([0, 1], n)
    train, test, origin_train, origin_test = train_test_split(
        rows, origin, test_size=0.5, stratify=origin, random_state=generator
    )
    predicted = clone(estimator).fit(train, origin_train).predict(test)
    n_right = int((predicted == origin_test).sum())
    p_value = binomtest(n_right, len(test), alternative="greater").pvalue
    return TwoSampleTestResult(n_right / len(test), float(p_value))


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
    """Compute the score on real samples of a classifier fitted on generated samples.

    This is also known as "train on synthetic, test on real". Compare the score with
    that of the same classifier fitted on as many real rows. It shows whether generated
    rows can replace real rows. Only cross-validation shows whether it helps to add
    them.

    Parameters
    ----------
    X_real, X_generated : array-like or DataFrame of shape (n_samples, ...)
        Real samples that the generator has not seen, and generated samples of at least
        two classes. Arrays are flattened after the first axis.
    y_real, y_generated : array-like of shape (n_samples,)
        The classes of the samples. A class that is missing in `y_generated` is never
        predicted.
    estimator : classifier, default=None
        As in :func:`classifier_two_sample_test`.
    scoring : str or callable, default="accuracy"
        As in scikit-learn; "balanced_accuracy" gives all classes the same weight.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the default classifier.

    Returns
    -------
    score : float

    Raises
    ------
    InputError
        If there are infinite values, a single generated class, or different columns.

    References
    ----------
    Ravuri and Vinyals, "Classification accuracy score for conditional generative
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
