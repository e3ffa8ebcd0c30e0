"""
Signals
=======

The data are vibrations of a machine, measured in two channels. Most signals belong to a
healthy machine, and a few to each of two faults. Arrays of shape (n, time, channels)
are treated as signals, and the networks use convolutions over time.
"""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import recall_score

from skgan import ACGANSampler
from skgan.inspection import SampleGridDisplay

STEPS = 64
rng = np.random.RandomState(0)


def vibrations(kind, n_signals):
    """Return signals (n_signals, STEPS, 2): a hum, and what a fault adds."""
    time = np.linspace(0, 1, STEPS)
    phase, strength = rng.uniform(0, 2 * np.pi, (2, n_signals, 1))
    signal = np.sin(2 * np.pi * 4 * time + phase)
    if kind == "imbalance":
        signal = signal * (1.5 + 0.1 * strength)
    if kind == "bearing":  # a click in each turn
        signal = signal + 1.5 * (np.sin(2 * np.pi * 4 * time + phase) > 0.97)
    both = np.stack([signal, np.roll(signal, STEPS // 16, axis=1)], axis=-1)
    return both + 0.15 * rng.normal(size=both.shape)


def machine(**counts):
    """Return signals and their kinds."""
    X = np.concatenate([vibrations(kind, n) for kind, n in counts.items()])
    return X, np.repeat(list(counts), list(counts.values()))


X, y = machine(healthy=150, imbalance=8, bearing=8)
X_test, y_test = machine(healthy=100, imbalance=100, bearing=100)

# %%
# To keep the example short, ``max_iter`` is a third of what "auto" would choose.

sampler = ACGANSampler(max_iter=150, random_state=0)
X_new, y_new = sampler.fit_resample(X, y)
print(X_new.shape, pd.Series(y_new).value_counts().to_dict())

# %%
# Generated signals are coloured, real ones gray.

SampleGridDisplay.from_estimator(sampler, X, y, n_samples=4)
plt.show()

# %%
# Recall of each class, for a random forest on flat rows:

recalls = {}
for name, (rows, kinds) in {"none": (X, y), "ACGANSampler": (X_new, y_new)}.items():
    forest = RandomForestClassifier(100, random_state=0)
    forest.fit(rows.reshape(len(rows), -1), kinds)
    predicted = forest.predict(X_test.reshape(len(X_test), -1))
    recalls[name] = recall_score(y_test, predicted, average=None)
pd.DataFrame(recalls, index=forest.classes_).round(2)
