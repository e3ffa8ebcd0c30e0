"""Choose the policy of signals, that is, how far they are moved in time."""

from dataclasses import replace
from math import prod

import numpy as np

from skgan.kernels._policies import POLICIES, Policy
from skgan.kernels._signals import PLAIN, SignalKernel, warp_signals

__all__ = ["choose_signal_policy", "fit_signal_kernel"]

# The best move in time is found from the real rows: in a spectrum or the load of a day,
# positions have a meaning, but in a movement or a heartbeat they have none.
CANDIDATES = {
    name: POLICIES["signal"][name] for name in ("moves", "small moves", "in place")
}
REPEATS = 12
MOST_KNOWN, MOST_HELD_OUT = 10, 25  # rows of a class
MOST_SAMPLES = 600  # of all classes, up to 40 of each
MOST_VALUES = 4096  # of a row; further channels are left out
CLEARLY = 2.0  # standard errors by which another policy must be better


def fit_signal_kernel(rows, p, random_state, policy=None):
    """Fit the kernel of signals (n_rows, time, channels); choose a policy if needed."""
    if policy is None:
        policy = choose_signal_policy([*rows.values()], random_state)
    return SignalKernel(rows, p, policy)


def choose_signal_policy(rows, random_state):
    """Return the policy with the best accuracy on held-out rows.

    Repeatedly, a few rows of each class are over-sampled by the kernel, and two simple
    classifiers are fitted on the result and evaluated on the other rows. Moves that
    transform a row into one of another class make the classifiers worse.
    """
    rows = [thin_out(of_class) for of_class in rows]
    n_known = int(np.clip(min(map(len, rows)) - 1, 2, MOST_KNOWN))
    if len(rows) < 2 or max(map(len, rows)) <= n_known:
        return replace(PLAIN, reason="plain: too few rows or classes to compare")
    seeds = random_state.randint(np.iinfo(np.int32).max, size=REPEATS)
    names, parts_of = [*CANDIDATES], [*CANDIDATES.values()]
    scores = np.array(
        [[score(rows, n_known, parts[0], s) for s in seeds] for parts in parts_of]
    )
    gain = scores - scores[0]
    error = np.maximum(gain.std(axis=1, ddof=1) / np.sqrt(REPEATS), 1e-9)
    mean = gain.mean(axis=1)
    chosen = names[int(np.where(mean > CLEARLY * error, mean, 0.0).argmax())]
    pairs = zip(mean.tolist(), error.tolist(), strict=True)
    told = dict(zip(names, pairs, strict=True))
    return Policy(chosen, CANDIDATES[chosen], told, "judged by held-out rows")


def thin_out(rows):
    """Return rows with few enough channels for a quick comparison."""
    channels = max(1, MOST_VALUES // rows.shape[1])
    return rows[..., :: -(-rows.shape[2] // channels)]


def score(rows, n_known, moves, seed):
    """Return the accuracy on other rows of classifiers fitted on over-sampled rows."""
    random_state = np.random.RandomState(seed)
    orders = [random_state.permutation(len(of_class)) for of_class in rows]
    known = [r[o[:n_known]] for r, o in zip(rows, orders, strict=True)]
    end = n_known + MOST_HELD_OUT
    unknown = [r[o[n_known:end]] for r, o in zip(rows, orders, strict=True)]
    n_new = int(np.clip(MOST_SAMPLES // len(rows), 5, 40))
    new = [warp_signals(r, n_new, random_state, moves, donors=known) for r in known]
    grown = [np.concatenate(both) for both in zip(known, new, strict=True)]
    return class_average_accuracy(*pile(grown), *pile(unknown))


def pile(rows):
    """Return the flattened rows of all classes and their labels."""
    flat = np.concatenate([r.reshape(len(r), prod(r.shape[1:])) for r in rows])
    return flat.astype(float), np.repeat(np.arange(len(rows)), [len(r) for r in rows])


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
