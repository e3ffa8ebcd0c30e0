"""A process beside the server, for what takes long to load or to work out.

The server itself loads neither scikit-learn nor TensorFlow, so that it is there at once
and answers while others work.
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
    """Call functions of the app's modules in another process.

    Parameters
    ----------
    root : str
        The folder of the workspace, which every function is given first.
    executor : Executor, default=None
        What runs them; None: one process, which is started anew where it has ended.
    """

    def __init__(self, root: str, executor: Executor | None = None) -> None:
        self.root, self._given = root, executor
        self._executor = executor or new_executor()

    async def call(self, function: str, *arguments: Any) -> Any:
        """Return what a function such as "_samples.page" returns, or raise AppError."""
        try:
            return await self._submit(function, arguments)
        except BrokenProcessPool:
            self._executor = new_executor()  # memory was short, or it was killed
        try:
            return await self._submit(function, arguments)
        except BrokenProcessPool as error:
            self._executor = new_executor()
            raise AppError(
                "The process that works this out has ended, perhaps for want of "
                "memory. Choose less data and try again."
            ) from error

    def warm(self) -> None:
        """Let it load its modules now."""
        self._executor.submit(import_parts)

    def close(self) -> None:
        """End the process."""
        if self._given is None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _submit(self, function: str, arguments: tuple[Any, ...]) -> Any:
        future = self._executor.submit(answer, function, self.root, *arguments)
        return asyncio.wrap_future(future)


def new_executor() -> Executor:
    """Return one process, never by fork, which would copy the server's threads."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=begin)


def begin() -> None:
    """Leave Ctrl-C to the server, and end when it has ended."""
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
    """Import all that is called, and then TensorFlow beside other work."""
    for part in PARTS:
        import_module(f"skgan.app.{part}")
    threading.Thread(target=import_tensorflow, daemon=True).start()


def import_tensorflow() -> None:
    """Import it where it is available; a training that needs it tells where not."""
    with suppress(TensorFlowNotAvailableError):
        import_module("skgan.training")


def answer(function: str, *arguments: Any) -> Any:
    """Call a function by its name; errors come as words, which any process knows."""
    part, _, name = function.partition(".")
    called: Callable[..., Any] = getattr(import_module(f"skgan.app.{part}"), name)
    try:
        return called(*arguments)
    except AppError:
        raise
    except Exception as error:
        raise AppError(text_of(error)) from None
