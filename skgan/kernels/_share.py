"""How much of a class comes from the kernel, and how much from the generator."""

import numpy as np

__all__ = ["kernel_share"]

# Generated samples help from about 35 rows of a class and hurt at 17 (measured on
# 17 tables): below the first number all candidates are the kernel's, from the
# second on as few as may be.
ALL_KERNEL_ROWS = 15
LEAST_KERNEL_ROWS = 45
LEAST_SHARE = 0.5
LEAST_SHARE_OF_CATEGORIES = 0.9  # which go together in ways that generators blur


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
