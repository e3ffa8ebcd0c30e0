"""The adversarial losses: one class each, on the discriminator's source logits."""

from abc import ABC, abstractmethod
from typing import Any

import tensorflow as tf
from keras import ops

__all__ = ["LOSSES", "Loss"]


class Loss(ABC):
    """What both players minimise, and what that takes.

    A new loss is a subclass with an entry in `LOSSES`.

    Attributes
    ----------
    has_targets : bool
        Whether real samples have a target, which can be smoothed.
    is_probability : bool
        Whether the sigmoid of a source logit is the probability of being real.
    slope_at : {None, "samples", "between"}
        Where the penalty takes the discriminator's slope: nowhere, at real and
        generated samples, or at random points between the two.
    """

    has_targets: bool = False
    is_probability: bool = False
    slope_at: str | None = None

    @abstractmethod
    def discriminator(self, real: Any, fake: Any, target: Any) -> Any:
        """Return the loss of the discriminator, without the penalty."""

    def generator(self, fake: Any) -> Any:
        """Return the negative score of the generated samples."""
        return -ops.mean(fake)

    def penalty(self, squared_slope: Any) -> Any:
        """Return what the slopes that `slope_at` asks for add to D's loss."""
        raise NotImplementedError


class BinaryCrossEntropy(Loss):
    """The original game, with the non-saturating generator (Goodfellow et al. 2014)."""

    has_targets = True
    is_probability = True

    def discriminator(self, real: Any, fake: Any, target: Any) -> Any:
        """Return the cross-entropy of both batches."""
        return cross_entropy(target, real) + cross_entropy(ops.zeros_like(fake), fake)

    def generator(self, fake: Any) -> Any:
        """Return the cross-entropy to "real"."""
        return cross_entropy(ops.ones_like(fake), fake)


class BinaryCrossEntropyGP(BinaryCrossEntropy):
    """The original game with a zero-centred penalty (Mescheder et al. 2018)."""

    slope_at = "samples"
    WEIGHT = 0.3  # best of .1 to 1 on small tables; Mescheder uses 5 to 10

    def penalty(self, squared_slope: Any) -> Any:
        """Return how far the slopes are from zero."""
        return self.WEIGHT * tf.reduce_mean(squared_slope)


class Hinge(Loss):
    """The hinge loss (Lim and Ye 2017; Miyato et al. 2018)."""

    def discriminator(self, real: Any, fake: Any, target: Any) -> Any:
        """Return how far the logits are from the right side of the margin."""
        return ops.mean(ops.relu(1.0 - real)) + ops.mean(ops.relu(1.0 + fake))


class LeastSquares(Loss):
    """Half the squared errors (LSGAN, Mao et al. 2017, equation 9)."""

    has_targets = True

    def discriminator(self, real: Any, fake: Any, target: Any) -> Any:
        """Return the errors of both batches."""
        return 0.5 * (ops.mean((real - target) ** 2) + ops.mean(fake**2))

    def generator(self, fake: Any) -> Any:
        """Return the error to "real"."""
        return 0.5 * ops.mean((fake - 1.0) ** 2)


class WassersteinGP(Loss):
    """The Wasserstein estimate (Arjovsky et al. 2017) of a critic of slope one."""

    slope_at = "between"
    WEIGHT = 10.0  # WGAN-GP (Gulrajani et al. 2017, section 4)

    def discriminator(self, real: Any, fake: Any, target: Any) -> Any:
        """Return the negative estimate."""
        return ops.mean(fake) - ops.mean(real)

    def penalty(self, squared_slope: Any) -> Any:
        """Return how far the slopes are from one."""
        norm = tf.sqrt(squared_slope + 1e-12)  # the slope of sqrt at 0 is infinite
        return self.WEIGHT * tf.reduce_mean(tf.square(norm - 1.0))


LOSSES: dict[str, Loss] = {
    "bce": BinaryCrossEntropy(),
    "bce-gp": BinaryCrossEntropyGP(),
    "hinge": Hinge(),
    "lsgan": LeastSquares(),
    "wgan-gp": WassersteinGP(),
}


def cross_entropy(target: Any, logits: Any) -> Any:
    """Return the mean binary cross-entropy between logits and a target in [0, 1]."""
    return ops.mean(ops.softplus(logits) - target * logits)
