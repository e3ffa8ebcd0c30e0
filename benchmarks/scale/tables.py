"""Time `skgan resample` on parquet that is larger than the memory it may take.

A table of numbers, whole numbers and categories is written in eight files, one row in a
thousand of the rare class. Each line is a process of its own on one thread, which says
its seconds and its peak of resident memory less what it had when its libraries were
imported.

copy
    The floor: Arrow reads all files, batch by batch, and writes them again.
copy, more rows
    The same, with as many rows written in addition as `skgan resample` adds.
resample
    `skgan resample` by a kernel or a network; to a folder, where real files are copied
    as they are, and to one file.

Linux only: the peak is VmHWM of /proc/self/status.

Examples
--------
A minute::

    python benchmarks/scale/tables.py --rows 2_000_000

The whole one, about 2 GB::

    python benchmarks/scale/tables.py
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "reliability"))

from _process import in_new_process  # noqa: E402

N_FILES = 8
N_COLUMNS = 20  # the class included
RARE = 0.001
STRATEGY = 0.05  # rare rows afterwards, by frequent ones; 1 balances
GOAL_GB, GOAL_TIMES = 2.0, 3.0
CASES = ("copy", "copy, more rows", "kernel, folder", "kernel, file", "network, folder")


def write_parts(folder, n_rows):
    """Write the table, a file after the other."""
    import numpy as np
    import pandas as pd

    folder.mkdir()
    for part in range(N_FILES):
        rng = np.random.RandomState(part)
        n = n_rows // N_FILES
        is_rare = rng.uniform(size=n) < RARE
        columns = {
            f"x{i}": rng.normal(size=n) + is_rare * (i % 3)
            for i in range(N_COLUMNS - 4)
        }
        columns["price"] = np.exp(rng.normal(size=n)).round(2)
        columns["n"] = rng.poisson(3, n)
        columns["kind"] = pd.Categorical.from_codes(rng.randint(0, 8, n), [*"abcdefgh"])
        columns["label"] = is_rare.astype(np.int8)
        pd.DataFrame(columns).to_parquet(folder / f"{part}.parquet", index=False)


def peak():
    """Return the most memory of this process that has been in RAM, GB."""
    with open("/proc/self/status") as status:
        [line] = [line for line in status if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024 / 1e9


def copy(parts, output, n_more):
    """Write all batches again, and the first ones once more."""
    import pyarrow.parquet as pq

    output.mkdir()
    for path in sorted(parts.iterdir()):
        file = pq.ParquetFile(path)
        with pq.ParquetWriter(output / path.name, file.schema_arrow) as writer:
            for batch in file.iter_batches(100_000):
                writer.write_batch(batch)
                more = batch[:n_more]
                if len(more):
                    writer.write_batch(more)
                n_more -= len(more)


def resample(parts, output, way, memory, strategy):
    """Run the command in this process."""
    from skgan._cli import main

    options = ["--strategy", str(strategy), "--memory", memory]
    if way == "kernel":
        options += ["-p", "kernel_fraction=1"]
    arguments = ["resample", str(parts), "-t", "label", "-o", str(output), *options]
    main(arguments, standalone_mode=False)


def measure(case):
    """Return the seconds and the memory of one case, in this process."""
    import skgan.training  # noqa: F401

    import pyarrow.parquet  # noqa: F401  # isort: skip

    parts, output = Path(case["parts"]), Path(case["output"])
    before, began = peak(), time.perf_counter()
    if case["name"].startswith("copy"):
        copy(parts, output, case["n_more"] if "more" in case["name"] else 0)
    else:
        way = case["name"].split(",")[0]
        resample(parts, output, way, case["memory"], case["strategy"])
    return {"seconds": time.perf_counter() - began, "GB": peak() - before}


def main():
    """Measure in new processes, or be one of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--cases", nargs="+", default=CASES, choices=CASES)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--strategy", type=float, default=STRATEGY)
    parser.add_argument("--folder", type=Path, help="default: a temporary one")
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        print("\n" + json.dumps(measure(arguments.case)))
        return
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        parts = Path(folder) / "parts"
        write_parts(parts, arguments.rows)
        size = sum(path.stat().st_size for path in parts.iterdir()) / 1e9
        n_more = int(arguments.rows * (arguments.strategy - RARE))
        print(f"{arguments.rows:,} rows x {N_COLUMNS} columns, {size:.2f} GB", end=", ")
        print(f"about {n_more:,} new rows, --memory {arguments.memory}")
        floor = None
        for name in arguments.cases:
            suffix = ".parquet" if name.endswith("file") else ""
            output = Path(folder) / f"out{suffix}"
            case = {"name": name, "parts": str(parts), "output": str(output)}
            case |= {"n_more": n_more, "memory": arguments.memory}
            case["strategy"] = arguments.strategy
            said = in_new_process(__file__, case)
            floor = floor or said["seconds"]
            times = said["seconds"] / floor
            is_met = said["GB"] <= GOAL_GB and times <= GOAL_TIMES
            verdict = "met" if is_met else "MISSED"
            print(
                f"{name:18}{said['seconds']:8.1f} s {times:6.2f} x copy"
                f"{said['GB']:8.2f} GB   goals: {verdict}",
                flush=True,
            )
            shutil.rmtree(output) if output.is_dir() else output.unlink()


if __name__ == "__main__":
    main()
