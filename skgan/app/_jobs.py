"""Long work in a process of its own, known by a folder of small files.

All that the page shows is in the folder, so that it is there again after a reload, in a
second tab, and after the server has been killed.
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

MAX_SILENCE = 8.0  # seconds without a sign of life, after which a process is gone
PATIENCE = 5.0  # seconds until a process is killed that was told to end
BEGINNING = 60.0  # seconds that a process may take until its first sign
ENDED = ("done", "failed")
STATES = ("running", "paused", "interrupted", *ENDED)


class Job:
    """One training or comparison.

    Parameters
    ----------
    folder : Path
        Has ``request.json`` (what to do), ``status.json`` (how far it is) and
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
        """What to do."""
        return read_json(self.folder / "request.json")

    @property
    def order(self) -> str:
        """What the user wants: "run", "pause" or "stop"."""
        try:
            return (self.folder / "order.txt").read_text("ascii")
        except (OSError, ValueError):
            return "run"

    def give_order(self, order: str) -> None:
        """Tell the process what the user wants."""
        write_text(self.folder / "order.txt", order)

    def status(self) -> dict[str, Any]:
        """Return how far it is; a process that is gone is told as "interrupted"."""
        if self.process is not None and self.process.poll() is not None:
            self.end()
        status = {"state": "running", "phase": "Starting"}
        status |= read_json(self.folder / "status.json")
        if status["state"] in ("running", "paused") and not self.is_alive(status):
            status["state"] = "interrupted"
        return status

    def is_alive(self, status: dict[str, Any]) -> bool:
        """Return whether its process is there."""
        if self.process is not None:
            return self.process.poll() is None
        patience = MAX_SILENCE if "beat" in status else BEGINNING
        last = status.get("beat", modified(self.folder / "request.json"))
        return time.time() - float(last) < patience

    def start(self) -> None:
        """Start a process, or go on from where one was killed."""
        self.give_order("run")
        status = read_json(self.folder / "status.json")
        status |= {"state": "running", "phase": "Starting", "beat": time.time()}
        self.write_status(status)
        command = [sys.executable, "-m", "skgan.app._worker", str(self.folder)]
        with open(self.folder / "log.txt", "ab") as log:
            # It ends when its standard input does, which a killed server closes.
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log
            )

    def end(self) -> None:
        """End its process, if there is one; it can go on from its last state."""
        process = self.process
        if process is None or process.stdin is None:
            return
        with suppress(OSError):
            process.stdin.close()  # which tells it to end
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        if process.poll() is None:
            process.kill()
            process.wait()

    def write_status(self, status: dict[str, Any]) -> None:
        """Write how far it is."""
        write_text(self.folder / "status.json", json.dumps(status))


class Jobs:
    """The jobs of a workspace; one at a time works.

    Parameters
    ----------
    folder : Path
        Has a folder for each job.
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
        """Return the job that is under way, or None."""
        active = ("running", "paused")
        return next((j for j in self.all() if j.status()["state"] in active), None)

    def start(self, request: dict[str, Any]) -> Job:
        """Begin a job."""
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
        """Let a paused job go on, or start one again that was interrupted."""
        if job.status()["state"] == "paused":
            job.give_order("run")
        elif job.status()["state"] in ("interrupted", "failed"):
            self.check_free()
            job.start()

    def stop(self, job: Job) -> None:
        """End a job: a training keeps what it has learnt."""
        job.give_order("stop")

    def check_free(self) -> None:
        """Raise where a job is under way."""
        if self.working() is not None:
            raise InputError(
                "A training or a comparison is under way in this folder. Wait for its "
                "end, or stop it."
            )

    def close(self) -> None:
        """End the processes; what they work at can go on from its last state."""
        for job in self._jobs.values():
            job.end()


def modified(path: Path) -> float:
    """Return when a file was written."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def read_json(path: Path) -> dict[str, Any]:
    """Return the content of a JSON file; empty if the file is missing or incomplete."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_text(path: Path, text: str) -> None:
    """Write a small file, whole or not at all."""
    write_atomically(path, lambda file: file.write(text.encode()))


def lower_priority() -> None:
    """Let the page answer first."""
    if hasattr(os, "nice"):
        os.nice(10)
