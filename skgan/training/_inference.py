"""Forward passes of trained networks."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import prod

import keras
import numpy as np

from skgan.training._game import Game
from skgan.training._program import Program, borrow_program
from skgan.training._trained import TrainedNetworks
from skgan.validation import is_forked

__all__ = ["Pair", "draw_latent", "forward", "generate", "lend_pair", "score"]

# Most values in the output of the widest layer in one forward pass: 16 MB of float32.
# Convolutions need ten times as much, and TensorFlow does not free it.
VALUES_A_PASS = 2**22
ROWS_AT_ONCE = 64  # of a matrix product, so that results do not depend on the blocks


def draw_latent(
    game: Game, n_samples: int, random_state: np.random.RandomState
) -> np.ndarray:
    """Draw latent vectors of shape (n_samples, latent_dim)."""
    size = (n_samples, game.latent_dim)
    if game.latent_distribution == "uniform":
        return random_state.uniform(-1.0, 1.0, size).astype(np.float32)
    return random_state.standard_normal(size).astype(np.float32)


def generate(
    game: Game, weights: list[np.ndarray], z: np.ndarray, label: np.ndarray
) -> np.ndarray:
    """Return the output of a generator with these weights for `z` and `label`.

    Parameters
    ----------
    game : Game
        The networks and rules.
    weights : list of ndarray
        The generator's weights.
    z : ndarray of shape (n_samples, latent_dim), dtype float32
        Latent vectors.
    label : ndarray of shape (n_samples,)
        Labels.

    Returns
    -------
    X : ndarray of shape ``(n_samples, *game.spec.shape)``, dtype float32
        Encoded samples.
    """
    with borrow_program(game) as program:
        program.generator.set_weights(weights)
        return Pair(program).generate(z, label)


def score(
    game: Game, weights: list[np.ndarray], X: np.ndarray
) -> tuple[np.ndarray, np.ndarray | None]:
    """Return the logits of a discriminator with these weights for encoded samples.

    Parameters
    ----------
    game : Game
        The networks and rules.
    weights : list of ndarray
        The discriminator's weights.
    X : ndarray of shape ``(n_samples, *game.spec.shape)``, dtype float32
        Encoded samples.

    Returns
    -------
    source : ndarray of shape (n_samples,)
        Source logits: the higher, the more real.
    label : ndarray of shape (n_samples, n_classes), or None
        Class logits, where D has a class head.
    """
    with borrow_program(game) as program:
        program.discriminator.set_weights(weights)
        return Pair(program).score(X)


class Pair:
    """Both networks of a borrowed program, with their current weights."""

    def __init__(self, program: Program) -> None:
        self._networks = program.generator, program.discriminator
        self._size = prod(program.game.spec.shape)

    def generate(self, z: np.ndarray, label: np.ndarray) -> np.ndarray:
        """Return generated samples, as :func:`generate` does."""
        inputs = [z, label.astype(np.int32)]
        return forward(self._networks[0], inputs, self._size)[0]

    def score(self, X: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Return the discriminator's logits, as :func:`score` does."""
        source, *heads = forward(self._networks[1], [X], self._size)
        label = heads[0] if heads else None
        return likeliest(source, label), label


@contextmanager
def lend_pair(game: Game, trained: TrainedNetworks) -> Iterator[Pair]:
    """Lend both networks with trained weights, for several calls."""
    with borrow_program(game) as program:
        program.generator.set_weights(trained.generator)
        program.discriminator.set_weights(trained.discriminator)
        yield Pair(program)


def likeliest(source: np.ndarray, logits: np.ndarray | None) -> np.ndarray:
    """Return the source logit of each sample's likeliest class, (n_samples,).

    Without a class head, this is the class for which the sample looks most real.
    """
    if source.shape[1] == 1:
        return source[:, 0]
    column = (source if logits is None else logits).argmax(axis=1)
    return source[np.arange(len(source)), column]


def forward(
    network: keras.Model, inputs: list[np.ndarray], size: int
) -> list[np.ndarray]:
    """Call a network on blocks of rows and return its outputs, a list of arrays."""
    n_samples, block = len(inputs[0]), rows_a_pass(network, size)
    # A convolution of no rows has the wrong shape, so begin with empty arrays.
    parts = [[np.zeros((0, *x.shape[1:]), np.float32) for x in network.outputs]]
    for first in range(0, n_samples, block):
        rows = [values[first : first + block] for values in inputs]
        outputs = network(rows if len(rows) > 1 else rows[0], training=False)
        parts.append([np.asarray(x) for x in keras.tree.flatten(outputs)])
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def rows_a_pass(network: keras.Model, size: int) -> int:
    """Return how many samples of `size` values a network takes at once."""
    most = VALUES_A_PASS // widest(network, size)
    if is_forked():  # more would be split between threads
        most = min(most, ROWS_AT_ONCE)
    if most > ROWS_AT_ONCE:
        most -= most % ROWS_AT_ONCE
    return max(most, 1)


def widest(network: keras.Model, size: int) -> int:
    """Return the size of the largest layer output for one sample of `size` values."""
    made = [getattr(layer, "output", None) for layer in network.layers]
    shapes = [x.shape[1:] for x in keras.tree.flatten(made) if x is not None]
    return max([size, *(prod(n or 1 for n in shape) for shape in shapes)])
