"""Time what a fit costs besides its steps, an import, and the memory of fifty fits.

Each figure comes from a fresh process on one thread, with ACGANSampler's defaults on
a table of 30 features and three classes.

first fit
    The first fit after all imports: wall time less that of its steps. It builds and
    traces the networks.
second fit
    The same for a fit of other rows with the same columns and classes, which finds
    the traced program in the cache.
growth
    Resident memory after fifty fits of fifty numbers of rows, less that after five.
import
    ``import skgan`` in a process that has imported imbalanced-learn, and alone.

A step's cost is the difference of two cached fits of different lengths.

Examples
--------
Two minutes::

    taskset -c 0 python benchmarks/speed/fixed_cost.py
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import warnings
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

N_FEATURES = 30
FIRST_STEPS = 50  # of the fits whose fixed cost is wanted
MORE_STEPS = 300  # of the fit that tells the cost of a step
REPEATS = 5  # of each cached fit
N_FITS = 50
GOALS = {
    "first fit, s": 3.0,
    "first fit, CPU s": 3.0,
    "second fit, s": 0.1,
    "second fit, CPU s": 0.1,
    "memory of 45 fits, MB": 25.0,
}


def make_table(n_rows):
    """Return an imbalanced table."""
    import numpy as np

    rng = np.random.RandomState(n_rows)
    y = rng.choice(3, n_rows, p=[0.6, 0.3, 0.1])
    return rng.standard_normal((n_rows, N_FEATURES)) + y[:, None], y


def fit(n_rows, max_iter):
    """Fit a sampler and return its wall and CPU time."""
    from skgan import ACGANSampler

    X, y = make_table(n_rows)
    sampler = ACGANSampler(max_iter=max_iter, random_state=0)
    wall, cpu = time.perf_counter(), time.process_time()
    sampler.fit(X, y)
    return time.perf_counter() - wall, time.process_time() - cpu


def median_fit(n_rows, max_iter):
    """Return the median times of some cached fits."""
    fits = [fit(n_rows, max_iter) for _ in range(REPEATS)]
    return [statistics.median(times) for times in zip(*fits, strict=True)]


def measure_fits():
    """Return the fixed costs of a first and of a second fit, and a step's."""
    import skgan.training  # noqa: F401

    first = fit(600, FIRST_STEPS)
    second = fit(900, FIRST_STEPS)
    short, long = median_fit(700, FIRST_STEPS), median_fit(700, MORE_STEPS)
    step = [
        (b - a) / (MORE_STEPS - FIRST_STEPS) for a, b in zip(short, long, strict=True)
    ]
    steps = [FIRST_STEPS * cost for cost in step]
    return {
        "first fit, s": first[0] - steps[0],
        "first fit, CPU s": first[1] - steps[1],
        "second fit, s": second[0] - steps[0],
        "second fit, CPU s": second[1] - steps[1],
        "later fits, s": short[0] - steps[0],
        "later fits, CPU s": short[1] - steps[1],
        "a step, ms": 1000 * step[0],
    }


def resident_megabytes():
    """Return the memory of this process that is in RAM (Linux only)."""
    with open("/proc/self/statm") as statm:
        pages = int(statm.read().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure_growth():
    """Return how much memory fits of different numbers of rows keep."""
    if not os.path.exists("/proc/self/statm"):
        return {}
    resident = []
    for i in range(N_FITS):
        fit(200 + 10 * i, 10)
        resident.append(resident_megabytes())
    return {"memory of 45 fits, MB": resident[-1] - resident[4]}


def measure_import():
    """Return how long imports take, and whether TensorFlow came with them."""
    start = time.perf_counter()
    import imblearn.over_sampling  # noqa: F401

    between = time.perf_counter()
    import skgan  # noqa: F401

    end = time.perf_counter()
    heavy = [name for name in ("tensorflow", "keras") if name in sys.modules]
    return {
        "import imblearn.over_sampling, s": between - start,
        "then import skgan, s": end - between,
        "loaded by import skgan": " and ".join(heavy) or "no tensorflow, no keras",
    }


def measure_import_alone():
    """Return how long ``import skgan`` takes in a new process."""
    start = time.perf_counter()
    import skgan  # noqa: F401

    return {"import skgan, s": time.perf_counter() - start}


MEASURES = {
    f.__name__.removeprefix("measure_"): f
    for f in (measure_import, measure_import_alone, measure_fits, measure_growth)
}


def in_new_process(name, threads):
    """Return what a measure says in a separate process."""
    pools = "OMP", "OPENBLAS", "MKL"
    bound = {f"{pool}_NUM_THREADS": str(threads) for pool in pools}
    tensorflow = {
        "TF_NUM_INTRAOP_THREADS": str(threads),
        "TF_NUM_INTEROP_THREADS": str(threads),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
    }
    out = subprocess.run(
        [sys.executable, __file__, "--measure", name],
        env={**os.environ, **bound, **tensorflow},
        capture_output=True,
        text=True,
    )
    if out.returncode:
        sys.exit(out.stderr)
    return json.loads(out.stdout.splitlines()[-1])


def median_of(runs):
    """Return the median of each figure over the processes."""
    return {
        name: statistics.median(run[name] for run in runs)
        if not isinstance(value, str)
        else value
        for name, value in runs[0].items()
    }


def as_table(measured):
    """Return the measured values beside their goals."""
    import pandas as pd

    rows = {}
    for name, value in measured.items():
        goal = GOALS.get(name)
        told = "" if goal is None else f"<= {goal:g}, "
        if goal is not None:
            told += "met" if value <= goal else "missed"
        text = value if isinstance(value, str) else f"{value:.3f}"
        rows[name] = {"measured": text, "goal": told}
    return pd.DataFrame(rows).T


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3, help="processes a figure")
    parser.add_argument("--measure", choices=MEASURES, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Measure in new processes, or be one of them."""
    arguments = parse_arguments(argv)
    if arguments.measure:
        warnings.simplefilter("ignore")
        print(json.dumps(MEASURES[arguments.measure]()))
        return
    rounds = {name: arguments.rounds for name in MEASURES} | {"growth": 1}
    measured = {}
    for name, n in rounds.items():
        runs = [in_new_process(name, arguments.threads) for _ in range(n)]
        measured |= median_of(runs)
        print(name, file=sys.stderr, flush=True)
    with _figures.Figures(__file__, arguments, peers=["keras"]) as figures:
        figures.add(
            "",
            as_table(measured),
            f"What a fit costs beyond its steps: ACGANSampler, a table of {N_FEATURES} "
            "numbers and three classes, each figure from new processes of "
            f"{arguments.threads} thread. The second fit is of other rows with the "
            "same columns and classes.",
        )


if __name__ == "__main__":
    main()
