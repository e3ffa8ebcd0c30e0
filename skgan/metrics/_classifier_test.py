"""Whether a classifier can tell two samples apart."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import binomtest
from sklearn.base import BaseEstimator, clone
from sklearn.model_selection import train_test_split
from sklearn.utils import _safe_indexing, check_random_state

from skgan._spec import RandomState
from skgan.metrics._forest import check_tables, for_forest, forest

__all__ = ["TwoSampleTestResult", "classifier_two_sample_test"]

MIN_SAMPLES = 4  # of each: 2 to fit on and 2 to predict


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
    """Test whether a classifier can tell two samples apart.

    The classifier is fitted on one half of the rows and predicts the other. An accuracy
    of 0.5 means that it cannot tell the samples apart; 1, that it always can. The test
    finds any difference that the classifier can learn, also in how columns depend on
    each other. For images and signals, a network learns more than the default
    classifier, which compares pixel with pixel.

    Parameters
    ----------
    X, Y : array-like or DataFrame of shape (n_samples, ...)
        The two samples, of at least 4 rows each. From the larger sample, as many random
        rows are used as the smaller one has. Arrays are flattened after the first axis.
    estimator : classifier, default=None
        Its clone is fitted. None: 100 extremely randomised trees, which accept
        missing values and columns that are not numeric.
    random_state : int, RandomState instance or None, default=None
        For the choice of rows, and for the default classifier.

    Returns
    -------
    result : TwoSampleTestResult
        The named tuple (accuracy, p_value). The p-value is one-sided, from the binomial
        distribution.

    Raises
    ------
    InputError
        If there are infinite values, fewer than 4 rows, or different columns.

    Notes
    -----
    An accuracy well below 0.5 is a sign of copies: the classifier has seen the copy of
    a held-out row in the other sample. Therefore use real rows that the generator has
    not seen.

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
    parts = [  # of the larger sample, random rows
        X if len(X) == n else _safe_indexing(X, generator.permutation(len(X))[:n])
        for X in pair
    ]
    rows = pd.concat(parts) if hasattr(parts[0], "iloc") else np.concatenate(parts)
    origin = np.repeat([0, 1], n)
    train, test, origin_train, origin_test = train_test_split(
        rows, origin, test_size=0.5, stratify=origin, random_state=generator
    )
    predicted = clone(estimator).fit(train, origin_train).predict(test)
    n_right = int((predicted == origin_test).sum())
    p_value = binomtest(n_right, len(test), alternative="greater").pvalue
    return TwoSampleTestResult(n_right / len(test), float(p_value))
