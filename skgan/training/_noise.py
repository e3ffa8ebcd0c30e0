"""All random numbers of some steps, drawn at once."""

from typing import Any

import tensorflow as tf

from skgan.training._augment import N_DRAWS
from skgan.training._game import Game

__all__ = ["Noise", "draw_noise"]

Noise = dict[str, Any]  # random numbers by their names


def draw_noise(game: Game, n_steps: Any, seed: Any) -> Noise:
    """Draw the numbers that a game needs, each indexed by its step.

    One call for many steps is cheaper than one a step, and everything is drawn anew
    for each step: latent vectors, mixing weights, smoothed targets, changes, noise.
    The order of the draws decides the bits of every training: add new ones at the end.
    """
    draw = Draw(n_steps, seed)
    updates, batch = game.n_discriminator_steps, game.batch_size
    each = (updates, batch, *(1,) * len(game.spec.shape))  # one number for a sample
    noise = {"z": draw_latent(game, draw)}
    if game.objective.slope_at == "between":
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
    """Random numbers for all steps at once, each call with a seed of its own."""

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
    """Return noise for the samples that D and G see, of one random spread a step."""
    updates, batch, shape = game.n_discriminator_steps, game.batch_size, game.spec.shape
    ones = (1,) * len(shape)
    std = draw.uniform((1, 1, *ones), 0.0, game.instance_noise)
    return {
        "real_noise": std * draw.normal((updates, batch, *shape)),
        "d_fake_noise": std * draw.normal((updates, batch, *shape)),
        "fake_noise": tf.reshape(std, (-1, *ones, 1))
        * draw.normal((updates * batch, *shape)),
    }
