"""The callback that shows a training on the page."""

import math
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from skgan._files import write_atomically
from skgan.app._drawing import png_of
from skgan.app._reporter import Reporter
from skgan.callbacks import SnapshotRecorder

MOST_SHARE = 1 / 40  # maximum share of the time of a training that is used for pictures
MAX_POINTS = 200  # of a line of losses
EVERY = 25  # updates between two logs


class Watcher:
    """Write losses, time, pictures and fidelity for the page, and follow its orders.

    Pictures are drawn when that takes a small part of the time since the last pictures.

    Parameters
    ----------
    folder : Path
        The folder of the job, in which ``preview.png`` is written.
    reporter : Reporter
        The reporter of the job.
    """

    def __init__(self, folder: Path, reporter: Reporter) -> None:
        self.folder, self.reporter = folder, reporter
        self.recorder = SnapshotRecorder(every=EVERY)
        self.stopped = False
        self._cost = 0.0
        self._trained = 0

    def set_preview(self, preview: Any) -> None:
        """Set the function that returns the current sampler."""
        self.preview = preview
        self.recorder.set_preview(preview)

    def set_params(self, params: dict[str, Any]) -> None:
        """Set the number of logged iterations."""
        self.n_epochs = max(1, params["epochs"])

    def on_train_begin(self, logs: Any = None) -> None:
        """Restart the progress bar."""
        self._trained += 1
        self._began = self._looked = time.perf_counter()
        self._first_epoch: int | None = None
        phase = "Training"
        if self.preview.n_iter_before or self._trained > 1:
            phase += f", networks {self._trained}"
        before = self.reporter.values.get("losses", {})
        self.losses = before if self._trained == 1 else {}
        self.reporter.tell(phase=phase, share=0.0)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Set the iteration from which a training resumes, and drop later losses."""
        if self._first_epoch is None:
            self._first_epoch = epoch
            self._cut(EVERY * epoch)

    def on_epoch_end(self, epoch: int, logs: dict[str, Any]) -> bool:
        """Write the progress, and return whether to stop."""
        n_iter = self.preview.n_iter_before + int(logs["iteration"])
        self._note(logs)
        done = epoch + 1
        passed = time.perf_counter() - self._began
        each = passed / max(1, done - (self._first_epoch or 0))
        self.reporter.tell(
            now=False,
            n_iter=n_iter,
            share=min(1.0, done / self.n_epochs),
            left=each * max(0, self.n_epochs - done),
            losses=self.losses,
        )
        if time.perf_counter() - self._looked >= self._cost / MOST_SHARE:
            self._look(n_iter)
        paused = time.perf_counter()
        self.stopped = self.stopped or self.reporter.wait_while_paused()
        self._began += time.perf_counter() - paused
        return self.stopped

    def on_train_end(self, logs: Any = None) -> None:
        """Write pictures of the result."""
        n_iter = self.reporter.values.get("n_iter", 0)
        if not self.recorder.snapshots_ or self.recorder.snapshots_[-1].n_iter < n_iter:
            self._look(n_iter)

    def _look(self, n_iter: int) -> None:
        began = time.perf_counter()
        sampler = self.preview()
        self.recorder.act(n_iter, sampler)
        picture = png_of(self.recorder.snapshots_[-1].display)
        with suppress(OSError):  # a full disk should not end a training
            path = self.folder / "preview.png"
            write_atomically(path, lambda file: file.write(picture))
        fidelity = {str(k): float(v) for k, v in sampler.class_fidelity_.items()}
        self.reporter.tell(preview=n_iter, fidelity=fidelity)
        self._looked = time.perf_counter()
        self._cost = self._looked - began

    def _note(self, logs: dict[str, Any]) -> None:
        iteration = int(logs["iteration"])
        for name, value in logs.items():
            if name.endswith("_loss") and math.isfinite(value):
                points = self.losses.setdefault(name, [])
                points.append([iteration, round(float(value), 5)])
                if len(points) > MAX_POINTS:
                    del points[1:-1:2]

    def _cut(self, n_iter: int) -> None:
        for name, points in self.losses.items():
            self.losses[name] = [point for point in points if point[0] <= n_iter]
