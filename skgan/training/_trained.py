"""The result of a training."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import keras
import numpy as np

from skgan._spec import Plain
from skgan.training._built import build_players
from skgan.training._game import Game

__all__ = ["TrainedNetworks", "build_networks"]


@dataclass
class TrainedNetworks(Plain):
    """Weights of both networks as arrays, and the history of the training."""

    generator: list[np.ndarray]
    discriminator: list[np.ndarray]
    history: dict[str, list[int | float]] = field(default_factory=dict)
    n_iter: int = 0
    interrupted: bool = False

    def misfits(self) -> Iterable[str]:
        """Yield the names of invalid fields."""
        if self.n_iter < 0:
            yield "n_iter"


def build_networks(
    game: Game, networks: TrainedNetworks
) -> tuple[keras.Model, keras.Model]:
    """Return new Keras models of both networks with trained weights."""
    generator, discriminator = build_players(game)
    generator.set_weights(networks.generator)
    discriminator.set_weights(networks.discriminator)
    return generator, discriminator
