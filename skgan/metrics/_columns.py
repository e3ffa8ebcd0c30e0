"""Distances between the single columns of two tables."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from skgan._spec import Array
from skgan.validation import (
    as_numbers,
    check_frames,
    encode_categories,
    find_categorical,
)


def column_distance(
    X_real: ArrayLike,
    X_generated: ArrayLike,
    *,
    categorical_features: ArrayLike | None = "auto",
) -> dict[Any, float]:
    """Compute how far the distribution of each column is from the real one.

    The Kolmogorov-Smirnov statistic of a numeric column, the total variation distance
    of a categorical one. Both are 0 for equal and 1 for disjoint distributions: the
    largest difference in probability, over all thresholds or over all sets of
    categories. How columns depend on each other is not compared; for that, see
    :func:`correlation_difference`.

    Parameters
    ----------
    X_real, X_generated : DataFrame or array-like of shape (n_samples, n_features)
        Real and generated rows, with the same columns.
    categorical_features : "auto", None or array-like, default="auto"
        "auto": category, object, string and bool columns; None: all columns are
        numeric; else names, positions or a mask.

    Returns
    -------
    distances : dict
        Name of each column to a float in [0, 1].

    Raises
    ------
    InputError
        When columns differ, or a numeric one holds infinite values.

    Notes
    -----
    A missing value counts as a value larger than all numbers, so that a column with too
    many of them has a large distance. Dates and durations are numbers.

    References
    ----------
    N. Patki, R. Wedge, K. Veeramachaneni, "The synthetic data vault", DSAA 2016; its
    `KSComplement` and `TVComplement` are 1 minus these distances.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.metrics import column_distance
    >>> real = pd.DataFrame({"age": [20, 30, 40, 50], "sex": ["f", "f", "m", "m"]})
    >>> generated = pd.DataFrame({"age": [20, 30, 30, 30], "sex": ["f", "f", "f", "m"]})
    >>> column_distance(real, generated)
    {'age': 0.5, 'sex': 0.25}
    """
    real, generated = check_frames(X_real, X_generated)
    categorical = find_categorical(real, generated, categorical_features)
    return {
        name: total_variation(real[name], generated[name])
        if name in categorical
        else kolmogorov_smirnov(real[name], generated[name])
        for name in real
    }


def kolmogorov_smirnov(real: pd.Series, generated: pd.Series) -> float:
    """Return the largest difference of two cumulative distributions."""
    values = [as_numbers(column) for column in (real, generated)]
    excess, unit = differences(np.concatenate(values), len(real), sort=True)
    return float(np.abs(np.cumsum(excess)).max() / unit)


def total_variation(real: pd.Series, generated: pd.Series) -> float:
    """Return half the sum of the differences of all probabilities."""
    values = pd.concat([column.astype(object) for column in (real, generated)])
    excess, unit = differences(values, len(real), sort=False)
    return float(np.abs(excess).sum() / (2 * unit))


def differences(
    values: Array | pd.Series, n_real: int, *, sort: bool
) -> tuple[Array, int]:
    """Return real minus generated share of each value as integers, missing last.

    The second value returned stands for 1.
    """
    codes, n_values = encode_categories(values, sort=sort)
    parts = codes[:n_real], codes[n_real:]
    real, generated = (np.bincount(part, minlength=n_values) for part in parts)
    n_generated = len(codes) - n_real
    return real * n_generated - generated * n_real, n_real * n_generated
