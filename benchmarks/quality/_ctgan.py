"""ctgan's CTGAN as an over-sampler: what a user of that package would write."""

import warnings

import numpy as np
import pandas as pd
from joblib import parallel_config

LABEL = "class"
ROUNDS = 30  # bounds the draws for a class that CTGAN doesn't know how to make
ROWS_A_ROUND = 500  # CTGAN's batch_size: it draws whole batches anyway


class CTGANOverSampler:
    """Fill every class up to the largest one by conditional sampling from CTGAN.

    CTGAN is fitted, at its defaults, on the training rows with the label as one more
    discrete column. Each one-hot block goes in as the one discrete column that it
    came from, and comes out one-hot. A drawn row is kept if its own label is the one
    asked for; the condition only makes that likelier.

    Parameters
    ----------
    nominal_blocks : tuple of slice
        Columns of X that are one-hot encoded together.
    random_state : int
        Seed of the fit and of the draws.

    Attributes
    ----------
    n_short_ : int
        How many rows stayed missing after the bounded number of draws.
    """

    def __init__(self, nominal_blocks=(), random_state=0):
        self.nominal_blocks = nominal_blocks
        self.random_state = random_state

    def fit_resample(self, X, y):
        """Return X and y with generated rows after the given ones."""
        from ctgan import CTGAN  # imports PyTorch: only where this method runs

        frame, discrete = self._to_frame(X, y)
        model = CTGAN(enable_gpu=False)
        model.set_random_state(self.random_state)
        # rdt warns about its own future; CTGAN would start a process a core.
        with warnings.catch_warnings(), parallel_config(backend="sequential"):
            warnings.simplefilter("ignore")
            model.fit(frame, discrete)
            drawn = self._draw_missing(model, y)
        if not drawn:
            return X, y
        drawn = pd.concat(drawn)
        X_new = self._from_frame(drawn, X.shape[1])
        return np.vstack([X, X_new]), np.r_[y, drawn[LABEL].astype(int)]

    def _to_frame(self, X, y):
        in_block = np.zeros(X.shape[1], dtype=bool)
        frame, self._patterns = {}, []
        for number, block in enumerate(self.nominal_blocks):
            in_block[block] = True
            patterns, codes = np.unique(X[:, block], axis=0, return_inverse=True)
            frame[f"nominal{number}"] = codes.ravel().astype(str)
            self._patterns.append(patterns)
        self._numeric = np.flatnonzero(~in_block)
        frame[LABEL] = y.astype(str)
        discrete = list(frame)
        frame.update({f"x{j}": X[:, j] for j in self._numeric})
        return pd.DataFrame(frame), discrete

    def _from_frame(self, frame, n_columns):
        X = np.empty((len(frame), n_columns))
        for j in self._numeric:
            X[:, j] = frame[f"x{j}"]
        for number, block in enumerate(self.nominal_blocks):
            codes = frame[f"nominal{number}"].to_numpy(dtype=int)
            X[:, block] = self._patterns[number][codes]
        return X

    def _draw_missing(self, model, y):
        counts = np.bincount(y)
        parts = [
            self._draw_class(model, str(label), counts.max() - count)
            for label, count in enumerate(counts)
            if count < counts.max()
        ]
        n_drawn = sum(len(part) for part in parts)
        self.n_short_ = int((counts.max() - counts).sum() - n_drawn)
        return parts

    def _draw_class(self, model, label, n_wanted):
        kept = pd.DataFrame()
        for _ in range(ROUNDS):
            drawn = model.sample(ROWS_A_ROUND, LABEL, label)
            kept = pd.concat([kept, drawn[drawn[LABEL] == label]])
            if len(kept) >= n_wanted:
                break
        return kept.iloc[:n_wanted]
