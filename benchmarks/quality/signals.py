"""Does a sampler help a classifier on imbalanced signals? Ours, its peers, its floors.

Three sets that aeon brings along (pip install aeon), with their own split. Of every
second class a tenth of the training rows is kept, at least four, by chance; the rows
are resampled; nearest neighbour, MiniRocket with ridge regression and a random forest
are scored on the test rows by class-average accuracy. A rank is the mean rank over
set x classifier x seed; 1 is best. ``ceiling`` is the whole training set, and is left
out of the ranks.

Three rows are skgan's: ``kernel`` (kernel_fraction=1, nothing is trained),
``generator`` (kernel_fraction=0) and ``ACGANSampler`` at its defaults, which is what
the guide recommends for signals.

Examples
--------
Everything, and further sets on which nothing was tuned::

    python benchmarks/quality/signals.py --jobs 2
    python benchmarks/quality/signals.py --jobs 2 --unseen

A look in two minutes::

    python benchmarks/quality/signals.py --quick --skip generator
"""

import argparse
import json
import os
import sys

from tables import ENVIRONMENT

CELL = ["set", "classifier", "seed"]


def parse_arguments(argv):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="sets in aeon's package")
    add("--unseen", action="store_true", help="the sets that nothing was tuned on")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--seeds", type=int, default=5, help="choices of the rows that are kept")
    add("--first-seed", type=int, default=0)
    add("--quick", action="store_true", help="two seeds")
    add("--jobs", type=int, default=1, help="processes")
    add("--csv", metavar="PATH", help="write the long table")
    add("--sampler-kwargs", type=json.loads, default={}, metavar="JSON")
    return parser.parse_args(argv)


def choose_methods(arguments):
    """Return the names of the methods that were asked for."""
    from _signals import make_methods

    methods = list(make_methods())
    unknown = set(arguments.skip + (arguments.methods or [])) - set(methods)
    if unknown:
        raise SystemExit(f"Unknown: {sorted(unknown)}. Choose from: {methods}")
    wanted = arguments.methods or methods
    return [name for name in methods if name in wanted and name not in arguments.skip]


def run_all(arguments, methods):
    """Run every seed of every set and return the long table."""
    import pandas as pd
    from _signals import SETS, UNSEEN_SETS, run_seed
    from joblib import Parallel, delayed

    names = arguments.sets or (UNSEEN_SETS if arguments.unseen else SETS)
    n_seeds = 2 if arguments.quick else arguments.seeds
    seeds = range(arguments.first_seed, arguments.first_seed + n_seeds)
    tasks = [(name, seed) for name in names for seed in seeds]
    # loky: a process that forks after TensorFlow has run hangs.
    run = Parallel(n_jobs=arguments.jobs, backend="loky", return_as="generator")
    done = run(
        delayed(run_seed)(*task, methods, arguments.sampler_kwargs) for task in tasks
    )
    rows = []
    for number, part in enumerate(done, 1):
        rows.extend(part)
        print(f"{number}/{len(tasks)} {part[0]['set']}", file=sys.stderr, flush=True)
    return pd.DataFrame(rows)


def mean_ranks(frame):
    """Mean rank of each method over set x classifier x seed cells, by classifier."""
    from _signals import CEILING
    from scipy.stats import rankdata

    wide = frame[frame["method"] != CEILING].pivot_table(
        index=CELL, columns="method", values="bal_acc", sort=False
    )
    # Equal accuracies may differ in their last bit.
    ranks = wide.copy()
    ranks[:] = rankdata(-wide.round(9).to_numpy(), axis=1)
    by_classifier = ranks.groupby("classifier", sort=False).mean().T
    by_set = ranks.groupby("set", sort=False).mean().T
    return by_set.join(by_classifier).assign(all=ranks.mean())


def print_report(frame):
    """Print accuracies set by set, mean ranks and seconds."""
    from _report import show

    pivot = {"index": "method", "values": "bal_acc", "sort": False}
    means = frame.pivot_table(columns=["set", "classifier"], **pivot)
    show("Class-average accuracy", means)
    summary = frame.pivot_table(columns="classifier", **pivot)
    summary["mean"] = means.mean(axis=1)
    show("Mean over the sets", summary)
    show("Mean rank, 1 is best", mean_ranks(frame))
    fits = frame.drop_duplicates(["set", "seed", "method"])
    seconds = fits.groupby("method", sort=False)["seconds"].agg(["median", "max"])
    show("Seconds of fit_resample", seconds)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ENVIRONMENT)
    methods = choose_methods(arguments)
    if not methods:
        raise SystemExit("No method is left to run.")
    frame = run_all(arguments, methods)
    if arguments.csv:
        frame.to_csv(arguments.csv, index=False)
    print_report(frame)


if __name__ == "__main__":
    main()
