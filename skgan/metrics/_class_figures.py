"""Compute the figures of a report from encoded rows, with a row for each class."""

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import NearestNeighbors

from skgan._spec import Array, Shape, kind_of
from skgan.metrics._classifiers import classifier_two_sample_test
from skgan.metrics._copies import memorization_rate
from skgan.metrics._distances import energy_distance
from skgan.metrics._fidelity import fit_judge
from skgan.metrics._manifold import precision_recall_density_coverage
from skgan.metrics._ms_ssim import ms_ssim_diversity
from skgan.metrics._pictures import picture_figures

Rows = dict[Any, Array]  # by label

MIN_ROWS = 2  # held-out rows of a class; a single row has no spread
MAX_ROWS = 500  # of a class; more rows hardly change a figure
MAX_VALUES = 2**24  # of all classes; ten classes of 64 x 64 RGB images take 30 seconds
MIN_COMPARED = 20  # rows of a class, even if there are many or large samples
N_FOLDS = 5  # of the held-out rows, for the classifier of the classes
N_NEIGHBORS = 5  # the choice of the authors of density and coverage
MIN_TESTED = 4  # rows of each sample that a two-sample test needs
MIN_DIFFERENT = 3  # different training rows that the rate of copies needs
# The samples of the kernel are near to one row by design: up to 40% of them have a
# ratio below a third, which is the default of the metric, but only 10% below a tenth.
COPY_RATIO = 0.1
NO_LABEL = -1
REPEAT_RATIO = 0.1  # share of the usual distance between neighbours


def most_rows(shape: Shape, n_classes: int) -> int:
    """Return how many rows of each class are compared."""
    fits = MAX_VALUES // (prod(shape) * n_classes)
    return int(np.clip(fits, MIN_COMPARED, MAX_ROWS))


def figures_of_classes(
    held: Rows,
    trained: Rows,
    generated: Rows,
    shape: Shape,
    random_state: np.random.RandomState,
) -> pd.DataFrame:
    """Compare two or more held-out rows of each label with training and new rows.

    There must be at least as many generated rows as held-out rows. The table is indexed
    by label, with the columns of :meth:`SamplerReport.to_frame` except "held_out".
    """
    held, trained, generated = (
        {label: rows.reshape(len(rows), -1) for label, rows in kind.items()}
        for kind in (held, trained, generated)
    )
    # The samples of the kernel come before those of the generator.
    trained, generated = (
        {k: rows[random_state.permutation(len(rows))] for k, rows in kind.items()}
        for kind in (trained, generated)
    )
    figures = class_figures(held, generated, random_state)
    for label, rows in held.items():
        parts = rows, trained[label], generated[label]
        for name, pair in pair_figures(*parts, shape, random_state).items():
            figures[label][name], figures[label][f"{name}_real"] = pair
    if kind_of(shape).name == "image":
        n = most_rows(shape, len(trained))  # as many as are compared
        some = {label: rows[:n] for label, rows in trained.items()}
        for label, of_class in picture_figures(held, some, generated, shape).items():
            for name, pair in of_class.items():
                figures[label][name], figures[label][f"{name}_real"] = pair
    return pd.DataFrame.from_dict(figures, orient="index")


def class_figures(
    held: Rows, generated: Rows, random_state: np.random.RandomState
) -> dict[Any, dict[str, Any]]:
    """Return how well classifiers of held-out rows recognise held-out and new rows.

    Each classifier is fitted on all folds except one. It predicts this fold and an
    equal share of the generated rows, so that both are evaluated in the same way.
    """
    if len(held) < 2:
        unknown = {
            "fidelity": np.nan,
            "fidelity_real": np.nan,
            "mistaken_for": NO_LABEL,
        }
        return {label: dict(unknown) for label in held}
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


def stacked(rows: Rows) -> tuple[Array, Array]:
    """Return rows of all labels, and the labels."""
    n = [len(of_label) for of_label in rows.values()]
    return np.concatenate(list(rows.values())), np.repeat(list(rows), n)


def pair_figures(
    held: Array,
    trained: Array,
    generated: Array,
    shape: Shape,
    random_state: np.random.RandomState,
) -> dict[str, tuple[float, float]]:
    """Return each figure of a class, for generated rows and for real rows."""
    n = min(len(held), len(trained))  # for figures that depend on the number of rows

    def both(figure: Callable[[Array], float]) -> tuple[float, float]:
        return figure(generated), figure(held)

    def apart(figure: Callable[[Array, Array], float]) -> tuple[float, float]:
        return figure(held[:n], generated[:n]), figure(held[:n], trained[:n])

    figures = {
        "distance": apart(energy_distance),
        "coverage": apart(coverage),
        "spread": both(lambda X: spread(X, shape, random_state)),
        "repeats": both(lambda X: repeats(held, X[: len(held)])),
        "copies": both(lambda X: copies(trained, X)),
    }
    if kind_of(shape).name != "image":  # single pixels do not distinguish images
        figures["told_apart"] = apart(
            lambda X, Y: told_apart(view(X, shape), view(Y, shape), random_state)
        )
    return figures


def coverage(held: Array, X: Array) -> float:
    """Return the share of held-out rows that have a row of X near them."""
    k = min(N_NEIGHBORS, len(held) - 1)
    return precision_recall_density_coverage(held, X, n_neighbors=k)["coverage"]


def spread(X: Array, shape: Shape, random_state: np.random.RandomState) -> float:
    """Return 1 - MS-SSIM of images, or the median distance / n_values ** 0.5."""
    if kind_of(shape).name != "image":
        # With a mean, a few outliers would hide that all other rows are alike.
        return float(np.median(pdist(X))) / np.sqrt(X.shape[1])
    images = np.clip(X, -1.0, 1.0).reshape(-1, *shape)
    options: dict[str, Any] = {"value_range": (-1, 1), "random_state": random_state}
    return 1.0 - ms_ssim_diversity(images, np.zeros(len(X)), **options)[0.0]


def repeats(held: Array, X: Array) -> float:
    """Return the share of X with a neighbour much nearer than held-out rows have."""
    usual = np.median(to_nearest(held))
    return float(np.mean(to_nearest(X) <= REPEAT_RATIO * usual))


def to_nearest(X: Array) -> Array:
    """Return the distance of each row to the nearest other one."""
    X = X.astype(np.float64) - X.mean(axis=0)  # digits are lost far from zero
    return NearestNeighbors(n_neighbors=1).fit(X).kneighbors()[0][:, 0]


def copies(trained: Array, X: Array) -> float:
    """Return the share of X that copies training rows; NaN for too few rows."""
    if len(np.unique(trained, axis=0)) < MIN_DIFFERENT:
        return np.nan
    return memorization_rate(trained, X, threshold=COPY_RATIO)


def view(X: Array, shape: Shape) -> Array:
    """Return rows of a table, or spectra of signals, which do not depend on shifts."""
    if kind_of(shape).name == "table":
        return X
    spectra = np.abs(np.fft.rfft(X.reshape(len(X), *shape), axis=1))
    return spectra.reshape(len(X), -1)


def told_apart(held: Array, X: Array, random_state: np.random.RandomState) -> float:
    """Return how often a classifier recognises rows of X; NaN for too few rows."""
    if len(X) < MIN_TESTED:
        return np.nan
    return classifier_two_sample_test(held, X, random_state=random_state).accuracy
