"""The threads that TensorFlow has in workers of a cluster."""

import os
import sys
from multiprocessing import parent_process
from typing import Any

from skgan.validation._fork import has_started

__all__ = ["limit_threads_of_worker"]

VARIABLES = ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")


def limit_threads_of_worker() -> None:
    """Let TensorFlow have as many threads in a worker as OMP_NUM_THREADS says, or one.

    It would have as many as the machine has cores, in each of its workers. It reads
    these variables when it starts; where it has started, or where the user has set
    them, nothing is changed. loky's workers keep the threads that this process has,
    since networks of images would have other bits with fewer.
    """
    if has_started() or not is_in_cluster():
        return
    # Both dask and ray set it to one, unless users configure it.
    asked = os.environ.get("OMP_NUM_THREADS", "")
    for name in VARIABLES:
        os.environ.setdefault(name, asked if asked.isdecimal() else "1")


def is_in_cluster() -> bool:
    """Return whether this process is a worker of dask or ray, and not the user's."""
    return is_in_dask() or is_in_ray()


def is_in_dask() -> bool:
    """Return whether dask's nanny has started this process, and a task runs in it."""
    distributed: Any = sys.modules.get("distributed")
    if distributed is None or parent_process() is None:
        return False
    try:
        distributed.get_worker()
    except ValueError:
        return False
    return True


def is_in_ray() -> bool:
    """Return whether this process is one of ray's actors, as those of joblib are."""
    ray: Any = sys.modules.get("ray")
    if ray is None or not ray.is_initialized():
        return False
    return ray.get_runtime_context().get_actor_id() is not None
