"""Reports while a training runs: to Keras callbacks and by a progress bar."""

from collections.abc import Sequence
from typing import Any

import keras
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

__all__ = ["Watch"]

HOOKS = ("on_train_begin", "on_train_end", "on_epoch_begin", "on_epoch_end")
History = dict[str, list[float]]


class Watch:
    """Tell callbacks and the progress bar about each logged iteration."""

    def __init__(
        self,
        model: keras.Model,
        max_iter: int,
        callbacks: Sequence[Any],
        verbose: int,
        n_iter: int = 0,
        n_logged: int = 0,
    ) -> None:
        model.stop_training = False
        self.model = model
        self.n_skipped, self.n_logged = n_iter, n_logged  # done by another process
        self.callbacks = keras.callbacks.CallbackList(
            [as_keras(callback) for callback in callbacks], model=model
        )
        self.bar = progress_bar(disable=not verbose)
        self.bar.add_task("", total=max_iter - n_iter, losses="")
        self.callbacks.on_train_begin()
        self.bar.start()

    def begin(self) -> None:
        """Tell the callbacks that a logged iteration begins."""
        self.callbacks.on_epoch_begin(self.n_logged)

    def logged(self, n_iter: int, history: History) -> bool:
        """Tell everybody about a logged iteration; return whether to stop."""
        last = {name: values[-1] for name, values in history.items()}
        self.callbacks.on_epoch_end(self.n_logged, last)
        self.n_logged += 1
        losses = [
            f"{name.removesuffix('_loss')} {value:#.4g}"
            for name, value in last.items()
            if name.endswith("_loss")
        ]
        task = self.bar.task_ids[0]
        done = n_iter - self.n_skipped
        self.bar.update(task, completed=done, losses=", ".join(losses))
        return bool(self.model.stop_training)

    def close(self) -> None:
        """End the line of the bar, before there are errors or warnings."""
        self.bar.stop()

    def end(self, history: History) -> None:
        """Tell the callbacks that the training has ended, and how."""
        self.callbacks.on_train_end({k: v[-1] for k, v in history.items() if v})


def progress_bar(disable: bool) -> Progress:
    """Return a bar of at most 80 columns on stderr: one line, in a log at the end."""
    return Progress(
        MofNCompleteColumn(),
        BarColumn(10),
        TimeRemainingColumn(),
        TextColumn("left, loss: {task.fields[losses]}"),
        console=Console(stderr=True, force_jupyter=False),
        redirect_stdout=False,  # what callbacks print stays there
        disable=disable,
    )


def as_keras(callback: Any) -> keras.callbacks.Callback:
    """Return a Keras callback that tells any object with some of its methods."""
    if isinstance(callback, keras.callbacks.Callback):
        return callback
    hooks = {name: getattr(callback, name, None) for name in HOOKS}
    return keras.callbacks.LambdaCallback(**hooks)
