"""Report the progress of a job while it runs."""

import sys
import threading
import time
from typing import Any

from skgan.app._jobs import Job

BEAT = 1.0  # seconds between two signs of life
WRITING = 0.4  # minimum number of seconds between two updates of the status


class Reporter:
    """Write the progress of a job, not too often, and follow orders of the user.

    Parameters
    ----------
    job : Job
        The job.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        before = job.status()
        self.values: dict[str, Any] = before | {"state": "running", "message": ""}
        self._lock = threading.Lock()
        self._written = 0.0

    def tell(self, *, now: bool = True, **values: Any) -> None:
        """Change values of the status, and write it unless it was written recently."""
        with self._lock:
            self.values |= values
            if now or time.monotonic() - self._written > WRITING:
                self._write()

    def _write(self) -> None:
        self.values["beat"] = time.time()
        self._written = time.monotonic()
        try:
            self.job.write_status(self.values)
        except OSError as error:  # a full disk should not end a training
            print(f"status.json: {error}", file=sys.stderr)

    def beat(self) -> None:
        """Write signs of life until the process ends."""
        while True:
            time.sleep(BEAT)
            self.tell(now=False)

    def wait_while_paused(self) -> bool:
        """Wait while the job is paused, and return whether it should stop."""
        if self.job.order == "pause":
            self.tell(state="paused")
            while self.job.order == "pause":
                time.sleep(0.1)
            self.tell(state="running")
        return self.job.order == "stop"
