"""The traced training loop: each step updates the discriminator and the generator."""

from collections.abc import Callable
from functools import partial
from typing import Any

import tensorflow as tf

from skgan._spec import NetworkSpec
from skgan.training._augment import N_DRAWS, augment
from skgan.training._game import Game
from skgan.training._losses import LOSSES, Noise, discriminator_loss, generator_loss
from skgan.training._replicas import on_all_replicas, replica_share, sum_over_replicas

__all__ = ["batch_shape", "build_play"]

Players = Any  # of _program, which imports this module
# Noise that belongs to the whole step, not to one update of D.
NOT_D = ("z", "u", "fake_noise", "fake_change")


def build_play(
    players: Players,
) -> tuple[Callable[..., Any], Callable[..., Any], dict[str, Any]]:
    """Return the training loop, the loop for D alone, and how to trace them.

    Both take the rows `X` (n_rows, *shape), their labels `y` (n_rows,), the rows of
    each batch `rows` (n_steps, n_discriminator_steps, rows_a_sample, batch_size) and a
    seed of two integers, and return the mean loss of D and of G over the steps.
    """
    game = players.game
    signature = [
        tf.TensorSpec((None, *game.spec.shape), tf.float32),
        tf.TensorSpec((None,), tf.int32),
        tf.TensorSpec((None, *batch_shape(game)), tf.int32),
        tf.TensorSpec((2,), tf.int32),
    ]
    options = {"input_signature": signature, "jit_compile": game.jit_compile}
    return repeated(play_step, players), repeated(pretrain_step, players), options


def batch_shape(game: Game) -> tuple[int, int, int]:
    """Return the shape of a step's rows: D's updates, rows a sample, samples."""
    rows_a_sample = 3 if game.kernel_reach else 1  # s1 + u (s2 - s3)
    return (game.n_discriminator_steps, rows_a_sample, game.batch_size)


def repeated(
    play_one: Callable[..., tuple[Any, Any]], players: Players
) -> Callable[..., Any]:
    """Return a function that runs many steps in one TensorFlow loop."""
    if players.strategy is not None:
        play_one = partial(on_all_replicas, players.strategy, play_one)

    def play_many(X: Any, y: Any, rows: Any, seed: Any) -> Any:
        n_steps = tf.shape(rows)[0]
        noise = draw_noise(players.game, n_steps, seed)

        def step(i: Any, losses: Any) -> tuple[Any, Any]:
            at_step = {name: tf.gather(values, i) for name, values in noise.items()}
            now = play_one(players, X, y, tf.gather(rows, i), at_step)
            return i + 1, losses + tf.stack(now)

        start = (0, tf.zeros(2))
        _, losses = tf.while_loop(
            lambda i, _: i < n_steps, step, start, parallel_iterations=1
        )
        return losses / tf.cast(n_steps, tf.float32)

    return play_many


def play_step(
    players: Players, X: Any, y: Any, rows: Any, noise: Noise
) -> tuple[Any, Any]:
    """Update D, then G; G is updated on the same fakes as D."""
    label = tf.gather(y, rows[:, 0])
    with tf.GradientTape() as tape:
        fakes = generate(players, noise["z"], label)
    d_loss = discriminator_steps(players, X, rows, label, fakes, noise)
    g_loss = generator_step(players, tape, fakes, label, noise)
    return d_loss, g_loss


def pretrain_step(
    players: Players, X: Any, y: Any, rows: Any, noise: Noise
) -> tuple[Any, float]:
    """Update D alone; the weights and batch statistics of G do not change."""
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
    game, n_updates = players.game, players.game.n_discriminator_steps
    fakes = tf.reshape(fakes, (*label.shape, *game.spec.shape))

    def update(j: Any) -> Any:
        u = noise["u"][j] if "u" in noise else None
        real = real_batch(X, rows[j], u, game.spec)
        at_update = {k: noise[k][j] for k in noise if k not in NOT_D}
        return discriminator_step(players, real, fakes[j], label[j], at_update)

    if n_updates == 1:
        return update(0)
    if players.strategy is not None:  # replicas cannot synchronise inside a loop
        return sum(update(j) for j in range(n_updates)) / n_updates
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

    The class loss uses real samples only. If it used generated samples as well, AC-GAN
    would collapse within a class, as the papers on TAC-GAN and ADC-GAN explain.
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
        loss = replica_share(loss)
        scaled = optimizer.scale_loss(loss)
    variables = network.trainable_variables
    loss, gradients = sum_over_replicas(loss, tape.gradient(scaled, variables))
    optimizer.apply(gradients, variables)
    return loss


def real_batch(X: Any, rows: Any, u: Any, spec: NetworkSpec) -> Any:
    """Return one batch of real rows, or of new rows that the kernel makes around them.

    With the kernel, D never sees the same row twice, so it cannot memorise the few rows
    of a rare class. Categories are those of the first row.
    """
    if u is None:
        return tf.gather(X, rows[0])
    first, second, third = tf.unstack(tf.gather(X, rows))
    way = second - third
    layout = spec.layout
    if layout is not None and layout.sizes:
        n_values = layout.n_numbers + sum(layout.sizes)
        way *= tf.cast(tf.range(n_values) < layout.n_numbers, way.dtype)
    return first + u * way


def generator_step(
    players: Players, tape: tf.GradientTape, fakes: Any, label: Any, noise: Noise
) -> Any:
    """Update G through D, without computing the gradients of D's own weights."""
    game, optimizer = players.game, players.generator_optimizer
    with tf.GradientTape(watch_accessed_variables=False) as through:
        through.watch(fakes)
        seen = fakes
        if "fake_change" in noise:
            seen = augment(seen, noise["fake_change"], game.diff_augment)
        if "fake_noise" in noise:
            seen += noise["fake_noise"]
        label = tf.reshape(label, (-1,))
        loss = generator_loss(game, players.discriminator, seen, label)
        loss = replica_share(loss)
        scaled = optimizer.scale_loss(loss)
    upstream = through.gradient(scaled, fakes)
    variables = players.generator.trainable_variables
    gradients = tape.gradient(fakes, variables, output_gradients=upstream)
    loss, gradients = sum_over_replicas(loss, gradients)
    optimizer.apply(gradients, variables)
    return loss


def draw_noise(game: Game, n_steps: Any, seed: Any) -> Noise:
    """Draw all random numbers of many steps; the first axis is the step.

    One call for many steps is cheaper than one call for each step. Latent vectors,
    mixing weights, smoothed targets, augmentations and noise all differ from step to
    step. Results depend on the order of the draws, so add new ones at the end.
    """
    draw = Draw(n_steps, seed)
    updates, batch = game.n_discriminator_steps, game.batch_size
    each = (updates, batch, *(1,) * len(game.spec.shape))  # one number for a sample
    noise = {"z": draw_latent(game, draw)}
    if LOSSES[game.loss].slope_at == "between":
        noise["mix"] = draw.uniform(each)
    if game.kernel_reach:
        noise["u"] = draw.uniform(each, 0.0, game.kernel_reach)
    if game.label_smoothing:
        lowest = 1.0 - game.label_smoothing
        noise["target"] = draw.uniform((updates, batch, 1), lowest, 1.0)
    if game.horizontal_flip:
        noise["flip"] = draw.uniform(each)
    if game.diff_augment:
        noise["change"] = draw.uniform((updates, 2, batch, N_DRAWS))
        noise["fake_change"] = draw.uniform((updates * batch, N_DRAWS))
    if game.instance_noise:
        noise |= draw_instance_noise(game, draw)
    return noise


class Draw:
    """Random numbers for all steps at once; each call has its own seed."""

    def __init__(self, n_steps: Any, seed: Any) -> None:
        self.n_steps = n_steps
        self.seeds = iter(tf.unstack(tf.random.experimental.stateless_split(seed, 16)))

    def uniform(
        self, shape: tuple[int, ...], low: float = 0.0, high: float = 1.0
    ) -> Any:
        """Return numbers in [low, high), of this shape for each step."""
        return tf.random.stateless_uniform(
            (self.n_steps, *shape), next(self.seeds), low, high, dtype=tf.float32
        )

    def normal(self, shape: tuple[int, ...]) -> Any:
        """Return standard normal numbers, of this shape for each step."""
        return tf.random.stateless_normal((self.n_steps, *shape), next(self.seeds))


def draw_latent(game: Game, draw: Draw) -> Any:
    """Return the latent vectors of all updates."""
    size = (game.n_discriminator_steps * game.batch_size, game.latent_dim)
    if game.latent_distribution == "uniform":
        return draw.uniform(size, -1.0, 1.0)
    return draw.normal(size)


def draw_instance_noise(game: Game, draw: Draw) -> Noise:
    """Return noise for the samples that D and G see, with a random scale a step."""
    updates, batch, shape = game.n_discriminator_steps, game.batch_size, game.spec.shape
    ones = (1,) * len(shape)
    std = draw.uniform((1, 1, *ones), 0.0, game.instance_noise)
    return {
        "real_noise": std * draw.normal((updates, batch, *shape)),
        "d_fake_noise": std * draw.normal((updates, batch, *shape)),
        "fake_noise": tf.reshape(std, (-1, *ones, 1))
        * draw.normal((updates * batch, *shape)),
    }
