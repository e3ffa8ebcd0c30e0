"""The traced loop around the updates of both players."""

from collections.abc import Callable
from typing import Any

import tensorflow as tf

from skgan.training._graphs import traced
from skgan.training._noise import draw_noise
from skgan.training._players import Players
from skgan.training._step import play_step, pretrain_step

__all__ = ["build_play"]


def build_play(players: Players) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return two traced functions: the whole game, and D's part of it alone.

    Both take the rows `X` (n_rows, *shape), their labels `y` (n_rows,), the rows of
    each batch `rows` (n_steps, n_discriminator_steps, rows_a_sample, batch_size) and a
    seed of two integers, and return the mean loss of D and of G over the steps.
    """
    game = players.game
    signature = [
        tf.TensorSpec((None, *game.spec.shape), tf.float32),
        tf.TensorSpec((None,), tf.int32),
        tf.TensorSpec((None, *game.batch_shape), tf.int32),
        tf.TensorSpec((2,), tf.int32),
    ]
    options = {"input_signature": signature, "jit_compile": game.jit_compile}
    steps = (play_step, pretrain_step)
    play, pretrain = (traced(repeated(s, players), **options) for s in steps)
    return play, pretrain


def repeated(
    play_one: Callable[..., tuple[Any, Any]], players: Players
) -> Callable[..., Any]:
    """Return a function that makes many steps in one loop of TensorFlow's."""

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
