"""Distances between the single columns of two tables."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

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
    of a categorical one: the largest difference in probability, over all thresholds or
    over all sets of categories. Dependence between columns is not compared; for that,
    see :func:`correlation_difference`.

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
        For each column a float from 0, for equal, to 1, for disjoint distributions.

    Raises
    ------
    InputError
        If columns differ, or a numeric one has infinite values.

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
        name: distance(real[name], generated[name], is_categorical=name in categorical)
        for name in real
    }


def distance(real: pd.Series, generated: pd.Series, *, is_categorical: bool) -> float:
    """Return total variation or Kolmogorov-Smirnov statistic of two columns."""
    values: Any = (
        pd.concat([column.astype(object) for column in (real, generated)])
        if is_categorical
        else np.concatenate([as_numbers(column) for column in (real, generated)])
    )
    codes, n_values = encode_categories(values, sort=not is_categorical)
    n_real, n_generated = len(real), len(generated)
    counts = np.bincount(codes[:n_real], minlength=n_values)
    counts_generated = np.bincount(codes[n_real:], minlength=n_values)
    # Differences of shares as integers, in units of 1 / (n_real * n_generated).
    excess, unit = (
        counts * n_generated - counts_generated * n_real,
        n_real * n_generated,
    )
    if is_categorical:
        return float(np.abs(excess).sum() / (2 * unit))
    return float(np.abs(np.cumsum(excess)).max() / unit)
