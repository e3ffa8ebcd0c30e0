"""Previews for callbacks: the sampler with the networks at a point of the training."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from skgan.synthesis import Synthesizer


class Preview:
    """Return, at each call, a copy of the sampler with the current networks.

    The copy has its own random states and does not change the training.
    `n_iter_before` counts the updates of the networks trained before the current ones.
    """

    def __init__(self, owner: Any):
        self.owner = owner
        self.n_iter_before = 0

    def begin(self, of_now: Callable[[], Synthesizer], n_iter_before: int) -> None:
        """Set the function that returns the current Synthesizer."""
        self._of_now, self.n_iter_before = of_now, n_iter_before

    def __call__(self) -> Any:
        """Return a fitted sampler with the current networks."""
        sampler = copy(self.owner)
        sampler.callbacks = None  # the preview is for the callbacks themselves
        sampler._synthesizer, sampler._n_draws = self._of_now(), 0
        return sampler


@contextmanager
def previewing(callbacks: Any, sampler: Any) -> Iterator[Any]:
    """Give previews to callbacks that need them; yield the function that starts one."""
    asking = [c for c in callbacks or () if hasattr(c, "set_preview")]
    preview = Preview(sampler) if asking else None
    try:
        for callback in asking:
            callback.set_preview(preview)
        yield preview and preview.begin
    finally:
        for callback in asking:  # the previews end with the fit
            callback.set_preview(None)
