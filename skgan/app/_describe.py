"""Describe a data set for the page: classes, columns and pictures of samples."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from skgan import ACGANSampler
from skgan._data import TEXTS, Samples, strategy_of, suffix_of
from skgan._spec import kind_of
from skgan.app._drawing import png_of
from skgan.app._reading import read_data
from skgan.app._workspace import Workspace
from skgan.datasets import EMNIST_SPLITS, emnist_splits, read_text
from skgan.inspection import SampleGridDisplay, bare_axes

LIKELY = ("class", "label", "target", "y", "species", "outcome", "category")
N_SHOWN = 8  # images and signals of a class
N_POINTS = 200  # rows of a class in the projection
MAX_CLASSES = 12  # in the grid
MAX_FITTED = 20_000  # rows that are used to find how columns are treated
MIN_ROWS = 2  # of a class that samplers need
FEW_ROWS = 10  # classes with fewer rows get a warning


def options(root: str, data: str) -> dict[str, Any]:
    """Return the options that must be chosen before a data set can be read."""
    path = Workspace(root).data(data)
    if path.is_dir():
        splits = list(emnist_splits(path))
        return {"columns": [], "splits": [s for s in EMNIST_SPLITS if s in splits]}
    columns = column_names(path)
    return {"columns": columns, "splits": [], "target": likely_target(columns)}


def column_names(path: Path) -> list[str]:
    """Return the names of the columns of a table, or an empty list for arrays."""
    import pandas as pd

    suffix = suffix_of(path)
    if suffix in TEXTS:
        sep = "\t" if suffix.startswith(".tsv") else None
        head = read_text(path, "", sep, None, None).read(nrows=0)
    elif suffix == ".parquet":
        head = pd.read_parquet(path)
    elif suffix == ".xlsx":
        head = pd.read_excel(path, nrows=0)
    else:
        return []
    return [str(name) for name in head.columns]


def likely_target(columns: list[str]) -> str | None:
    """Return the column that most likely has the classes.

    >>> likely_target(["label", "size"]), likely_target(["size", "kind"])
    ('label', 'kind')
    """
    for name in columns:
        if name.lower() in LIKELY:
            return name
    return columns[-1] if columns else None


def describe(root: str, data: str, reading: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a data set for the page."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        samples = read_data(Workspace(root), data, reading)
        shape = tuple(np.shape(samples.X)[1:])
        columns = columns_of(samples)
    classes, counts = np.unique(np.asarray(samples.y), return_counts=True)
    told = [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
    return {
        "kind": kind_of(shape).name,
        "shape": list(shape),
        "n": len(samples.y),
        "counts": [[str(k), int(n)] for k, n in zip(classes, counts, strict=True)],
        "columns": columns,
        "warnings": told + warnings_of(classes, counts),
        "picture": png_of(real_samples(samples, classes)),
    }


def warnings_of(classes: Any, counts: Any) -> list[str]:
    """Return warnings about the numbers of rows."""
    told = []
    few = [str(k) for k, n in zip(classes, counts, strict=True) if n < FEW_ROWS]
    if len(classes) < 2:
        told.append("There is only one class. Use data with two or more classes.")
    if few:
        told.append(
            f"{len(few)} of the classes have fewer than {FEW_ROWS} rows: "
            f"{', '.join(few[:8])}{' ...' * (len(few) > 8)}. Their new rows are only "
            "variations of these few rows."
        )
    return told


def columns_of(samples: Samples) -> list[list[str]]:
    """Return how samplers treat each column, found by a fit without a network."""
    X, y = samples.X, samples.y
    counts = np.unique(np.asarray(y), return_counts=True)[1]
    if np.ndim(X) != 2 or len(counts) < 2 or counts.min() < MIN_ROWS:
        return []
    if len(X) > MAX_FITTED:
        return []
    sampler = ACGANSampler(
        kernel_fraction=1, sampling_strategy=strategy_of(y), random_state=0
    )
    taken = sampler.fit(X, y).columns_.drop(columns="group")
    rows = taken.reset_index(names="column").to_dict("records")
    return [[words(value) for value in row.values()] for row in rows]


def words(value: Any) -> str:
    """Return a cell as text."""
    if isinstance(value, list | tuple | np.ndarray):
        return ", ".join(f"{each:g}" for each in value[:6])
    if value is None or value != value:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def real_samples(samples: Samples, classes: Any) -> SampleGridDisplay:
    """Return a display of a few real samples of the first classes."""
    y = np.asarray(samples.y)
    shown = N_POINTS if samples.is_table or np.ndim(samples.X) == 2 else N_SHOWN
    chosen = np.concatenate(
        [np.flatnonzero(y == label)[:shown] for label in classes[:MAX_CLASSES]]
    )
    X = samples.X.iloc[chosen] if samples.is_table else samples.X[chosen]
    ax = bare_axes((6.4, 4.2))
    return SampleGridDisplay.from_results(X, y[chosen], ax=ax)
