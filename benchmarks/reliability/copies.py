"""Measure what a fit of memory-mapped samples takes besides them.

X is a file that can only be read (``np.load(mmap_mode="r")``). Each line comes from a
fresh process on one thread: the growth of anonymous memory (VmHWM less the mapped
pages, which the system may drop at any time) from after a small fit of the same shape
to the peak of the large one, in units of the encoded samples: float32, and of images
and signals grown by what a class lacks of its least number of rows. The networks
need the encoded samples twice, in NumPy and in TensorFlow.

Linux only.

Examples
--------
Five minutes::

    python benchmarks/reliability/copies.py
"""

import argparse
import json
import sys
import tempfile
import threading
import time
import warnings
from math import prod
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _process import in_new_process  # noqa: E402

SHAPES = {"table": (50,), "signals": (512, 4), "images": (32, 32, 3)}
DTYPES = {"table": "float64", "signals": "float32", "images": "uint8"}
GOAL = 4.0  # times the encoded samples
BLOCK = 1000


def write_samples(path, kind, n_bytes):
    """Write an .npy of random samples without having it in memory."""
    import numpy as np

    shape = SHAPES[kind]
    n_rows = n_bytes // (4 * prod(shape))  # of encoded ones
    X = np.lib.format.open_memmap(
        path, mode="w+", dtype=DTYPES[kind], shape=(n_rows, *shape)
    )
    rng = np.random.RandomState(0)
    for first in range(0, n_rows, BLOCK):
        rows = X[first : first + BLOCK]
        rows[:] = rng.normal(128, 30, rows.shape).clip(0, 255)
    X.flush()


def anonymous_bytes():
    """Return the memory of this process that is no file's."""
    with open("/proc/self/status") as status:
        [line] = [line for line in status if line.startswith("RssAnon")]
    return int(line.split()[1]) * 1024


class Peak(threading.Thread):
    """Look at the memory every millisecond."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most, self.is_over = 0, False

    def run(self):
        """Look until it is over."""
        while not self.is_over:
            self.most = max(self.most, anonymous_bytes())
            time.sleep(0.001)


def measure(path, sampler, max_iter):
    """Return the growth of memory by a fit, and the bytes of encoded samples."""
    import numpy as np

    import skgan

    X = np.load(path, mmap_mode="r")
    y = np.arange(len(X)) % 4 // 3
    n_small = min(len(X), 400)
    kind = getattr(skgan, sampler)
    kind(max_iter=max_iter, random_state=0).fit(X[:n_small], y[:n_small])
    before, peak = anonymous_bytes(), Peak()
    peak.start()
    kind(max_iter=max_iter, random_state=0).fit(X, y)
    peak.is_over = True
    peak.join()
    return {"growth": peak.most - before, "encoded": 4 * X.size, "X": X.nbytes}


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", default=list(SHAPES), choices=SHAPES)
    parser.add_argument("--sampler", default="ACGANSampler")
    parser.add_argument("--megabytes", type=int, default=256, help="once encoded")
    parser.add_argument("--max-iter", type=int, default=2)
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


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
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "X.npy")
            write_samples(path, kind, arguments.megabytes * 2**20)
            case = path, arguments.sampler, arguments.max_iter
            said = in_new_process(__file__, case)
        times = said["growth"] / said["encoded"]
        shape = " x ".join(map(str, SHAPES[kind]))
        rows[f"{kind}, samples of {shape}, {DTYPES[kind]}"] = {
            "X on the disk, MB": said["X"] / 1e6,
            "encoded, MB": said["encoded"] / 1e6,
            "the fit takes, MB": said["growth"] / 1e6,
            "times the encoded": f"{times:.1f}",
            "goal": f"<= {GOAL:g}, {'met' if times <= GOAL else 'missed'}",
        }
        print(kind, rows, file=sys.stderr, flush=True)
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T, 0),
            "Peak anonymous memory of a fit of an array of `np.load(mmap_mode='r')`, "
            "besides the encoded samples (float32), in a fresh process of "
            "one thread.",
        )


if __name__ == "__main__":
    main()
