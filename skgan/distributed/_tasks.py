"""Tasks for workers of dask: summaries of partitions, and blocks of new rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from skgan.distributed._blocks import BLOCK_ROWS, Draws
from skgan.distributed._collections import lazy, like, parts_of
from skgan.distributed._summary import Place, Summary, merge, summarize
from skgan.exceptions import InputError

__all__ = ["lazy_rows", "summary_of"]

N_MERGED = 8  # summaries that are merged in one task


def summary_of(X: Any, y: Any, seed: int, max_rows: int) -> Summary:
    """Return the counts of all rows, and a sample of the rows in their order."""
    import dask

    summarized = dask.delayed(summary_of_part, pure=False)
    merged = dask.delayed(merge, pure=False)
    metas = like(X), like(y)
    waiting = [
        summarized(pair, metas, part, seed, max_rows)
        for part, pair in enumerate(parts_of(X, y))
    ]
    while len(waiting) > 1:
        groups = range(0, len(waiting), N_MERGED)
        waiting = [merged(waiting[i : i + N_MERGED]) for i in groups]
    try:
        summary: Summary = waiting[0].compute()
    except KeyError as error:  # raised by dask before rows are read
        raise InputError(
            f"A partition does not have a column that dask expects: {error}. Give all "
            "partitions the same columns."
        ) from error
    return summary.in_order()


def summary_of_part(
    rows: tuple[Any, Any], metas: tuple[Any, Any], part: int, seed: int, max_rows: int
) -> Summary:
    """Return the summary of one partition of X and y."""
    name = f"Partition {part}"
    for values, meta, what in zip(rows, metas, "Xy", strict=True):
        check_types(values, meta, f"{name} of {what}")
    if len(rows[0]) != len(rows[1]):
        raise InputError(
            f"{name} has {len(rows[0])} rows of X and {len(rows[1])} of y. Use a "
            "column of the same DataFrame as y."
        )
    place = Place(part, 0, name)
    return summarize(rows, rows[1], place, seed=seed, max_rows=max_rows)


def check_types(values: Any, meta: Any, name: str) -> None:
    """Raise an error if columns or dtypes of a partition are not as expected."""
    if isinstance(meta, pd.DataFrame):
        if list(values.columns) != list(meta.columns):
            raise InputError(
                f"{name} has the columns {list(values.columns)}, but dask expects "
                f"{list(meta.columns)}. Give all partitions the same columns."
            )
        for column in meta.columns:
            check_dtype(values[column], meta[column], f"{name}, column {column!r},")
    else:
        check_dtype(values, meta, name)


def check_dtype(values: Any, meta: Any, name: str) -> None:
    """Raise an error if values do not have the dtype that dask expects."""
    dtype, expected = values.dtype, meta.dtype
    are_categories = [isinstance(d, pd.CategoricalDtype) for d in (dtype, expected)]
    if dtype != expected and not all(are_categories):  # their values may differ
        raise InputError(
            f"{name} has dtype {dtype}, but dask expects {expected}. Convert all "
            "partitions to one dtype."
        )


def lazy_rows(
    draws: Draws, block_size: int, n_real: int, metas: Sequence[Any]
) -> tuple[Any, Any]:
    """Return new X and y with about `block_size` rows in each partition.

    Their index begins with `n_real`.
    """
    import dask

    step = -(-block_size // BLOCK_ROWS)
    firsts = range(0, len(draws), step)
    shared = dask.delayed(draws, pure=False, traverse=False)
    drawn = dask.delayed(rows_of, nout=2, pure=False)
    indices = [getattr(meta, "index", None) for meta in metas]
    pairs = [
        drawn(shared, range(i, min(i + step, len(draws))), n_real, indices)
        for i in firsts
    ]
    ends = [min((i + step) * BLOCK_ROWS, draws.n_rows) for i in firsts]
    lengths = np.diff([0, *ends]).tolist()
    X, y = (
        lazy([pair[i] for pair in pairs], lengths, meta) for i, meta in enumerate(metas)
    )
    return X, y


def rows_of(
    draws: Draws, blocks: range, n_real: int, indices: Sequence[Any]
) -> tuple[Any, Any]:
    """Return X and y of the given blocks, with indices like those of real rows."""
    pairs = [draws.draw(block) for block in blocks]
    X, y = (joined_blocks(parts) for parts in zip(*pairs, strict=True))
    first = n_real + blocks.start * BLOCK_ROWS
    for values, index in zip((X, y), indices, strict=True):
        if isinstance(values, pd.DataFrame | pd.Series):
            values.index = index_like(index, first, len(values))
    return X, y


def index_like(index: Any, first: int, n_rows: int) -> Any:
    """Return numbers beginning with `first`, or missing values for other indices."""
    if pd.api.types.is_numeric_dtype(index.dtype):
        new = pd.RangeIndex(first, first + n_rows)
        new = new if index.dtype == new.dtype else new.astype(index.dtype)
    else:
        new = pd.Index(pd.Series([None] * n_rows, dtype=index.dtype))
    return new.rename(index.name)


def joined_blocks(parts: Sequence[Any]) -> Any:
    """Return the rows of all blocks."""
    if isinstance(parts[0], np.ndarray):
        return np.concatenate(parts)
    return pd.concat(parts, ignore_index=True)
