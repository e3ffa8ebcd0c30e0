"""Candidates made from real rows of a class, without a network."""

import numpy as np

from skgan._spec import Layout
from skgan.kernels._base import Kernel
from skgan.kernels._images import ImageKernel, fit_image_kernel
from skgan.kernels._linear import LinearKernel, linear_kernel
from skgan.kernels._mixed import MixedKernel
from skgan.kernels._share import kernel_share
from skgan.kernels._signal_reach import fit_signal_kernel
from skgan.kernels._signals import SignalKernel

__all__ = [
    "ImageKernel",
    "Kernel",
    "LinearKernel",
    "MixedKernel",
    "SignalKernel",
    "fit_kernel",
    "kernel_share",
    "linear_kernel",
]

# Which there are: a file can name no others.
AnyKernel = ImageKernel | LinearKernel | MixedKernel | SignalKernel


FITS = {"signal": fit_signal_kernel, "image": fit_image_kernel}


def fit_kernel(
    kind: str,
    rows: dict[int, np.ndarray],
    p: dict[int, np.ndarray | None],
    random_state: np.random.RandomState,
    layout: Layout | None = None,
) -> AnyKernel:
    """Learn from real rows how those of a class may differ.

    Parameters
    ----------
    kind : {"table", "signal", "image"}
        As what the rows are taken.
    rows : dict
        Label to encoded rows ``(n_rows, ...)``.
    p : dict
        Label to the probabilities of its rows, or to None.
    random_state : numpy.random.RandomState
        Source of the randomness; tables need none.
    layout : Layout, default=None
        Of mixed tables; None: all values are numbers.

    Returns
    -------
    kernel : Kernel
        Ready to draw from.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import fit_kernel
    >>> rows = np.array([[0.0, 0.0], [1.0, 1.0]], dtype=np.float32)
    >>> kernel = fit_kernel("table", {0: rows}, {0: None}, None)
    >>> kernel.draw(0, 3, np.random.RandomState(0)).shape
    (3, 2)
    """
    if layout is not None and layout.sizes:
        return MixedKernel(rows, p, layout)
    if kind == "table":  # which learns nothing
        return LinearKernel(rows, p)
    return FITS[kind](rows, p, random_state)
