"""Which of NumPy's dtypes a file may name."""

import re

import numpy as np

from skgan._files._refusals import Damaged

__all__ = ["is_numeric", "is_text", "is_zone", "read_dtype"]

# Numbers and times: nothing of these needs pickle.
NUMERIC = re.compile(r"[<>|]([biuf]\d{1,2}|[mM]8(\[(\d{1,9})?[A-Za-z]{1,2}\])?)")
TEXT = re.compile(r"[<>|]U\d{1,9}")
ZONE = re.compile(r"\w[\w+\-]*([/:]\w[\w+\-]*)*")


def is_numeric(name):
    """Return whether a name is that of a dtype of numbers or times."""
    return NUMERIC.fullmatch(name) is not None


def is_text(name):
    """Return whether a name is that of a dtype of text."""
    return TEXT.fullmatch(name) is not None


def is_zone(name):
    """Return whether a name may be that of a time zone, and is no path."""
    # After "dateutil" pandas takes paths.
    return ZONE.fullmatch(name) is not None and not name.startswith("dateutil")


def read_dtype(name):
    """Return the dtype of a name that a stranger may have written.

    Raises
    ------
    Damaged
        When it is none of numbers, times, text or objects.

    Examples
    --------
    >>> from skgan._files._dtypes import read_dtype
    >>> read_dtype("<f4")
    dtype('float32')
    """
    known = isinstance(name, str) and (
        is_numeric(name) or is_text(name) or name == "|O"
    )
    if not known:
        raise Damaged(f"It has the unknown dtype {name!r}.")
    return np.dtype(name)
