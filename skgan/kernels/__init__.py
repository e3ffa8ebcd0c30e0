"""Candidates made from real rows of a class, without a network."""

from skgan.kernels._linear import linear_kernel
from skgan.kernels._share import kernel_share
from skgan.kernels._warp import warp_images, warp_signals

__all__ = ["draw_from_rows", "kernel_share", "linear_kernel"]

KERNELS = {1: linear_kernel, 2: warp_signals, 3: warp_images}


def draw_from_rows(rows, n_samples, random_state, reach=0.7, p=None):
    """Draw new samples near the real rows of one class.

    Tables: :func:`linear_kernel`. Signals and images: small random warps.

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
    return kernel(rows, n_samples, random_state, reach, p)
