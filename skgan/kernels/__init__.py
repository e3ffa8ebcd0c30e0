"""Candidates made from real rows of a class, without a network."""

from skgan.kernels._linear import linear_kernel
from skgan.kernels._share import kernel_share
from skgan.kernels._signals import tolerated_moves, warp_signals
from skgan.kernels._warp import warp_images

__all__ = [
    "draw_from_rows",
    "fit_kernel",
    "kernel_share",
    "linear_kernel",
    "tolerated_moves",
    "warp_signals",
]

KERNELS = {1: linear_kernel, 2: warp_signals, 3: warp_images}


def fit_kernel(rows, random_state):
    """Learn the settings of a kernel from the real rows.

    Parameters
    ----------
    rows : dict
        Label to encoded rows of shape (n_rows, *shape).
    random_state : numpy.random.RandomState
        Source of the randomness; used for signals only.

    Returns
    -------
    settings : dict
        Further parameters for :func:`draw_from_rows`. Signals: "donors", the rows of
        each class, and "time_reach", how far they may be moved. Else empty.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import fit_kernel
    >>> fit_kernel({0: np.zeros((2, 3)), 1: np.zeros((9, 3))}, None)
    {}
    """
    donors = list(rows.values())
    if donors[0].ndim != 3:
        return {}
    return {"donors": donors, "time_reach": tolerated_moves(donors, random_state)}


def draw_from_rows(rows, n_samples, random_state, reach=0.7, p=None, **settings):
    """Draw new samples near the real rows of one class.

    Tables: :func:`linear_kernel`. Signals: :func:`warp_signals`. Images: small random
    warps.

    Parameters
    ----------
    rows : ndarray of shape (n_rows, *shape)
        Encoded rows of the class, two at least.
    n_samples : int
        How many to draw.
    random_state : numpy.random.RandomState
        Source of the randomness.
    reach : float, default=0.7
        How far to go from a row; for tables the upper bound of u.
    p : ndarray of shape (n_rows,), default=None
        Probability of each row; None: all the same.
    **settings : dict
        What :func:`fit_kernel` has learnt.

    Returns
    -------
    samples : ndarray of shape (n_samples, *shape), dtype float32
        New encoded samples.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import draw_from_rows
    >>> rows = np.array([[0.0, 0.0], [1.0, 1.0]], dtype=np.float32)
    >>> draw_from_rows(rows, 3, np.random.RandomState(0)).shape
    (3, 2)
    """
    kernel = KERNELS[rows.ndim - 1]
    return kernel(rows, n_samples, random_state, reach, p, **settings)
