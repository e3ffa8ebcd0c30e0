"""Checks of samples that scikit-learn has validated: dtype, shape, range, memory."""

import os
import warnings
from math import isfinite, prod
from numbers import Real

import numpy as np
from scipy import sparse

from skgan.exceptions import InputError

__all__ = [
    "check_inside",
    "check_memory",
    "check_numeric",
    "check_result",
    "check_row_shape",
    "check_value_range",
    "dense_bytes",
    "fold_shape",
    "memory_size",
]

MIN_SIDE = 8  # of an image, and steps of a signal: two halvings leave something
CHANNELS_LAST = "np.moveaxis(X, 1, -1)"
MANY_CHANNELS = 10  # times the time steps: then the axes may be the wrong way round
COPIES = 4  # of the encoded data are alive at once: rows, encoded, device, candidates


def check_numeric(X):
    """Raise an error if validated data are not numeric."""
    if X.dtype.kind not in "biuf":
        raise InputError(
            f"X has dtype {X.dtype}, which is not numeric. Convert it to numbers "
            "first, for example days since a date, or with OneHotEncoder."
        )


def fold_shape(X, sample_shape):
    """Return the shape of one sample for the networks."""
    seen = X.shape[1:]
    if sample_shape is None:
        shape = seen
    else:
        shape = tuple(sample_shape)
        if not all(isinstance(n, int | np.integer) and n > 0 for n in shape):
            raise InputError(
                f"sample_shape={sample_shape!r} is not a tuple of positive integers. "
                "Give (height, width), (height, width, channels) or (time,)."
            )
        if prod(shape) != prod(seen):
            raise InputError(
                f"sample_shape={sample_shape!r} has {prod(shape)} values, but a sample "
                f"of X has {prod(seen)}. Give a shape that multiplies to {prod(seen)}."
            )
        if len(shape) < 3:
            shape = (*shape, 1)
    if len(shape) > 3:
        raise InputError(
            f"X has {len(shape) + 1} dimensions; a table has 2, signals have 3 (n, "
            "time, channels) and images 4 (n, height, width, channels). Reshape X."
        )
    if prod(shape) == 0:
        raise InputError(
            f"Samples of shape {shape} have no values. Give at least one channel."
        )
    sides = shape[:-1]
    if sides and min(sides) < MIN_SIDE:
        cure = f"Pad them to {MIN_SIDE}, or give them as rows of a table."
        if shape[0] < MIN_SIDE <= shape[-1]:
            cure = f"If the channels are first, give {CHANNELS_LAST}. Otherwise: {cure}"
        raise InputError(
            f"Samples of shape {shape} are smaller than {MIN_SIDE} along one side. "
            f"{cure}"
        )
    if len(sides) == 1 and shape[-1] > MANY_CHANNELS * sides[0]:
        warnings.warn(
            f"Signals of shape {shape} are treated as {sides[0]} time steps of "
            f"{shape[-1]} channels. If the channels are first, give {CHANNELS_LAST}.",
            UserWarning,
            stacklevel=5,
        )
    return tuple(int(n) for n in shape)


def check_row_shape(X, row_shape):
    """Raise an error if samples do not have the fitted shape."""
    if X.shape[1:] != row_shape:
        raise InputError(
            f"Samples of X have shape {X.shape[1:]}, but the fitted samples have "
            f"{row_shape}. Give samples of the fitted shape."
        )


def check_value_range(value_range, X, shape):
    """Return the declared range of pixels as two floats, or None."""
    if value_range is None:
        return None
    numbers = all(isinstance(v, Real) and isfinite(v) for v in value_range)
    if len(value_range) != 2 or not numbers or not value_range[0] < value_range[1]:
        raise InputError(
            f"value_range={value_range!r} is not a pair of ascending finite numbers. "
            "Give (low, high), for example (0, 1)."
        )
    if len(shape) != 3:
        raise InputError(
            f"value_range={value_range!r} needs images, but samples have shape "
            f"{shape}. Leave it at None, or give sample_shape=(height, width)."
        )
    low, high = (float(v) for v in value_range)
    check_inside((low, high), X)
    return low, high


def check_inside(value_range, X):
    """Raise an error if a value is outside the declared range."""
    if value_range is None or min(X.shape) == 0:
        return
    low, high = value_range
    lowest, highest = X.min().item(), X.max().item()
    if lowest < low or highest > high:
        raise InputError(
            f"X has values from {lowest:g} to {highest:g}, outside of "
            f"value_range=({low:g}, {high:g}). Scale or clip them, or declare their "
            "range."
        )


def check_memory(shape, n_new, dense_bytes=0, *, is_sparse=False):
    """Raise an error if the real and the generated samples do not fit into memory.

    Of samples that stay sparse, the numbers that are kept of each column count.
    """
    n_rows = 1 if is_sparse else int(shape[0]) + int(n_new)
    needed = dense_bytes + COPIES * 4 * n_rows * prod(map(int, shape[1:]))
    total = memory_size()
    if needed <= total:
        return
    what = f"X of shape {tuple(shape)} with {n_new} new samples needs"
    cure = "Fit a part of the rows, reduce the columns, or lower sampling_strategy."
    if not shape[0]:
        what, cure = (
            f"{n_new} samples of shape {tuple(shape[1:])} need",
            "Ask for fewer samples.",
        )
    needed = min(needed, 10**300)  # more is not a float
    raise InputError(
        f"{what} about {needed / 1e9:.3g} GB; this machine has {total / 1e9:.3g} GB. "
        f"{cure}"
    )


def check_result(shape, itemsize, n_new):
    """Raise an error if images on demand and new images do not fit into memory."""
    needed = prod(shape[1:]) * (shape[0] * itemsize + n_new * COPIES * 4)
    total = memory_size()
    if needed > total:
        raise InputError(
            f"X of shape {shape} with {n_new} new samples takes about "
            f"{needed / 1e9:.3g} GB as one array; this machine has {total / 1e9:.3g} "
            "GB. Call fit, and draw new samples with sample."
        )


def memory_size():
    """Return the machine's bytes of memory, or infinity where it won't say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return float("inf")


def dense_bytes(X):
    """Return the bytes of the dense copy that a sparse matrix needs, or 0."""
    return X.dtype.itemsize * prod(X.shape) if sparse.issparse(X) else 0
