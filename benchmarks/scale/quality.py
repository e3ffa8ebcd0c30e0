"""Compare fits on a sample of the rows, as large tables get, with fits on all of them.

Six KEEL sets of 3,000 rows and more, which fit into memory; a class keeps `--max-rows`
rows in place of 10,000, so that these sets are sampled as larger ones would be. A
random forest is trained on the real rows with new ones that balance the classes.

none
    The floor: no new rows.
whole
    The peer: a fit on all rows.
again
    The same with another `random_state`: what chance does.
sampled
    A fit on the sample, new rows in blocks.

Examples
--------
Some minutes each::

    python benchmarks/scale/quality.py
    python benchmarks/scale/quality.py --network --folds 2
"""

import argparse
import sys
import warnings
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "quality"))

from _keel import read_keel  # noqa: E402

SETS = ("abalone19", "magic", "page-blocks0", "phoneme", "shuttle-2_vs_5", "spambase")
ARMS = ("none", "whole", "again", "sampled")
GOAL = 0.005


def draws_of(arm, X, y, arguments, seed):
    """Return new rows and their classes."""
    from skgan import ACGANSampler
    from skgan.distributed import Place, fit_sample, summarize

    options = {} if arguments.network else {"kernel_fraction": 1}
    sampler = ACGANSampler(random_state=seed + (arm == "again"), **options)
    if arm != "sampled":
        X_new, y_new = sampler.fit_resample(X, y)
        return X_new[len(X) :], y_new[len(y) :]
    place = Place(0, 0, "X")
    summary = summarize((X, y), y, place, seed=seed, max_rows=arguments.max_rows)
    draws = fit_sample(sampler, *summary.in_order().rows, summary.counts, seed)
    blocks = [draws.draw(block) for block in range(len(draws))]
    return tuple(np.concatenate(parts) for parts in zip(*blocks, strict=True))


def scores(arm, X, y, train, test, arguments, seed):
    """Return balanced accuracy and average precision."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import average_precision_score, balanced_accuracy_score

    X_all, y_all = X[train], y[train]
    if arm != "none":
        X_new, y_new = draws_of(arm, X_all, y_all, arguments, seed)
        X_all, y_all = np.concatenate([X_all, X_new]), np.concatenate([y_all, y_new])
    forest = RandomForestClassifier(random_state=seed).fit(X_all, y_all)
    likely = forest.predict_proba(X[test])[:, 1]
    return (
        balanced_accuracy_score(y[test], forest.predict(X[test])),
        average_precision_score(y[test], likely),
    )


def main():
    """Print a line for each set, and the means."""
    from sklearn.model_selection import StratifiedKFold

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--max-rows", type=int, default=1000)
    parser.add_argument("--network", action="store_true", help="not the kernel alone")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    print(f"{'balanced accuracy, average precision':36}", *(f"{a:>12}" for a in ARMS))
    means = []
    for name in arguments.sets:
        table = read_keel(name)
        X, y = table.X, table.y
        folds = StratifiedKFold(arguments.folds, shuffle=True, random_state=0)
        cells = np.array(
            [
                [scores(arm, X, y, *rows, arguments, seed) for arm in ARMS]
                for seed, rows in enumerate(folds.split(X, y))
            ]
        ).mean(axis=0)
        means.append(cells)
        sizes = f"{name} ({len(y)} rows, {(y == 1).sum()} rare)"
        print(f"{sizes:36}", *(f"  {a:.3f} {b:.3f}" for a, b in cells), flush=True)
    mean = np.mean(means, axis=0)
    print(f"{'mean':36}", *(f"  {a:.3f} {b:.3f}" for a, b in mean))
    for i, what in enumerate(("balanced accuracy", "average precision")):
        lost, chance = mean[1, i] - mean[3, i], abs(mean[1, i] - mean[2, i])
        verdict = "met" if lost <= GOAL else "MISSED"
        print(
            f"{what}: whole less sampled {lost:+.4f} (whole again: {chance:.4f}), "
            f"goal <= {GOAL}: {verdict}"
        )


if __name__ == "__main__":
    main()
