"""A process next to the server, for slow imports and computations.

The server itself loads neither scikit-learn nor TensorFlow, so that it starts at once
and responds during computations.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from importlib import import_module
from typing import Any

from skgan.app._jobs import lower_priority
from skgan.app._texts import AppError, text_of
from skgan.exceptions import TensorFlowNotAvailableError

PARTS = ("_describe", "_samples", "_downloads", "_reports", "_choices")


class Helper:
    """Call functions of the app in another process.

    Parameters
    ----------
    root : str
        The folder of the workspace, which is the first argument of every function.
    executor : Executor, default=None
        The executor of the functions. None: one process, which is restarted if it ends.
    """

    def __init__(self, root: str, executor: Executor | None = None) -> None:
        self.root, self._given = root, executor
        self._executor = executor or new_executor()

    async def call(self, function: str, *arguments: Any) -> Any:
        """Return the result of a function such as "_samples.page" or raise AppError."""
        try:
            return await self._submit(function, arguments)
        except BrokenProcessPool:
            self._executor = new_executor()  # out of memory, or killed
        try:
            return await self._submit(function, arguments)
        except BrokenProcessPool as error:
            self._executor = new_executor()
            raise AppError(
                "The process of this computation has ended, perhaps because of "
                "insufficient memory. Choose less data and try again."
            ) from error

    def warm(self) -> None:
        """Load the modules of the process now."""
        self._executor.submit(import_parts)

    def close(self) -> None:
        """End the process."""
        if self._given is None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _submit(self, function: str, arguments: tuple[Any, ...]) -> Any:
        future = self._executor.submit(answer, function, self.root, *arguments)
        return asyncio.wrap_future(future)


def new_executor() -> Executor:
    """Return an executor with one process, without fork, which copies no threads."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=begin)


def begin() -> None:
    """Ignore Ctrl-C, which the server handles, and end when the server has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lower_priority()
    threading.Thread(target=end_with_server, daemon=True).start()


def end_with_server() -> None:
    """Wait for the end of the server."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)


def import_parts() -> None:
    """Import the modules with functions, and then TensorFlow in a thread."""
    for part in PARTS:
        import_module(f"skgan.app.{part}")
    threading.Thread(target=import_tensorflow, daemon=True).start()


def import_tensorflow() -> None:
    """Import it where it is available; a training that needs it tells where not."""
    with suppress(TensorFlowNotAvailableError):
        import_module("skgan.training")


def answer(function: str, *arguments: Any) -> Any:
    """Call a function by its name; errors are returned as text, which is picklable."""
    part, _, name = function.partition(".")
    called: Callable[..., Any] = getattr(import_module(f"skgan.app.{part}"), name)
    try:
        return called(*arguments)
    except AppError:
        raise
    except Exception as error:
        raise AppError(text_of(error)) from None
