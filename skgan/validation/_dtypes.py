"""Ranges of dtypes of NumPy, pandas and Arrow, and conversion of floats to them."""

import numpy as np
import pandas as pd

__all__ = [
    "MOST_EXACT",
    "NO_DECIMALS",
    "arrow_zone",
    "has_large",
    "is_date",
    "is_decimal",
    "is_whole",
    "limits_of",
    "number_dtype",
    "range_of",
    "restore",
    "rounded",
    "with_missing",
    "within_dtypes",
]

NO_DECIMALS = 99  # of values with more decimals than can be distinguished from noise
MOST_EXACT = 2**53  # float64 does not represent all integers above


def is_whole(dtype):
    """Return whether a dtype only has whole numbers."""
    return np.issubdtype(dtype, np.integer) or dtype == np.bool_


def range_of(dtype):
    """Return the smallest and largest float64 in the range of a dtype."""
    if dtype == np.bool_:
        return 0.0, 1.0
    info = np.iinfo(dtype) if is_whole(dtype) else np.finfo(dtype)
    largest = float(info.max)
    if is_whole(dtype) and int(largest) > info.max:  # 64 bits: rounded up by one
        largest = np.nextafter(largest, 0.0)
    return float(info.min), largest


def restore(values, dtype, minimum, maximum, clip, decimals):
    """Round to some decimals, clip, and cast.

    Parameters
    ----------
    values : ndarray of float64
        Decoded values.
    dtype : numpy.dtype
        The dtype that was fitted.
    minimum, maximum : ndarray
        Observed range, in that dtype, broadcastable to `values`.
    clip : bool
        Whether to clip to the observed range. Values are always clipped to the range of
        the dtype.
    decimals : ndarray of int or int
        Number of decimals of each column: 0 for whole numbers, 99 for no rounding.
    """
    values = rounded(values, decimals)
    if clip:
        values = np.clip(values, minimum.astype(float), maximum.astype(float))
    values = np.clip(values, *range_of(dtype))
    restored = values.astype(dtype)
    return np.clip(restored, minimum, maximum) if clip else restored  # casts round


def rounded(values, decimals):
    """Return values rounded to numbers of decimals, by column."""
    for number in np.unique(decimals):
        if number != NO_DECIMALS:
            with np.errstate(over="ignore", invalid="ignore"):
                shorter = np.round(values, number)
            # The product of the largest floats and a power of ten is infinite.
            shorter = np.where(np.isfinite(shorter), shorter, values)
            values = np.where(np.equal(decimals, number), shorter, values)
    return values


def with_missing(values, missing, dtype):
    """Return a Series of a dtype, with missing values according to a mask."""
    if not missing.any():
        return values.astype(dtype)
    if isinstance(dtype, np.dtype | pd.SparseDtype):
        return values.mask(missing).astype(dtype)
    return values.astype(dtype).mask(missing)


def number_dtype(dtype):
    """Return the NumPy dtype of a numeric dtype, also for extension dtypes."""
    dtype = getattr(dtype, "numpy_dtype", dtype)
    if isinstance(dtype, pd.SparseDtype):
        dtype = dtype.subtype
    return np.dtype(dtype if np.dtype(dtype).kind in "biuf" else float)


def within_dtypes(values, dtypes):
    """Return values (n_samples, n_columns) clipped to the range of each dtype."""
    low, high = np.transpose([limits_of(dtype) for dtype in dtypes])
    return np.clip(values, low, high).astype(values.dtype, copy=False)


def limits_of(dtype):
    """Return the smallest and largest float64 in the range of a column."""
    if not is_decimal(dtype):
        return range_of(number_dtype(dtype))
    decimal = dtype.pyarrow_dtype
    end = 10.0 ** (decimal.precision - decimal.scale)
    # With many digits, the nearest float of the largest number is too large.
    most = min(end - 10.0**-decimal.scale, np.nextafter(end, 0.0))
    return -most, most


def is_decimal(dtype):
    """Return whether a dtype is a decimal of Arrow."""
    return hasattr(getattr(dtype, "pyarrow_dtype", None), "scale")


def has_large(values):
    """Return whether an array has integers that float64 does not represent."""
    if values.dtype.kind not in "iu" or not values.size:
        return False
    ends = values.min(), values.max()
    return any(not pd.isna(end) and abs(int(end)) > MOST_EXACT for end in ends)


def is_date(dtype):
    """Return whether values of a dtype are dates or durations."""
    return dtype.kind in "mM"


def arrow_zone(dtype):
    """Return the time zone of an Arrow dtype, or None."""
    return getattr(getattr(dtype, "pyarrow_dtype", None), "tz", None)
