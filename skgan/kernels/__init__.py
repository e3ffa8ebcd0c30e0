"""Candidates made from real rows of a class, without a network."""

from skgan.kernels._images import ImageKernel, fit_image_kernel
from skgan.kernels._linear import LinearKernel, linear_kernel
from skgan.kernels._mixed import MixedKernel
from skgan.kernels._share import kernel_share
from skgan.kernels._signal_reach import fit_signal_kernel
from skgan.kernels._signals import SignalKernel

__all__ = [
    "ImageKernel",
    "LinearKernel",
    "MixedKernel",
    "SignalKernel",
    "fit_kernel",
    "kernel_share",
    "linear_kernel",
]


def fit_kernel(rows, p, random_state, blocks=(), n_categorical=0):
    """Learn from real rows how those of a class may differ.

    Parameters
    ----------
    rows : dict
        Label to encoded rows ``(n_rows, *shape)``: of a table, signals or images.
    p : dict
        Label to the probabilities of its rows, or to None.
    random_state : numpy.random.RandomState
        Source of the randomness; tables need none.
    blocks : tuple of int, default=()
        Lengths of the one-hot blocks that end the rows of a mixed table.
    n_categorical : int, default=0
        How many of them are categories; the others say what is missing.

    Returns
    -------
    kernel : LinearKernel, MixedKernel, SignalKernel or ImageKernel
        With a method ``draw(label, n_samples, random_state)``.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import fit_kernel
    >>> rows = np.array([[0.0, 0.0], [1.0, 1.0]], dtype=np.float32)
    >>> kernel = fit_kernel({0: rows}, {0: None}, None)
    >>> kernel.draw(0, 3, np.random.RandomState(0)).shape
    (3, 2)
    """
    rank = next(iter(rows.values())).ndim - 1
    if blocks:
        return MixedKernel(rows, p, blocks, n_categorical)
    if rank == 1:
        return LinearKernel(rows, p)
    fit = {2: fit_signal_kernel, 3: fit_image_kernel}[rank]
    return fit(rows, p, random_state)
