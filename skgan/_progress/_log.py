"""The logger "skgan", which is silent unless the user configures it."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["LOG_EVERY", "logged_time", "logger", "tell"]

LOG_EVERY = 25  # iterations, after which losses are checked and logged

logger = logging.getLogger("skgan")
logger.addHandler(logging.NullHandler())  # otherwise Python would print warnings


def tell(message: str, verbose: int, *, details: str = "") -> None:
    """Log a message at level INFO and, if verbose is set, also print it on stderr.

    The details are only logged.
    """
    logger.info(message + details)
    if verbose:
        from rich.console import Console

        Console(stderr=True).print(message, markup=False)


@contextmanager
def logged_time(what: str) -> Iterator[None]:
    """Log how long a step took if it raises no error."""
    began = time.perf_counter()
    yield
    logger.info("%s took %.2f s", what, time.perf_counter() - began)
