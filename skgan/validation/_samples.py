"""Checks of the shape of samples, and of the range of pixels."""

from math import isfinite, prod
from numbers import Real

import numpy as np

from skgan.exceptions import InputError

__all__ = [
    "check_inside",
    "check_one_shape",
    "check_row_shape",
    "check_value_range",
    "fold_shape",
]

MIN_SIDE = 8  # of an image, and steps of a signal: two halvings leave something
MOST_NAMED = 5  # shapes in one message
NO_SHAPE = "(of lists of several lengths)"


def check_one_shape(X):
    """Raise when a list or an object array holds arrays of several shapes.

    Raises
    ------
    InputError
        With the shapes.
    """
    is_objects = isinstance(X, np.ndarray) and X.dtype == object and X.ndim == 1
    if not is_objects and not isinstance(X, list | tuple):
        return
    shapes = list(dict.fromkeys(shape_of(sample) for sample in X))
    if len(shapes) > 1 or NO_SHAPE in shapes:
        named = ", ".join(map(str, shapes[:MOST_NAMED]))
        named += ", ..." if len(shapes) > MOST_NAMED else ""
        raise InputError(
            f"X mixes samples of the shapes {named}. Crop, pad or resize them to one "
            "shape."
        )
    if is_objects and shapes and shapes[0]:
        raise InputError(
            f"X is an object array of arrays of shape {shapes[0]}. Give one numeric "
            "array, as np.stack(list(X)) makes it."
        )


def shape_of(sample):
    """Return the shape of a sample, of which nested lists may have none."""
    try:
        return np.shape(sample)
    except ValueError:
        return NO_SHAPE


def fold_shape(X, sample_shape):
    """Return the shape of one sample for the networks.

    Parameters
    ----------
    X : array of shape (n_samples, ...)
        Validated data.
    sample_shape : tuple of int or None
        As the parameter of the samplers.

    Returns
    -------
    shape : tuple of int
        (n_features,), (time, channels) or (height, width, channels).

    Raises
    ------
    InputError
        When the shape is none of these, too small, or not a fold of the rows.
    """
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
            f"Samples of shape {shape} hold no values. Give at least one channel."
        )
    sides = shape[:-1]
    if sides and min(sides) < MIN_SIDE:
        raise InputError(
            f"Samples of shape {shape} are smaller than {MIN_SIDE} along one side. "
            f"Pad them to {MIN_SIDE}, or give them as rows of a table."
        )
    return tuple(int(n) for n in shape)


def check_row_shape(X, row_shape):
    """Raise when samples have another shape than those fitted.

    Raises
    ------
    InputError
        With both shapes.
    """
    if X.shape[1:] != row_shape:
        raise InputError(
            f"Samples of X have shape {X.shape[1:]}, but {row_shape} was fitted. "
            "Give samples of the fitted shape."
        )


def check_value_range(value_range, X, shape):
    """Return the declared range of pixels as two floats, or None.

    Raises
    ------
    InputError
        When it is no range, when the samples are no images, or when one of their
        values is outside.
    """
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
    """Raise when a value is outside the declared range.

    Raises
    ------
    InputError
        With the smallest and the largest value.
    """
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
