import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).with_name("killed.py")


@pytest.mark.skipif(sys.platform == "win32", reason="has neither fork nor SIGKILL")
def test_killed_fits_end_with_the_same_bits(tmp_path):
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    signals = done.stdout.split()
    assert signals.count("9") >= 3 and set(signals) <= {"0", "9"}
    whole, killed = (np.load(tmp_path / f"{name}.npz") for name in ("whole", "killed"))
    assert whole["n_iter"] == killed["n_iter"] == 200
    for name in ("X", "drawn"):
        np.testing.assert_array_equal(whole[name], killed[name])
    files = sorted(path.name for path in (tmp_path / "fit").iterdir())
    assert len(files) == 6 and not any(name.endswith(".tmp") for name in files)
