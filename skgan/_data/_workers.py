"""Who does the work on tables in blocks: this process, or a cluster of dask."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Run", "run_here", "workers"]

# From a function, what it always gets, and items, to its results in their order.
Run = Callable[[Callable[[Any, Any], Any], Any, Iterable[Any]], Iterator[Any]]
SECONDS = 10  # in which a scheduler should answer
PER_THREAD = 2  # tasks at once: one that is done while the next one waits


@contextmanager
def workers(address: str | None) -> Iterator[Run]:
    """Return what runs a function for many items: on a cluster, or None for here."""
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
    """Yield the result of each item, one after the other."""
    for item in items:
        yield function(shared, item)


def run_there(
    client: Any, function: Callable[[Any, Any], Any], shared: Any, items: Iterable[Any]
) -> Iterator[Any]:
    """Yield the same by the workers of a client, of which few are waited for at once.

    So no more than a few results are in the memory of this process.
    """
    # A task and not scattered: it is made again when the worker that holds it dies.
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
    """Return what is given."""
    return shared
