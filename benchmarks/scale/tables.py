"""Time `skgan resample` on parquet that is larger than the memory it may take.

A table of numbers, whole numbers and categories is written in eight files, one row in a
thousand of the rare class. Each line is a separate process of one thread, which says
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

sys.path += [str(Path(__file__).parents[1] / name) for name in ("", "reliability")]

import _figures  # noqa: E402
from _process import in_new_process  # noqa: E402

N_FILES = 8
N_COLUMNS = 20  # the class included
RARE = 0.001
STRATEGY = 0.05  # rare rows afterwards, by frequent ones; 1 balances
GOAL_GB, GOAL_TIMES = 2.0, 3.0
CASES = {
    "copy": "Arrow reads all batches and writes them again",
    "copy, more rows": "the same, and as many more as are added below",
    "kernel, folder": "`skgan resample`, kernel only, to a folder",
    "kernel, file": "`skgan resample`, kernel only, to one file",
    "network, folder": "`skgan resample`, defaults, to a folder",
}


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


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--cases", nargs="+", default=list(CASES), choices=CASES)
    parser.add_argument("--memory", default="2GB")
    parser.add_argument("--strategy", type=float, default=STRATEGY)
    parser.add_argument("--folder", type=Path, help="default: a temporary one")
    parser.add_argument("--case", type=json.loads, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def run_cases(arguments, folder, n_more):
    """Return a row for each case, measured in a separate process."""
    rows, floor = {}, None
    for name in arguments.cases:
        suffix = ".parquet" if name.endswith("file") else ""
        output = folder / f"out{suffix}"
        case = {"name": name, "parts": str(folder / "parts"), "output": str(output)}
        case |= {"n_more": n_more, "memory": arguments.memory}
        said = in_new_process(__file__, case | {"strategy": arguments.strategy})
        floor = floor or said["seconds"]
        times = said["seconds"] / floor
        is_met = said["GB"] <= GOAL_GB and times <= GOAL_TIMES
        row = {"seconds": said["seconds"], "times the copy": times, "GB": said["GB"]}
        is_ours = not name.startswith("copy")
        rows[CASES[name]] = row | {"goals": ("missed", "met")[is_met] * is_ours}
        print(name, row, file=sys.stderr, flush=True)
        shutil.rmtree(output) if output.is_dir() else output.unlink()
    return rows


def main(argv=None):
    """Measure in new processes, or be one of them."""
    arguments = parse_arguments(argv)
    if arguments.case:
        print("\n" + json.dumps(measure(arguments.case)))
        return
    import pandas as pd

    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        parts = Path(folder) / "parts"
        write_parts(parts, arguments.rows)
        size = sum(path.stat().st_size for path in parts.iterdir()) / 1e9
        n_more = int(arguments.rows * (arguments.strategy - RARE))
        rows = run_cases(arguments, Path(folder), n_more)
    digits = {"seconds": 0, "times the copy": 1, "GB": 1}
    with _figures.Figures(__file__, arguments, peers=["pyarrow"]) as figures:
        figures.add(
            "" if arguments.strategy == STRATEGY else "balanced",
            _figures.texts(pd.DataFrame(rows).T, digits),
            f"{arguments.rows:,} rows of {N_COLUMNS} columns in {N_FILES} parquet "
            f"files, {size:.1f} GB, one row in {round(1 / RARE):,} of the rare class; "
            f"about {n_more:,} rows are added, with `--memory {arguments.memory}`. "
            "Each row was measured in a separate process of one thread; memory is its "
            "peak beyond what it has with TensorFlow and Arrow imported. The goals are "
            f"{GOAL_GB:g} GB and {GOAL_TIMES:g} times the copy.",
        )


if __name__ == "__main__":
    main()
