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
import warnings

from _process import in_new_process

SAMPLERS = ("ACGANSampler", "GANSampler", "DCGANSampler")
N_COLUMNS = 10
GOALS = {"same": 25.0, "shapes": 100.0}  # MB


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


def main():
    """Measure in new processes, or be one of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", default=list(GOALS), choices=GOALS)
    parser.add_argument("--fits", type=int, default=200)
    parser.add_argument("--max-iter", type=int, default=10)
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        warnings.simplefilter("ignore")
        print(json.dumps(measure(*arguments.case)))
        return
    for kind in arguments.kinds:
        said = in_new_process(__file__, [kind, arguments.fits, arguments.max_iter])
        resident, quarter = said["resident"], arguments.fits // 4
        at = [resident[min(i, arguments.fits) - 1] for i in range(quarter, 5 * quarter)]
        growth = resident[-1] - resident[quarter - 1]
        verdict = "met" if growth <= GOALS[kind] else "MISSED"
        quarters = ", ".join(f"{value:.0f}" for value in at[::quarter])
        print(
            f"{kind:8}{arguments.fits} fits: MB after each quarter {quarters}; growth "
            f"{growth:.1f}   goal <= {GOALS[kind]:g}: {verdict}   "
            f"programs kept {said['programs']}   load {os.getloadavg()[0]:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
