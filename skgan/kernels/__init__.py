"""Candidates made from real rows of a class, without a network."""

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

# Which there are: a file can name no others.
AnyKernel = ImageKernel | LinearKernel | MixedKernel | SignalKernel | SparseKernel

# Generated samples help from about 35 rows of a class and hurt at 17 (measured on
# 17 tables): below the first number all candidates are the kernel's, from the
# second on as few as may be.
ALL_KERNEL_ROWS = 15
LEAST_KERNEL_ROWS = 45
LEAST_SHARE = 0.5
LEAST_SHARE_OF_CATEGORIES = 0.9  # which go together in ways that generators blur


KERNELS = {"signal": fit_signal_kernel, "image": fit_chosen_image_kernel}  # that choose


def fit_kernel(
    kind: str,
    rows: dict[int, np.ndarray],
    p: dict[int, np.ndarray | None],
    random_state: np.random.RandomState,
    layout: Layout | None = None,
    policy: Policy | None = None,
) -> AnyKernel:
    """Learn from real rows how those of a class may differ.

    Parameters
    ----------
    kind : {"table", "sparse", "signal", "image"}
        As what the rows are taken.
    rows : dict
        Label to encoded rows ``(n_rows, ...)``.
    p : dict
        Label to the probabilities of its rows, or to None.
    random_state : numpy.random.RandomState
        Source of the randomness; tables need none.
    layout : Layout, default=None
        Of mixed tables; None: all values are numbers.
    policy : Policy, default=None
        Which moves are made; None: what the rows speak for.

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
    if kind in KERNELS:
        return KERNELS[kind](rows, p, random_state, policy)
    policy = policy or plain_policy("table")
    if kind == "sparse":
        return fit_sparse_kernel(rows, p, policy)
    if layout is not None and layout.sizes:
        return MixedKernel(rows, p, layout, policy)
    return LinearKernel(rows, p, policy)


def kernel_share(n_rows, kernel_fraction="auto", has_categories=False):
    """Return the share of a class's candidates that its real rows make.

    Parameters
    ----------
    n_rows : int
        Rows of the class.
    kernel_fraction : "auto" or float, default="auto"
        A float is returned as it is.
    has_categories : bool, default=False
        Whether the rows are those of a mixed table.

    Returns
    -------
    share : float
        From 0, generator only, to 1, kernel only.

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
