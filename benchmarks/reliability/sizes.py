"""How much disk skgan takes, and how much memory a process that draws samples.

    python benchmarks/reliability/sizes.py

makes three virtual environments: without TensorFlow, with tensorflow-cpu and with
tensorflow. In each of them, fresh processes load a saved sampler of a table of 1,000
rows, with and without networks, and draw 1,000 rows. The packages come from the index
that pip uses. It needs Linux, and 6 GB of disk for a while.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _process import ONE_THREAD, QUIET  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
LIGHT = ["-r", str(ROOT / "docs" / "docker" / "without-tensorflow.txt")]
INSTALLED = {
    "without TensorFlow": [LIGHT, ["--no-deps", str(ROOT)]],
    "with `tensorflow-cpu`": [["tensorflow-cpu", *LIGHT], ["--no-deps", str(ROOT)]],
    "with `tensorflow`": [[str(ROOT)]],
}
FIT = """
import sys
from sklearn.datasets import make_classification
from skgan import ACGANSampler

X, y = make_classification(1000, 10, weights=[0.9], random_state=0)
options = {"kernel_fraction": 1} if sys.argv[1] == "kernel" else {"max_iter": 25}
ACGANSampler(**options, random_state=0).fit(X, y).save(sys.argv[2])
"""
# The peak of the process, in MB; ru_maxrss of Linux is in kB.
DRAW = """
import json, resource, sys, time
import skgan
skgan.load(sys.argv[1]).sample({1: 1000})
seconds = time.process_time()
print(json.dumps([resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, seconds]))
"""


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    return _figures.parse_arguments(parser, argv)


def run(*command):
    """Run a program on one thread, and return the last line that it prints."""
    environment = {**os.environ, **ONE_THREAD, **QUIET}
    environment.pop("PYTHONPATH", None)  # the environment's own packages only
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.splitlines()[-1:]


def megabytes(folder):
    """Return the size of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6


def measure(folder, installs, kinds):
    """Install packages into a new environment, and measure it."""
    run(sys.executable, "-m", "venv", folder)
    python = str(folder / "bin" / "python")
    for packages in installs:
        run(python, "-m", "pip", "install", "--quiet", *packages)
    row = {"disk, GB": megabytes(folder) / 1e3}
    for kind in kinds:
        saved = str(folder / f"{kind}.skgan")
        run(python, "-c", FIT, kind, saved)
        memory, seconds = json.loads(run(python, "-c", DRAW, saved)[0])
        row[f"memory, MB: {kind}"] = memory
        row[f"CPU seconds: {kind}"] = seconds
    return row


def main(argv=None):
    """Print the table."""
    import pandas as pd

    arguments = parse_arguments(argv)
    rows = {}
    for name, installs in INSTALLED.items():
        kinds = ["kernel", "networks"] if "with `" in name else ["kernel"]
        with TemporaryDirectory() as folder:
            rows[name] = measure(Path(folder), installs, kinds)
    table = pd.DataFrame(rows).T
    digits = {name: 1 if "disk" in name or "seconds" in name else 0 for name in table}
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(table, digits),
            "Size of a virtual environment with skgan, and of a process that loads a "
            "saved sampler of a table of 1,000 rows and draws 1,000 new ones: its peak "
            "memory, and the CPU seconds from its start to the rows, for a sampler "
            "without networks (kernel) and for one with networks.",
        )


if __name__ == "__main__":
    main()
