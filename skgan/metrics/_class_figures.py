"""The figures of a report: encoded rows in, a table with a row for each class out."""

from math import prod

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import NearestNeighbors

from skgan.metrics._classifier_test import classifier_two_sample_test
from skgan.metrics._copies import memorization_rate
from skgan.metrics._fidelity import fit_judge
from skgan.metrics._manifold import precision_recall_density_coverage
from skgan.metrics._ms_ssim import ms_ssim_diversity
from skgan.metrics._two_sample import energy_distance

__all__ = ["MIN_ROWS", "figures_of_classes", "most_rows"]

MIN_ROWS = 2  # held out of a class: the least that shows any spread
MAX_ROWS = 500  # of a class: figures need no more, and are there in seconds
MAX_VALUES = 2**24  # of all classes: 10 of 64 x 64 colours take half a minute
FEWEST_AT_MOST = 20  # of a class, however many and however large the samples are
N_FOLDS = 5  # of the held-out rows, to learn the classes from
N_NEIGHBORS = 5  # as the authors of density and coverage chose
MIN_TESTED = 4  # rows of each kind that a two-sample test takes
MIN_DIFFERENT = 3  # training rows that copies can be told among
# The kernel's samples are near to one row by design: up to .4 of them come below a
# third, the metric's default, but .1 below a tenth.
COPY_RATIO = 0.1
NO_LABEL = -1
REPEAT_RATIO = 0.1  # of the usual distance between neighbours


def most_rows(shape, n_classes):
    """Return how many rows of a class are looked at.

    Examples
    --------
    >>> from skgan.metrics._class_figures import most_rows
    >>> most_rows((64,), 10), most_rows((256, 256, 3), 10)
    (500, 20)
    """
    fits = MAX_VALUES // (prod(shape) * n_classes)
    return int(np.clip(fits, FEWEST_AT_MOST, MAX_ROWS))


def figures_of_classes(held, trained, generated, shape, random_state):
    """Compare generated with held-out rows, and training rows with these too.

    Parameters
    ----------
    held, trained, generated : dict
        Label to encoded rows (n_rows, ...): real ones that were not trained on, at
        least two of each; training rows; generated ones, no fewer than held-out ones.
    shape : tuple of int
        Of a sample: its rank says what kind of data they are.
    random_state : numpy.random.RandomState
        Of the classifiers, and the choice of rows where equal numbers are needed.

    Returns
    -------
    figures : DataFrame
        Indexed by label; the columns of :meth:`SamplerReport.to_frame` but "held_out".
    """
    held = flat(held)
    trained, generated = (
        {label: shuffled(rows, random_state) for label, rows in flat(kind).items()}
        for kind in (trained, generated)
    )
    recognised = class_figures(held, generated, random_state)
    figures = {}
    for label, rows in held.items():
        parts = rows, trained[label], generated[label]
        figures[label] = recognised[label] | {
            f"{name}{suffix}": value
            for name, pair in pair_figures(*parts, shape, random_state).items()
            for suffix, value in zip(("", "_real"), pair, strict=True)
        }
    return pd.DataFrame.from_dict(figures, orient="index")


def flat(kind):
    """Return label to rows of a table."""
    return {label: rows.reshape(len(rows), -1) for label, rows in kind.items()}


def shuffled(rows, random_state):
    """Return rows in random order: the kernel's samples come before the generator's."""
    return rows[random_state.permutation(len(rows))]


def class_figures(held, generated, random_state):
    """Return how well classifiers of held-out rows know others and generated ones.

    Each classifier learns from most folds, and is asked about one and about as large a
    part of the generated rows, so that both have the same chance.
    """
    if len(held) < 2:
        unknown = {
            "fidelity": np.nan,
            "fidelity_real": np.nan,
            "mistaken_for": NO_LABEL,
        }
        return dict.fromkeys(held, unknown)
    (X, y), (Z, asked) = stacked(held), stacked(generated)
    n_folds = min(N_FOLDS, *map(len, held.values()))
    folds = StratifiedKFold(n_folds, shuffle=True, random_state=random_state)
    seen_real, seen = np.empty_like(y), np.empty_like(asked)
    for i, (train, test) in enumerate(folds.split(X, y)):
        judge = fit_judge(X[train], y[train], random_state)
        seen_real[test] = judge.predict(X[test])
        seen[i::n_folds] = judge.predict(Z[i::n_folds])
    figures = {}
    for label in held:
        others = seen[(asked == label) & (seen != label)]
        figures[label] = {
            "fidelity": np.mean(seen[asked == label] == label),
            "fidelity_real": np.mean(seen_real[y == label] == label),
            "mistaken_for": np.bincount(others).argmax() if len(others) else NO_LABEL,
        }
    return figures


def pair_figures(held, trained, generated, shape, random_state):
    """Return name to the figures of generated and of real rows of a class."""
    n = min(len(held), len(trained))  # figures that depend on it get as many of each
    some = held[:n], generated[:n], trained[:n]
    figures = {
        "distance": against(energy_distance, *some),
        "coverage": against(coverage, *some),
        "spread": tuple(spread(X, shape, random_state) for X in (generated, held)),
        "repeats": tuple(repeats(held, X[: len(held)]) for X in (generated, held)),
        "copies": tuple(copies(trained, X) for X in (generated, held)),
    }
    if len(shape) < 3:  # a classifier of pixels says nothing of images
        views = (view(X, shape) for X in some)
        figures["told_apart"] = against(told_apart, *views, random_state=random_state)
    return figures


def against(metric, held, generated, trained, **options):
    """Return a distance to held-out rows of generated and of training rows."""
    return metric(held, generated, **options), metric(held, trained, **options)


def coverage(held, X):
    """Return the share of held-out rows that have a row of X near them."""
    k = min(N_NEIGHBORS, len(held) - 1)
    return precision_recall_density_coverage(held, X, n_neighbors=k)["coverage"]


def spread(X, shape, random_state):
    """Return how different two rows are: for images 1 - MS-SSIM, else their distance.

    The median distance, as single far rows would hide that all others are alike;
    divided by the root of the number of values.
    """
    if len(shape) < 3:
        return float(np.median(pdist(X))) / np.sqrt(X.shape[1])
    images = np.clip(X, -1.0, 1.0).reshape(-1, *shape)
    options = {"value_range": (-1, 1), "random_state": random_state}
    return 1.0 - ms_ssim_diversity(images, np.zeros(len(X)), **options)[0.0]


def repeats(held, X):
    """Return the share of X with a neighbour much nearer than held-out ones have."""
    usual = np.median(to_nearest(held))
    return float(np.mean(to_nearest(X) <= REPEAT_RATIO * usual))


def to_nearest(X):
    """Return the distance of each row to the nearest other one."""
    X = X.astype(np.float64) - X.mean(axis=0)  # far from zero, digits are lost
    return NearestNeighbors(n_neighbors=1).fit(X).kneighbors()[0][:, 0]


def copies(trained, X):
    """Return the share of X that is all but a training row; NaN for too few of them."""
    if len(np.unique(trained, axis=0)) < MIN_DIFFERENT:
        return np.nan
    return memorization_rate(trained, X, threshold=COPY_RATIO)


def view(X, shape):
    """Return rows, and of signals the spectra, which don't depend on shifts."""
    if len(shape) == 1:
        return X
    spectra = np.abs(np.fft.rfft(X.reshape(len(X), *shape), axis=1))
    return spectra.reshape(len(X), -1)


def told_apart(held, X, random_state):
    """Return how often a classifier knows whether a row is from X; NaN for too few."""
    if len(X) < MIN_TESTED:
        return np.nan
    return classifier_two_sample_test(held, X, random_state=random_state).accuracy


def stacked(rows):
    """Return rows of all labels, and the labels."""
    n = [len(of_label) for of_label in rows.values()]
    return np.concatenate(list(rows.values())), np.repeat(list(rows), n)
