"""Simulated rarity: choose the policy for rare classes with the help of frequent ones.

The few rows of a rare class are not enough to evaluate samples that are made from them.
Therefore, some frequent classes are reduced to as few rows as the rare ones have, and
over-sampled by each policy. The rows that were left out show which policy is best.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from skgan.kernels._policies import Policy

__all__ = ["Trial", "choose_policy", "thin_classes"]

N_DRAWS = 8
MIN_DRAWS = 3  # before policies that are much worse are dropped
BEHIND = 3.0  # standard errors below the best
CLEARLY = 1.5  # standard errors above the plain policy
MIN_GAIN = 0.005  # in class-average accuracy; for less, the plain policy is kept
MIN_ROWS = 4  # of a class that was reduced
MIN_LEFT_OUT = 20  # rows of a class that was reduced
MAX_CLASSES = 30  # in a draw
MAX_KNOWN = 120  # rows of a class that is not reduced
MAX_LEFT_OUT = 60  # rows of a class that are used for testing
LEFT_OUT = 0.25  # share of a class that is not reduced
Rows = dict[int, np.ndarray]


class Trial(NamedTuple):
    """One draw: the known rows, the rows for testing, and the numbers to generate."""

    known: Rows
    left_out: Rows
    n_new: dict[int, int]


def thin_classes(rows: Mapping[int, np.ndarray], random_state: Any) -> Trial | None:
    """Reduce half of the frequent classes to as few rows as the rare ones have.

    Return None if no class has enough rows to be reduced.
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

    The first policy is the plain one. Another policy is chosen if its mean gain over
    the draws is the largest and clearly above 0. All policies are tried on the same
    draws. Policies that are much worse than the best one are dropped during the
    comparison.

    Parameters
    ----------
    rows : dict
        Rows by label.
    policies : dict
        Parts of each policy by name.
    grow : callable
        A function of a trial and a random state. It returns a function of the parts of
        a policy and a random state, which returns new rows by label.
    judge : callable
        A function of a trial, new rows and a seed. It returns the accuracy for each
        class with rows that were left out.
    random_state : RandomState instance
        Source of randomness.

    Returns
    -------
    policy : Policy
        The chosen policy, with the scores of all policies that were compared.
    """
    plain, *_ = policies
    gains: dict[str, list[float]] = {name: [] for name in policies}
    alive = [*policies]
    for n_draws in range(1, N_DRAWS + 1):
        trial = thin_classes(rows, random_state)
        if trial is None:
            return Policy(
                plain, policies[plain], {}, "no class has enough rows to compare"
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
    """Return the plain policy and those that are not much worse than the best one."""
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
