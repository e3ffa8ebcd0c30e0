"""From decoded floats to the dtype and range that a column had."""

import numpy as np
import pandas as pd

from skgan.validation import number_dtype, range_of


def restore(values, dtype, minimum, maximum, clip, whole):
    """Round where values must be whole, clip, and cast.

    Parameters
    ----------
    values : ndarray of float64
        Decoded values.
    dtype : numpy.dtype
        The dtype that was fitted.
    minimum, maximum : ndarray
        Observed range, in that dtype, broadcastable to `values`.
    clip : bool
        Whether to keep to the observed range; the dtype's own is kept to anyway.
    whole : ndarray of bool or bool
        Where values must be whole numbers.
    """
    values = np.where(whole, np.rint(values), values)
    if clip:
        values = np.clip(values, minimum.astype(float), maximum.astype(float))
    values = np.clip(values, *range_of(dtype))
    restored = values.astype(dtype)
    return np.clip(restored, minimum, maximum) if clip else restored  # casts round


def count_from(origin, column):
    """Return integers less the origin as float64, NaN where there is none.

    The difference is taken in integers, which hold it where floats do not.
    """
    dtype = number_dtype(column.dtype)
    values = column.to_numpy(dtype=dtype, na_value=0)
    ticks, start = values.view(np.uint64), np.uint64(origin % 2**64)
    is_below = values < dtype.type(origin)
    counts = np.where(is_below, start - ticks, ticks - start).astype(float)
    counts = np.where(is_below, -counts, counts)
    return np.where(column.isna(), np.nan, counts)


def count_on(values, origin, span, dtype):
    """Return what `count_from` counted, within the span that was observed."""
    most = float(span) if int(float(span)) <= span else np.nextafter(float(span), 0)
    counts = np.clip(np.rint(values), 0.0, most).astype(np.uint64)
    return (counts + np.uint64(origin % 2**64)).view(dtype)


def with_missing(values, missing, dtype):
    """Return a Series of a dtype, without a value where it is to be missing."""
    if not missing.any():
        return values.astype(dtype)
    if isinstance(dtype, np.dtype | pd.SparseDtype):
        return values.mask(missing).astype(dtype)
    return values.astype(dtype).mask(missing)
