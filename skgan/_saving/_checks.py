"""Whether what a file holds fits together, before anything is done with it."""

from math import prod

import numpy as np

from skgan._saving._refusals import Damaged
from skgan.encoding import ImageEncoder, RowEncoder, SignalEncoder, TabularEncoder
from skgan.kernels import ImageKernel, LinearKernel, SignalKernel

__all__ = ["check_array", "check_encoder", "check_fits", "check_kernel", "check_shape"]

NUMBERS = "biuf"


def check_fits(holds, what):
    """Raise when something does not hold.

    Raises
    ------
    Damaged
        Saying so.
    """
    if not holds:
        raise Damaged(f"Its {what} does not fit the rest of it, or is no such thing.")


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


def check_encoder(encoder, shape):
    """Raise unless an encoder takes samples of this shape; return that of encoded ones.

    Raises
    ------
    Damaged
        With what is wrong.
    """
    check_fits(type(encoder) in ENCODER_CHECKS, "encoder")
    return ENCODER_CHECKS[type(encoder)](encoder, shape)


def check_tabular(encoder, shape):
    check_fits(isinstance(encoder, TabularEncoder) and len(shape) == 1, "encoder")
    check_fits(isinstance(encoder.dtype_, np.dtype), "dtype of X")
    for name in ("minimum_", "maximum_"):
        check_array(getattr(encoder, name), name, shape, NUMBERS)
        # The smallest of big-endian numbers is a native one.
        native = encoder.dtype_.newbyteorder("=")
        check_fits(getattr(encoder, name).dtype.newbyteorder("=") == native, name)
    check_array(encoder.whole_, "whole_", shape, "b")
    check_array(encoder.mean_, "mean_", shape)
    divisors = ["unit_", "scale_"]
    if encoder.axes_ is not None:
        check_array(encoder.axes_, "axes_", shape * 2)
        divisors.append("deviation_")
    for name in divisors:
        check_array(getattr(encoder, name), name, shape)
        check_fits((getattr(encoder, name) > 0).all(), name)
    return shape


def check_signal(encoder, shape):
    check_fits(len(shape) == 2, "encoder")
    check_tabular(encoder.channels_, shape[1:])
    return shape


def check_row(encoder, shape):
    check_tabular(encoder.columns_, shape)
    check_fits(encoder.n_columns_ == shape[0], "encoder")
    return (encoder.encode(np.zeros((1, *shape))).shape[1], 1)


def check_image(encoder, shape):
    check_fits(len(shape) == 3 and isinstance(encoder.dtype_, np.dtype), "encoder")
    for name in ("minimum_", "maximum_"):
        check_array(getattr(encoder, name), name, (), NUMBERS)
        # The smallest of big-endian numbers is a native one.
        native = encoder.dtype_.newbyteorder("=")
        check_fits(getattr(encoder, name).dtype.newbyteorder("=") == native, name)
    for number in (encoder.low_, encoder.high_):
        check_fits(type(number) is float and np.isfinite(number), "range")
    return shape


ENCODER_CHECKS = {
    TabularEncoder: check_tabular,
    SignalEncoder: check_signal,
    RowEncoder: check_row,
    ImageEncoder: check_image,
}


def check_kernel(kernel, n_classes, shape):
    """Raise unless a kernel draws encoded samples of this shape of all classes.

    Raises
    ------
    Damaged
        With what is wrong.
    """
    is_known = type(kernel) in KERNEL_CHECKS
    check_fits(is_known and isinstance(kernel.rows, dict), "kernel")
    check_fits(list(kernel.rows) == list(range(n_classes)), "kernel")
    for rows in kernel.rows.values():
        flat = isinstance(kernel, LinearKernel)
        check_array(rows, "rows", (None, prod(shape)) if flat else (None, *shape))
        check_fits(rows.dtype == np.float32, "rows")
    KERNEL_CHECKS[type(kernel)](kernel)


def check_probabilities(kernel):
    check_fits(
        isinstance(kernel.p, dict) and kernel.p.keys() == kernel.rows.keys(), "p"
    )
    for label, p in kernel.p.items():
        if p is not None:
            check_array(p, "p", kernel.rows[label].shape[:1])
            check_fits((p >= 0).all() and np.isclose(p.sum(), 1.0), "p")


def check_signals(kernel):
    check_probabilities(kernel)
    reach = kernel.time_reach
    check_fits(type(reach) is float and 0 <= reach <= 1, "time_reach")
    check_fits(next(iter(kernel.rows.values())).ndim == 3, "rows")


def check_images(kernel):
    check_fits(next(iter(kernel.rows.values())).ndim == 4, "rows")
    labels, sides = (
        kernel.rows.keys(),
        {flow.shape[2:] for flow in kernel.flows.values()},
    )
    check_fits(kernel.pairs.keys() == labels == kernel.flows.keys(), "pairs")
    check_fits(len(sides) == 1, "flows")
    for label, pairs in kernel.pairs.items():
        check_array(pairs, "pairs", (None, 2), "i")
        check_fits(0 <= pairs.min() <= pairs.max() < len(kernel.rows[label]), "pairs")
        check_array(kernel.flows[label], "flows", (2, len(pairs), None, None))


KERNEL_CHECKS = {
    LinearKernel: check_probabilities,
    SignalKernel: check_signals,
    ImageKernel: check_images,
}
