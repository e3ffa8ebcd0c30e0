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

sys.path += [str(Path(__file__).parents[1] / name) for name in ("", "quality")]

import _figures  # noqa: E402
from _keel import read_keel  # noqa: E402

SETS = ("abalone19", "magic", "page-blocks0", "phoneme", "shuttle-2_vs_5", "spambase")
ARMS = {
    "none": "no new rows",
    "whole": "all rows",
    "again": "all rows again",
    "sampled": "sample",
}
SCORES = ("balanced accuracy", "average precision")
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


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--max-rows", type=int, default=1000)
    parser.add_argument("--network", action="store_true", help="not the kernel only")
    return _figures.parse_arguments(parser, argv)


def score_set(name, arguments):
    """Return the mean scores of a set, by (score, arm), and its name with its size."""
    from sklearn.model_selection import StratifiedKFold

    table = read_keel(name)
    X, y = table.X, table.y
    folds = StratifiedKFold(arguments.folds, shuffle=True, random_state=0)
    cells = np.array(
        [
            [scores(arm, X, y, *rows, arguments, seed) for arm in ARMS]
            for seed, rows in enumerate(folds.split(X, y))
        ]
    ).mean(axis=0)
    shown = f"{name} ({len(y):,} rows, {(y == 1).sum():,} rare)"
    pairs = [(score, arm) for score in SCORES for arm in ARMS.values()]
    return shown, dict(zip(pairs, cells.T.ravel(), strict=True))


def main(argv=None):
    """Print a row for each set, and the means."""
    arguments = parse_arguments(argv)
    warnings.simplefilter("ignore")
    import pandas as pd

    rows = {}
    for name in arguments.sets:
        shown, row = score_set(name, arguments)
        rows[shown] = row
        print(shown, file=sys.stderr, flush=True)
    table = pd.DataFrame(rows).T
    table.loc["mean"] = table.mean()
    goals = []
    for score in SCORES:
        mean = table.loc["mean", score]
        lost = mean["all rows"] - mean["sample"]
        goals.append(f"{score} {'met' if lost <= GOAL else 'missed'}")
    which = "with a network" if arguments.network else "of the kernel only"
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "network" if arguments.network else "",
            _figures.texts(table),
            f"A random forest with new rows {which}, of a fit on all rows, on all with "
            f"another `random_state`, and on a sample of {arguments.max_rows:,} rows "
            f"of each class; means over {arguments.folds} folds. Goal: the sample "
            f"loses at most {GOAL} in the mean ({', '.join(goals)}).",
        )


if __name__ == "__main__":
    main()
