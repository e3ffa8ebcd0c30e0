"""Select and concatenate rows of frames, series, arrays and Arrow tables."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from skgan.exceptions import InputError

__all__ = ["concatenate", "take"]


def take(rows: Any, positions: np.ndarray) -> Any:
    """Return the rows at these positions, in the same type."""
    if isinstance(rows, pd.DataFrame | pd.Series):
        return rows.iloc[positions]
    return rows[positions] if isinstance(rows, np.ndarray) else rows.take(positions)


def concatenate(parts: Sequence[Any]) -> Any:
    """Return all rows, in the type of the first part."""
    if len(parts) == 1:
        return parts[0]
    if isinstance(parts[0], np.ndarray):
        return np.concatenate(parts)
    if isinstance(parts[0], pd.DataFrame):
        names = parts[0].columns
        shared = [with_shared_categories([p[name] for p in parts]) for name in names]
        frames = [pd.concat(columns, axis=1) for columns in zip(*shared, strict=True)]
        return pd.concat(frames)
    if isinstance(parts[0], pd.Series):
        return pd.concat(with_shared_categories(parts))
    import pyarrow

    return pyarrow.concat_tables(parts)


def with_shared_categories(parts: Sequence[pd.Series]) -> Sequence[pd.Series]:
    """Return columns that have the same categories, if they are categories.

    If categories differ, those of the result are sorted, so that they do not depend on
    the order in which parts are concatenated.
    """
    dtypes = {part.dtype for part in parts}
    is_category = [isinstance(dtype, pd.CategoricalDtype) for dtype in dtypes]
    if len(dtypes) == 1 or not all(is_category):
        return parts
    if any(dtype.ordered for dtype in dtypes):
        raise InputError(
            f"Column {parts[0].name!r} has ordered categories that differ between "
            "partitions. Give all partitions the same categories, in the same order."
        )
    union = union_categoricals(list(parts), sort_categories=True)
    return [part.cat.set_categories(union.categories) for part in parts]
