"""The progress bar: one line that changes, a widget in Jupyter, or plain lines."""

import threading
import time
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

__all__ = ["ProgressBar"]

BAR_WIDTH = 10  # columns, so that losses fit into 80
SECONDS_A_LINE = 30.0  # in a log
SECONDS_A_LINE_IN_JUPYTER = 10.0  # without ipywidgets, where somebody is waiting
SECONDS_A_CHANGE = 0.2  # of a widget, which is a message to the browser

_screen = threading.Lock()  # one bar at a time; others would write over it


class ProgressBar:
    """Show how much is done, the time left and a text, in a line of 80 columns.

    On a terminal the line is written over. In Jupyter it is a widget if ipywidgets is
    installed. Elsewhere, such as in a log, a line is printed now and then, and one at
    the end. While one bar is shown, others of the same process are not: neither those
    of parts of the same work, nor those of other threads.

    Parameters
    ----------
    total : int
        What has to be done.
    text : str, default=""
        Shown behind the time left.
    is_shown : bool, default=True
        False: nothing is shown.

    Examples
    --------
    >>> from skgan._progress import ProgressBar
    >>> with ProgressBar(3, "files", is_shown=False) as bar:
    ...     for done in range(3):
    ...         bar.update(done + 1)
    """

    def __init__(self, total: int, text: str = "", is_shown: bool = True) -> None:
        self.total, self.text, self.is_shown = total, text, is_shown
        self._seconds, self._last = 0.0, 0.0  # between what is shown, and when

    def start(self) -> None:
        """Show the bar, unless another one is shown."""
        self.is_shown = self.is_shown and _screen.acquire(blocking=False)
        if not self.is_shown:
            return
        from rich.console import Console

        # stderr, and stdout is left alone: what callbacks print stays there.
        self._console = Console(stderr=True)
        self._is_live = is_terminal(self._console)
        self._widget = make_widget(self._console)
        self._seconds = self._seconds_between()
        self._last = time.monotonic()
        self._progress = make_progress(self._console)
        self._task = self._progress.add_task(self.text, total=self.total)
        if self._is_live:
            self._progress.start()
        if self._widget is not None:
            self._show()

    def update(self, done: int, text: str | None = None) -> None:
        """Tell how much is done, and what to show behind the time left."""
        if not self.is_shown:
            return
        self.text = self.text if text is None else text
        self._progress.update(self._task, completed=done, description=self.text)
        now = time.monotonic()
        if now - self._last >= self._seconds:
            self._last = now
            self._show()

    def close(self) -> None:
        """Show how much was done, and end the line."""
        if not self.is_shown:
            return
        self.is_shown = False
        try:
            self._show()
        finally:
            if self._is_live:
                self._progress.stop()
            _screen.release()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _seconds_between(self) -> float:
        """Return how long to wait before something new is shown."""
        if self._is_live or self._widget is not None:
            return SECONDS_A_CHANGE
        is_jupyter = self._console.is_jupyter
        return SECONDS_A_LINE_IN_JUPYTER if is_jupyter else SECONDS_A_LINE

    def _show(self) -> None:
        """Show the widget or line of this moment; on a terminal rich does it."""
        if self._widget is not None:
            with self._widget:
                self._widget.clear_output(wait=True)
                self._console.print(self._progress.get_renderable())
        elif not self._is_live:
            self._console.print(self._progress.get_renderable())


def is_terminal(console: "Console") -> bool:
    """Return whether a line can be written over."""
    is_other = console.is_jupyter or console.is_dumb_terminal
    return console.is_terminal and not is_other


def make_widget(console: "Console") -> Any:
    """Return a widget that is displayed in Jupyter, or None where it is not available.

    rich has one as well, whose thread refreshes it. What callbacks print in the
    meantime would become part of it, and vanish.
    """
    if not console.is_jupyter or find_spec("ipywidgets") is None:
        return None
    from IPython.display import display
    from ipywidgets import Output

    widget = Output()
    display(widget)
    return widget


def make_progress(console: "Console") -> "Progress":
    """Return rich's bar."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        MofNCompleteColumn(),
        BarColumn(BAR_WIDTH),
        TimeRemainingColumn(),
        TextColumn("left, {task.description}", markup=False),
        console=console,
        redirect_stdout=False,
    )
