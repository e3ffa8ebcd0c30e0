"""Sets of signals, methods, classifiers, and what is done to one seed of one set."""

from functools import cache, partial
from pathlib import Path
from time import process_time

import numpy as np
from _flat import Flat
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import balanced_accuracy_score
from sklearn.neighbors import KNeighborsClassifier

SETS = ("ItalyPowerDemand", "ArrowHead", "BasicMotions")
# Nothing was tuned on these.
UNSEEN_SETS = ("OSULeaf", "UnitTest", "JapaneseVowels", "ACSF1")
KEPT = 10  # one row in so many of every second class
FEWEST = 4
NOISE = 0.05  # standard deviation of jitter, of the channel's (Um et al. 2017)
FLOOR, CEILING = "none", "ceiling"


@cache
def read_signals(name):
    """Read a set that aeon brings along.

    Returns
    -------
    X, y, X_test, y_test : ndarray
        Signals of shape (n, time, channels), and their classes 0..k-1.
    """
    import aeon.datasets

    folder = Path(aeon.datasets.__file__).parent / "data" / name
    parts = []
    for part in ("TRAIN", "TEST"):
        paths = [folder / f"{name}{kind}_{part}.ts" for kind in ("_eq", "")]
        path = next((path for path in paths if path.is_file()), None)
        if path is None:
            raise SystemExit(f"aeon brings no set {name!r} along.")
        X, y = aeon.datasets.load_from_ts_file(str(path))
        parts += [np.moveaxis(X, 1, 2), y]
    X, y, X_test, y_test = parts
    classes = np.unique(y)
    return X, np.searchsorted(classes, y), X_test, np.searchsorted(classes, y_test)


def kept_rows(y, seed):
    """Return the rows that stay when every second class is made rare."""
    rng = np.random.RandomState(seed)
    kept = []
    for label in range(y.max() + 1):
        rows = np.flatnonzero(y == label)
        if label % 2:
            rows = rng.permutation(rows)[: max(FEWEST, round(len(rows) / KEPT))]
        kept.append(rows)
    return np.sort(np.concatenate(kept))


class Jitter:
    """RandomOverSampler whose copies get Gaussian noise."""

    def __init__(self, random_state):
        self.random_state = random_state

    def fit_resample(self, X, y):
        """Return X and y with noisy copies after the given rows."""
        rng = np.random.RandomState(self.random_state)
        X_all, y_all = Flat(RandomOverSampler(random_state=rng)).fit_resample(X, y)
        new = X_all[len(X) :]
        new += NOISE * X.std(axis=(0, 1)) * rng.normal(size=new.shape)
        return X_all, y_all


def smote(seed, y):
    """SMOTE with as many neighbours as the smallest class allows."""
    k_neighbors = min(5, int(np.bincount(y).min()) - 1)
    return Flat(SMOTE(k_neighbors=k_neighbors, random_state=seed))


def skgan(kwargs, seed, y):
    """ACGANSampler with some parameters set."""
    from skgan import ACGANSampler

    return ACGANSampler(random_state=seed, **kwargs)


def make_methods(sampler_kwargs=None):
    """Return name -> factory(seed, y) of an object with `fit_resample`, or None."""
    ours = sampler_kwargs or {}
    return {
        FLOOR: lambda seed, y: None,
        "RandomOverSampler": lambda seed, y: Flat(RandomOverSampler(random_state=seed)),
        "SMOTE": smote,
        "jitter": lambda seed, y: Jitter(seed),
        "kernel": partial(skgan, {**ours, "kernel_fraction": 1}),
        "generator": partial(skgan, {**ours, "kernel_fraction": 0}),
        "ACGANSampler": partial(skgan, ours),
        CEILING: lambda seed, y: None,
    }


def make_classifiers(seed):
    """Return the classifiers by name."""
    from aeon.classification.convolution_based import MiniRocketClassifier

    return {
        "1-NN": KNeighborsClassifier(1),
        "MiniRocket": MiniRocketClassifier(random_state=seed),
        "RandomForest": RandomForestClassifier(100, random_state=seed),
    }


def as_seen_by(name, X):
    """Return signals as the classifier takes them: flat rows, or (n, channels, time).

    aeon compiles for one dtype; scikit-learn's forests take float32 anyway.
    """
    if name == "MiniRocket":
        return np.moveaxis(X, 1, 2).astype(np.float32)
    return X.reshape(len(X), -1)


def run_seed(name, seed, methods, sampler_kwargs=None):
    """Evaluate methods on one set with one choice of the rows that are kept.

    Parameters
    ----------
    name : str
        The set.
    seed : int
        Of the rows, the samplers and the classifiers.
    methods : list of str
        Which methods.
    sampler_kwargs : dict, default=None
        Further parameters for skgan's samplers.

    Returns
    -------
    rows : list of dict
        The long table: one for each method and classifier.
    """
    X_all, y_all, X_test, y_test = read_signals(name)
    kept = kept_rows(y_all, seed)
    rows = []
    for method in methods:
        X, y = (X_all, y_all) if method == CEILING else (X_all[kept], y_all[kept])
        sampler = make_methods(sampler_kwargs)[method](seed, y)
        start = process_time()
        if sampler is not None:
            X, y = sampler.fit_resample(X, y)
        seconds = process_time() - start
        for classifier_name, classifier in make_classifiers(seed).items():
            classifier.fit(as_seen_by(classifier_name, X), y)
            predicted = classifier.predict(as_seen_by(classifier_name, X_test))
            score = balanced_accuracy_score(y_test, predicted)
            where = {"set": name, "seed": seed, "method": method}
            what = {"classifier": classifier_name, "bal_acc": score}
            rows.append({**where, **what, "seconds": seconds})
    return rows
