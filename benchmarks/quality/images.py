"""Does a sampler help a classifier on long-tailed images? Ours, peers, floor, ceiling.

MNIST with 4000, 2000, 1000, 750, 500, 350, 200, 100, 60 and 40 images of the classes
in a seeded random order (the protocol of DeepSMOTE), and the same divided by 4 and by
10; all classes are resampled to the largest. A small CNN (1,500 updates whatever the
method), a random forest and logistic regression on pixels are scored on the whole
test set by class-average accuracy. ``warped copies`` are RandomOverSampler's, shifted
by up to 2 pixels, rotated by 15 degrees and zoomed by 10 %. ``ceiling`` has as many
real images of every class as the largest had.

Three rows are skgan's: ``kernel`` (kernel_fraction=1, nothing is trained),
``generator`` (kernel_fraction=0) and ``ACGANSampler`` at its defaults.

Examples
--------
Everything; DIR holds the four files of MNIST::

    python benchmarks/quality/images.py --data DIR --jobs 2

A look::

    python benchmarks/quality/images.py --data DIR --quick --skip generator
"""

import argparse
import json
import os
import sys
from pathlib import Path

from tables import ENVIRONMENT


def parse_arguments(argv):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", required=True, metavar="DIR", help="folder with MNIST's IDX files")
    add("--divisors", nargs="+", type=int, default=[1, 4, 10], metavar="N")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--classifiers", nargs="+", metavar="NAME", help="only these classifiers")
    add("--seeds", type=int, default=3)
    add("--first-seed", type=int, default=0)
    add("--quick", action="store_true", help="one seed, counts divided by 10")
    add("--jobs", type=int, default=1, help="processes of one thread each")
    add("--csv", metavar="PATH", help="write the long table, cell by cell")
    add("--sampler-kwargs", type=json.loads, default={}, metavar="JSON")
    return parser.parse_args(argv)


def choose(names, wanted, skipped=()):
    """Return the names that were asked for, in their own order."""
    unknown = set(wanted or ()) | set(skipped)
    unknown -= set(names)
    if unknown:
        raise SystemExit(f"Unknown: {sorted(unknown)}. Choose from: {list(names)}")
    return [n for n in names if n in (wanted or names) and n not in skipped]


def run_all(arguments):
    """Run every method on every long tail and return the long table."""
    import pandas as pd
    from _images import CLASSIFIERS, make_methods, run_method
    from joblib import Parallel, delayed

    methods = choose(make_methods(), arguments.methods, arguments.skip)
    classifiers = choose(CLASSIFIERS, arguments.classifiers)
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    tasks = [(d, s, m) for d in arguments.divisors for s in seeds for m in methods]
    # loky: a process that forks after TensorFlow has run hangs.
    run = Parallel(n_jobs=arguments.jobs, backend="loky", return_as="generator")
    done = run(
        delayed(run_method)(
            arguments.data, *task, classifiers, arguments.sampler_kwargs
        )
        for task in tasks
    )
    rows = []
    for number, part in enumerate(done, 1):
        rows.extend(part)
        print(f"{number}/{len(tasks)} {tasks[number - 1]}", file=sys.stderr, flush=True)
        if arguments.csv:
            pd.DataFrame(rows).to_csv(arguments.csv, index=False)
    return pd.DataFrame(rows)


def print_report(frame):
    """Print accuracies, and how much of the way to the ceiling each method goes."""
    from _report import show

    for divisor, part in frame.groupby("divisor", sort=False):
        means = part.pivot_table(
            index="method", columns="classifier", values="bal_acc", sort=False
        )
        fits = part.drop_duplicates(["seed", "method"]).groupby("method")["seconds"]
        means["seconds"] = fits.median()
        n_seeds = part["seed"].nunique()
        show(f"Counts / {divisor}: class-average accuracy, {n_seeds} seeds", means)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ENVIRONMENT)
    if arguments.quick:
        arguments.seeds, arguments.divisors = 1, [10]
    if arguments.csv:
        Path(arguments.csv).parent.mkdir(parents=True, exist_ok=True)
    print_report(run_all(arguments))


if __name__ == "__main__":
    main()
