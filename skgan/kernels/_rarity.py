"""Simulated rarity: which policy helps rare classes, as frequent ones tell.

The few rows of a rare class can't judge what is made of them. So some frequent classes
are thinned to as few rows as the rare ones have, and grown again by each policy; their
rows that were left out judge.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from skgan.kernels._policies import Policy

__all__ = ["Trial", "choose_policy", "thin_classes"]

N_DRAWS = 8
MIN_DRAWS = 3  # before policies that are behind are dropped
BEHIND = 3.0  # standard errors below the best
CLEARLY = 1.5  # standard errors above the plain policy
MIN_GAIN = 0.005  # in class-average accuracy; less is not worth another policy
MIN_ROWS = 4  # of a class that was thinned
MIN_LEFT_OUT = 20  # rows of a class that was thinned
MAX_CLASSES = 30  # in a draw
MAX_KNOWN = 120  # rows of a class that keeps its rows
MAX_LEFT_OUT = 60  # rows of a class that judge
LEFT_OUT = 0.25  # of a class that keeps its rows
Rows = dict[int, np.ndarray]


class Trial(NamedTuple):
    """One draw: the rows that are known, those that judge, and how many are wanted."""

    known: Rows
    left_out: Rows
    n_new: dict[int, int]


def thin_classes(rows: Mapping[int, np.ndarray], random_state: Any) -> Trial | None:
    """Thin half of the frequent classes to as few rows as the rare ones have.

    Returns None where no class has enough rows to be thinned.
    """
    counts = {label: len(of_class) for label, of_class in rows.items()}
    most = max(counts.values())
    rare = [n for n in counts.values() if 2 * n < most]
    n_rare = max(MIN_ROWS, int(np.median(rare))) if rare else most
    usable = [
        c for c, n in counts.items() if n >= max(2 * n_rare, n_rare + MIN_LEFT_OUT)
    ]
    if not usable:
        return None
    order = random_state.permutation(usable)
    thinned = {*order[: min(len(usable) + 1, MAX_CLASSES) // 2].tolist()}
    others = [label for label in rows if label not in thinned]
    if len(rows) > MAX_CLASSES:
        kept = MAX_CLASSES - len(thinned)
        others = random_state.permutation(others)[:kept].tolist()
    known, left_out = {}, {}
    for label in sorted((*thinned, *others)):
        of_class = rows[label]
        n = len(of_class)
        mixed = of_class[random_state.permutation(n)]
        n_known = n_rare if label in thinned else n - int(LEFT_OUT * n)
        known[label] = mixed[: min(n_known, MAX_KNOWN)]
        left_out[label] = mixed[n_known : n_known + MAX_LEFT_OUT]
    most = max(map(len, known.values()))
    return Trial(known, left_out, {c: most - len(k) for c, k in known.items()})


def choose_policy(
    rows: Rows,
    policies: Mapping[str, Any],
    grow: Callable[[Trial, Any], Callable[[Any, Any], Rows]],
    judge: Callable[[Trial, Rows, Any], Mapping[int, float]],
    random_state: np.random.RandomState,
) -> Policy:
    """Choose a policy by simulated rarity.

    The first policy is the plain one. Another is taken when its mean gain over the
    draws is the largest and clearly above 0; all policies see the same draws. Those
    that are far behind the best are dropped on the way.

    Parameters
    ----------
    rows : dict
        Label to rows.
    policies : dict
        Name to the parts of the policy.
    grow : callable
        From a trial and a source of randomness to a function that returns, for the
        parts of a policy and a source of randomness, new rows by label.
    judge : callable
        From a trial, new rows and a source of randomness to the accuracy of each class
        that has rows left out.
    random_state : RandomState instance
        Source of the randomness.

    Returns
    -------
    policy : Policy
        With the scores of all that were judged.
    """
    plain, *_ = policies
    gains: dict[str, list[float]] = {name: [] for name in policies}
    alive = [*policies]
    for n_draws in range(1, N_DRAWS + 1):
        trial = thin_classes(rows, random_state)
        if trial is None:
            return Policy(
                plain, policies[plain], {}, "no class has rows enough to judge"
            )
        draw = grow(trial, random_state)
        seed = int(random_state.randint(np.iinfo(np.int32).max))
        scores = {}
        for name in alive:
            new = draw(policies[name], np.random.RandomState(seed))
            scores[name] = np.mean([*judge(trial, new, seed).values()])
        for name in alive:
            gains[name].append(float(scores[name] - scores[plain]))
        if n_draws >= MIN_DRAWS:
            alive = still_alive(gains, alive, plain)
        if len(alive) == 1:
            break
    told = {name: mean_and_error(gain) for name, gain in gains.items()}
    better = [n for n in alive if told[n][0] > max(MIN_GAIN, CLEARLY * told[n][1])]
    chosen = max(better, key=lambda name: told[name][0], default=plain)
    reason = "judged by simulated rarity"
    return Policy(chosen, policies[chosen], told, reason)


def still_alive(
    gains: dict[str, list[float]], alive: list[str], plain: str
) -> list[str]:
    """Return the policies that are not far behind the best; the plain one stays."""
    best = max(alive, key=lambda name: np.mean(gains[name]))
    kept = []
    for name in alive:
        behind, error = mean_and_error(np.subtract(gains[best], gains[name]))
        if name in (plain, best) or behind <= max(BEHIND * error, MIN_GAIN):
            kept.append(name)
    return kept


def mean_and_error(values: Any) -> tuple[float, float]:
    """Return the mean and its standard error."""
    error = np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else np.inf
    return float(np.mean(values)), float(error)
