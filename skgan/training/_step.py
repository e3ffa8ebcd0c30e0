"""One update of each player."""

from typing import Any

import tensorflow as tf

from skgan._spec import NetworkSpec
from skgan.training._augment import augment
from skgan.training._judge import (
    class_loss,
    discriminator_loss,
    source_and_class,
    source_of_class,
)
from skgan.training._noise import Noise
from skgan.training._players import Players

__all__ = ["play_step", "pretrain_step"]

# Noise of the whole step, not of one of D's updates.
NOT_D = ("z", "u", "fake_noise", "fake_change")


def play_step(
    players: Players, X: Any, y: Any, rows: Any, noise: Noise
) -> tuple[Any, Any]:
    """Let D and then G make their updates; G sees the fakes that D has seen."""
    label = tf.gather(y, rows[:, 0])
    with tf.GradientTape() as tape:
        fakes = generate(players, noise["z"], label)
    d_loss = discriminator_steps(players, X, rows, label, fakes, noise)
    g_loss = generator_step(players, tape, fakes, label, noise)
    return d_loss, g_loss


def pretrain_step(
    players: Players, X: Any, y: Any, rows: Any, noise: Noise
) -> tuple[Any, float]:
    """Let D alone make its updates; G stays as it is, its statistics too."""
    label = tf.gather(y, rows[:, 0])
    fakes = generate(players, noise["z"], label, training=False)
    return discriminator_steps(players, X, rows, label, fakes, noise), 0.0


def generate(players: Players, z: Any, label: Any, training: bool = True) -> Any:
    """Return fakes (n_discriminator_steps * batch_size, *shape)."""
    return players.generator([z, tf.reshape(label, (-1,))], training=training)


def discriminator_steps(
    players: Players, X: Any, rows: Any, label: Any, fakes: Any, noise: Noise
) -> Any:
    """Update D once for each batch of rows and return its mean loss."""
    game = players.game
    n_updates, batch = game.n_discriminator_steps, (game.batch_size, *game.spec.shape)
    fakes = tf.reshape(fakes, (n_updates, *batch))

    def update(j: Any) -> Any:
        real = real_batch(
            X, rows[j], noise["u"][j] if "u" in noise else None, game.spec
        )
        at_update = {k: noise[k][j] for k in noise if k not in NOT_D}
        return discriminator_step(players, real, fakes[j], label[j], at_update)

    if n_updates == 1:
        return update(0)
    _, total = tf.while_loop(
        lambda j, _: j < n_updates,
        lambda j, total: (j + 1, total + update(j)),
        (0, 0.0),
        parallel_iterations=1,
    )
    return total / n_updates


def discriminator_step(
    players: Players, real: Any, fake: Any, label: Any, noise: Noise
) -> Any:
    """Update D on one batch of real and one of generated samples.

    The class loss is taken on real samples only: with generated ones in it, AC-GAN
    collapses within a class (TAC-GAN and ADC-GAN explain it).
    """
    game, network = players.game, players.discriminator
    optimizer = players.discriminator_optimizer
    if "flip" in noise:
        real = tf.where(noise["flip"] < 0.5, tf.reverse(real, [2]), real)
    if "change" in noise:
        real, fake = (
            augment(x, u, game.diff_augment)
            for x, u in zip((real, fake), tf.unstack(noise["change"]), strict=True)
        )
    if "real_noise" in noise:
        real, fake = real + noise["real_noise"], fake + noise["d_fake_noise"]
    with tf.GradientTape() as tape:
        loss = discriminator_loss(game, network, real, fake, label, noise)
        scaled = optimizer.scale_loss(loss)
    variables = network.trainable_variables
    optimizer.apply(tape.gradient(scaled, variables), variables)
    return loss


def real_batch(X: Any, rows: Any, u: Any, spec: NetworkSpec) -> Any:
    """Return one batch: real rows, or points of the kernel around them.

    With the kernel D never sees a row twice, and can't memorise the few rows of a rare
    class. Categories stay those of the first row.
    """
    if u is None:
        return tf.gather(X, rows[0])
    first, second, third = tf.unstack(tf.gather(X, rows))
    way = second - third
    if spec.blocks:
        way *= tf.cast(tf.range(spec.size) < spec.n_numbers, way.dtype)
    return first + u * way


def generator_step(
    players: Players, tape: tf.GradientTape, fakes: Any, label: Any, noise: Noise
) -> Any:
    """Update G through D, whose own gradients are never computed."""
    game, optimizer = players.game, players.generator_optimizer
    with tf.GradientTape(watch_accessed_variables=False) as through:
        through.watch(fakes)
        seen = fakes
        if "fake_change" in noise:
            seen = augment(seen, noise["fake_change"], game.diff_augment)
        if "fake_noise" in noise:
            seen += noise["fake_noise"]
        source, logits = source_and_class(players.discriminator, seen, False)
        label = tf.reshape(label, (-1,))
        loss = game.objective.generator(source_of_class(source, label))
        loss += game.generator_class_weight * class_loss(label, logits)
        scaled = optimizer.scale_loss(loss)
    upstream = through.gradient(scaled, fakes)
    variables = players.generator.trainable_variables
    optimizer.apply(
        tape.gradient(fakes, variables, output_gradients=upstream), variables
    )
    return loss
