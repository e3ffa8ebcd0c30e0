"""The kernel of signals: differences lent by all classes, small moves, smooth gains."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

import numpy as np

__all__ = ["SignalKernel", "fit_signal_kernel", "tolerated_moves", "warp_signals"]

# At reach 1. Means over eight sets are flat around these (docs/quality.md).
STEP = 0.5  # of the difference between two rows
SHIFT = 0.07  # of the length
BEND = 0.015  # of the length, standard deviation of the curve that bends time
GAIN = 0.15  # of a value, standard deviation of the curve that scales the signal
WAVES = 6  # cosines in a curve: up to two and a half periods a signal


@dataclass
class SignalKernel:
    """Draw by :func:`warp_signals` from the rows of each class.

    Attributes
    ----------
    rows : dict
        Label to encoded signals (n_rows, time, channels).
    p : dict
        Label to the probabilities of its rows, or to None.
    time_reach : float
        How far signals may be moved in time.
    """

    rows: dict
    p: dict
    time_reach: float = 1.0
    is_filtered: ClassVar[bool] = False  # what it spreads evenly should stay even

    def draw(self, label, n_samples, random_state):
        """Return new encoded signals of a class (n_samples, time, channels)."""
        return warp_signals(
            self.rows[label],
            n_samples,
            random_state,
            p=self.p[label],
            donors=list(self.rows.values()),
            time_reach=self.time_reach,
        )


def fit_signal_kernel(rows, p, random_state):
    """Choose how far signals may be moved in time.

    Parameters
    ----------
    rows : dict
        Label to encoded signals (n_rows, time, channels).
    p : dict
        Label to the probabilities of its rows, or to None.
    random_state : numpy.random.RandomState
        Source of the randomness.

    Returns
    -------
    kernel : SignalKernel
        Ready to draw from.
    """
    reach = tolerated_moves(list(rows.values()), random_state)
    return SignalKernel(rows, p, reach)


def warp_signals(
    rows,
    n_samples,
    random_state,
    reach=0.7,
    p=None,
    donors=(),
    time_reach=1.0,
):
    """Draw varied copies of rows of one class.

    To a row is added a part of the difference between two rows of one class, then it
    is shifted and bent in time, then scaled by a smooth curve. Half of the differences
    are lent by other classes: what varies within a class of many rows will mostly vary
    in one of four. All that is drawn is spread evenly, rows are used equally often and
    shifts come from all of their range: often only a handful of samples is wanted.

    Parameters
    ----------
    rows : ndarray of shape (n_rows, time, channels)
        Encoded rows of the class; a single one is copied and warped.
    n_samples : int
        How many to draw.
    random_state : numpy.random.RandomState
        Source of the randomness.
    reach : float, default=0.7
        How far to go from a row; 0 copies it.
    p : ndarray of shape (n_rows,), default=None
        Probability of each row; None: all the same.
    donors : sequence of ndarray of shape (n_rows, time, channels), default=()
        Rows of each class, this one's may be among them, whose differences are lent.
        Without, all differences are of the class itself.
    time_reach : float, default=1.0
        Scales the moves in time alone; see :func:`tolerated_moves`.

    Returns
    -------
    samples : ndarray of shape (n_samples, time, channels), dtype float32
        New encoded signals.

    References
    ----------
    B. K. Iwana, S. Uchida, "An empirical survey of data augmentation for time series
    classification with neural networks", PLOS ONE 16 (2021): the moves and gains.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels._signals import warp_signals
    >>> rows = np.zeros((2, 8, 1), dtype=np.float32)
    >>> warp_signals(rows, 3, np.random.RandomState(0)).shape
    (3, 8, 1)
    """
    steps = rows.shape[1]
    signals = rows[draw_evenly(p_or_equal(rows, p), n_samples, random_state)]
    own = rows if p is None else rows[p > 0]
    part = reach * STEP * spread_evenly(n_samples, random_state)[:, None, None]
    signals = signals + part * draw_differences(own, donors, n_samples, random_state)
    shift = SHIFT * (2 * spread_evenly(n_samples, random_state) - 1)[:, None]
    bend = BEND * smooth_curves(n_samples, steps, random_state)
    gain = GAIN * smooth_curves(n_samples, steps, random_state)
    time = np.arange(steps) + reach * time_reach * steps * (shift + bend)
    moved = read_between(signals, time)
    return (moved * (1 + reach * gain)[..., None]).astype(rows.dtype)


def p_or_equal(rows, p):
    """Return the probability of each row."""
    return np.full(len(rows), 1 / len(rows)) if p is None else p


def spread_evenly(n, random_state):
    """Return n numbers in [0, 1) in random order, one in each n-th of it."""
    return (random_state.permutation(n) + random_state.random_sample(n)) / max(n, 1)


def draw_evenly(p, n, random_state):
    """Return n indices in random order, each as often as its probability says."""
    # What is of probability 0 must not be met by a number at the rounded end.
    usable = np.flatnonzero(p)
    cumulated = np.cumsum(p[usable])
    place = spread_evenly(n, random_state) * cumulated[-1]
    drawn = np.searchsorted(cumulated, place, "right")
    return usable[np.minimum(drawn, len(usable) - 1)]


def draw_differences(own, donors, n, random_state):
    """Return n differences between two rows of one class, half of them of `own`.

    Another class is as likely as its degrees of freedom, so that the other half are
    those of the covariance within the classes, pooled.
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
    """Return n random curves (n, steps) of mean 0 and variance about 1."""
    wave = np.arange(WAVES)[:, None]
    waves = np.cos(np.pi * wave * (np.arange(steps) + 0.5) / steps)
    curves = random_state.normal(size=(n, WAVES)) @ waves
    return curves / np.sqrt((WAVES + 1) / 2)


def read_between(signals, time):
    """Return signals read at fractional steps (n, steps); the ends are repeated."""
    last = signals.shape[1] - 1
    time = np.clip(time, 0, last)
    before = np.floor(time).astype(int)
    after = np.minimum(before + 1, last)
    part = (time - before)[..., None]
    signal = np.arange(len(signals))[:, None]
    return signals[signal, before] * (1 - part) + signals[signal, after] * part


# How far signals may be moved in time is seen from the real rows: in a spectrum or a
# day's load a place has a meaning, in a movement or a heartbeat it has none.
CANDIDATES = (1.0, 0.3, 0.0)
REPEATS = 12
MOST_KNOWN, MOST_HELD_OUT = 10, 25  # rows of a class
MOST_SAMPLES = 600  # of all classes, up to 40 of each
MOST_VALUES = 4096  # of a row; channels beyond are left out
CLEARLY = 2.0  # standard errors; the moves stay unless another reach is better


def tolerated_moves(rows, random_state):
    """Choose how far signals may be moved in time, by held-out rows.

    Again and again, few rows of each class are known and grown by the kernel, and
    two simple classifiers that see the result judge the rest. Moves that carry a row
    to where another class lies make them worse.

    Parameters
    ----------
    rows : list of ndarray of shape (n_rows, time, channels)
        Encoded rows of each class.
    random_state : numpy.random.RandomState
        Source of the randomness.

    Returns
    -------
    time_reach : float
        1, 0.3 or 0: 1 unless another is clearly better.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels._signals import tolerated_moves
    >>> noise = np.random.RandomState(0).normal(size=(2, 6, 16, 1))
    >>> tolerated_moves(list(noise), np.random.RandomState(0))
    1.0
    """
    rows = [thin_out(of_class) for of_class in rows]
    n_known = int(np.clip(min(map(len, rows)) - 1, 2, MOST_KNOWN))
    if len(rows) < 2 or max(map(len, rows)) <= n_known:
        return CANDIDATES[0]
    seeds = random_state.randint(np.iinfo(np.int32).max, size=REPEATS)
    scores = np.array(
        [[score_reach(rows, n_known, reach, s) for s in seeds] for reach in CANDIDATES]
    )
    gain = scores - scores[0]
    error = np.maximum(gain.std(axis=1, ddof=1) / np.sqrt(REPEATS), 1e-9)
    better = np.where(gain.mean(axis=1) > CLEARLY * error, gain.mean(axis=1), 0.0)
    return CANDIDATES[int(better.argmax())]


def thin_out(rows):
    """Return rows with so few of their channels that judging them takes little."""
    channels = max(1, MOST_VALUES // rows.shape[1])
    return rows[..., :: -(-rows.shape[2] // channels)]


def score_reach(rows, n_known, time_reach, seed):
    """Return how well two classifiers, grown from few rows, know the others."""
    random_state = np.random.RandomState(seed)
    orders = [random_state.permutation(len(of_class)) for of_class in rows]
    known = [r[o[:n_known]] for r, o in zip(rows, orders, strict=True)]
    unknown = [
        r[o[n_known:][:MOST_HELD_OUT]] for r, o in zip(rows, orders, strict=True)
    ]
    n_new = int(np.clip(MOST_SAMPLES // len(rows), 5, 40))
    grown = [
        np.concatenate(
            [r, warp_signals(r, n_new, random_state, 0.7, None, known, time_reach)]
        )
        for r in known
    ]
    X, y = pile(grown)
    X_test, y_test = pile(unknown)
    return class_average_accuracy(X, y, X_test, y_test)


def pile(rows):
    """Return the flat rows of all classes and their labels."""
    flat = np.concatenate([r.reshape(len(r), prod(r.shape[1:])) for r in rows]).astype(
        float
    )
    return flat, np.repeat(np.arange(len(rows)), [len(r) for r in rows])


def class_average_accuracy(X, y, X_test, y_test):
    """Return the mean over nearest neighbour and ridge regression with RBF kernel."""
    n_classes = y.max() + 1
    far = squared_distances(X_test, X)
    nearest = y[far.argmin(axis=1)]
    width = max(np.median(far), np.finfo(float).tiny)
    similar = np.exp(-squared_distances(X, X) / width)
    target = np.eye(n_classes)[y] - 1 / n_classes
    weights = np.linalg.solve(similar + 0.1 * np.eye(len(X)), target)
    regressed = (np.exp(-far / width) @ weights).argmax(axis=1)
    of_class = np.bincount(y_test, minlength=n_classes)
    right = (nearest == y_test) / 2 + (regressed == y_test) / 2
    per_class = np.bincount(y_test, right, n_classes)[of_class > 0]
    return np.mean(per_class / of_class[of_class > 0])


def squared_distances(A, B):
    """Return the squared Euclidean distances between rows of A and of B."""
    squares = (A * A).sum(axis=1)[:, None] + (B * B).sum(axis=1) - 2 * A @ B.T
    return np.maximum(squares, 0.0)
