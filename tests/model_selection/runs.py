"""Comparisons and frames of scores that several tests need."""

import os
import signal
import time

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import RandomOverSampler
from joblib import parallel_config
from sklearn.base import BaseEstimator
from sklearn.exceptions import FitFailedWarning
from sklearn.linear_model import LogisticRegression

from skgan.model_selection import cross_validate_augmentation

COLUMNS = ["sampler", "fold", "metric", "score"]
COLUMNS += ["seconds", "n_train", "n_test", "error"]
Y = np.repeat([0, 1], [60, 20])
X = np.random.RandomState(0).normal(size=(80, 3)) + Y[:, None]
WORDS = {w: w for w in ("kernel", "class_weight", "threshold", "prior")}


def compare(estimator=None, X=X, y=Y, samplers=None, **parameters):
    return cross_validate_augmentation(
        LogisticRegression() if estimator is None else estimator,
        X,
        y,
        samplers={"ros": RandomOverSampler()} if samplers is None else samplers,
        **{"cv": 2, "random_state": 0, **parameters},
    )


def scores_of(frame, sampler):
    return frame.loc[frame["sampler"] == sampler, "score"].tolist()


def frame_of(scores, metric="f1"):
    """Return the frame of a result, of the scores of each sampler by fold."""
    rows = [
        [name, fold, metric, score, 0.1 * fold, 80, 20, ""]
        for name, by_fold in scores.items()
        for fold, score in enumerate(by_fold)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


class Sampler(BaseEstimator):
    """Remember what is resampled, and fail where told."""

    seen: list = []

    def __init__(self, random_state=None, fail_with=None):
        self.random_state = random_state
        self.fail_with = fail_with

    def fit_resample(self, X, y):
        self.seen.append((self.random_state, X, y))
        if self.fail_with is not None and X[:, 0].max() < self.fail_with:
            raise RuntimeError("The largest row is missing.\nThis is a second line.")
        order = np.random.RandomState(self.random_state).permutation(len(y))
        return X[order], y[order]


class Ending(BaseEstimator):
    """End the process where X lacks a row, unless it is that of the test."""

    def __init__(self, row=None, pid=None):
        self.row, self.pid = row, pid

    def fit_resample(self, X, y):
        if not (self.row == X).all(axis=1).any() and os.getpid() != self.pid:
            time.sleep(0.2)
            os.kill(os.getpid(), signal.SIGKILL)
        return X, y


def assert_same(one, other):
    """Compare two results, except seconds."""
    frames = (result.to_frame().drop(columns="seconds") for result in (one, other))
    pd.testing.assert_frame_equal(*frames)


def serial(*args, **parameters):
    with parallel_config("threading", n_jobs=1):
        return compare(*args, **parameters)


def assert_others_are_kept():
    """Compare with a sampler that ends each worker in the first fold."""
    samplers = {"mine": Ending(X[0], os.getpid()), "ros": RandomOverSampler()}
    named = "2 of 24 scores are missing.*was lost.*'mine' in folds 0\\. "
    with pytest.warns(FitFailedWarning, match=named):
        result = compare(samplers=samplers, cv=4)
    frame, expected = result.to_frame(), serial(samplers=samplers, cv=4).to_frame()
    for name in ("none", "ros", "mine"):
        scores, others = scores_of(frame, name), scores_of(expected, name)
        first = 2 if name == "mine" else 0  # two metrics
        assert scores[first:] == others[first:]
        assert np.isnan(scores[:first]).all()
    [error] = set(frame["error"]) - {""}
    assert "The fit was lost with its worker" in error
