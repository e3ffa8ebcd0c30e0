"""What a fitted sampler does with its networks: judge with them, show them."""

from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.utils.validation import check_is_fitted

from skgan.exceptions import NothingTrainedError
from skgan.synthesis._synthesizer import EncodedSampler

__all__ = ["FittedNetworksMixin"]

BUILT_WHEN_ASKED = ("generator_", "discriminator_")


class FittedNetworksMixin:
    """Methods that need the networks that `fit` has trained."""

    kernel_fraction: float | str
    classes_: np.ndarray
    _sampler: EncodedSampler
    _encode_new: Any  # method that encodes samples like those fitted

    def discriminate(self, X):
        """Judge how real each sample looks to the discriminator.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Samples like those fitted.

        Returns
        -------
        realness : ndarray of shape (n_samples,), dtype float64
            In [0, 1]. With the losses "bce" and "bce-gp" the probability of being
            real; with others the share of real training rows that look less real.
            Where D has a source for each class, that of the likeliest class counts,
            and where each class has its own D, that to which the sample looks best.
        """
        encoded = self._encoded(X)
        judges = self._sampler.judges()
        return np.max([self._realness(encoded, *judge) for judge in judges], axis=0)

    def summary(self):
        """Print the Keras summaries of both networks, or of one pair of many alike."""
        for networks in self._build_networks():
            next(iter(networks.values())).summary()

    @property
    def generator_(self):
        """The generator, built anew at each access; per class, a dict of them."""
        return self._one_or_all(self._build_networks()[0])

    @property
    def discriminator_(self):
        """The discriminator, built anew at each access; per class, a dict of them."""
        return self._one_or_all(self._build_networks()[1])

    def __dir__(self):
        # Whoever reads all attributes, as the HTML representation does, should not
        # build networks, nor load TensorFlow, by it. (scikit-learn's own __dir__ reads
        # them too.)
        return [n for n in object.__dir__(self) if n not in BUILT_WHEN_ASKED]

    def _build_networks(self):
        """Return the generators and the discriminators, both as dicts by class."""
        check_is_fitted(self, "_sampler")
        self._check_trained("The networks")
        from skgan.training import build_networks

        sampler = self._sampler
        own = list(sampler.networks) if sampler.is_per_class else [0]
        pairs = {
            self.classes_.tolist()[i]: build_networks(sampler.game, sampler.networks[i])
            for i in own
        }
        return [{label: pair[i] for label, pair in pairs.items()} for i in (0, 1)]

    def _one_or_all(self, networks):
        return networks if self._sampler.is_per_class else next(iter(networks.values()))

    def _encoded(self, X):
        """Return samples to judge, encoded."""
        check_is_fitted(self, "_sampler")
        self._check_trained("The discriminator")
        return self._encode_new(X)

    def _realness(self, encoded, weights, rows):
        from skgan.training import score

        game = self._sampler.game
        source, _ = score(game, weights, encoded)
        if game.loss in ("bce", "bce-gp"):
            return expit(source.astype(float))
        real, _ = score(game, weights, rows)
        return np.searchsorted(np.sort(real), source) / len(real)

    def _check_trained(self, what):
        if not self._sampler.networks:
            raise NothingTrainedError(
                f"{what} can't be had: this fit trained nothing, because the classes "
                f"were balanced or kernel_fraction={self.kernel_fraction!r} is 1. Ask "
                "for more samples in sampling_strategy, or for a smaller share."
            )

    def _check_networks(self, counts):
        """Raise when a class is asked for that has no generator."""
        without = [
            i for i, n in counts.items() if n and i not in self._sampler.networks
        ]
        if without:
            raise NothingTrainedError(
                f"Class {self.classes_.tolist()[without[0]]!r} has no generator: with "
                "conditioning='per-class' only classes that were resampled have one. "
                "Ask for those in a dict, or fit with sampling_strategy='all'."
            )
