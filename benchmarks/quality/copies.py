"""Whether generated rows are copies, and whether they can be told from real ones.

Half of the rows train; the other half is what generated rows are compared with, and
what sets the bound in the first line. Columns are standardised. Each class grows by the
same number of rows; figures are means over the classes.

Examples
--------
A minute::

    python benchmarks/quality/copies.py
"""

import os
import warnings
from functools import partial

ENVIRONMENT = {"CUDA_VISIBLE_DEVICES": "-1", "TF_CPP_MIN_LOG_LEVEL": "3"}
N_NEW = 200  # of each class


def samplers():
    """Return the contenders by name."""
    from imblearn.over_sampling import SMOTE

    from skgan import ACGANSampler

    shares = {"kernel only": 1, "generator only": 0, "defaults": "auto"}
    ours = {
        f"ACGANSampler, {name}": partial(ACGANSampler, kernel_fraction=share)
        for name, share in shares.items()
    }
    return {"SMOTE": SMOTE, **ours}


def judge(train, test, generated):
    """Return the figures of one set of generated rows."""
    import numpy as np

    from skgan import metrics

    telling = partial(metrics.classifier_two_sample_test, random_state=0)
    shares = by_class(metrics.precision_recall_density_coverage, test, generated)
    return {
        "memorization rate": np.mean(
            by_class(metrics.memorization_rate, train, generated)
        ),
        "distance ratio": np.mean(
            by_class(metrics.nearest_neighbor_distance_ratio, train, generated)
        ),
        "told apart": np.mean([r.accuracy for r in by_class(telling, test, generated)]),
        "density": np.mean([share["density"] for share in shares]),
        "coverage": np.mean([share["coverage"] for share in shares]),
    }


def by_class(metric, real, generated):
    """Return the values of a metric in the order of the classes."""
    from skgan import metrics

    return list(metrics.by_class(metric, *real, *generated).values())


def compare(load):
    """Return a table of all contenders on one data set."""
    import numpy as np
    import pandas as pd
    from sklearn.model_selection import train_test_split
    from sklearn.preprocessing import StandardScaler

    X, y = load(return_X_y=True)
    X = StandardScaler().fit_transform(X)
    X, X_test, y, y_test = train_test_split(
        X, y, test_size=0.5, stratify=y, random_state=0
    )
    totals = {label: n + N_NEW for label, n in enumerate(np.bincount(y))}
    half = np.arange(len(X_test)) % 2 == 0
    bound = X_test[half], y_test[half]
    others = X_test[~half], y_test[~half]
    rows = {"held-out rows": judge((X, y), others, bound)}
    for name, sampler in samplers().items():
        more = sampler(sampling_strategy=totals, random_state=0).fit_resample(X, y)
        new = tuple(part[len(X) :] for part in more)
        rows[name] = judge((X, y), (X_test, y_test), new)
    return pd.DataFrame(rows).T


def main():
    """Compare and print."""
    os.environ.update(ENVIRONMENT)
    warnings.simplefilter("ignore")
    from sklearn.datasets import load_breast_cancer, load_digits

    for load in (load_breast_cancer, load_digits):
        print(f"\n{load.__name__}\n{compare(load).to_string(float_format='%.2f')}")


if __name__ == "__main__":
    main()
