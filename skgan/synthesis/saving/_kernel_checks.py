"""Whether a file's kernel fits the encoded samples."""

from math import prod

import numpy as np

from skgan.kernels import ImageKernel, LinearKernel, MixedKernel, SignalKernel
from skgan.synthesis.saving._checks import check_array, check_fits, check_number

__all__ = ["check_kernel"]

FAR = 1e12  # encoded values are near one; distances between these are still finite


def check_kernel(kernel, n_classes, shape, encoder):
    """Raise unless a kernel draws encoded samples of this shape of all classes.

    Of those of mixed tables it knows the same blocks as the encoder.

    Raises
    ------
    Damaged
        With what is wrong.
    """
    is_known = type(kernel) in KERNEL_CHECKS
    check_fits(is_known and isinstance(kernel.rows, dict), "kernel")
    check_fits(list(kernel.rows) == list(range(n_classes)), "kernel")
    for rows in kernel.rows.values():
        flat = isinstance(kernel, LinearKernel | MixedKernel)
        check_array(rows, "rows", (None, prod(shape)) if flat else (None, *shape))
        check_fits(rows.dtype == np.float32, "rows")
    check_blocks(kernel, encoder)
    KERNEL_CHECKS[type(kernel)](kernel)


def check_blocks(kernel, encoder):
    blocks = getattr(encoder, "blocks_", ())
    check_fits(isinstance(kernel, MixedKernel) == bool(blocks), "kernel")
    if blocks:
        check_fits(kernel.blocks == blocks, "blocks")
        check_fits(all(type(size) is int for size in kernel.blocks), "blocks")
        n_categorical = encoder.n_categorical_
        check_number(kernel.n_categorical, "blocks", n_categorical, n_categorical)
        for rows in kernel.rows.values():
            check_fits((np.abs(rows) < FAR).all(), "rows")


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
    MixedKernel: check_probabilities,
    SignalKernel: check_signals,
    ImageKernel: check_images,
}
