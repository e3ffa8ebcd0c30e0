"""Run functions on blocks of tables in this process or on a dask cluster."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Run", "run_here", "workers"]

# A callable (function, shared argument, items) that yields the results in order.
Run = Callable[[Callable[[Any, Any], Any], Any, Iterable[Any]], Iterator[Any]]
SECONDS = 10  # to wait for an answer of the scheduler
PER_THREAD = 2  # tasks at once: one runs and one waits


@contextmanager
def workers(address: str | None) -> Iterator[Run]:
    """Return a runner of functions, on a cluster or, without an address, here."""
    if address is None:
        yield run_here
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise ImportError(
            "--dask requires dask's distributed. You can install it with `pip install "
            "'skgan[distributed]'`."
        ) from error
    with Client(address, timeout=SECONDS, set_as_default=False) as client:
        yield lambda function, shared, items: run_there(client, function, shared, items)


def run_here(
    function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Any]
) -> Iterator[Any]:
    """Yield the result for each item, one after the other."""
    for item in items:
        yield function(shared, item)


def run_there(
    client: Any, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Any]
) -> Iterator[Any]:
    """Yield the result for each item, computed by the workers of a client.

    Only a few tasks are submitted at once, so that only a few results are in the memory
    of this process.
    """
    # A task, not scattered data, as it is run again if the worker that has it dies.
    held = client.submit(itself, shared, pure=False)
    n_at_once = PER_THREAD * max(sum(client.nthreads().values()), 1)
    waiting: deque[Any] = deque()
    for item in items:
        waiting.append(client.submit(function, held, item, pure=False))
        if len(waiting) >= n_at_once:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def itself(shared: Any) -> Any:
    """Return the argument."""
    return shared
