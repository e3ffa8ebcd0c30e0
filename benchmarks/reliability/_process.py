"""Run one case of a benchmark in a separate process, on one thread."""

import json
import os
import subprocess
import sys

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"), "1")
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


def in_new_process(script, case):
    """Return what a script prints, as JSON in its last line, for ``--case``.

    Parameters
    ----------
    script : str
        Its file.
    case : dict or list
        What JSON has.
    """
    out = subprocess.run(
        [sys.executable, script, "--case", json.dumps(case)],
        env={**os.environ, **ONE_THREAD, **QUIET},
        capture_output=True,
        text=True,
    )
    if out.returncode:
        sys.exit(out.stderr)
    return json.loads(out.stdout.splitlines()[-1])
