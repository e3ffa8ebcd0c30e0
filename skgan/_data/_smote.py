"""Choose the SMOTE of imbalanced-learn for the columns of a table."""

from typing import Any

import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE, SMOTEN, SMOTENC
from sklearn.base import BaseEstimator, clone
from sklearn.impute import SimpleImputer

STRATEGIES = ("mean", "most_frequent")  # for numbers and for other columns


class Imputed(BaseEstimator):
    """Impute missing values before a sampler, as later steps of the pipeline do.

    Parameters
    ----------
    sampler : sampler
        A sampler that does not accept missing values.
    """

    def __init__(self, sampler: Any) -> None:
        self.sampler = sampler

    def fit_resample(self, X: Any, y: Any) -> tuple[Any, Any]:
        """Return the imputed samples, followed by those of the sampler."""
        table = pd.DataFrame(X).copy()
        for columns, strategy in zip(columns_of(table), STRATEGIES, strict=True):
            if not columns:
                continue
            fill = SimpleImputer(strategy=strategy, keep_empty_features=True)
            known = table[columns].astype(float if strategy == "mean" else object)
            filled = fill.fit_transform(known.where(known.notna(), np.nan))
            table[columns] = pd.DataFrame(filled, table.index, columns)
        filled = table if isinstance(X, pd.DataFrame) else table.to_numpy()
        X_new, y_new = clone(self.sampler).fit_resample(filled, y)
        return X_new, y_new


def columns_of(X: Any) -> list[list[Any]]:
    """Return the numeric columns, and all other columns."""
    table = pd.DataFrame(X)
    kinds = {"include": "number"}, {"exclude": "number"}
    return [table.select_dtypes(**kind).columns.tolist() for kind in kinds]


def make_smote(X: Any) -> Any:
    """Return the SMOTE for these columns; SMOTENC needs columns of both types."""
    numbers, texts = columns_of(X)
    sampler: Any = SMOTE()
    if texts:
        sampler = SMOTENC(texts) if numbers else SMOTEN()
    return without_gaps(sampler, X)


def without_gaps(sampler: Any, X: Any) -> Any:
    """Return the sampler, with an imputer if there are missing values."""
    return Imputed(sampler) if pd.DataFrame(X).isna().any(axis=None) else sampler


def with_numbers(X: Any) -> Any:
    """Return a table in which dates and durations are numbers of days."""
    if not isinstance(X, pd.DataFrame):
        return X
    times = X.select_dtypes(["datetime", "datetimetz", "timedelta"])
    starts = times.min()
    days = {
        name: (column - starts[name]) / pd.Timedelta(days=1)
        if column.dtype.kind == "M"
        else column / pd.Timedelta(days=1)
        for name, column in times.items()
    }
    return X.assign(**days)
