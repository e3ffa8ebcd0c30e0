"""Fits in several processes of this machine or a cluster, which may be lost."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_start_method
from typing import Any

from joblib import effective_n_jobs
from joblib.parallel import MultiprocessingBackend, get_active_backend
from sklearn.utils.parallel import Parallel, delayed

from skgan._progress import ProgressBar, logger
from skgan.exceptions import InputError
from skgan.model_selection._dask import active_dask, stream_from_dask
from skgan.model_selection._fold import Outcome
from skgan.model_selection._lost import Key, Tasks, is_lost, lost_outcome, report_loss

ROUNDS = 2  # fits of a worker at once, if results do not arrive one by one


def compute(
    function: Callable[..., Outcome],
    shared: Sequence[Any],
    tasks: Tasks,
    n_jobs: int | None,
    verbose: int,
) -> dict[Key, Outcome]:
    """Return the outcome of each task.

    If a worker is lost, its fits are computed again. If the cluster is lost, finished
    fits are kept, and the others have the error as their outcome.
    """
    with ProgressBar(len(tasks), "fits", is_shown=bool(verbose)) as bar:
        fits = Fits(function, shared, tasks, n_jobs, bar)
        if backend := active_dask():
            for key, outcome in stream_from_dask(backend, function, shared, tasks):
                fits.keep(key, outcome)
            return {key: fits.outcomes[key] for key in tasks}
        try:
            fits.compute_together()
            fits.compute_alone()
        except Exception as error:
            if not fits.suspects:
                raise
            for key in tasks:
                if key not in fits.outcomes:
                    fits.keep(key, lost_outcome(error))
    return {key: fits.outcomes[key] for key in tasks}


class Fits:
    """Fits, some of which may be lost with their workers.

    A fit that ends its worker, such as one that needs too much memory, cannot be
    distinguished from others that were running. All of them are computed again, one at
    a time, after all other fits.
    """

    def __init__(
        self,
        function: Callable[..., Outcome],
        shared: Sequence[Any],
        tasks: Tasks,
        n_jobs: int | None,
        bar: ProgressBar,
    ) -> None:
        self.function, self.shared, self.tasks = function, shared, tasks
        self.n_jobs, self.bar = n_jobs, bar
        self.outcomes: dict[Key, Outcome] = {}
        self.suspects: set[Key] = set()

    def keep(self, key: Key, outcome: Outcome) -> None:
        """Store an outcome, and update the progress bar."""
        self.outcomes[key] = outcome
        self.bar.update(len(self.outcomes))
        logger.debug("Fit %d of %d", len(self.outcomes), len(self.tasks))

    def compute_together(self) -> None:
        """Compute all fits except suspects, which are found in doing so."""
        while waiting := [
            k for k in self.tasks if k not in self.outcomes.keys() | self.suspects
        ]:
            started: list[Key] = []
            try:
                self.compute(waiting, started)
            except Exception as error:
                if not is_lost(error):
                    raise
                lost = [k for k in started if k not in self.outcomes] or waiting
                self.suspects |= {*lost}
                report_loss(type(error).__name__, len(lost))

    def compute_alone(self) -> None:
        """Compute one suspect after the other."""
        for key in self.tasks:
            if key not in self.outcomes:
                try:
                    self.compute([key], [])
                except Exception as error:
                    if not is_lost(error):
                        raise
                    self.keep(key, lost_outcome(error))

    def compute(self, keys: Iterable[Key], started: list[Key]) -> None:
        """Compute some fits, and store the outcomes as they arrive."""
        for key, outcome in self.stream(keys, started):
            self.keep(key, outcome)

    def stream(
        self, keys: Iterable[Key], started: list[Key]
    ) -> Iterator[tuple[Key, Outcome]]:
        """Return keys and outcomes as they arrive; note the begun fits in `started`."""

        def calls() -> Iterator[Any]:
            for key in keys:
                started.append(key)
                task = self.tasks[key]
                yield delayed(run_keyed)(self.function, key, *self.shared, *task)

        parallel = make_parallel(self.n_jobs)
        if parallel.return_generator:
            yield from parallel(calls())
            return
        with parallel:  # keeps its processes for the next round
            each = calls()
            size = ROUNDS * effective_n_jobs(self.n_jobs)
            while some := list(islice(each, size)):
                yield from parallel(some)


def run_keyed(
    function: Callable[..., Outcome], key: Key, *arguments: Any
) -> tuple[Key, Outcome]:
    """Return the key with the outcome, because outcomes arrive in any order."""
    return key, function(*arguments)


def make_parallel(n_jobs: int | None) -> Parallel:
    """Return joblib's Parallel, which yields results as they arrive if possible.

    It never forks, as joblib's default is loky: a fork hangs after TensorFlow has run.
    """
    backend, _ = get_active_backend()
    parallel = Parallel(n_jobs=n_jobs)
    start = os.environ.get("JOBLIB_START_METHOD") or get_start_method()
    # Not for a subclass such as ray's, which has other processes.
    is_forking = type(backend) is MultiprocessingBackend and start == "fork"
    if is_forking and parallel.n_jobs not in (None, 1):
        raise InputError(
            "joblib.parallel_config asks for the backend 'multiprocessing', whose "
            "processes are forked and hang after TensorFlow has been used. Choose "
            "'loky', which is joblib's default, or 'threading'."
        )
    if getattr(backend, "supports_return_generator", False):
        return Parallel(n_jobs=n_jobs, return_as="generator_unordered")
    return parallel
