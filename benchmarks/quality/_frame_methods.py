"""The ways of balancing DataFrames that are compared: name -> fit_resample."""

import warnings

import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE, SMOTEN, SMOTENC, RandomOverSampler

N_NEIGHBORS = 5  # imbalanced-learn's default
METHODS = (
    "none",
    "RandomOverSampler",
    "SMOTENC",
    "CTGAN",
    "kernel",
    "generator",
    "kernel and generator",
    "ACGANSampler",
)
SHARES = {
    "kernel": {"kernel_fraction": 1},
    "generator": {"kernel_fraction": 0},
    "kernel and generator": {"kernel_fraction": 0.9},
}


def resample(method, X, y, seed):
    """Return the rows and labels that a method trains on, generated ones last."""
    if method == "none":
        return X, y
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return make_sampler(method, X, y, seed).fit_resample(X, y)


def make_sampler(method, X, y, seed):
    """Return an unfitted sampler."""
    if method == "RandomOverSampler":
        return RandomOverSampler(random_state=seed)
    if method == "SMOTENC":
        return smote_for(X, y, seed)
    if method == "CTGAN":
        return FrameCTGAN(seed)
    from skgan import ACGANSampler

    return ACGANSampler(random_state=seed, **SHARES.get(method, {}))


def smote_for(X, y, seed):
    """Return the SMOTE that takes these columns: SMOTENC needs both kinds."""
    n_neighbors = min(N_NEIGHBORS, int(np.bincount(y).min()) - 1)
    options = {"k_neighbors": n_neighbors, "random_state": seed}
    texts = [name for name in X if X[name].dtype == object]
    if not texts:
        return SMOTE(**options)
    if len(texts) == X.shape[1]:
        return SMOTEN(**options)
    return SMOTENC(categorical_features=texts, **options)


class FrameCTGAN:
    """CTGANOverSampler on DataFrames, by way of the one-hot columns that it takes."""

    def __init__(self, seed):
        self.seed = seed

    def fit_resample(self, X, y):
        """Return X and y with generated rows after the given ones."""
        from _ctgan import CTGANOverSampler

        numbers = [name for name in X if X[name].dtype != object]
        texts = [name for name in X if X[name].dtype == object]
        one_hots = [pd.get_dummies(X[name]).astype(float) for name in texts]
        sizes = [one_hot.shape[1] for one_hot in one_hots]
        ends = len(numbers) + np.cumsum([0, *sizes])
        blocks = [slice(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]
        values = np.hstack([X[numbers].to_numpy(float), *one_hots])
        values, y = CTGANOverSampler(blocks, self.seed).fit_resample(values, y)
        frame = pd.DataFrame(values[:, : len(numbers)], columns=numbers)
        for name, one_hot, block in zip(texts, one_hots, blocks, strict=True):
            frame[name] = one_hot.columns.to_numpy()[values[:, block].argmax(axis=1)]
        for name in numbers:
            if X[name].dtype == int:
                frame[name] = frame[name].round()
        return frame[list(X)].astype(X.dtypes), y
