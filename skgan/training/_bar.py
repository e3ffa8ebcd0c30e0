"""A progress bar on stderr."""

import shutil
import sys
import time
from datetime import timedelta

__all__ = ["Bar"]

WIDTH = 10  # of the bar alone, as all is to fit into 80 columns
SECONDS = {True: 0.1, False: 30}  # from one line to the next, on a terminal or not


class Bar:
    """Say how far a training is, the time left, and the losses.

    On a terminal one line is written over and over; elsewhere, as in a log, there is a
    line of its own every half minute, and one at the end.

    Parameters
    ----------
    target : int
        Iterations to come.
    """

    def __init__(self, target):
        self.target, self.line = target, ""
        self.start = self.shown = time.monotonic()
        self.is_terminal = sys.stderr.isatty()

    def update(self, n_iter, losses):
        """Show so many iterations, and losses by name."""
        now = time.monotonic()
        left = (now - self.start) * (self.target - n_iter) / n_iter
        done = "#" * (WIDTH * n_iter // self.target)
        values = [f"{k.removesuffix('_loss')} {v:#.4g}" for k, v in losses.items()]
        self.line = (
            f"{n_iter}/{self.target} |{done:.<{WIDTH}}| "
            f"{timedelta(seconds=round(left))} left, loss: {', '.join(values)}"
        )
        if now - self.shown >= SECONDS[self.is_terminal]:
            self.show()

    def show(self):
        """Write the line."""
        self.shown = time.monotonic()
        if self.is_terminal:
            columns = shutil.get_terminal_size().columns - 1
            print(f"\r{self.line[:columns]:<{columns}}", end="", file=sys.stderr)
        else:
            print(self.line, file=sys.stderr)
        sys.stderr.flush()

    def close(self):
        """Write how it ended."""
        if self.line:
            self.show()
            if self.is_terminal:
                print(file=sys.stderr)
