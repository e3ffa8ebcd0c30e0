"""What both callbacks share: when to look, and at what."""

from numbers import Integral

from skgan.exceptions import InputError
from skgan.inspection import latent_grid
from skgan.inspection._sample_grid import grid_of
from skgan.validation._advice import check_positive

__all__ = ["FixedLatentCallback"]

N_SAMPLES = {1: 100, 2: 8, 3: 8}  # of a class, by the rank of a sample


class FixedLatentCallback:
    """Draw samples of every class from the same z, again and again.

    Warning: not to be used directly. Use a derived class, which has `look`.
    """

    def __init__(self, every, n_samples, random_state):
        check_positive("every", every)
        if n_samples is not None:
            check_positive("n_samples", n_samples)
        if not isinstance(random_state, Integral) or not 0 <= int(random_state) < 2**32:
            raise InputError(
                f"random_state={random_state!r} does not fix z. Give an integer of 0 "
                "or more, below 2**32."
            )
        self.every = every
        self.n_samples = n_samples
        self.random_state = random_state

    def set_preview(self, preview):
        """Take what the sampler lends for a fit, or takes back by None."""
        self._preview = preview
        if preview is not None:
            self._interval = self.every
            self._n_looked, self._n_before, self._n_iter = 0, 0, 0
            self.begin()

    def begin(self):
        """Get ready for a fit."""

    def on_train_begin(self, logs=None):
        """Count on, where each class has a training of its own."""
        self._n_before = self._preview.n_iter_before

    def on_epoch_end(self, epoch, logs=None):
        """Look if it is time to."""
        self._n_iter = self._n_before + int(logs["iteration"])  # Keras makes it a float
        if self._n_iter // self._interval > self._n_looked // self._interval:
            self._look()

    def on_train_end(self, logs=None):
        """Look at how it ended."""
        if self._n_iter > self._n_looked:
            self._look()

    def _look(self):
        self._n_looked = self._n_iter
        sampler = self._preview()
        n_samples = self.n_samples or N_SAMPLES[len(sampler._shape)]
        X, y = latent_grid(sampler, n_samples, random_state=int(self.random_state))
        self.look(self._n_iter, grid_of(sampler, X, y), y)

    def look(self, n_iter, grid, y):
        """Do something with samples of this moment.

        Parameters
        ----------
        n_iter : int
            Updates so far.
        grid : SampleGridDisplay
            That shows them, not drawn yet.
        y : same type as was fitted
            Their classes.
        """
        raise NotImplementedError

    def __getstate__(self):
        # A copy, as `clone` makes one, or a pickled sampler takes no part in the fit.
        return self.__dict__ | {"_preview": None}
