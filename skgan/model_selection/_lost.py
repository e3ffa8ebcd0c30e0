"""Fits that are lost with the process that computed them."""

from collections.abc import Mapping
from typing import Any

from skgan._progress import logger
from skgan.model_selection._fold import Outcome

Key = tuple[str, int]  # sampler and fold
Tasks = Mapping[Key, tuple[Any, ...]]  # the arguments of each fit

# Names of the errors of loky, dask and ray, which need not be imported.
LOST = {
    "BrokenExecutor",
    "CancelledError",
    "KilledWorker",
    "NoValidWorkerError",
    "RayError",
}


def is_lost(error: BaseException) -> bool:
    """Return whether an error means that a worker was lost."""
    return any(cls.__name__ in LOST for cls in type(error).__mro__)


def report_loss(reason: str, n_fits: int) -> None:
    """Log that a worker was lost."""
    logger.warning("A worker was lost with up to %d fits (%s).", n_fits, reason)


def lost_outcome(error: BaseException) -> Outcome:
    """Return the outcome of a fit that was not computed."""
    said = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return Outcome(error=f"The fit was lost with its worker: {said}")
