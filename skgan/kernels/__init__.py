"""Kernels, which make candidates from real rows of a class without a network."""

import numpy as np

from skgan._spec import Layout
from skgan.kernels._base import Kernel, LinearKernel, linear_kernel
from skgan.kernels._image_choice import fit_chosen_image_kernel
from skgan.kernels._images import ImageKernel, warp
from skgan.kernels._mixed import MixedKernel
from skgan.kernels._policies import MOVES, POLICIES, Policy, plain_policy, policy_of
from skgan.kernels._signal_reach import fit_signal_kernel
from skgan.kernels._signals import SignalKernel
from skgan.kernels._sparse import SparseKernel, fit_sparse_kernel

__all__ = [
    "ImageKernel",
    "MOVES",
    "POLICIES",
    "Kernel",
    "LinearKernel",
    "MixedKernel",
    "Policy",
    "SignalKernel",
    "SparseKernel",
    "fit_kernel",
    "kernel_share",
    "linear_kernel",
    "plain_policy",
    "policy_of",
    "warp",
]

# All kernels. A file cannot contain others.
AnyKernel = ImageKernel | LinearKernel | MixedKernel | SignalKernel | SparseKernel

# Samples of the generator help if a class has at least about 35 rows, and hurt if it
# has 17 (measured on 17 tables). Up to the first number, all candidates are from the
# kernel; from the second one on, as few as possible.
ALL_KERNEL_ROWS = 15
LEAST_KERNEL_ROWS = 45
LEAST_SHARE = 0.5
LEAST_SHARE_OF_CATEGORIES = 0.9  # generators lose dependences between categories


KERNELS = {"signal": fit_signal_kernel, "image": fit_chosen_image_kernel}  # both choose


def fit_kernel(
    kind: str,
    rows: dict[int, np.ndarray],
    p: dict[int, np.ndarray | None],
    random_state: np.random.RandomState,
    layout: Layout | None = None,
    policy: Policy | None = None,
) -> AnyKernel:
    """Fit the kernel of a kind of data to real rows.

    Parameters
    ----------
    kind : {"table", "sparse", "signal", "image"}
        The kind of the rows.
    rows : dict
        Encoded rows ``(n_rows, ...)`` by label.
    p : dict
        Probabilities of the rows, or None, by label.
    random_state : numpy.random.RandomState
        Source of randomness; not used for tables.
    layout : Layout, default=None
        Layout of a mixed table. None: all values are numbers.
    policy : Policy, default=None
        The policy of the kernel. None: it is chosen from the rows.

    Returns
    -------
    kernel : Kernel
        The fitted kernel.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import fit_kernel
    >>> rows = np.array([[0.0, 0.0], [1.0, 1.0]], dtype=np.float32)
    >>> kernel = fit_kernel("table", {0: rows}, {0: None}, None)
    >>> kernel.draw(0, 3, np.random.RandomState(0)).shape
    (3, 2)
    """
    if kind in KERNELS:
        return KERNELS[kind](rows, p, random_state, policy)
    policy = policy or plain_policy("table")
    if kind == "sparse":
        return fit_sparse_kernel(rows, p, policy)
    if layout is not None and layout.sizes:
        return MixedKernel(rows, p, layout, policy)
    return LinearKernel(rows, p, policy)


def kernel_share(n_rows, kernel_fraction="auto", has_categories=False):
    """Return the share of the candidates of a class that the kernel makes.

    Parameters
    ----------
    n_rows : int
        Number of rows of the class.
    kernel_fraction : "auto" or float, default="auto"
        A float is returned unchanged.
    has_categories : bool, default=False
        Whether the rows are from a mixed table.

    Returns
    -------
    share : float
        From 0 (only the generator) to 1 (only the kernel).

    Examples
    --------
    >>> from skgan.kernels import kernel_share
    >>> kernel_share(10), kernel_share(30), kernel_share(100)
    (1.0, 0.75, 0.5)
    """
    if kernel_fraction != "auto":
        return float(kernel_fraction)
    span = LEAST_KERNEL_ROWS - ALL_KERNEL_ROWS
    away = np.clip((n_rows - ALL_KERNEL_ROWS) / span, 0.0, 1.0)
    least = LEAST_SHARE_OF_CATEGORIES if has_categories else LEAST_SHARE
    return float(1.0 - away * (1.0 - least))
