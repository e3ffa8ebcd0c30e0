"""Which errors and warnings are documented, and name what they are about."""

import re
import sys
import traceback
import warnings
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from types import SimpleNamespace

import numpy as np
from sklearn.exceptions import NotFittedError
from sklearn.utils._param_validation import InvalidParameterError

from skgan.exceptions import SkganError

OWN = (SkganError, NotFittedError, InvalidParameterError)
WRITERS = ("skgan", "sklearn", "imblearn")
MOST_VALUES = 100  # of an array that a message may name
WARNINGS = [  # skgan's own, and what the two libraries below it tell of data
    r"The column .* has \d+ categories",
    r"so nothing was trained\. Samples are drawn from the kernel",
    r"The checkpoint .* can't be written",
    r"After over-sampling, the number of samples",
    r"X (does not have valid|has) feature names",
    r"The number of unique classes is greater than 50%",
    r"DataFrame with sparse columns found",
]


@contextmanager
def documented(named, **values):
    """Check that what is done ends well or in a documented error, which is returned.

    Parameters
    ----------
    named : list of str
        Parameters of which one, or its value, has to be in the message.
    **values : dict
        What the parameters were.
    """
    outcome = SimpleNamespace(error=None)
    with warnings.catch_warnings(record=True) as caught, redirect_stdout(StringIO()):
        warnings.simplefilter("always")
        try:
            yield outcome
        except Exception as error:
            outcome.error = error
    if outcome.error is not None:
        check_error(outcome.error, named, values)
    for warning in caught:
        check_warning(warning)


def check_error(error, named, values):
    """Fail unless an error is documented and names a parameter or its value."""
    if isinstance(error, TypeError) and any(map(callable, values.values())):
        return  # what is called with other arguments than it takes says so
    if isinstance(error, AssertionError) or not is_documented(error):
        raise error
    message = str(error)
    if isinstance(error, NotFittedError) or not named:
        return
    words = [w for name in named for w in words_of(name, values.get(name))]
    if not any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", message) for w in words):
        raise AssertionError(f"names none of {named}: {message}") from error
    if isinstance(error, SkganError):
        assert re.search(r"\S[.!?]\s+\S", message), f"one sentence only: {message}"
        assert not re.search(r"\bnp\.\w+(64|32|_)\(", message), (
            f"a NumPy repr: {message}"
        )


def is_documented(error):
    """Return whether an error is a class of its own or raised in so many words."""
    if isinstance(error, OWN):
        return True
    if type(error) not in (ValueError, TypeError):
        return False
    last = traceback.extract_tb(error.__traceback__)[-1]
    frame = [f for f, _ in traceback.walk_tb(error.__traceback__)][-1]
    writer = frame.f_globals.get("__name__", "").split(".")[0]
    is_raised = (last.line or "").startswith("raise")
    return frame.f_globals.get("__name__", "").startswith("tests.fuzz") or (
        writer in WRITERS and is_raised
    )


def words_of(name, value):
    """Return what a message may call a value: by its parameter, or as it is."""
    words = [name, type(value).__name__]
    if isinstance(value, type) or callable(value):
        words += [repr(value)]
    else:
        shape = getattr(value, "shape", None)
        words += [str(shape), str(getattr(value, "dtype", ""))]
        words += [str(tuple(shape[1:]))] if shape else []  # of a sample
        words += [f"{len(shape)}D"] if shape else []
        words += parts_of(value)
    return [w for w in words if w]


def parts_of(value):
    """Return a value, or those that it holds, as they are printed."""
    try:
        whole = [str(value)[:MOST_VALUES], repr(value)]
        parts = np.asarray(value, dtype=object).ravel()[:MOST_VALUES]
        names = getattr(value, "columns", ())
        n_rows = [str(n) for n in np.shape(value)[:1]]
    except Exception:  # of whatever hostile values raise themselves
        return []
    return [*whole, *n_rows, *map(str, parts), *map(str, names)]


def check_warning(warning):
    """Fail unless a warning is one of those documented."""
    message = str(warning.message)
    is_known = any(re.search(known, message) for known in WARNINGS)
    if not (is_known and issubclass(warning.category, UserWarning)):
        where = f"{warning.filename}:{warning.lineno}"
        print(message, file=sys.stderr)
        raise AssertionError(f"{warning.category.__name__} at {where}: {message}")
