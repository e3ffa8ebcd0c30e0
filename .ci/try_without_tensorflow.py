"""Run what works without TensorFlow, in an environment that has none.

`make dist` runs it with the built wheel in each version of Python that it finds.
"""

import platform
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

import skgan
from skgan import ACGANSampler, load
from skgan.exceptions import TensorFlowNotAvailableError
from skgan.metrics import energy_distance

TABLE = np.random.RandomState(0).normal(size=(120, 3))
IMAGES = np.random.RandomState(0).randint(0, 256, (120, 8, 8, 1)).astype(np.uint8)
LABELS = np.repeat([0, 1], [80, 40])


def check_fits(folder):
    """Fit, draw, judge, save and load without networks."""
    for X in (TABLE, IMAGES):
        sampler = ACGANSampler(kernel_fraction=1, random_state=0)
        X_new, _ = sampler.fit_resample(X, LABELS)
        assert len(X_new) == 160
        sampler.save(folder / "sampler.skgan")
        again = load(folder / "sampler.skgan").sample({1: 20})[0]
        assert (again == sampler.sample({1: 20})[0]).all()
    assert energy_distance(TABLE, TABLE[::-1]) >= 0


def check_error():
    """Exit unless a fit that needs networks says so."""
    try:
        ACGANSampler(random_state=0).fit(TABLE, LABELS)
    except TensorFlowNotAvailableError as error:
        assert "pip install tensorflow" in str(error)
    else:
        sys.exit("A fit of networks should have failed without TensorFlow.")


def check_command(folder):
    """Resample a file by the command line."""
    frame = pd.DataFrame(TABLE).assign(label=LABELS)
    frame.to_csv(folder / "data.csv", index=False)
    command = [sys.executable, "-m", "skgan", "resample", "data.csv"]
    options = ["--target", "label", "-o", "new.csv", "-p", "kernel_fraction=1"]
    subprocess.run([*command, *options], check=True, cwd=folder)
    assert len(pd.read_csv(folder / "new.csv")) == 160


def main():
    """Run all of it."""
    assert find_spec("tensorflow") is None and find_spec("keras") is None
    with TemporaryDirectory() as name:
        check_fits(Path(name))
        check_command(Path(name))
    check_error()
    print(f"Python {platform.python_version()}: skgan {skgan.__version__} works")


if __name__ == "__main__":
    main()
