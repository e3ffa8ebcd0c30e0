"""Convert tables with columns of any type to numbers."""

from typing import TypeAlias

import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MaxAbsScaler, OneHotEncoder, StandardScaler

from skgan._spec import Array
from skgan.validation import as_numbers, as_pandas, same_columns

Rows: TypeAlias = Array | pd.DataFrame

MAX_CATEGORIES = 20  # of a column; all rarer ones become a single category


def as_frame(X: Rows) -> pd.DataFrame:
    """Return a table as a DataFrame of floats and strings.

    Booleans, dates (in years) and durations (in days) become floats, other values
    become strings. Missing values become NaN or "nan".
    """
    frame = pd.DataFrame(as_pandas(X))
    names = [str(name) for name in frame.columns]
    if len(set(names)) < len(names):  # such as 1 and "1"
        names = [f"{name} ({i})" for i, name in enumerate(names)]
    columns = [as_column(frame.iloc[:, i]) for i in range(frame.shape[1])]
    return pd.DataFrame(dict(zip(names, columns, strict=True)))


def as_frames(X_real: Rows, X_generated: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return two tables converted by :func:`as_frame`, with columns of equal types.

    A column that is numeric in only one table becomes strings in both. Columns of two
    DataFrames are matched by name, others by position.
    """
    real, generated = as_frame(X_real), as_frame(X_generated)
    named = hasattr(X_real, "columns") and hasattr(X_generated, "columns")
    if not named and real.shape[1] == generated.shape[1]:
        generated = generated.set_axis(real.columns, axis=1)
    generated = same_columns(real, generated, ("X_real", "X_generated"))
    for name in real:
        if is_number(real[name]) != is_number(generated[name]):
            for table in (real, generated):
                table[name] = table[name].map(str).astype(object)
    return real, generated


def as_column(values: pd.Series) -> Array:
    """Return a column as an array of floats or of strings."""
    kind = pd.api.types
    if kind.is_datetime64_any_dtype(values):
        days = pd.to_datetime(values, utc=True) - pd.Timestamp(0, tz="UTC")
        return (1970.0 + days / pd.Timedelta(days=365.2425)).to_numpy(dtype=float)
    if kind.is_timedelta64_dtype(values):
        return (values / pd.Timedelta(days=1)).to_numpy(dtype=float)
    if kind.is_bool_dtype(values) or kind.is_numeric_dtype(values):
        return as_numbers(values)
    return values.astype(object).map(str).to_numpy(dtype=object)


def is_number(values: Array | pd.Series) -> bool:
    """Return whether a column of :func:`as_frame` contains floats."""
    return values.dtype.kind == "f"


def standardizer(frame: pd.DataFrame) -> Pipeline:
    """Return a fitted transformer that standardises numbers and one-hot encodes."""
    numeric = [c for c in frame if is_number(frame[c])]
    others = [c for c in frame if not is_number(frame[c])]
    rare = {"max_categories": MAX_CATEGORIES, "handle_unknown": "infrequent_if_exist"}
    categories = OneHotEncoder(sparse_output=False, **rare)
    numbers = SimpleImputer(strategy="median", keep_empty_features=True)
    columns = make_column_transformer((numbers, numeric), (categories, others))
    # Values are scaled to [-1, 1] first, so that squares of 1e200 are finite.
    return make_pipeline(columns, MaxAbsScaler(), StandardScaler()).fit(frame)
