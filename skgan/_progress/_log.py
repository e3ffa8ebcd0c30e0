"""The logger "skgan", which is silent unless the user configures it."""

import logging

__all__ = ["logger", "tell"]

logger = logging.getLogger("skgan")
logger.addHandler(logging.NullHandler())  # else Python would print warnings itself


def tell(message: str, verbose: int) -> None:
    """Log a message at level INFO and, with verbose, show it on stderr too."""
    logger.info(message)
    if verbose:
        from rich.console import Console

        Console(stderr=True).print(message, markup=False)
