"""Check that X is an array, not a stream or a dataset, and without missing values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from skgan.exceptions import InputError
from skgan.validation._stream import is_stream, stream_name

__all__ = ["check_gaps", "check_whole"]

ARRAY_LIKE = ("__array__", "__array_interface__", "__dataframe__", "shape", "dtypes")
BLOCK_ROWS = 1024  # looked at once: a file may be larger than memory


def check_whole(X: Any) -> None:
    """Raise an error if X is a stream or a dataset of samples.

    It would have to be read several times, and sorted by class.
    """
    if isinstance(X, Sequence) or any(hasattr(X, name) for name in ARRAY_LIKE):
        return
    if is_stream(X):
        raise InputError(
            f"X is a {stream_name(X)}, not an array. Give a stream of images to fit "
            "alone, as in sampler.fit(X), and draw new ones with sample. Otherwise, "
            "stack its samples into one array, for example with np.stack([x for x, _ "
            "in X])."
        )
    kind = f"{type(X).__module__}.{type(X).__qualname__}".removeprefix("builtins.")
    if hasattr(X, "__getitem__") and hasattr(X, "__len__") and has_parts(X):
        raise InputError(
            f"X is a dataset ({kind}), whose samples have several parts, not an array. "
            "Stack the samples into one array, for example with np.stack([x for x, _ "
            "in X]), and give their classes as y."
        )
    if isinstance(X, Iterable) and not hasattr(X, "__getitem__"):
        raise InputError(
            f"X is an iterator or a collection without order ({kind}), not an array. "
            "Stack its samples into one array, for example with np.stack(list(X)), or, "
            "for batches, with np.concatenate(list(X))."
        )


def count_gaps(values: np.ndarray) -> int:
    """Return how many samples have a missing value."""
    is_missing = np.asarray(pd.isna(values)).reshape(len(values), -1)
    return int(is_missing.any(axis=1).sum())


def has_parts(X: Any) -> bool:
    """Return whether samples of a dataset are tuples, such as (sample, class)."""
    try:
        return len(X) > 0 and isinstance(X[0], tuple | Mapping)
    except (LookupError, TypeError):
        return isinstance(X, Mapping)


def check_gaps(X: Any, is_table: bool) -> None:
    """Raise an error if a signal or an image has missing values."""
    if is_table or sparse.issparse(X):
        return
    try:
        values = np.asarray(X)
    except ValueError:  # several shapes, which raise an error elsewhere
        return
    if values.ndim < 2 or values.dtype.kind not in "fO":
        return
    n_missing = sum(
        count_gaps(values[first : first + BLOCK_ROWS])
        for first in range(0, len(values), BLOCK_ROWS)
    )
    if n_missing:
        raise InputError(
            f"X contains NaN in {n_missing} of {len(values)} samples of shape "
            f"{values.shape[1:]}, but only tables may have missing values. Fill them "
            "first: padding at the end of signals with 0 or the last value, other gaps "
            "from neighbouring values, for example with numpy.interp."
        )
