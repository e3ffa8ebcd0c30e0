"""The losses of generator and discriminator.

Each adversarial loss is a class, computed from the discriminator's source logits.
"""

from abc import ABC, abstractmethod
from typing import Any

import keras
import tensorflow as tf
from keras import ops

__all__ = ["LOSSES", "Loss", "discriminator_loss", "generator_loss"]

Noise = dict[str, Any]  # random numbers by their names
Game = Any  # of _game, which asks this module for the names of the losses


class Loss(ABC):
    """An adversarial loss: the functions that generator and discriminator minimise.

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
        """Return the penalty on the slopes at `slope_at`, a part of D's loss."""
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


def discriminator_loss(
    game: Game, network: keras.Model, real: Any, fake: Any, label: Any, noise: Noise
) -> Any:
    """Return D's loss: the source of both batches, and the class of the real one.

    Both batches go through D in one forward pass, unless D has batch statistics, which
    real and generated samples must not share.
    """
    objective = LOSSES[game.loss]
    if has_batch_statistics(network):
        real_source, real_class, real_slope = judge(game, network, real, label)
        fake_source, _, fake_slope = judge(game, network, fake, label)
        slope = tf.concat([real_slope, fake_slope], 0)
    else:
        both, labels = tf.concat([real, fake], 0), tf.concat([label, label], 0)
        source, logits, slope = judge(game, network, both, labels)
        real_source, fake_source = tf.split(source, 2)
        real_class = None if logits is None else tf.split(logits, 2)[0]
    target = noise.get("target", tf.ones_like(real_source))
    loss = objective.discriminator(real_source, fake_source, target)
    loss += class_loss(label, real_class)
    if objective.slope_at == "between":
        between = fake + noise["mix"] * (real - fake)
        _, _, slope = squared_slope(network, between, label)
    if objective.slope_at is not None:
        loss += objective.penalty(slope)
    return loss


def judge(game: Game, network: keras.Model, x: Any, label: Any) -> tuple[Any, Any, Any]:
    """Return D's source and class logits and, if needed, squared slopes."""
    if LOSSES[game.loss].slope_at == "samples":
        return squared_slope(network, x, label)
    source, logits = source_and_class(network, x, training=True)
    return source_of_class(source, label), logits, tf.zeros(())[None]


def source_and_class(network: keras.Model, x: Any, training: bool) -> tuple[Any, Any]:
    """Return a discriminator's source logits and its class logits, or None."""
    source, *logits = keras.tree.flatten(network(x, training=training))
    return source, logits[0] if logits else None


def source_of_class(source: Any, label: Any) -> Any:
    """Return each sample's source logit for its class, (n_samples, 1)."""
    if source.shape[1] == 1:
        return source
    chosen = tf.one_hot(label, source.shape[1], dtype=source.dtype)
    return tf.reduce_sum(source * chosen, axis=1, keepdims=True)


def class_loss(label: Any, logits: Any) -> Any:
    """Return the mean cross-entropy of the class head, 0 without one."""
    if logits is None:
        return 0.0
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=logits)
    )


def squared_slope(network: keras.Model, x: Any, label: Any) -> tuple[Any, Any, Any]:
    """Return source, class logits, and |d source / d x|^2 of each sample."""
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        source, logits = source_and_class(network, x, training=True)
        source = source_of_class(source, label)
    slope = tape.gradient(source, x)
    axes = list(range(1, len(x.shape)))
    return source, logits, tf.reduce_sum(tf.square(slope), axes)


def has_batch_statistics(network: keras.Model) -> bool:
    """Return whether a network normalises over its batch."""
    layers = network._flatten_layers(include_self=False)
    return any(isinstance(x, keras.layers.BatchNormalization) for x in layers)


def generator_loss(game: Game, network: keras.Model, fake: Any, label: Any) -> Any:
    """Return G's loss, from D's source and class logits of its samples."""
    source, logits = source_and_class(network, fake, training=False)
    loss = LOSSES[game.loss].generator(source_of_class(source, label))
    return loss + game.generator_class_weight * class_loss(label, logits)
