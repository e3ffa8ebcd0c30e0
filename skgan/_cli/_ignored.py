"""Columns of a table that are not modelled, such as identifiers."""

from dataclasses import replace

import click
import pandas as pd

from skgan._data import Samples

MAX_NAMED = 10  # columns in a message

ignore = click.option(
    "--ignore",
    metavar="COLUMN,...",
    help="Columns that are not used, such as identifiers (tables only).",
)


def take_column(samples: Samples, name: str, option: str) -> pd.Series:
    """Remove a column from the features of a table and return it."""
    if not samples.is_table:
        raise click.UsageError(f"{option} is for tables, but DATA is not one. Omit it.")
    names = samples.X.columns.tolist()
    if name not in names:
        listed = ", ".join(map(repr, names[:MAX_NAMED]))
        raise click.UsageError(
            f"{option} {name!r} is not a column of DATA, or is the column of classes. "
            f"Give one of {listed}."
        )
    return samples.X.pop(name)


def without(samples: Samples, ignored: str | None) -> Samples:
    """Return samples without the ignored columns, whose names commas separate."""
    if ignored is None:
        return samples
    kept = replace(samples, X=samples.X.copy())
    before = [*kept.X.columns] if kept.is_table else []
    names = [name.strip() for name in ignored.split(",")]
    for name in names:
        take_column(kept, name, "--ignore")
    if not kept.X.shape[1]:
        raise click.UsageError("--ignore has all columns of DATA. Leave some out.")
    if kept.place is not None:
        kept.place -= sum(name in names for name in before[: kept.place])
    return kept


def with_ignored(X: pd.DataFrame, real: pd.DataFrame) -> pd.DataFrame:
    """Return new rows below real ones with all columns; ignored ones have no values."""
    if not isinstance(real, pd.DataFrame) or len(real.columns) == len(X.columns):
        return X
    columns = {}
    for name, column in real.items():
        if name not in X:
            # Whole numbers would become floats beside missing values.
            whole = column.astype("Int64") if column.dtype.kind in "iu" else column
            columns[name] = whole.reset_index(drop=True).reindex(range(len(X)))
        else:
            columns[name] = X[name].reset_index(drop=True)
    return pd.DataFrame(columns)
