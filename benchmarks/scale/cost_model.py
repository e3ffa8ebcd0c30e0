"""Seconds and bytes as functions of rows: measured, fitted, and for a billion rows.

`skgan resample` of the table of tables.py, with the kernel only, is timed at three
sizes, and with few and many new rows. So is the first pass over a `tf.data.Dataset` of
images. Each is a separate process on one thread. The two smaller sizes fit

    seconds = fixed + rows * a row + new rows * a new row

and the largest one checks it. From the fitted seconds the same formula, divided by the
number of workers, gives what larger tables would take on a cluster: on paper, not
measured.

Examples
--------
Some minutes::

    python benchmarks/scale/cost_model.py
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / name) for name in ("", "reliability")]

import _figures  # noqa: E402
import images  # noqa: E402
import tables  # noqa: E402
from _process import in_new_process  # noqa: E402

STRATEGIES = 0.05, 0.5  # rare rows afterwards, by frequent ones
ON_PAPER = [  # rows, new rows, workers
    (1e7, 1e6, 1),
    (1e9, 1e6, 1),
    (1e9, 1e6, 100),
    (1e9, 9.98e8, 1),
    (1e9, 9.98e8, 100),
]
VALUE = 8  # bytes
PARTITION = 1_000_000  # rows of a file, on paper


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--rows", type=int, nargs=3, default=[200_000, 1_000_000, 4_000_000])
    add("--images", type=int, nargs=3, default=[10_000, 50_000, 200_000])
    return _figures.parse_arguments(parser, argv)


def resample_seconds(n_rows):
    """Return (rows, new rows, seconds) of one table and each strategy."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder) / "parts"
        tables.write_parts(parts, n_rows)
        for strategy in STRATEGIES:
            output = Path(folder) / f"out-{round(1 / strategy)}"
            case = {"name": "kernel, folder", "parts": str(parts)}
            case |= {"output": str(output), "n_more": 0, "memory": "2GB"}
            said = in_new_process(tables.__file__, case | {"strategy": strategy})
            n_new = int(n_rows * (strategy * (1 - tables.RARE) - tables.RARE))
            measured.append((n_rows, n_new, said["seconds"]))
            print(measured[-1], file=sys.stderr, flush=True)
    return measured


def pass_seconds(n_images):
    """Return (images, 0, seconds) of the first pass over a `tf.data.Dataset`."""
    with tempfile.TemporaryDirectory() as folder:
        images.write_images(Path(folder), n_images, False)
        case = {"name": "tf.data", "images": n_images, "sampler": "ACGANSampler"}
        said = in_new_process(
            images.__file__, case | {"folder": folder, "iterations": 75}
        )
    print(n_images, said, file=sys.stderr, flush=True)
    return [(n_images, 0, said["first"])]


def fitted(measured):
    """Return the seconds that are fixed, of a row and of a new row, none negative."""
    import numpy as np
    from scipy.optimize import nnls

    sizes = np.array([[1.0, n_rows, n_new] for n_rows, n_new, _ in measured])
    scale = sizes.max(axis=0) + (sizes.max(axis=0) == 0)
    return nnls(sizes / scale, np.array([s for *_, s in measured]))[0] / scale


def predicted(constants, n_rows, n_new, n_workers=1):
    """Return the seconds that the formula gives."""
    fixed, a_row, a_new_row = constants
    return fixed + (n_rows * a_row + n_new * a_new_row) / n_workers


def check_table(name, measure, sizes):
    """Return the constants, and a table of measured and predicted seconds."""
    import pandas as pd

    measured = [measure(n) for n in sizes]
    constants = fitted([m for some in measured[:2] for m in some])
    rows = [
        {
            "": name,
            "rows": f"{n:,}",
            "new rows": f"{n_new:,}",
            "measured, s": seconds,
            "formula, s": predicted(constants, n, n_new),
            "used": "to check" if n == sizes[-1] else "to fit",
        }
        for some in measured
        for n, n_new, seconds in some
    ]
    return constants, pd.DataFrame(rows)


def on_paper(constants):
    """Return what larger tables would take."""
    import pandas as pd

    from skgan.distributed import BLOCK_ROWS, MAX_ROWS

    columns, rows = tables.N_COLUMNS, []
    for n_rows, n_new, n_workers in ON_PAPER:
        n_parts = max(1, round(n_rows / PARTITION))
        seconds = predicted(constants, n_rows, n_new, n_workers)
        rows.append(
            {
                "rows": f"{n_rows:.3g}",
                "new rows": f"{n_new:.3g}",
                "workers": f"{n_workers}",
                "minutes": seconds / 60,
                "GB read": n_rows * columns * VALUE / 1e9,
                "GB of summaries": n_parts * 2 * MAX_ROWS * columns * VALUE / 1e9,
                "GB of new rows": n_new * columns * VALUE / 1e9,
                "tasks": f"{n_parts + round(n_new / BLOCK_ROWS):,}",
            }
        )
    return pd.DataFrame(rows).set_index("rows")


def main(argv=None):
    """Measure, fit, check, and print."""
    arguments = parse_arguments(argv)
    import pandas as pd

    constants, checked = check_table(
        "`skgan resample`", resample_seconds, arguments.rows
    )
    of_images, more = check_table("first pass", pass_seconds, arguments.images)
    fixed, a_row, a_new_row = constants
    with _figures.Figures(__file__, arguments, peers=["pyarrow"]) as figures:
        figures.add(
            "check",
            _figures.texts(pd.concat([checked, more]).set_index(""), 1),
            "Seconds of one thread, measured, and by a formula that was fitted to the "
            f"two smaller sizes. A table of {tables.N_COLUMNS} columns by the kernel "
            f"alone: {fixed:.1f} s, {a_row * 1e6:.2f} s for a million rows and "
            f"{a_new_row * 1e6:.1f} s for a million new ones. The first pass over "
            f"a `tf.data.Dataset` of images of 28 x 28: {of_images[0]:.1f} s and "
            f"{of_images[1] * 1e6:.0f} s for a million images.",
        )
        figures.add(
            "on-paper",
            _figures.texts(on_paper(constants), 1),
            f"The same formula for a table of {tables.N_COLUMNS} columns in files of "
            f"{PARTITION:,} rows, divided by the number of workers: calculated, not "
            "measured. Summaries are at most the bytes that workers send for the fit.",
        )


if __name__ == "__main__":
    main()
