"""What callbacks see of a training: the sampler, as if fitted at that moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from skgan.synthesis import Synthesizer


class Preview:
    """Return, at each call, the sampler with what its networks have learnt so far.

    The copy draws from random states of its own and leaves the training as it was.
    `n_iter_before` counts the updates of the networks trained before the current ones.
    """

    def __init__(self, owner: Any):
        self.owner = owner
        self.n_iter_before = 0

    def begin(self, of_now: Callable[[], Synthesizer], n_iter_before: int) -> None:
        """Take the function that returns the Synthesizer of the moment."""
        self._of_now, self.n_iter_before = of_now, n_iter_before

    def __call__(self) -> Any:
        """Return a sampler fitted with the networks of this moment."""
        sampler = copy(self.owner)
        sampler.callbacks = None  # they are those who ask
        sampler._synthesizer, sampler._n_draws = self._of_now(), 0
        return sampler


@contextmanager
def previewing(callbacks: Any, sampler: Any) -> Iterator[Any]:
    """Let callbacks that ask for it look at a training; yield what begins each one."""
    asking = [c for c in callbacks or () if hasattr(c, "set_preview")]
    preview = Preview(sampler) if asking else None
    try:
        for callback in asking:
            callback.set_preview(preview)
        yield preview and preview.begin
    finally:
        for callback in asking:  # what was trained is no longer lent
            callback.set_preview(None)
