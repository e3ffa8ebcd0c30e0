"""Call callbacks and update the progress bar during a training."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import keras
import numpy as np

from skgan._progress import LOG_EVERY, ProgressBar, logger
from skgan.training._hosts import is_chief

__all__ = ["LOG_EVERY", "History", "Watch"]

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
        n_epochs = n_logged - -(max_iter - n_iter) // LOG_EVERY
        self.n_skipped, self.n_logged = n_iter, n_logged  # done by another process
        self.callbacks = keras.callbacks.CallbackList(
            [as_keras(callback) for callback in callbacks],
            model=model,
            epochs=n_epochs,
            steps=LOG_EVERY,
            verbose=verbose,
        )
        is_shown = bool(verbose) and is_chief()
        self.bar = ProgressBar(max_iter - n_iter, "loss:", is_shown=is_shown)
        self.callbacks.on_train_begin()
        self.bar.start()

    def release(self) -> None:
        """Remove the model from the callbacks that received it."""
        for callback in self.callbacks.callbacks:
            if isinstance(callback, PlainCallback):
                callback.release()

    def begin(self) -> None:
        """Tell the callbacks that a logged iteration begins."""
        self.callbacks.on_epoch_begin(self.n_logged)

    def logged(self, n_iter: int, history: History) -> bool:
        """Report a logged iteration to callbacks and log; return whether to stop."""
        last = {name: values[-1] for name, values in history.items()}
        self.callbacks.on_epoch_end(self.n_logged, last)
        self.n_logged += 1
        losses = in_words(last)
        self.bar.update(n_iter - self.n_skipped, f"loss: {losses}")
        logger.debug("Iteration %d, loss: %s", n_iter, losses)
        return bool(self.model.stop_training)

    def close(self) -> None:
        """End the line of the progress bar, so that warnings begin on a new line."""
        self.bar.close()

    def end(self, history: History) -> None:
        """Tell the callbacks that the training has ended, with the last losses."""
        self.callbacks.on_train_end({k: v[-1] for k, v in history.items() if v})


def in_words(logs: Mapping[str, float]) -> str:
    """Return the logged losses as text."""
    losses = {n: value for n, value in logs.items() if n.endswith("_loss")}
    return ", ".join(
        f"{name.removesuffix('_loss')} {value:#.4g}" for name, value in losses.items()
    )


def as_keras(callback: Any) -> keras.callbacks.Callback:
    """Return a Keras callback that calls the methods of any object."""
    is_keras = isinstance(callback, keras.callbacks.Callback)
    return callback if is_keras else PlainCallback(callback)


class PlainCallback(keras.callbacks.Callback):
    """Call the methods of an object that is not a Keras callback.

    Keras' callbacks stop the training through their model. An object receives the model
    by its method `set_model`, or as an attribute `model` during the training. It can
    also return True from `on_epoch_end`.
    """

    def __init__(self, target: Any) -> None:
        super().__init__()
        self.target, self.has_given = target, False

    def set_model(self, model: keras.Model) -> None:
        """Give the object the model."""
        super().set_model(model)
        if hasattr(self.target, "set_model"):
            self.target.set_model(model)
        elif getattr(self.target, "model", None) is None:
            with suppress(AttributeError):  # objects with slots, and properties
                self.target.model = model
                self.has_given = True

    def set_params(self, params: dict[str, Any]) -> None:
        """Give the object the number of epochs, if it has `set_params`."""
        super().set_params(params)
        self._tell("set_params", params)

    def release(self) -> None:
        """Remove the model, which is slow to copy and cannot be pickled."""
        if self.has_given:
            del self.target.model
            self.has_given = False

    def on_train_begin(self, logs: Any = None) -> None:
        """Tell that the training begins."""
        self._tell("on_train_begin", logs)

    def on_train_end(self, logs: Any = None) -> None:
        """Tell that the training has ended."""
        self._tell("on_train_end", logs)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Tell that a logged iteration begins."""
        self._tell("on_epoch_begin", epoch, logs)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Report a logged iteration, and stop if the object returns True."""
        answer = self._tell("on_epoch_end", epoch, logs)
        if isinstance(answer, bool | np.bool_) and answer:
            self.model.stop_training = True

    def _tell(self, name: str, *told: Any) -> Any:
        method = getattr(self.target, name, None)
        return None if method is None else method(*told)
