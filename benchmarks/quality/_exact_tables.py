"""Tables with exact values, groups and rules for exact.py: made ones, and KEEL's."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from _keel import read_keel

KEEL_SETS = (
    "kddcup-buffer_overflow_vs_back",
    "kddcup-guess_passwd_vs_satan",
    "kddcup-land_vs_portsweep",
    "abalone9-18",
    "page-blocks-1-3_vs_4",
    "winequality-red-4",
    "winequality-white-3_vs_7",
)
N_ROWS, N_RARE = 1000, 60
PRICES = (4.99, 9.99, 19.99, 49.99)
N_GROUPS, GROUP_SIZE = 5, 4
TOLERANCE = 1e-6  # of a sum


@dataclass(frozen=True)
class Made:
    """A table of two classes, 1 the rare one.

    Parameters
    ----------
    name : str
        As in the printed table.
    X : ndarray of shape (n_samples, n_columns), float64
        Rows.
    y : ndarray of shape (n_samples,), int
        Classes.
    nominal_blocks : tuple of slice
        Groups of columns of which each row has exactly one 1.
    rule : callable or None
        ``rule(X)`` tells which rows keep to a rule between columns.
    """

    name: str
    X: np.ndarray
    y: np.ndarray
    nominal_blocks: tuple = ()
    rule: object = field(default=None, compare=False)


def zeros(rng, rare):
    """Amounts, half of them zero: rarer so in the rare class."""
    amounts = rng.exponential(1 + 0.5 * rare, (N_ROWS, 5))
    return np.where(rng.uniform(size=amounts.shape) < 0.6 - 0.3 * rare, 0.0, amounts)


def sentinels(rng, rare):
    """Numbers with -999 where they were not measured."""
    numbers = rng.normal(0.7 * rare, size=(N_ROWS, 5))
    is_unknown = rng.uniform(size=numbers.shape) < 0.2 + 0.2 * rare
    return np.where(is_unknown, -999.0, numbers)


def caps(rng, rare):
    """Amounts that a counter cuts at 2."""
    return np.minimum(rng.exponential(1 + 0.5 * rare, (N_ROWS, 5)), 2.0)


def price_points(rng, rare):
    """Two columns of four prices, and numbers."""
    rank = rng.binomial(3, 0.35 + 0.2 * rare, (N_ROWS, 2))
    return np.hstack([np.take(PRICES, rank), rng.normal(0.5 * rare, size=(N_ROWS, 3))])


def decimals(rng, rare):
    """Cents, ten-thousandths and whole hundreds."""
    numbers = rng.normal(50 + 10 * rare, 10, (N_ROWS, 3))
    places = (2, 4, -2)
    scaled = numbers * [1, 1, 100]
    return np.transpose([np.round(c, p) for c, p in zip(scaled.T, places, strict=True)])


def one_hot(rng, rare):
    """Five categories, one-hot by hand, and a number."""
    shape = N_ROWS, N_GROUPS
    codes = rng.binomial(GROUP_SIZE - 1, 0.35 + 0.25 * rare, shape)
    groups = np.eye(GROUP_SIZE)[codes].reshape(N_ROWS, -1)
    return np.hstack([groups, rng.normal(size=(N_ROWS, 1))])


def shares(rng, rare):
    """Five shares of a whole."""
    parts = rng.gamma(1 + rare * np.array([2, 1, 0, 0, 0]))
    return parts / parts.sum(axis=1, keepdims=True)


def start_and_end(rng, rare):
    """Two pairs of a start and an end that is not before it."""
    starts = rng.uniform(0, 100, (N_ROWS, 2))
    ends = starts + rng.exponential(4 + 4 * rare, starts.shape)
    return np.hstack([starts, ends, rng.normal(0.5 * rare, size=(N_ROWS, 1))])


def sum_to_one(X):
    """Tell which rows do."""
    return np.abs(X.sum(axis=1) - 1) < TOLERANCE


def start_before_end(X):
    """Tell in which rows no start is after its end."""
    return (X[:, :2] <= X[:, 2:4]).all(axis=1)


MAKERS = {
    "zeros": zeros,
    "sentinels": sentinels,
    "caps": caps,
    "price points": price_points,
    "decimals": decimals,
    "one-hot groups": one_hot,
    "sum to 1": shares,
    "start <= end": start_and_end,
}
BLOCKS = {
    "one-hot groups": tuple(
        slice(i * GROUP_SIZE, (i + 1) * GROUP_SIZE) for i in range(N_GROUPS)
    )
}
RULES = {"sum to 1": sum_to_one, "start <= end": start_before_end}
EXACT_SETS = (*MAKERS, *KEEL_SETS)


@cache
def read_table(name):
    """Make a table, or read one of KEEL's."""
    if name not in MAKERS:
        return read_keel(name)
    y = np.repeat([0, 1], [N_ROWS - N_RARE, N_RARE])
    X = MAKERS[name](np.random.RandomState(0), y[:, None])
    return Made(name, X, y, BLOCKS.get(name, ()), RULES.get(name))
