"""The progress bar: a changing line, a widget in Jupyter, or lines in a log."""

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
SECONDS_A_LINE = 30.0  # between lines in a log
SECONDS_A_LINE_IN_JUPYTER = 10.0  # between lines without ipywidgets
SECONDS_A_CHANGE = 0.2  # between changes of a widget, which are messages to the browser

_screen = threading.Lock()  # held by the bar that is shown, so that there is only one


class ProgressBar:
    """Show progress, the remaining time and a text in a line of 80 columns.

    On a terminal, the line is overwritten. In Jupyter, it is a widget if ipywidgets is
    installed. Elsewhere, such as in a log, a line is printed regularly and at the end.
    While one bar is shown, other bars of the same process are not shown, neither those
    of parts of the same computation nor those of other threads.

    Parameters
    ----------
    total : int
        Number of steps in total.
    text : str, default=""
        Text that is shown after the remaining time.
    is_shown : bool, default=True
        Whether the bar is shown.

    Examples
    --------
    >>> from skgan._progress import ProgressBar
    >>> with ProgressBar(3, "files", is_shown=False) as bar:
    ...     for done in range(3):
    ...         bar.update(done + 1)
    """

    def __init__(self, total: int, text: str = "", is_shown: bool = True) -> None:
        self.total, self.text, self.is_shown = total, text, is_shown
        self._seconds, self._last = 0.0, 0.0  # between two lines; time of the last one

    def start(self) -> None:
        """Show the bar, unless another one is shown."""
        self.is_shown = self.is_shown and _screen.acquire(blocking=False)
        if not self.is_shown:
            return
        from rich.console import Console

        # Only stderr is used, so that the output of callbacks on stdout is not changed.
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
        """Set the number of steps that are done, and the text."""
        if not self.is_shown:
            return
        self.text = self.text if text is None else text
        self._progress.update(self._task, completed=done, description=self.text)
        now = time.monotonic()
        if now - self._last >= self._seconds:
            self._last = now
            self._show()

    def close(self) -> None:
        """Show the final progress, and end the line."""
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
        """Return the number of seconds between two updates of the screen."""
        if self._is_live or self._widget is not None:
            return SECONDS_A_CHANGE
        is_jupyter = self._console.is_jupyter
        return SECONDS_A_LINE_IN_JUPYTER if is_jupyter else SECONDS_A_LINE

    def _show(self) -> None:
        """Show the current widget or line; on a terminal, rich does it."""
        if self._widget is not None:
            with self._widget:
                self._widget.clear_output(wait=True)
                self._console.print(self._progress.get_renderable())
        elif not self._is_live:
            self._console.print(self._progress.get_renderable())


def is_terminal(console: "Console") -> bool:
    """Return whether a line can be overwritten."""
    is_other = console.is_jupyter or console.is_dumb_terminal
    return console.is_terminal and not is_other


def make_widget(console: "Console") -> Any:
    """Return a widget that is displayed in Jupyter, or None if it is not available.

    The widget of rich is not used, because it is refreshed by a thread: the output of
    callbacks would become a part of it and disappear.
    """
    if not console.is_jupyter or find_spec("ipywidgets") is None:
        return None
    from IPython.display import display
    from ipywidgets import Output

    widget = Output()
    display(widget)
    return widget


def make_progress(console: "Console") -> "Progress":
    """Return the progress bar of rich."""
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
