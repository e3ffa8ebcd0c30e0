"""Checks of callbacks."""

from typing import Any

from skgan.exceptions import InputError

__all__ = ["HOOKS", "check_callbacks"]

HOOKS = ("on_train_begin", "on_train_end", "on_epoch_begin", "on_epoch_end")


def check_callbacks(callbacks: Any) -> None:
    """Raise when an object among the callbacks has no method that would be called.

    Raises
    ------
    InputError
        With the object.
    """
    for callback in callbacks or ():
        is_class = isinstance(callback, type)
        if is_class or not any(hasattr(callback, hook) for hook in HOOKS):
            raise InputError(
                f"callbacks has {callback!r}, which is not a callback. Give objects of "
                "skgan.callbacks, or of classes derived from keras.callbacks.Callback."
            )
