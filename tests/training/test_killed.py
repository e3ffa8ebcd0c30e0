import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).with_name("killed.py")


pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="has neither fork nor SIGKILL"
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Return the folder in which the script ran, and the lines that it printed."""
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, SCRIPT, folder], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout.splitlines()


def test_a_fit_that_is_killed_at_many_moments_ends_with_the_same_bits(ran):
    folder, (signals, *_) = ran
    signals = signals.split()
    assert signals.count("9") >= 4 and set(signals) <= {"0", "9"}
    whole, killed = (np.load(folder / f"{name}.npz") for name in ("whole", "killed"))
    assert whole["n_iter"] == killed["n_iter"] == 200
    for name in ("X", "drawn"):
        np.testing.assert_array_equal(whole[name], killed[name])
    files = sorted(path.name for path in (folder / "fit").iterdir())
    assert len(files) == 5 and not any(name.endswith(".tmp") for name in files)


def test_replicas_with_different_gradients_stay_equal(ran):
    _, (_, *copies) = ran
    assert len(copies) == 4 and len(set(copies)) == 1
    assert copies[0] != "1.0 1.0 1.0"
