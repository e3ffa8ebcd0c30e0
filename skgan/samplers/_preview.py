"""What callbacks see of a training: the sampler, as if fitted at that moment."""

from contextlib import contextmanager
from copy import copy
from dataclasses import replace

from skgan.exceptions import InputError

__all__ = ["Preview", "check_callbacks", "lend_preview"]

HOOKS = ("on_train_begin", "on_train_end", "on_epoch_begin", "on_epoch_end")


class Preview:
    """Return, at each call, the sampler with what its networks have learnt so far.

    The copy draws from random states of its own and leaves the training as it was.
    """

    def __init__(self, owner, untrained):
        self.owner, self.untrained = owner, untrained

    def of(self, game, labels, done):
        """Return what a training is to call with the function that shows its networks.

        Parameters
        ----------
        game : Game
            That is trained.
        labels : sequence of int
            That its networks know.
        done : dict
            Label to the networks that are ready.
        """

        def begin(show):
            self.game, self.labels, self.done, self.show = game, labels, done, show

        return begin

    @property
    def n_iter_before(self):
        """Updates of the networks that were ready before those that are trained."""
        return sum(networks.n_iter for networks in self.done.values())

    def __call__(self):
        """Return a sampler fitted with the networks of this moment."""
        networks = self.done | dict.fromkeys(self.labels, self.show())
        sampler = copy(self.owner)
        sampler.callbacks = None  # they are those who ask
        sampler._sampler = replace(self.untrained, game=self.game, networks=networks)
        sampler._seed, sampler._n_draws = 0, 0
        sampler._tell(sampler._sampler)
        return sampler


@contextmanager
def lend_preview(owner, untrained):
    """Give a preview of a sampler to those of its callbacks that ask for one.

    These have a method `set_preview`; it is called with None when all is trained, and
    called too where nothing is to be trained.
    """
    preview = Preview(owner, untrained)
    asking = [c for c in owner.callbacks or () if hasattr(c, "set_preview")]
    try:
        for callback in asking:
            callback.set_preview(preview)
        yield preview
    finally:
        for callback in asking:
            callback.set_preview(None)


def check_callbacks(callbacks):
    """Raise when one of the callbacks is none.

    Raises
    ------
    InputError
        With the object.
    """
    for callback in callbacks or ():
        is_class = isinstance(callback, type)
        if is_class or not any(hasattr(callback, hook) for hook in HOOKS):
            raise InputError(
                f"callbacks has {callback!r}, which is no callback. Give objects of "
                "skgan.callbacks, or of classes derived from keras.callbacks.Callback."
            )
