"""Those who look on while a training runs: Keras callbacks and a progress bar."""

import keras

from skgan.training._bar import Bar

__all__ = ["Watch"]

HOOKS = ("on_train_begin", "on_train_end", "on_epoch_begin", "on_epoch_end")


class Watch:
    """Tell callbacks and the progress bar about each logged iteration."""

    def __init__(self, model, max_iter, callbacks, verbose):
        model.stop_training = False
        self.model = model
        self.callbacks = keras.callbacks.CallbackList(
            [as_keras(callback) for callback in callbacks], model=model
        )
        self.bar = Bar(max_iter) if verbose else None
        self.n_logged, self.n_skipped = 0, 0
        self.callbacks.on_train_begin()

    def skip(self, n_iter, n_logged):
        """Leave out what another process has done, in the time left as well."""
        self.n_logged, self.n_skipped = n_logged, n_iter
        if self.bar:
            self.bar.target -= n_iter

    def begin(self):
        """Tell the callbacks that a logged iteration begins."""
        self.callbacks.on_epoch_begin(self.n_logged)

    def logged(self, n_iter, history):
        """Tell everybody about a logged iteration; return whether to stop."""
        last = {name: values[-1] for name, values in history.items()}
        self.callbacks.on_epoch_end(self.n_logged, last)
        self.n_logged += 1
        if self.bar:
            losses = {k: v for k, v in last.items() if "loss" in k}
            self.bar.update(n_iter - self.n_skipped, losses)
        return self.model.stop_training

    def close(self):
        """End the line of the bar, before there are errors or warnings."""
        if self.bar:
            self.bar.close()

    def end(self, history):
        """Tell the callbacks that the training has ended, and how."""
        self.callbacks.on_train_end({k: v[-1] for k, v in history.items() if v})


def as_keras(callback):
    """Return a Keras callback that tells any object with some of its methods."""
    if isinstance(callback, keras.callbacks.Callback):
        return callback
    hooks = {name: getattr(callback, name, None) for name in HOOKS}
    return keras.callbacks.LambdaCallback(**hooks)
