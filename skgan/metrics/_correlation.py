"""Whether the columns of two tables depend on each other in the same way."""

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


def correlation_difference(
    X_real: ArrayLike,
    X_generated: ArrayLike,
    *,
    categorical_features: ArrayLike | None = "auto",
) -> float:
    """Compute how far the correlations of a table are from the real ones.

    The mean absolute difference over all pairs of columns. Correlations are Pearson's
    between numeric columns, the correlation ratio between a numeric and a categorical
    column, and Cramer's V between categorical ones.

    Parameters
    ----------
    X_real, X_generated : DataFrame or array-like of shape (n_samples, n_features)
        Real and generated rows, with the same two or more columns.
    categorical_features : "auto", None or array-like, default="auto"
        As in :func:`column_distance`.

    Returns
    -------
    difference : float
        In [0, 2]; 0 for the same correlations.

    Raises
    ------
    InputError
        If columns differ, there is only one, or a numeric one has infinite values.

    Notes
    -----
    A pair with a constant column, or with fewer than two rows without a missing number,
    counts as not correlated. A missing category is a category. Rows with a missing
    number are left out of the pairs with that column.

    References
    ----------
    Z. Zhao, A. Kunar, R. Birke, L. Y. Chen, "CTAB-GAN: Effective table data
    synthesizing", ACML 2021, section 5.1. It uses the uncertainty coefficient between
    categorical columns.

    Examples
    --------
    >>> from skgan.metrics import correlation_difference
    >>> correlation_difference([[1, 1], [2, 2], [3, 3]], [[1, 3], [2, 2], [3, 1]])
    2.0
    """
    real, generated = check_frames(X_real, X_generated)
    if real.shape[1] < 2:
        raise InputError(
            "The tables have 1 column, and so no correlations. Give at least 2."
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
        # Scaled exactly to about 1, so that no square overflows.
        largest = np.nanmax(np.abs(column), initial=0.0)
        values[:, i] = np.ldexp(column, -np.frexp(largest)[1])
    n = len(numeric)
    matrix = np.eye(table.shape[1])
    # Over the rows where both are present.
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
    """Return Cramer's V of two categorical columns, 0 where one is constant."""
    smaller = min(groups.shape[1], other.shape[1])
    if smaller < 2:
        return 0.0
    counts = (groups.T @ other).tocoo()
    expected = groups.sum(axis=0)[counts.row] * other.sum(axis=0)[counts.col]
    phi_squared = (counts.data**2 / expected).sum() - 1
    return np.sqrt(max(phi_squared, 0.0) / (smaller - 1))
