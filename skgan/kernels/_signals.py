"""The kernel of signals: differences of all classes, small moves and smooth gains."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from skgan.kernels._base import Kernel
from skgan.kernels._policies import Policy, plain_policy

__all__ = ["SignalKernel", "warp_signals"]

PLAIN = plain_policy("signal")
WAVES = 6  # cosines in a curve, with up to two and a half periods per signal


@dataclass
class SignalKernel(Kernel):
    """Draw samples by shifting, bending and mixing the rows of each class.

    Its samples are not filtered, so that they stay evenly distributed.

    Attributes
    ----------
    rows, p : dict
        Encoded signals (n_rows, time, channels), and their probabilities or None, by
        label.
    policy : Policy
        A policy of signals.
    """

    rows: dict[int, np.ndarray]
    p: dict[int, np.ndarray | None]
    policy: Policy = PLAIN
    rank: ClassVar[int] = 2

    def move(self, label, n_samples, moves, random_state):
        """Return new encoded signals of a class (n_samples, time, channels)."""
        rows, p, donors = self.rows[label], self.p[label], [*self.rows.values()]
        return warp_signals(rows, n_samples, random_state, moves, p, donors)


def warp_signals(rows, n_samples, random_state, moves, p=None, donors=()):
    """Draw varied copies of rows (n_rows, time, channels) of one class.

    A part of the difference between two rows of one class is added to a row. The row is
    then shifted and bent in time, and scaled by a smooth curve. Half of the differences
    are from other classes, `donors`, because variations within a frequent class also
    occur in rare ones. All random values are spread evenly, because often only a few
    samples are drawn: rows are used equally often, and shifts cover their whole range.
    Without `moves`, rows are copied.

    References
    ----------
    B. K. Iwana, S. Uchida, "An empirical survey of data augmentation for time series
    classification with neural networks", PLOS ONE 16 (2021): the moves and gains.
    """
    steps = rows.shape[1]
    signals = rows[draw_evenly(p_or_equal(rows, p), n_samples, random_state)]
    own = rows if p is None else rows[p > 0]
    difference, longest, bending, scaling = (
        moves.get(name, 0.0) for name in ("difference", "shift", "bend", "gain")
    )
    part = difference * spread_evenly(n_samples, random_state)[:, None, None]
    signals = signals + part * draw_differences(own, donors, n_samples, random_state)
    shift = longest * (2 * spread_evenly(n_samples, random_state) - 1)[:, None]
    bend = bending * smooth_curves(n_samples, steps, random_state)
    gain = scaling * smooth_curves(n_samples, steps, random_state)
    time = np.arange(steps) + steps * (shift + bend)
    moved = read_between(signals, time)
    return (moved * (1 + gain)[..., None]).astype(rows.dtype)


def p_or_equal(rows, p):
    """Return the probability of each row."""
    return np.full(len(rows), 1 / len(rows)) if p is None else p


def spread_evenly(n, random_state):
    """Return n numbers in random order, one in each of n equal parts of [0, 1)."""
    return (random_state.permutation(n) + random_state.random_sample(n)) / max(n, 1)


def draw_evenly(p, n, random_state):
    """Return n indices in random order, with frequencies near their probabilities."""
    # Rounding at the end must not select an index with probability 0.
    usable = np.flatnonzero(p)
    cumulated = np.cumsum(p[usable])
    place = spread_evenly(n, random_state) * cumulated[-1]
    drawn = np.searchsorted(cumulated, place, "right")
    return usable[np.minimum(drawn, len(usable) - 1)]


def draw_differences(own, donors, n, random_state):
    """Return n differences between two rows of one class, half of them of `own`.

    The probability of another class is proportional to its degrees of freedom, so that
    the other half has the pooled within-class covariance.
    """
    sources = [own, *donors]
    freedom = np.array([len(rows) - 1.0 for rows in sources])
    drawn = np.zeros((n, *own.shape[1:]), own.dtype)
    if not freedom.any():
        return drawn
    own_weight = min(freedom[0], 1.0)
    lent = freedom[1:].sum()
    p = np.r_[own_weight, freedom[1:] / lent if lent else freedom[1:]]
    source = draw_evenly(p / p.sum(), n, random_state)
    for label in np.unique(source):
        chosen, rows = np.flatnonzero(source == label), sources[label]
        one = draw_evenly(p_or_equal(rows, None), len(chosen), random_state)
        other = one + random_state.randint(1, len(rows), size=len(chosen))
        drawn[chosen] = rows[one] - rows[other % len(rows)]
    return drawn


def smooth_curves(n, steps, random_state):
    """Return n random curves (n, steps) with mean 0 and variance about 1."""
    wave = np.arange(WAVES)[:, None]
    waves = np.cos(np.pi * wave * (np.arange(steps) + 0.5) / steps)
    curves = random_state.normal(size=(n, WAVES)) @ waves
    return curves / np.sqrt((WAVES + 1) / 2)


def read_between(signals, time):
    """Return signals interpolated at steps (n, steps); the ends are repeated."""
    last = signals.shape[1] - 1
    time = np.clip(time, 0, last)
    before = np.floor(time).astype(int)
    after = np.minimum(before + 1, last)
    part = (time - before)[..., None]
    signal = np.arange(len(signals))[:, None]
    return signals[signal, before] * (1 - part) + signals[signal, after] * part
