"""Split collections of dask into partitions, and build them from lazy parts."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from skgan.exceptions import InputError

__all__ = ["check_collection", "joined", "lazy", "like", "parts_of"]


def check_collection(name: str, values: Any) -> None:
    """Raise an error if dask is not installed, or if values are not a collection."""
    try:
        import dask
    except ImportError as error:
        raise ImportError(
            "skgan.distributed requires dask. You can install it with `pip install "
            "'skgan[distributed]'`."
        ) from error
    if not dask.is_dask_collection(values) or not (
        is_frame(values) or is_array(values)
    ):
        raise InputError(
            f"{name} is {type(values).__name__}, not a DataFrame, Series or Array of "
            "dask. Give one of these, or call fit_resample of the sampler itself."
        )


def is_frame(values: Any) -> bool:
    """Return whether values are a DataFrame or a Series of dask."""
    return hasattr(values, "divisions")


def is_array(values: Any) -> bool:
    """Return whether values are an Array of dask."""
    return hasattr(values, "chunks") and hasattr(values, "numblocks")


def parts_of(X: Any, y: Any) -> list[tuple[Any, Any]]:
    """Return pairs of the delayed partitions of X and y."""
    X_parts, y_parts = (delayed_parts(values) for values in (X, y))
    if len(X_parts) != len(y_parts):
        raise InputError(
            f"X has {len(X_parts)} partitions and y has {len(y_parts)}. Use a column "
            "of the same DataFrame as y, or repartition both."
        )
    return list(zip(X_parts, y_parts, strict=True))


def delayed_parts(values: Any) -> list[Any]:
    """Return the delayed partitions, or blocks of whole rows, of a collection."""
    if is_array(values):
        values = values.rechunk({axis: -1 for axis in range(1, values.ndim)})
        return list(values.to_delayed().ravel())
    return list(values.to_delayed())


def like(values: Any) -> Any:
    """Return an empty DataFrame, Series or array with the types of a collection."""
    if is_array(values):
        return np.empty((0, *values.shape[1:]), values.dtype)
    from dask.dataframe.dispatch import make_meta

    return make_meta(values)


def lazy(parts: Sequence[Any], lengths: Sequence[int], meta: Any) -> Any:
    """Return a collection of delayed parts of known lengths, of the type of `meta`."""
    if isinstance(meta, pd.DataFrame | pd.Series):
        import dask.dataframe as dd

        return dd.from_delayed(list(parts), meta=meta, verify_meta=False)
    import dask.array as da

    sizes = zip(parts, lengths, strict=True)
    blocks = [
        da.from_delayed(part, (n, *meta.shape[1:]), meta.dtype) for part, n in sizes
    ]
    return da.concatenate(blocks)


def joined(first: Any, second: Any) -> Any:
    """Return the concatenation of both collections."""
    if is_array(first):
        import dask.array as da

        return da.concatenate([first, second])
    import dask.dataframe as dd

    return dd.concat([first, second])
