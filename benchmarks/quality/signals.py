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
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

CELL = ["set", "classifier", "seed"]
PEERS = ("aeon",)
TUNED = "skgan's defaults were chosen on these sets, so its figures are optimistic."
UNSEEN = "Nothing was chosen on these sets."


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--sets", nargs="+", metavar="NAME", help="sets in aeon's package")
    add("--unseen", action="store_true", help="sets not used for choosing")
    add("--methods", nargs="+", metavar="NAME", help="only these rows")
    add("--skip", nargs="+", metavar="NAME", default=[], help="all but these rows")
    add("--seeds", type=int, default=5, help="choices of the rows that are kept")
    add("--first-seed", type=int, default=0)
    add("--quick", action="store_true", help="two seeds")
    add("--jobs", type=int, default=1, help="processes")
    add("--sampler-kwargs", type=json.loads, default={}, metavar="JSON")
    return _figures.parse_arguments(parser, argv, csv=True)


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
    from _signals import SETS, UNSEEN_SETS, run_seed
    from _tasks import run_tasks

    names = arguments.sets or (UNSEEN_SETS if arguments.unseen else SETS)
    n_seeds = 2 if arguments.quick else arguments.seeds
    seeds = range(arguments.first_seed, arguments.first_seed + n_seeds)
    tasks = [(name, seed) for name in names for seed in seeds]
    run = partial(run_seed, methods=methods, sampler_kwargs=arguments.sampler_kwargs)
    return run_tasks(run, tasks, arguments.jobs)


def mean_ranks(frame, by=None):
    """Return the mean rank of each method over set x classifier x seed cells.

    Parameters
    ----------
    frame : DataFrame
        The long table.
    by : str, default=None
        A column whose values have ranks of their own.
    """
    from _signals import CEILING
    from scipy.stats import rankdata

    wide = frame[frame["method"] != CEILING].pivot_table(
        index=CELL, columns="method", values="bal_acc", sort=False
    )
    # Equal accuracies may differ in their last bit.
    ranks = wide.copy()
    ranks[:] = rankdata(-wide.round(9).to_numpy(), axis=1)
    return ranks.groupby(by, sort=False).mean().T if by else ranks.mean()


def classifier_table(frame):
    """Return mean accuracies and ranks by classifier."""
    from _names import named
    from _signals import CEILING

    pivot = {"index": "method", "values": "bal_acc", "sort": False}
    cells = frame.pivot_table(columns=["set", "classifier"], **pivot)
    means = cells.T.groupby("classifier", sort=False).mean().T
    means["mean"] = cells.mean(axis=1)
    shown = _figures.bold(_figures.texts(means), means, apart=[CEILING])
    ranks = mean_ranks(frame).reindex(means.index).to_frame("mean rank")
    shown = shown.join(_figures.bold(_figures.texts(ranks, 2), ranks, largest=False))
    fits = frame.drop_duplicates(["set", "seed", "method"])
    seconds = fits.groupby("method")["seconds"].agg(["median", "max"])
    seconds = seconds.reindex(means.index).where(lambda s: s["max"] > 0.001)
    names = {"median": "median fit, CPU seconds", "max": "longest fit, CPU seconds"}
    return named(shown.join(_figures.texts(seconds, 2).rename(columns=names)))


def set_table(frame):
    """Return the mean accuracy on each set, with the mean rank."""
    from _names import named
    from _signals import CEILING

    pivot = {"index": "method", "values": "bal_acc", "sort": False}
    means = frame.pivot_table(columns="set", **pivot)
    ranks = mean_ranks(frame, "set").reindex(means.index)[list(means)]
    shown = _figures.in_brackets(_figures.texts(means), _figures.texts(ranks, 2))
    return named(_figures.bold(shown, means, apart=[CEILING]))


def add_tables(figures, frame, chosen, prefix):
    """Add accuracies and ranks by classifier and by set."""
    n_sets, n_seeds = frame["set"].nunique(), frame["seed"].nunique()
    what = (
        f"{n_sets} sets of signals, in each of which every second class keeps a tenth "
        f"of its training rows, and at least four, in {n_seeds} random choices. "
        f"{chosen} The ceiling has all training rows, and no rank."
    )
    figures.add(
        f"{prefix}means",
        classifier_table(frame),
        f"Class-average accuracy by classifier. {what}",
    )
    figures.add(
        f"{prefix}sets",
        set_table(frame),
        "Class-average accuracy by set, mean over the classifiers; in brackets the "
        f"mean rank, 1 is best. {what}",
    )


def main(argv=None):
    """Run the benchmark and print its tables."""
    arguments = parse_arguments(argv)
    os.environ.update(ONE_THREAD)
    methods = choose_methods(arguments)
    if not methods:
        raise SystemExit("No method is left to run.")
    frame, sources = _figures.long_table(
        arguments, [*CELL, "method"], lambda save: run_all(arguments, methods), PEERS
    )
    chosen, prefix = (UNSEEN, "unseen-") if arguments.unseen else (TUNED, "")
    with _figures.Figures(__file__, arguments, sources) as figures:
        add_tables(figures, frame, chosen, prefix)


if __name__ == "__main__":
    main()
