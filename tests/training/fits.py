"""A small training that several tests make, and callbacks that watch it."""

import keras
import numpy as np
from numpy.testing import assert_array_equal

from skgan import NetworkSpec
from skgan.metrics import energy_distance
from skgan.networks import dense_discriminator, dense_generator
from skgan.training import Game, draw_latent, generate, train

GAME = Game(
    NetworkSpec((3,), 2),
    dense_generator,
    dense_discriminator,
    latent_dim=4,
    loss="hinge",
    batch_size=8,
    n_discriminator_steps=1,
)
Y = np.arange(40) % 2
X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (40, 3)).astype(np.float32)
LATENT = draw_latent(GAME, 40, np.random.RandomState(0))


def fit(
    max_iter=60, learning_rate=(1e-3, 1e-3), seed=0, game=GAME, X=X, y=Y, **options
):
    return train(
        game,
        X,
        y,
        max_iter=max_iter,
        learning_rate=learning_rate,
        random_state=np.random.RandomState(seed),
        distance=energy_distance,
        **options,
    )


def samples_of(networks):
    return generate(GAME, networks.generator, LATENT, Y)


def distance_to_data(networks):
    fake = samples_of(networks)
    return np.mean([energy_distance(X[rows], fake[rows]) for rows in (Y == 0, Y == 1)])


def assert_same_weights(one, other):
    for a, b in zip(one, other, strict=True):
        assert_array_equal(a, b)


class Recorder(keras.callbacks.Callback):
    """Keep what was told; interrupt at the given logged iteration."""

    def __init__(self, interrupt_at=None):
        super().__init__()
        self.interrupt_at = interrupt_at
        self.told, self.ends = [], []

    def on_train_begin(self, logs=None):
        self.told.append("train")

    def on_epoch_begin(self, epoch, logs=None):
        self.told.append(("begin", epoch))

    def on_epoch_end(self, epoch, logs=None):
        self.told.append(("end", epoch))
        self.ends.append(dict(logs))
        if epoch == self.interrupt_at:
            raise KeyboardInterrupt

    def on_train_end(self, logs=None):
        self.told.append("trained")
