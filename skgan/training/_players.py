"""Both networks of a game, and their optimizers."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import keras
import numpy as np

from skgan.training._checks import build, check_networks
from skgan.training._game import Game
from skgan.training._optimizer import FreedRMSprop, FusedAdam

__all__ = ["Players", "build_players", "keras_settings"]

_building = Lock()  # seeds and policies are global while layers are built


class Players:
    """Generator and discriminator, each with its optimizer."""

    def __init__(self, game: Game, seed: int = 0) -> None:
        self.game = game
        self.generator, self.discriminator = build_players(game, seed)
        self.generator_optimizer = build_optimizer(
            game, self.generator, game.ema_momentum
        )
        self.discriminator_optimizer = build_optimizer(game, self.discriminator)

    @property
    def networks(self) -> tuple[keras.Model, keras.Model]:
        """Generator and discriminator."""
        return self.generator, self.discriminator

    @property
    def variables(self) -> list[Any]:
        """Every variable that a training changes, in a fixed order."""
        return [
            *self.generator.variables,
            *self.discriminator.variables,
            *self.generator_optimizer.variables,
            *self.discriminator_optimizer.variables,
        ]

    def set_learning_rates(self, generator: float, discriminator: float) -> None:
        """Assign both learning rates."""
        self.generator_optimizer.learning_rate = generator
        self.discriminator_optimizer.learning_rate = discriminator

    def averaged_generator_weights(self) -> list[np.ndarray]:
        """Return the generator's weights, averaged over steps where asked for."""
        optimizer = self.generator_optimizer
        current: list[np.ndarray] = self.generator.get_weights()
        if self.game.ema_momentum is None or int(optimizer.iterations) == 0:
            return current
        optimizer.finalize_variable_values(self.generator.trainable_variables)
        averaged: list[np.ndarray] = self.generator.get_weights()
        self.generator.set_weights(current)
        return averaged

    def redraw_kernels(self, random_state: np.random.RandomState) -> None:
        """Draw every kernel anew from its layer's own initializer."""
        for network in self.networks:
            for layer in network._flatten_layers(include_self=False):
                redraw_kernel(layer, random_state)


def redraw_kernel(layer: Any, random_state: np.random.RandomState) -> None:
    """Draw a layer's kernel anew, where it has one that is random."""
    initializer = getattr(layer, "kernel_initializer", None)
    kernel = getattr(layer, "kernel", None)
    if initializer is None or kernel is None:
        return
    config = initializer.get_config()
    if "seed" not in config:
        return  # nothing random, such as zeros
    config["seed"] = int(random_state.randint(np.iinfo(np.int32).max))
    kernel.assign(type(initializer).from_config(config)(kernel.shape))


def build_optimizer(
    game: Game, network: keras.Model, ema_momentum: float | None = None
) -> Any:
    """Return an optimizer with all its slots, so that tracing creates no variable."""
    options: dict[str, Any] = {"learning_rate": 0.0}  # set at every fit
    if ema_momentum is not None:
        options |= {"use_ema": True, "ema_momentum": ema_momentum}
    if game.optimizer == "rmsprop":
        optimizer = FreedRMSprop(**options)
    else:
        optimizer = FusedAdam(beta_1=game.beta_1, beta_2=game.beta_2, **options)
    if game.dtype_policy == "mixed_float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    optimizer.build(network.trainable_variables)
    return optimizer


def build_players(game: Game, seed: int = 0) -> tuple[keras.Model, keras.Model]:
    """Return the networks of a game, checked and with their first weights."""
    with keras_settings(seed, game.dtype_policy):
        generator = build("generator", game)
        discriminator = build("discriminator", game)
    check_networks(generator, discriminator, game)
    return generator, discriminator


@contextmanager
def keras_settings(seed: int, dtype_policy: str | None) -> Iterator[None]:
    """Build layers with our default seeds and dtype policy, and restore both.

    Keras draws the seed of a layer that was given none from Python's generator.
    """
    with _building:
        python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
        policy = keras.config.dtype_policy()
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 (a user's callable may draw from it)
        keras.config.set_dtype_policy(dtype_policy or "float32")
        try:
            yield
        finally:
            random.setstate(python)
            np.random.set_state(numpy)  # noqa: NPY002
            keras.config.set_dtype_policy(policy)
