"""What a job says of itself while it works."""

import sys
import threading
import time
from typing import Any

from skgan.app._jobs import Job

BEAT = 1.0  # seconds between two signs of life
WRITING = 0.4  # seconds between two writings of the status at the least


class Reporter:
    """Write how far a job is, not too often, and heed orders.

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
        """Change some of the status, and write it unless it was written just before."""
        with self._lock:
            self.values |= values
            if now or time.monotonic() - self._written > WRITING:
                self._write()

    def _write(self) -> None:
        self.values["beat"] = time.time()
        self._written = time.monotonic()
        try:
            self.job.write_status(self.values)
        except OSError as error:  # a full disk is no reason to end a training
            print(f"status.json: {error}", file=sys.stderr)

    def beat(self) -> None:
        """Give signs of life until the process ends."""
        while True:
            time.sleep(BEAT)
            self.tell(now=False)

    def wait_while_paused(self) -> bool:
        """Return whether to stop; while the user pauses the job, wait."""
        if self.job.order == "pause":
            self.tell(state="paused")
            while self.job.order == "pause":
                time.sleep(0.1)
            self.tell(state="running")
        return self.job.order == "stop"
