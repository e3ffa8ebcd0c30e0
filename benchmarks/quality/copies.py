"""Whether generated rows are copies, and can be distinguished from real ones.

Half of the rows train; the other half is what generated rows are compared with, and
what sets the bound in the first line. Columns are standardised. Each class grows by the
same number of rows; figures are means over the classes.

Examples
--------
A minute::

    python benchmarks/quality/copies.py
"""

import argparse
import os
import sys
import warnings
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

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
        "accuracy of the two-sample test": np.mean(
            [r.accuracy for r in by_class(telling, test, generated)]
        ),
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


def main(argv=None):
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments = _figures.parse_arguments(parser, argv)
    os.environ.update(ONE_THREAD)
    warnings.simplefilter("ignore")
    import pandas as pd
    from sklearn.datasets import load_breast_cancer, load_digits

    loads = {"breast cancer": load_breast_cancer, "digits": load_digits}
    tables = {name: compare(load) for name, load in loads.items()}
    table = pd.concat(tables, names=["table", ""])
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(table, 2),
            f"{N_NEW} new rows of each class, compared with as many held-out real rows "
            "(first row). Memorization rate: share of rows that are much nearer "
            "to one training row than to any other; two-sample test: accuracy of a "
            "classifier that distinguishes new rows from held-out ones (0.5: it "
            "cannot).",
        )


if __name__ == "__main__":
    main()
