"""Small histograms of two samples, as SVG."""

import numpy as np

from skgan._html._page import Bars
from skgan._spec import Array

HEIGHT, WIDTH = 30.0, 120.0  # of the picture, in units of SVG


def as_bars(filled: Array, line: Array | None, alt: str) -> Bars:
    """Return shares as bars, and other shares, if any, as a line over them.

    Examples
    --------
    >>> from skgan._html import as_bars
    >>> as_bars([0.5, 0.25], [0.25, 0.5], "halves").filled
    'M0 30V0H60V15H120V30Z'
    """
    both = [np.asarray(one, float) for one in (filled, line) if one is not None]
    tallest = max((one.max(initial=0.0) for one in both), default=0.0) or 1.0
    paths = [as_path(HEIGHT * (1.0 - one / tallest)) for one in both]
    return Bars(paths[0] + "Z", paths[1] if line is not None else "", alt)


def as_path(tops: Array) -> str:
    """Return the SVG path of steps at the given heights, from left to right."""
    right = WIDTH / max(len(tops), 1) * np.arange(1, len(tops) + 1)
    steps = [f"V{y:.3g}H{x:.3g}" for x, y in zip(right, tops, strict=True)]
    return f"M0 {HEIGHT:g}{''.join(steps)}V{HEIGHT:g}"
