"""Data, classifiers and samplers whose worth is known, for the verdict's benchmark."""

import numpy as np
from imblearn import FunctionSampler
from imblearn.over_sampling import RandomOverSampler
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression, SGDClassifier

N_ROWS = 200
N_COLUMNS = 8


class Shuffler(BaseEstimator):
    """Give the rows back in another order."""

    def __init__(self, random_state=None):
        self.random_state = random_state

    def fit_resample(self, X, y):
        """Return all rows."""
        order = np.random.RandomState(self.random_state).permutation(len(y))
        return X[order], y[order]


class HalfClassifier(LogisticRegression):
    """Learn from the rows whose last column is 1, and from the other columns."""

    def fit(self, X, y):
        """Fit on one half of the rows."""
        own = X[:, -1] == 1
        return super().fit(X[own, :-1], y[own])

    def decision_function(self, X):
        """Score rows by the other columns."""
        return super().decision_function(X[:, :-1])


def other_half(X, y):
    """Let HalfClassifier learn from the other half."""
    X = X.copy()
    X[:, -1] = 1 - X[:, -1]
    return X, y


def gaussians(seed, n_rows, share, distance):
    """Return two Gaussian classes that differ in their first column."""
    random_state = np.random.RandomState(seed)
    y = (random_state.uniform(size=n_rows) < share).astype(int)
    X = random_state.normal(size=(n_rows, N_COLUMNS))
    X[:, 0] += distance * y
    return X, y


def shuffled(seed):
    """Show both arms the same rows, in orders that matter equally little."""
    classifier = SGDClassifier(max_iter=1, tol=None, shuffle=False)
    return classifier, *gaussians(seed, N_ROWS, 0.3, 1.0), Shuffler()


def halved(seed):
    """Give each arm a half of the rows: one is the better in all folds, by luck."""
    X, y = gaussians(seed, N_ROWS, 0.3, 1.0)
    half = np.random.RandomState(seed).randint(0, 2, N_ROWS)
    return HalfClassifier(), np.c_[X, half], y, FunctionSampler(func=other_half)


def unpredictable(seed):
    """Leave nothing to learn, with more rows or without."""
    return LogisticRegression(), *gaussians(seed, N_ROWS, 0.3, 0.0), RandomOverSampler()


def helped(seed, n_rows):
    """Let a classifier err on the rare class, which copies of its rows repair."""
    X, y = gaussians(seed, n_rows, 0.25, 1.0)
    return LogisticRegression(), X, y, RandomOverSampler()


EQUAL_ARMS = {"shuffled": shuffled, "halved": halved, "unpredictable": unpredictable}
