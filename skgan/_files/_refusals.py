"""One kind of error for all that a damaged file can cause."""

from contextlib import contextmanager

from skgan.exceptions import LoadError, SkganError

__all__ = ["Damaged", "refusals"]


class Damaged(ValueError):
    """What is wrong with a file; `refusals` adds which file, and what to do."""


@contextmanager
def refusals(path):
    """Turn whatever goes wrong while a file is read into a LoadError.

    Errors of skgan's own, which say what to do, stay as they are.
    """
    try:
        yield
    except SkganError:
        raise
    except Exception as error:
        reason = str(error)
        if not isinstance(error, Damaged):
            reason = f"Reading it ended with {type(error).__name__}: {reason:.200}."
        raise LoadError(
            f"{path} can't be loaded. {reason} Take a whole file that a sampler's save "
            "has written."
        ) from error
