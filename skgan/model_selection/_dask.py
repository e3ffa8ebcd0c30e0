"""Fits on a dask cluster, whose workers may be lost.

joblib's own dask backend waits forever for a fit that has killed its workers, and
computes in this process if the cluster has one thread.
"""

import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any

from joblib import parallel_config
from joblib.parallel import get_active_backend
from sklearn import config_context, get_config

from skgan.model_selection._fold import Outcome
from skgan.model_selection._lost import Key, Tasks, is_lost, lost_outcome, report_loss

FITS_A_THREAD = 2  # sent at once, so that no thread is idle


def active_dask() -> Any:
    """Return dask's backend if `joblib.parallel_config` has chosen it, or None."""
    backend, _ = get_active_backend()
    is_dask = type(backend).__name__ == "DaskDistributedBackend"
    return backend if is_dask else None


def stream_from_dask(
    backend: Any, function: Callable[..., Outcome], shared: Sequence[Any], tasks: Tasks
) -> Iterator[tuple[Key, Outcome]]:
    """Return keys and outcomes as they arrive; lost fits have an error.

    dask computes the fits of a lost worker again. It gives up a fit that has killed
    several workers, and others that happened to run there at the time; these are tried
    again alone. If the scheduler is lost, so are all unfinished fits.
    """
    from distributed import as_completed

    fits = ClusterFits(backend, function, tasks)
    completed = as_completed()
    try:
        fits.share(shared)
        completed.update(fits.submit_some())
        for future in completed:
            key = fits.running.pop(future)
            try:
                outcome = future.result()
            except Exception as error:
                fits.note_loss(key, error)
            else:
                yield key, outcome
            completed.update(fits.submit_some())
        for key in list(fits.suspects):
            yield key, fits.compute_alone(key)
        for key in fits.waiting:  # the scheduler is lost
            yield key, lost_outcome(fits.error)
    finally:
        if fits.running and fits.is_there:
            backend.client.cancel(list(fits.running))


class ClusterFits:
    """Fits that are waiting, and fits that are on the cluster."""

    def __init__(
        self, backend: Any, function: Callable[..., Outcome], tasks: Tasks
    ) -> None:
        self.client, self.options = backend.client, backend.submit_kwargs
        self.function, self.tasks = function, tasks
        self.waiting, self.running = deque(tasks), {}  # type: ignore[var-annotated]
        self.suspects: dict[Key, Exception] = {}
        self.is_there, self.error = True, Exception()

    def share(self, shared: Sequence[Any]) -> None:
        """Send the arguments that all fits share.

        Each is a task, which dask computes again if a worker is lost. Scattered data
        would be lost with the worker, and all fits with them.
        """
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")
            self.shared = [self.client.submit(same, p, pure=False) for p in shared]

    def submit_some(self) -> list[Any]:
        """Send some fits, and return their futures."""
        new: list[Any] = []
        if not (self.waiting and self.is_there):
            return new
        try:
            n_threads = sum(self.client.ncores().values())
        except OSError as error:  # the scheduler does not answer
            self.is_there, self.error = False, error
            return new
        wanted = FITS_A_THREAD * max(n_threads, 1)
        while self.waiting and len(self.running) < wanted:
            key = self.waiting.popleft()
            new.append(self.submit(key))
            self.running[new[-1]] = key
        return new

    def submit(self, key: Key) -> Any:
        """Send a fit, and return its future."""
        call = (run_there, get_config(), self.function, *self.shared, *self.tasks[key])
        return self.client.submit(*call, pure=False, **self.options)

    def note_loss(self, key: Key, error: Exception) -> None:
        """Note a fit that was lost, or raise any other error."""
        if not is_lost(error):
            raise error
        report_loss(type(error).__name__, 1)
        self.suspects[key] = error
        if isinstance(error, CancelledError):
            self.is_there, self.error = False, error

    def compute_alone(self, key: Key) -> Outcome:
        """Return the outcome of a fit that was lost with others."""
        try:
            if self.is_there:
                outcome: Outcome = self.submit(key).result()
                return outcome
        except Exception as error:
            self.note_loss(key, error)
        return lost_outcome(self.suspects[key])


def same(part: Any) -> Any:
    """Return the argument."""
    return part


def run_there(
    config: dict[str, Any], function: Callable[..., Outcome], *arguments: Any
) -> Outcome:
    """Fit in a worker, with scikit-learn's settings, and entirely in this worker.

    Otherwise, each forest would send its trees to the cluster, and let another fit run
    while it waits for them. loky does the same.
    """
    with config_context(**config), parallel_config("threading", n_jobs=1):
        return function(*arguments)
