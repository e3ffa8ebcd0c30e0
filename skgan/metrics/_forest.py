"""The default classifier of the metrics, and its input."""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.ensemble import ExtraTreesClassifier

from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.validation import (
    as_numbers,
    check_frames,
    check_pair,
    check_samples,
    encode_categories,
    find_categorical,
)

__all__ = ["check_tables", "forest", "for_forest"]

Names: TypeAlias = tuple[str, str]

N_TREES = 100
MIN_LEAF = 2  # full trees memorise single rows and predict no better


def forest(random_state: np.random.RandomState) -> ExtraTreesClassifier:
    """Return an untuned classifier that accepts any numbers and NaN."""
    options = {"class_weight": "balanced", "random_state": random_state}
    return ExtraTreesClassifier(N_TREES, min_samples_leaf=MIN_LEAF, **options)


def for_forest(X: Any, Y: Any, names: Names = ("X", "Y")) -> tuple[Array, Array]:
    """Return two tables as arrays, with the same number for the same category."""
    if not isinstance(X, pd.DataFrame):
        return X, Y
    categorical = find_categorical(X, Y, "auto")
    values = np.empty((len(X) + len(Y), X.shape[1]))
    for i, name in enumerate(X):
        columns = [table[name] for table in (X, Y)]
        if name in categorical:
            both = pd.concat([column.astype(object) for column in columns])
            values[:, i], _ = encode_categories(both)
        else:
            values[:, i] = np.concatenate([as_numbers(column) for column in columns])
    return check_pair(values[: len(X)], values[len(X) :], names, allow_nan=True)


def check_tables(
    X: ArrayLike, Y: ArrayLike, names: Names = ("X", "Y"), min_samples: int = 1
) -> tuple[Any, Any]:
    """Return two DataFrames of the same columns, or two arrays of flat rows."""
    if isinstance(X, pd.DataFrame) != isinstance(Y, pd.DataFrame):
        raise InputError(
            f"One of {names[0]} and {names[1]} is a DataFrame. Give both in one form."
        )
    if not isinstance(X, pd.DataFrame):
        options = {"min_samples": min_samples, "dtype": "numeric", "allow_nan": True}
        return check_pair(X, Y, names, **options)
    for table, name in zip((X, Y), names, strict=True):
        check_samples(np.zeros(len(table)), name, min_samples=min_samples)
    return check_frames(X, Y, names)
