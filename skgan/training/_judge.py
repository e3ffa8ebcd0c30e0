"""What the discriminator says of samples, and the loss that follows from it."""

from typing import Any

import keras
import tensorflow as tf

from skgan.training._game import Game
from skgan.training._noise import Noise

__all__ = ["class_loss", "discriminator_loss", "source_and_class", "source_of_class"]


def discriminator_loss(
    game: Game, network: keras.Model, real: Any, fake: Any, label: Any, noise: Noise
) -> Any:
    """Return D's loss: the source of both batches, the class of the real one.

    One forward pass serves both, except where D has batch statistics: there real and
    generated samples must not meet in one batch.
    """
    objective = game.objective
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
    """Return D's source and class logits and, where needed, squared slopes."""
    if game.objective.slope_at == "samples":
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
