"""Fit two hundred times in one process and see whether memory stays flat.

Each figure comes from a fresh process on one thread; the three samplers take turns.

same
    Tables of one number of columns, of other rows each time: the programs of the first
    fits serve all others.
shapes
    Another number of columns each time, so that each fit traces a program of its own
    and the oldest of those that are kept is dropped.

Growth is resident memory (VmRSS) after the last fit less that after a quarter of them.
In the steady state a program is traced for each that is dropped. Linux only.

Examples
--------
Ten minutes::

    python benchmarks/reliability/fits.py
"""

import argparse
import gc
import json
import os
import sys
import warnings
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _process import in_new_process  # noqa: E402

SAMPLERS = ("ACGANSampler", "GANSampler", "DCGANSampler")
N_COLUMNS = 10
GOALS = {"same": 25.0, "shapes": 100.0}  # MB
TITLES = {"same": "the same columns", "shapes": "another number of columns each time"}


def resident_megabytes():
    """Return the memory of this process that is in RAM."""
    gc.collect()
    with open("/proc/self/statm") as statm:
        pages = int(statm.read().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(kind, n_fits, max_iter):
    """Return the resident memory after each fit, MB, and the programs kept."""
    import numpy as np

    import skgan
    from skgan.training import _program

    resident = []
    widths = 2 + np.random.RandomState(0).permutation(n_fits)  # no trend, no repeat
    for i in range(n_fits):
        rng = np.random.RandomState(i)
        n_columns = N_COLUMNS if kind == "same" else widths[i]
        y = rng.choice(3, 200 + i, p=[0.6, 0.3, 0.1])
        X = rng.standard_normal((200 + i, n_columns)) + y[:, None]
        sampler = getattr(skgan, SAMPLERS[i % len(SAMPLERS)])
        sampler(max_iter=max_iter, random_state=i).fit_resample(X, y)
        resident.append(resident_megabytes())
    return {"resident": resident, "programs": len(_program._programs)}


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", default=list(GOALS), choices=GOALS)
    parser.add_argument("--fits", type=int, default=200)
    parser.add_argument("--max-iter", type=int, default=10)
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def row_of(kind, said, n_fits):
    """Return the row of one kind of fits."""
    resident, quarter = said["resident"], n_fits // 4
    at = [resident[min(i, n_fits) - 1] for i in range(quarter, 5 * quarter)]
    growth = resident[-1] - resident[quarter - 1]
    met = "met" if growth <= GOALS[kind] else "missed"
    return {
        "MB after each quarter": ", ".join(f"{value:.0f}" for value in at[::quarter]),
        "growth after the first quarter, MB": f"{growth:.0f}",
        "goal, MB": f"<= {GOALS[kind]:g}, {met}",
        "programs kept": str(said["programs"]),
    }


def main(argv=None):
    """Measure in new processes, or be one of them."""
    arguments = parse_arguments(argv)
    if arguments.case:
        warnings.simplefilter("ignore")
        print(json.dumps(measure(*arguments.case)))
        return
    import pandas as pd

    rows = {}
    for kind in arguments.kinds:
        said = in_new_process(__file__, [kind, arguments.fits, arguments.max_iter])
        rows[TITLES[kind]] = row_of(kind, said, arguments.fits)
        print(rows, file=sys.stderr, flush=True)
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            pd.DataFrame(rows).T,
            f"Resident memory of one process of one thread over {arguments.fits} fits "
            "of three samplers in turn, each on other rows.",
        )


if __name__ == "__main__":
    main()
