"""Jobs that run in a separate process and are described by a folder of small files.

Everything that the page shows is in the folder, so that it is available after a reload,
in a second tab, and after the server has been killed.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from skgan._files import write_atomically
from skgan.exceptions import InputError

MAX_SILENCE = 8.0  # seconds without a sign of life after which a process counts as dead
PATIENCE = 5.0  # seconds that a process has to end before it is killed
BEGINNING = 60.0  # seconds that a process has until its first sign of life
ENDED = ("done", "failed")
STATES = ("running", "paused", "interrupted", *ENDED)


class Job:
    """One training or comparison.

    Parameters
    ----------
    folder : Path
        The folder of ``request.json`` (the task), ``status.json`` (the progress) and
        ``order.txt`` ("run", "pause" or "stop").
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def request(self) -> dict[str, Any]:
        """The task."""
        return read_json(self.folder / "request.json")

    @property
    def order(self) -> str:
        """The order of the user: "run", "pause" or "stop"."""
        try:
            return (self.folder / "order.txt").read_text("ascii")
        except (OSError, ValueError):
            return "run"

    def give_order(self, order: str) -> None:
        """Write the order of the user for the process."""
        write_text(self.folder / "order.txt", order)

    def status(self) -> dict[str, Any]:
        """Return the progress; if the process is dead, the state is "interrupted"."""
        if self.process is not None and self.process.poll() is not None:
            self.end()
        status = {"state": "running", "phase": "Starting"}
        status |= read_json(self.folder / "status.json")
        if status["state"] in ("running", "paused") and not self.is_alive(status):
            status["state"] = "interrupted"
        return status

    def is_alive(self, status: dict[str, Any]) -> bool:
        """Return whether its process is alive."""
        if self.process is not None:
            return self.process.poll() is None
        patience = MAX_SILENCE if "beat" in status else BEGINNING
        last = status.get("beat", modified(self.folder / "request.json"))
        return time.time() - float(last) < patience

    def start(self) -> None:
        """Start a process, which resumes from the state of one that was killed."""
        self.give_order("run")
        status = read_json(self.folder / "status.json")
        status |= {"state": "running", "phase": "Starting", "beat": time.time()}
        self.write_status(status)
        command = [sys.executable, "-m", "skgan.app._worker", str(self.folder)]
        with open(self.folder / "log.txt", "ab") as log:
            # It ends when its standard input is closed, even if the server is killed.
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log
            )

    def end(self) -> None:
        """End its process, if there is one; the job can be resumed."""
        process = self.process
        if process is None or process.stdin is None:
            return
        with suppress(OSError):
            process.stdin.close()  # the process then ends
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        if process.poll() is None:
            process.kill()
            process.wait()

    def write_status(self, status: dict[str, Any]) -> None:
        """Write the progress."""
        write_text(self.folder / "status.json", json.dumps(status))


class Jobs:
    """The jobs of a workspace, of which only one runs at a time.

    Parameters
    ----------
    folder : Path
        The folder that contains a folder for each job.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._jobs: dict[str, Job] = {}

    def all(self) -> list[Job]:
        """Return all jobs, the newest first."""
        names = [path.parent.name for path in self.folder.glob("*/request.json")]
        for name in names:
            if name not in self._jobs:
                self._jobs[name] = Job(self.folder / name)
        return [self._jobs[name] for name in sorted(names, reverse=True)]

    def last(self, kind: str) -> Job | None:
        """Return the newest job of a kind, "train" or "evaluate"."""
        return next((j for j in self.all() if j.request.get("kind") == kind), None)

    def working(self) -> Job | None:
        """Return the job that is running, or None."""
        active = ("running", "paused")
        return next((j for j in self.all() if j.status()["state"] in active), None)

    def start(self, request: dict[str, Any]) -> Job:
        """Start a job."""
        self.check_free()
        stamp = time.strftime("%Y%m%d-%H%M%S")
        taken = {job.name for job in self.all()}
        names = (
            f"{stamp}{suffix}" for suffix in ("", *map("-{}".format, range(2, 99)))
        )
        folder = self.folder / next(name for name in names if name not in taken)
        folder.mkdir(parents=True)
        write_text(folder / "request.json", json.dumps(request))
        job = self._jobs[folder.name] = Job(folder)
        job.start()
        return job

    def go_on(self, job: Job) -> None:
        """Continue a paused job, or resume a job that was interrupted."""
        if job.status()["state"] == "paused":
            job.give_order("run")
        elif job.status()["state"] in ("interrupted", "failed"):
            self.check_free()
            job.start()

    def stop(self, job: Job) -> None:
        """Stop a job; a training saves its model."""
        job.give_order("stop")

    def check_free(self) -> None:
        """Raise an error if a job is running."""
        if self.working() is not None:
            raise InputError(
                "A training or a comparison is already running in this folder. Wait "
                "until it has ended, or stop it."
            )

    def close(self) -> None:
        """End the processes; their jobs can be resumed."""
        for job in self._jobs.values():
            job.end()


def modified(path: Path) -> float:
    """Return the time at which a file was modified."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def read_json(path: Path) -> dict[str, Any]:
    """Return the content of a JSON file, or {} if it is missing or incomplete."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_text(path: Path, text: str) -> None:
    """Write a small file completely or not at all."""
    write_atomically(path, lambda file: file.write(text.encode()))


def lower_priority() -> None:
    """Lower the priority of this process, so that the page responds quickly."""
    if hasattr(os, "nice"):
        os.nice(10)
