"""Shapes of networks' weights, without building the networks."""

from typing import Any

import tensorflow as tf

from skgan._spec import PLAYERS
from skgan.exceptions import NetworkError
from skgan.training._built import build as call_builder
from skgan.training._built import check_networks, is_own, keras_settings
from skgan.training._game import Game

__all__ = ["weight_shapes"]


def weight_shapes(game: Game) -> list[list[tuple[int, ...]]]:
    """Return the shapes of both networks' weights.

    skgan's own networks are built as a graph without values, so that the shapes
    of absurdly large ones take no memory.

    Parameters
    ----------
    game : Game
        The networks and rules.

    Returns
    -------
    generator, discriminator : list of tuple of int
        As `get_weights` orders them.

    Raises
    ------
    NetworkError
        If a user's callable fails, or if its network does not fit the data.

    Examples
    --------
    >>> from skgan import NetworkSpec
    >>> from skgan.networks import dense_discriminator, dense_generator
    >>> from skgan.training import Game, weight_shapes
    >>> spec = NetworkSpec((10**9,), 2)
    >>> weight_shapes(Game(spec, dense_generator, dense_discriminator, 16))[0][0]
    (18, 64)
    """
    generator, discriminator = (build(player, game) for player in PLAYERS)
    check_networks(generator, discriminator, game)
    return [
        [tuple(weight.shape) for weight in network.weights]
        for network in (generator, discriminator)
    ]


def build(player: str, game: Game) -> Any:
    """Return a network: one of skgan's own without weights, or a user's as built."""
    builder = getattr(game, player)
    with keras_settings(0, game.dtype_policy):
        if not is_own(builder):
            return build_user_network(player, game)
        with tf.Graph().as_default():
            return builder(game.spec, game.latent_dim)


def build_user_network(player: str, game: Game) -> Any:
    """Return what a user's callable builds, with a clear error if it fails."""
    try:
        return call_builder(player, game)
    except NetworkError:
        raise
    except Exception as error:
        raise NetworkError(
            f"{player}={getattr(game, player)!r} raised {type(error).__name__}: "
            f"{error!s:.200}. It was called with {game.spec}, {game.latent_dim}. Give "
            "the callable that built the network."
        ) from error
