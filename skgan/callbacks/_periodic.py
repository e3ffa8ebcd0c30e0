"""Callbacks that look at the sampler of the moment, every so many updates."""

from numbers import Integral
from typing import Any

from skgan._progress import LOG_EVERY
from skgan.exceptions import InputError
from skgan.inspection import SampleGridDisplay, grid_of, latent_grid
from skgan.samplers import synthesizer_of
from skgan.validation import check_positive


class PeriodicCallback:
    """Call a method with the sampler, as if fitted, while it is being trained.

    Derive a class with a method `act`. Updates are counted over the trainings of all
    classes, and from before a checkpoint. If the fit trains nothing, there is no call.

    Parameters
    ----------
    every : int
        Updates of the generator between two calls, rounded up to a multiple of 25.
        There is a call at the end of the training too.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.callbacks import PeriodicCallback
    >>> class PrintShape(PeriodicCallback):
    ...     def act(self, n_iter, sampler):
    ...         print(n_iter, sampler.sample({1: 5})[0].shape)
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> callbacks = [PrintShape(every=50)]
    >>> sampler = ACGANSampler(max_iter=100, callbacks=callbacks, random_state=0)
    >>> _ = sampler.fit(X, y)
    50 (5, 20)
    100 (5, 20)
    """

    _preview: Any

    def __init__(self, every: int):
        check_positive("every", every)
        self.every = every

    def set_preview(self, preview: Any) -> None:
        """Take what the sampler lends for a fit, or takes back by None."""
        self._preview = preview
        if preview is not None:
            self._interval = self.every
            self._n_acted = self._n_iter = 0
            self.begin()

    def begin(self) -> None:
        """Get ready for a fit."""

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        """Count on from a checkpoint, or from the training of another class."""
        self._n_iter = self._preview.n_iter_before + LOG_EVERY * epoch

    def on_epoch_end(self, epoch: int, logs: dict) -> None:
        """Act if it is time to."""
        n_before = self._n_iter
        # Keras makes it a float.
        self._n_iter = self._preview.n_iter_before + int(logs["iteration"])
        if self._n_iter // self._interval > n_before // self._interval:
            self._act()

    def on_train_end(self, logs: dict | None = None) -> None:
        """Act, unless the last update was followed by an action."""
        if self._n_iter > self._n_acted:
            self._act()

    def _act(self) -> None:
        self._n_acted = self._n_iter
        self.act(self._n_iter, self._preview())

    def act(self, n_iter: int, sampler: Any) -> None:
        """Do something with the sampler of this moment.

        Parameters
        ----------
        n_iter : int
            Updates so far.
        sampler : sampler
            Fitted with what the networks have learnt so far; a copy.
        """
        raise NotImplementedError

    def __getstate__(self) -> dict:
        # A copy, as `clone` makes one, or a pickled sampler takes no part in the fit.
        return self.__dict__ | {"_preview": None}


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
