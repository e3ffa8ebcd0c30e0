"""Measure the most memory that a fit of a large table and its new rows ever take.

Each row of the table comes from a fresh process on one thread: it makes X and y in
place, fits, generates as many rows, and says its peak of resident memory, TensorFlow
and X included, after each step.

resample
    ``fit_resample``, which returns the real rows and the new ones together.
sample
    ``fit``, then ``sample``.

Linux only: the peak is VmHWM of /proc/self/status.

Examples
--------
A quarter of an hour::

    python benchmarks/reliability/memory.py

One case::

    python benchmarks/reliability/memory.py --samplers ACGANSampler --forms frame
"""

import argparse
import json
import sys
import time
import warnings
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _process import in_new_process  # noqa: E402

SAMPLERS = ("ACGANSampler", "GANSampler", "DCGANSampler")
FORMS = ("float64", "float32", "frame")
FORM_NAMES = {"float64": "float64", "float32": "float32", "frame": "DataFrame"}
TASKS = ("resample", "sample")
BLOCK = 10_000  # rows made at once, so that making X does not set the peak
RARE = 10  # one row in so many is of the rarer class
GOAL = 4.0  # GB


def make_table(n_rows, n_columns, form):
    """Return correlated columns of numbers and two classes."""
    import numpy as np

    rng = np.random.RandomState(0)
    mix = rng.normal(size=(n_columns, n_columns)) / n_columns**0.5
    X = np.empty((n_rows, n_columns), np.float32 if form == "float32" else np.float64)
    y = (np.arange(n_rows) % RARE == 0).astype(int)
    for first in range(0, n_rows, BLOCK):
        rows = X[first : first + BLOCK]
        rows[:] = rng.normal(size=rows.shape) @ mix
        rows += y[first : first + BLOCK, None]
    if form == "frame":
        import pandas as pd

        names = [f"c{i}" for i in range(n_columns)]
        return pd.DataFrame(X, columns=names, copy=False), pd.Series(y)
    return X, y


def peak():
    """Return the most memory of this process that has been in RAM, GB."""
    with open("/proc/self/status") as status:
        [line] = [line for line in status if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024 / 1e9


def measure(case):
    """Return the peaks and times of one case, in this process."""
    import skgan

    peaks, seconds = {}, {}

    def note(name, began):
        peaks[name], seconds[name] = peak(), time.perf_counter() - began

    began = time.perf_counter()
    import skgan.training  # noqa: F401

    note("import", began)
    n_rows, n_new = case["rows"], case["new"]
    began = time.perf_counter()
    X, y = make_table(n_rows, case["columns"], case["form"])
    note("X", began)
    strategy = {1: int((y == 1).sum()) + n_new}
    sampler = getattr(skgan, case["sampler"])(strategy, random_state=0)
    if case["max_iter"]:
        sampler.set_params(max_iter=case["max_iter"])
    began = time.perf_counter()
    if case["task"] == "resample":
        X_new, _ = sampler.fit_resample(X, y)
        note("fit_resample", began)
        assert len(X_new) == n_rows + n_new
    else:
        sampler.fit(X, y)
        note("fit", began)
        began = time.perf_counter()
        X_new, _ = sampler.sample(n_new)
        note("sample", began)
        assert len(X_new) == n_new
    return {"peaks": peaks, "seconds": seconds}


def add_peaks(peaks, seconds, case, said):
    """Put the peaks and times of one case into the rows of the tables."""
    row = f"{case['sampler']}, {FORM_NAMES[case['form']]}"
    for name in said["peaks"]:
        if name in ("fit_resample", "fit", "sample"):
            peaks.setdefault(row, {})[f"after `{name}`"] = said["peaks"][name]
            seconds.setdefault(row, {})[f"`{name}`, seconds"] = said["seconds"][name]
    print(case, said, file=sys.stderr, flush=True)


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samplers", nargs="+", default=SAMPLERS, choices=SAMPLERS)
    parser.add_argument("--forms", nargs="+", default=FORMS, choices=FORMS)
    parser.add_argument("--tasks", nargs="+", default=TASKS, choices=TASKS)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=50)
    parser.add_argument("--max-iter", type=int, help="default: the sampler's own")
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Measure in new processes, or be one of them."""
    arguments = parse_arguments(argv)
    if arguments.case:
        warnings.simplefilter("ignore")
        print(json.dumps(measure(arguments.case)))
        return
    import pandas as pd

    sizes = {"rows": arguments.rows, "new": arguments.new}
    sizes |= {"columns": arguments.columns, "max_iter": arguments.max_iter}
    peaks: dict = {}
    seconds: dict = {}
    for sampler in arguments.samplers:
        for form in arguments.forms:
            for task in arguments.tasks:
                case = {"sampler": sampler, "form": form, "task": task} | sizes
                add_peaks(peaks, seconds, case, in_new_process(__file__, case))
    peaks, seconds = (pd.DataFrame(rows).T for rows in (peaks, seconds))
    met = "met" if peaks.max(axis=None) <= GOAL else "missed"
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(peaks, 1).join(_figures.texts(seconds, 0)),
            f"Peak of all resident memory in GB, with TensorFlow and X, of a fit of "
            f"{arguments.rows:,} rows of {arguments.columns} columns and "
            f"{arguments.new:,} generated rows, in a fresh process of one thread. "
            f"Goal: at most {GOAL:g} GB, {met}.",
        )


if __name__ == "__main__":
    main()
