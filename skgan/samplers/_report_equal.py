"""Find generated samples that equal a real row as a page shows them.

Decoded values have the rounding errors of float32, and a page shows six digits.
Therefore, numbers that differ by less than that count as equal.
"""

from typing import Any

import numpy as np
import pandas as pd

from skgan._spec import Array
from skgan.samplers._report_columns import (
    MAX_SPELT,
    as_text,
    has_numbers,
    is_time,
    short,
)

ROUNDING = 1e-6  # share of the range of a column or channel; for float32, it is 6e-8
N_DIGITS = 6  # digits of a number that are shown
MAX_STEP = 1.0  # difference of two pixels of dtype uint8
N_COMPARED = 16  # values of all rows are compared first, then the others of equal rows


def equal_real(new: Any, real: Any) -> Array:
    """Return a mask of the samples that equal a real one, in the form that is shown.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.samplers._report_equal import equal_real
    >>> real = pd.DataFrame({"a": [0.5, 3.0], "b": ["x", "y"]})
    >>> new = pd.DataFrame({"a": [0.50000001, 0.5, 0.51], "b": ["x", "y", "x"]})
    >>> equal_real(new, real).tolist()
    [True, False, False]
    """
    n_new = len(new)
    if isinstance(new, pd.DataFrame):
        both, tolerance = numbers_of_table(pd.concat([new, real], ignore_index=True))
    elif new.dtype == np.uint8:
        both = np.concatenate([new, real]).reshape(n_new + len(real), -1)
        both, tolerance = both.astype(np.int16), np.array(MAX_STEP)
    else:
        both, tolerance = numbers_of_signals(np.concatenate([new, real]))
    tolerance = np.broadcast_to(tolerance, both.shape)
    return np.array(
        [is_among(both[i], both[n_new:], tolerance[i]) for i in range(n_new)]
    )


def is_among(one: Array, real: Array, tolerance: Array) -> bool:
    """Return whether a row of numbers equals any of the others."""
    step = max(1, len(one) // N_COMPARED)
    left = np.arange(len(real))
    for start in range(step):
        part = slice(start, None, step)
        left = left[is_near(one[part], real[left, part], tolerance[part]).all(axis=1)]
        if not len(left):
            return False
    return True


def is_near(one: Array, others: Array, tolerance: Array) -> Array:
    """Return a mask of values that are nearly equal; missing values are equal."""
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.abs(others - one) <= tolerance
    return near | (others == one) | (np.isnan(others) & np.isnan(one))


def numbers_of_table(frame: pd.DataFrame) -> tuple[Array, Array]:
    """Return a table as numbers, and the largest difference of equal values.

    Equal strings have equal numbers, so that their largest difference is 0.
    """
    numbers, tolerance = np.zeros((2, *frame.shape))
    for i in range(frame.shape[1]):
        column = frame.iloc[:, i]
        if not has_numbers(column):
            texts = [short(as_text(value)) for value in column]
            numbers[:, i] = pd.factorize(np.array(texts, dtype=object))[0]
            continue
        numbers[:, i] = floats_of(column)
        tolerance[:, i] = ROUNDING * extent(numbers[:, i])
        if not is_time(column):
            tolerance[:, i] += last_digit(numbers[:, i])
    return numbers, tolerance


def floats_of(column: pd.Series) -> Array:
    """Return a column as floats; times are counted from the first one."""
    if not is_time(column):
        return column.to_numpy(dtype=float, na_value=np.nan)
    return ((column - column.min()) / pd.Timedelta(1, "s")).to_numpy(dtype=float)


def last_digit(numbers: Array) -> Array:
    """Return the value of one unit in the last digit that is shown of each number.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.samplers._report_equal import last_digit
    >>> last_digit(np.array([1.0, 20.5, -2e7, 0.0])).tolist()
    [1e-05, 0.0001, 1.0, 0.0]
    """
    size = np.where(np.isfinite(numbers), np.abs(numbers), 0.0)
    with np.errstate(divide="ignore"):  # of 0
        worth = 10.0 ** (np.floor(np.log10(size)) - (N_DIGITS - 1))
    return np.where(size < MAX_SPELT, np.minimum(worth, 1.0), worth)


def numbers_of_signals(signals: Array) -> tuple[Array, Array]:
    """Return flattened signals, and the largest difference of equal values."""
    flat = signals.reshape(len(signals), -1)
    channels = signals.reshape(-1, signals.shape[-1]).T
    of_channel = [ROUNDING * extent(channel) for channel in channels]
    return flat, np.resize(of_channel, flat.shape[1])


def extent(values: Array) -> float:
    """Return the range of the finite values."""
    finite = values[np.isfinite(values)]
    with np.errstate(over="ignore"):
        width = float(np.ptp(finite)) if len(finite) else 0.0
    return width if np.isfinite(width) else 0.0
