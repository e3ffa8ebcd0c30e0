"""Training with several processes: which one writes files, and whether all agree."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
import tensorflow as tf

from skgan._files import random_values
from skgan.exceptions import InputError, WorkerLostError
from skgan.training._identity import marks_of
from skgan.training._replicas import scope_strategy

__all__ = [
    "any_host",
    "check_agreement",
    "is_chief",
    "telling_lost_workers",
    "wait_for_hosts",
]

LOST = (  # raised by TensorFlow when another process is lost
    tf.errors.UnavailableError,
    tf.errors.AbortedError,
    tf.errors.CancelledError,
    tf.errors.DeadlineExceededError,
    tf.errors.FailedPreconditionError,
    tf.errors.InternalError,
)


def cluster_of(strategy: Any) -> dict[str, list[str]]:
    """Return the addresses of the processes that train, by the names of their jobs."""
    resolver = getattr(strategy, "cluster_resolver", None)
    jobs = {} if resolver is None else resolver.cluster_spec().as_dict()
    return {name: jobs[name] for name in ("chief", "worker") if name in jobs}


def spans_hosts(strategy: Any) -> bool:
    """Return whether several processes train together."""
    return sum(map(len, cluster_of(strategy).values())) > 1


def is_chief() -> bool:
    """Return whether this process writes files and shows progress.

    With `tf.distribute.MultiWorkerMirroredStrategy`, this is one of the processes.
    """
    strategy = scope_strategy()
    if not spans_hosts(strategy):
        return True
    resolver = strategy.cluster_resolver
    first = next(iter(cluster_of(strategy)))  # the job "chief", if there is one
    return bool(resolver.task_type == first and resolver.task_id == 0)


def numbers_of_hosts(number: int) -> list[int]:
    """Return the numbers of all processes, once all of them have called this."""
    strategy = scope_strategy()
    if not spans_hosts(strategy):
        return [number]
    with telling_lost_workers():
        gathered = gathering(strategy)(tf.constant(number, tf.float64))
    numbers: list[int] = gathered.numpy().astype(int).tolist()
    return numbers


@lru_cache(maxsize=8)
def gathering(strategy: Any) -> Any:
    """Return a function that takes a number and returns those of all replicas."""

    def share(number: Any) -> Any:
        context = tf.distribute.get_replica_context()
        place = context.replica_id_in_sync_group
        own = tf.one_hot(place, strategy.num_replicas_in_sync, dtype=tf.float64)
        return context.all_reduce(tf.distribute.ReduceOp.SUM, own * number)

    def run(number: Any) -> Any:
        numbers = strategy.run(share, (number,))
        return strategy.experimental_local_results(numbers)[0]

    return tf.function(run, autograph=False)


def wait_for_hosts() -> None:
    """Wait until all processes that train together have called this."""
    numbers_of_hosts(0)


def any_host(flag: bool) -> bool:
    """Return whether a flag is set in any of the processes that train together."""
    return any(numbers_of_hosts(int(flag)))


def check_agreement(
    game: Any,
    random_state: np.random.RandomState,
    checkpoint: Any,
    X: Any,
    *others: Any,
) -> None:
    """Raise an error unless all processes that train together make the same fit.

    Otherwise they would train meaningless networks, or wait for each other forever.
    """
    if not spans_hosts(scope_strategy()):
        return
    state = checkpoint and checkpoint.state
    checksum = 0
    fit = game.to_state(), random_values(random_state), state
    for part in (*fit, *marks_of(X), *others):
        is_array = isinstance(part, np.ndarray)
        content = part.tobytes() if is_array else repr(part).encode()
        checksum = zlib.crc32(content, checksum)
    if len(set(numbers_of_hosts(checksum))) > 1:
        raise InputError(
            "The processes that train together differ in data, parameters, "
            "random_state or the state in checkpoint_dir. Give all of them the same X "
            "and y in the same order, an int as random_state, and a checkpoint_dir "
            "that all can read."
        )


@contextmanager
def telling_lost_workers() -> Iterator[None]:
    """Raise an error that says what to do if another process is lost."""
    try:
        yield
    except LOST as error:
        if not spans_hosts(scope_strategy()):
            raise
        cause = str(error.message).rpartition("aborted by: ")[-1].splitlines()[0]
        raise WorkerLostError(
            f"Another process of this training was lost ({type(error).__name__}: "
            f"{cause:.200}). Start all processes again with the same checkpoint_dir; "
            "the training resumes from its last checkpoint."
        ) from error
