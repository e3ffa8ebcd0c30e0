"""Whether what a file holds fits together, before anything is done with it."""

import numpy as np

from skgan._files._refusals import Damaged

__all__ = ["NUMBERS", "check_array", "check_fits", "check_number", "check_shape"]

NUMBERS = "biuf"


def check_fits(holds, what):
    """Raise when something does not hold.

    Raises
    ------
    Damaged
        Saying so.
    """
    if not holds:
        raise Damaged(f"What it has as {what} is none, or does not fit the rest of it.")


def check_array(array, what, shape, kinds="f"):
    """Raise unless a value is an array of this shape and kind, without NaN.

    Parameters
    ----------
    array : object
        What should be an array.
    what : str
        Its name.
    shape : tuple of int or None
        Lengths; None is any but zero.
    kinds : str, default="f"
        NumPy's kinds of dtype that are fine.
    """
    check_fits(isinstance(array, np.ndarray | np.generic), what)
    check_fits(array.ndim == len(shape) and array.dtype.kind in kinds, what)
    for n, expected in zip(array.shape, shape, strict=True):
        check_fits(n > 0 if expected is None else n == expected, what)
    check_fits(array.dtype.kind != "f" or np.isfinite(array).all(), what)


def check_shape(shape, what, ranks=(1, 2, 3)):
    """Raise unless a value is a tuple of positive ints."""
    check_fits(isinstance(shape, tuple) and len(shape) in ranks, what)
    check_fits(all(type(n) is int and n > 0 for n in shape), what)


def check_number(number, what, low, high):
    """Raise unless a value is an int, and not a bool, from low to high."""
    check_fits(type(number) is int and low <= number <= high, what)
