"""What callbacks share that draw from the same z, again and again."""

from numbers import Integral
from typing import Any

from skgan.callbacks._periodic import PeriodicCallback
from skgan.exceptions import InputError
from skgan.inspection import SampleGridDisplay, grid_of, latent_grid
from skgan.samplers import synthesizer_of
from skgan.validation import check_positive

__all__ = ["FixedLatentCallback"]


class FixedLatentCallback(PeriodicCallback):
    """Draw samples of every class from the same z, and `look` at them."""

    def __init__(self, every: int, n_samples: Any, random_state: Any):
        super().__init__(every)
        if n_samples is not None:
            check_positive("n_samples", n_samples)
        if not isinstance(random_state, Integral) or not 0 <= int(random_state) < 2**32:
            raise InputError(
                f"random_state={random_state!r} does not fix z. Give an integer of 0 "
                "or more, below 2**32."
            )
        self.n_samples = n_samples
        self.random_state = random_state

    def act(self, n_iter: int, sampler: Any) -> None:
        """Draw samples and look at them."""
        n_samples = self.n_samples or synthesizer_of(sampler).kind.n_previewed
        X, y = latent_grid(sampler, n_samples, random_state=int(self.random_state))
        self.look(n_iter, grid_of(sampler, X, y), y)

    def look(self, n_iter: int, grid: SampleGridDisplay, y: Any) -> None:
        """Do something with samples of this moment and classes y as were fitted."""
        raise NotImplementedError
