"""Callbacks that use the current sampler at regular intervals of the training."""

from numbers import Integral
from typing import Any

from skgan._progress import LOG_EVERY
from skgan.exceptions import InputError
from skgan.inspection import SampleGridDisplay, grid_of, latent_grid
from skgan.samplers import synthesizer_of
from skgan.validation import check_positive


class PeriodicCallback:
    """Call a method with a preview of the sampler at regular intervals of the training.

    Derive a class with a method `act`. The preview is a fitted copy of the sampler.
    Updates are counted over the trainings of all classes, and include those before a
    checkpoint. If the fit trains no network, the method is not called.

    Parameters
    ----------
    every : int
        Number of updates of the generator between two calls, rounded up to a multiple
        of 25. There is also a call at the end of the training.

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
        """Set the preview of a fit; None ends the fit."""
        self._preview = preview
        if preview is not None:
            self._interval = self.every
            self._n_acted = self._n_iter = 0
            self.begin()

    def begin(self) -> None:
        """Prepare for a fit."""

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        """Add the updates before a checkpoint and of the trainings of other classes."""
        self._n_iter = self._preview.n_iter_before + LOG_EVERY * epoch

    def on_epoch_end(self, epoch: int, logs: dict) -> None:
        """Call `act` if enough updates have been made."""
        n_before = self._n_iter
        # Keras converts it to a float.
        self._n_iter = self._preview.n_iter_before + int(logs["iteration"])
        if self._n_iter // self._interval > n_before // self._interval:
            self._act()

    def on_train_end(self, logs: dict | None = None) -> None:
        """Call `act`, unless it was called after the last update."""
        if self._n_iter > self._n_acted:
            self._act()

    def _act(self) -> None:
        self._n_acted = self._n_iter
        self.act(self._n_iter, self._preview())

    def act(self, n_iter: int, sampler: Any) -> None:
        """Use the current sampler; derived classes override this method.

        Parameters
        ----------
        n_iter : int
            Number of updates so far.
        sampler : sampler
            A fitted copy of the sampler with the current networks.
        """
        raise NotImplementedError

    def __getstate__(self) -> dict:
        # Copies by `clone` and pickle are not part of the fit.
        return self.__dict__ | {"_preview": None}


class FixedLatentCallback(PeriodicCallback):
    """Draw samples of every class from the same z, and call `look` with them."""

    def __init__(self, every: int, n_samples: Any, random_state: Any):
        super().__init__(every)
        if n_samples is not None:
            check_positive("n_samples", n_samples)
        if not isinstance(random_state, Integral) or not 0 <= int(random_state) < 2**32:
            raise InputError(
                f"random_state={random_state!r} does not fix z. Give an integer from 0 "
                "to 2**32 - 1."
            )
        self.n_samples = n_samples
        self.random_state = random_state

    def act(self, n_iter: int, sampler: Any) -> None:
        """Draw samples, and call `look` with them."""
        n_samples = self.n_samples or synthesizer_of(sampler).kind.n_previewed
        X, y = latent_grid(sampler, n_samples, random_state=int(self.random_state))
        self.look(n_iter, grid_of(sampler, X, y), y)

    def look(self, n_iter: int, grid: SampleGridDisplay, y: Any) -> None:
        """Use current samples and their classes y, in the fitted form."""
        raise NotImplementedError
