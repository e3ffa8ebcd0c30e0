"""Whether this process was forked from one that had used TensorFlow."""

import os
import sys
import threading
from collections.abc import Callable
from typing import Any, Self

from skgan.exceptions import ForkedProcessError

__all__ = ["ProcessLock", "check_fork", "has_started", "is_forked", "run_in_child"]

CONTEXT = "tensorflow.python.eager.context"
_is_forked = False


def is_forked() -> bool:
    """Return whether TensorFlow's threads were left behind in a parent process."""
    return _is_forked


def check_fork(what: str) -> None:
    """Raise where TensorFlow would wait for ever for threads that are not there.

    Parameters
    ----------
    what : str
        What needs TensorFlow, the subject of the sentence.

    Raises
    ------
    ForkedProcessError
        In a process that was forked after TensorFlow had been used.
    """
    if _is_forked:
        raise ForkedProcessError(
            f"{what} would hang in process {os.getpid()}, which was forked after "
            "TensorFlow had been used. Start processes with "
            "multiprocessing.get_context('spawn') or joblib's backend 'loky', or use "
            "TensorFlow only after the fork."
        )


def has_started() -> bool:
    """Return whether TensorFlow has started its threads in this process.

    Importing it starts none, its first operation does. It has no public way to ask for
    that; where a later version has other names, an import is taken for use.
    """
    module: Any = sys.modules.get(CONTEXT)
    if module is None:
        return False
    context = getattr(module, "_context", module)
    started = getattr(context, "_context_handle", True)
    return context is not None and started is not None


def note_fork() -> None:
    """Note in a new child process whether its parent had used TensorFlow.

    A fork copies the memory and none of the threads.
    """
    global _is_forked
    _is_forked = _is_forked or has_started()


def run_in_child(function: Callable[[], None]) -> None:
    """Let a function run in each forked process first; Windows has none."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=function)


class ProcessLock:
    """A lock that is free in a forked process, whichever thread had held it."""

    def __init__(self) -> None:
        self._renew()
        run_in_child(self._renew)

    def _renew(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._lock.acquire()
        return self

    def __exit__(self, *error: object) -> None:
        self._lock.release()


run_in_child(note_fork)
