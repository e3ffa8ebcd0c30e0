"""Distances between the columns of two tables, and between their correlations."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

from skgan._spec import Array
from skgan.exceptions import InputError
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

    The distance is the Kolmogorov-Smirnov statistic for numeric columns, and the total
    variation distance for categorical columns. Both are the largest difference in
    probability, over all thresholds or over all sets of categories. Dependence between
    columns is not compared; for that, see :func:`correlation_difference`.

    Parameters
    ----------
    X_real, X_generated : DataFrame or array-like of shape (n_samples, n_features)
        Real and generated rows, with the same columns.
    categorical_features : "auto", None or array-like, default="auto"
        The categorical columns, as names, positions or a mask. "auto": category,
        object, string and bool columns. None: all columns are numeric.

    Returns
    -------
    distances : dict
        A float for each column, from 0 for equal to 1 for disjoint distributions.

    Raises
    ------
    InputError
        If columns differ, or if a numeric column has infinite values.

    Notes
    -----
    A missing value counts as a value larger than all numbers, so that a column with too
    many of them has a large distance. Dates and durations are treated as numbers.

    References
    ----------
    Patki et al., "The synthetic data vault", DSAA 2016; its `KSComplement` and
    `TVComplement` are 1 minus these distances.

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
    values = joined(real, generated, is_categorical=is_categorical)
    codes, n_values = encode_categories(values, sort=not is_categorical)
    n_real, n_generated = len(real), len(generated)
    counts = np.bincount(codes[:n_real], minlength=n_values)
    counts_generated = np.bincount(codes[n_real:], minlength=n_values)
    # Differences of shares are integers, in units of 1 / (n_real * n_generated).
    excess, unit = (
        counts * n_generated - counts_generated * n_real,
        n_real * n_generated,
    )
    if is_categorical:
        return float(np.abs(excess).sum() / (2 * unit))
    return float(np.abs(np.cumsum(excess)).max() / unit)


def joined(
    real: pd.Series, generated: pd.Series, *, is_categorical: bool
) -> Array | pd.Series:
    """Return two columns as one of objects or of numbers."""
    if is_categorical:
        return pd.concat([column.astype(object) for column in (real, generated)])
    return np.concatenate([as_numbers(column) for column in (real, generated)])


def correlation_difference(
    X_real: ArrayLike,
    X_generated: ArrayLike,
    *,
    categorical_features: ArrayLike | None = "auto",
) -> float:
    """Compute how far the correlations of a table are from the real ones.

    It is the mean absolute difference over all pairs of columns. Correlations are
    Pearson's between numeric columns, the correlation ratio between a numeric and a
    categorical column, and Cramer's V between categorical columns.

    Parameters
    ----------
    X_real, X_generated : DataFrame or array-like of shape (n_samples, n_features)
        Real and generated rows, with the same two or more columns.
    categorical_features : "auto", None or array-like, default="auto"
        As in :func:`column_distance`.

    Returns
    -------
    difference : float
        In [0, 2]; 0 for equal correlations.

    Raises
    ------
    InputError
        If columns differ, if there is only one, or if a numeric column has infinite
        values.

    Notes
    -----
    A pair with a constant column, or with fewer than two rows without a missing number,
    counts as not correlated. A missing category is a category. Rows with a missing
    number are left out of the pairs with that column.

    References
    ----------
    Zhao et al., "CTAB-GAN: Effective table data synthesizing", ACML 2021, section 5.1;
    with the uncertainty coefficient between categorical columns.

    Examples
    --------
    >>> from skgan.metrics import correlation_difference
    >>> correlation_difference([[1, 1], [2, 2], [3, 3]], [[1, 3], [2, 2], [3, 1]])
    2.0
    """
    real, generated = check_frames(X_real, X_generated)
    if real.shape[1] < 2:
        raise InputError(
            "The tables have 1 column, and therefore no correlations. Give tables with "
            "at least 2 columns."
        )
    categorical = find_categorical(real, generated, categorical_features)
    change = correlations(real, categorical) - correlations(generated, categorical)
    return float(np.abs(change)[np.tril_indices(len(change), -1)].mean())


def correlations(table: pd.DataFrame, categorical: set[Any]) -> Array:
    """Return the correlations of all pairs of columns, numeric ones first."""
    texts = [name for name in table if name in categorical]
    numeric = [name for name in table if name not in categorical]
    one_hots = [one_hot(table[name]) for name in texts]
    values = np.empty((len(table), len(numeric)))
    for i, name in enumerate(numeric):
        column = as_numbers(table[name])
        # Scaled by a power of 2 to about 1, so that no square overflows.
        largest = np.nanmax(np.abs(column), initial=0.0)
        values[:, i] = np.ldexp(column, -np.frexp(largest)[1])
    n = len(numeric)
    matrix = np.eye(table.shape[1])
    # Over the rows in which both values are present.
    matrix[:n, :n] = pd.DataFrame(values).corr().fillna(0.0).to_numpy()
    for i, one in enumerate(one_hots):
        matrix[n + i, :n] = correlation_ratio(one, values)
        for j, other in enumerate(one_hots[:i]):
            matrix[n + i, n + j] = cramers_v(one, other)
    return matrix


def one_hot(column: pd.Series) -> sparse.csr_array:
    """Return a sparse array (n_samples, n_categories) of zeros and ones."""
    codes, _ = encode_categories(column.astype(object))
    return sparse.csr_array((np.ones(len(codes)), (np.arange(len(codes)), codes)))


def correlation_ratio(groups: sparse.csr_array, values: Array) -> Array:
    """Return the share of group means in each column's standard deviation."""
    present = ~np.isnan(values)
    low = values.min(axis=0, initial=np.inf, where=present)
    varies = low < values.max(axis=0, initial=-np.inf, where=present)
    present, values = present[:, varies], values[:, varies]
    centred = np.where(present, values - np.nanmean(values, axis=0), 0.0)
    sums, counts = groups.T @ centred, groups.T @ present
    between = (sums**2 / np.maximum(counts, 1)).sum(axis=0)
    ratio = np.zeros(len(varies))
    ratio[varies] = np.sqrt(between / (centred**2).sum(axis=0))
    return ratio


def cramers_v(groups: sparse.csr_array, other: sparse.csr_array) -> float:
    """Return Cramer's V of two categorical columns, or 0 if one is constant."""
    smaller = min(groups.shape[1], other.shape[1])
    if smaller < 2:
        return 0.0
    counts = (groups.T @ other).tocoo()
    expected = groups.sum(axis=0)[counts.row] * other.sum(axis=0)[counts.col]
    phi_squared = (counts.data**2 / expected).sum() - 1
    return np.sqrt(max(phi_squared, 0.0) / (smaller - 1))
