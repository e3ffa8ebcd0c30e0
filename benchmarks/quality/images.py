"""Does a sampler help a classifier on long-tailed images? Ours, peers, floor, ceiling.

Five sets, each with the counts of a long tail at two scales, over the classes in a
seeded random order; all classes are resampled to the largest:

coloured letters, gray letters
    A to J in 978 typefaces, 32x32 (``--data``); the test set has other typefaces.
photographs
    Patches of ten photographs of packages, 32x32x3; the test patches come from another
    part of each.
MNIST
    The real one (``--data``), with the protocol of DeepSMOTE.
digits
    scikit-learn's, 8x8.

Defaults were chosen on coloured letters and photographs; the other sets were looked at
afterwards. A small CNN (2,000 updates whatever the method), a random forest and
logistic regression on pixels are scored on the whole test set by class-average
accuracy. ``prior`` divides the probabilities of ``none`` by the frequencies of the
classes, ``warped copies`` are shifted by up to 7 % of the side, rotated by 15 degrees
and zoomed by 10 %, ``mixup`` has points between near pictures of a class. ``ceiling``
has as many real images of every class as the largest had.

skgan's rows are ``kernel, shapes`` (the kernel with the plain policy of gray images),
``kernel`` (kernel_fraction=1, the policy is chosen), ``generator`` (kernel_fraction=0),
``kernel and generator`` (kernel_fraction=0.75) and the defaults.

Examples
--------
Everything; DIR has the files of MNIST, or a folder ``mnist`` of them, and
letters.npz::

    python benchmarks/quality/images.py --data DIR --jobs 2

A look at the sets that packages ship::

    python benchmarks/quality/images.py --sets photographs digits --quick

Tables for the documentation of several runs, each with ``--csv`` of its own::

    python benchmarks/quality/images.py --from-csv cnn.csv forest.csv --write
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

CELL = ["set", "divisor", "seed", "method", "classifier"]


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", default=".", metavar="DIR", help="folder of MNIST and letters.npz")
    add("--sets", nargs="+", metavar="NAME", help="only these sets")
    add("--divisors", nargs="+", type=int, metavar="N", help="instead of each set's")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--classifiers", nargs="+", metavar="NAME", help="only these classifiers")
    add("--seeds", type=int, default=3)
    add("--first-seed", type=int, default=0)
    add("--quick", action="store_true", help="one seed, the smaller scale")
    add("--jobs", type=int, default=1, help="processes of one thread each")
    add("--sampler-kwargs", type=json.loads, default={}, metavar="JSON")
    return _figures.parse_arguments(parser, argv, csv=True)


def choose(names, wanted, skipped=()):
    """Return the names that were asked for, in their own order."""
    unknown = set(wanted or ()) | set(skipped)
    unknown -= set(names)
    if unknown:
        raise SystemExit(f"Unknown: {sorted(unknown)}. Choose from: {list(names)}")
    return [n for n in names if n in (wanted or names) and n not in skipped]


def run_all(arguments, save):
    """Run every method on every long tail and return the long table.

    What there is so far is saved after each fit, since a whole run takes hours.
    """
    from _image_sets import IMAGE_SETS
    from _images import CLASSIFIERS, make_methods, run_method
    from _tasks import run_tasks

    methods = choose(make_methods(), arguments.methods, arguments.skip)
    classifiers = choose(CLASSIFIERS, arguments.classifiers)
    n_seeds = 1 if arguments.quick else arguments.seeds
    seeds = range(arguments.first_seed, arguments.first_seed + n_seeds)
    tasks = [
        (name, divisor, seed, method)
        for name in choose(IMAGE_SETS, arguments.sets)
        for divisor in arguments.divisors or IMAGE_SETS[name].divisors
        for seed in seeds
        for method in methods
    ]
    if arguments.quick:
        smaller = {name: IMAGE_SETS[name].divisors[-1] for name in IMAGE_SETS}
        tasks = [task for task in tasks if task[1] == smaller[task[0]]]
    run = partial(
        run_method,
        arguments.data,
        classifiers=classifiers,
        sampler_kwargs=arguments.sampler_kwargs,
    )
    return run_tasks(run, tasks, arguments.jobs, save)


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ONE_THREAD)
    frame, sources = _figures.long_table(
        arguments, CELL, lambda save: run_all(arguments, save)
    )
    from _image_report import add_tables

    with _figures.Figures(__file__, arguments, sources) as figures:
        add_tables(figures, frame)


if __name__ == "__main__":
    main()
