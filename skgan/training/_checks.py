"""Checks of networks that come from the user's callables."""

from typing import Any

import keras

from skgan.exceptions import NetworkError
from skgan.training._game import Game

__all__ = ["build", "check_networks"]

Shape = tuple[Any, ...]  # of a batch, the first length None


def check_networks(
    generator: keras.Model, discriminator: keras.Model, game: Game
) -> None:
    """Raise when the networks' inputs or outputs do not fit the data.

    Raises
    ------
    NetworkError
        With the shape seen and the shape needed.
    """
    spec = game.spec
    sample, one, each = (None, *spec.shape), (None, 1), (None, spec.n_classes)
    label = [each] if spec.class_head else []
    check_shapes("generator", "input", generator, [(None, game.latent_dim), (None,)])
    check_shapes("generator", "output", generator, [sample])
    check_shapes("discriminator", "input", discriminator, [sample])
    outputs = [one, *label], [each, *label]
    check_shapes("discriminator", "output", discriminator, *outputs)


def build(name: str, game: Game) -> Any:
    """Return the network that the callable of a player builds.

    Raises
    ------
    NetworkError
        When the callable does not take a spec and the size of z.
    """
    builder = getattr(game, name)
    try:
        return builder(game.spec, game.latent_dim)
    except TypeError as error:
        assert error.__traceback__ is not None
        if error.__traceback__.tb_next is not None:
            raise  # an error within the callable
        raise NetworkError(
            f"{name}={builder!r} can't be called with (spec, latent_dim): {error}. "
            "Give a callable that takes these two."
        ) from None


def check_shapes(name: str, side: str, network: Any, *expected: list[Shape]) -> None:
    """Raise when one side of a network has none of the shapes expected."""
    try:
        tensors = getattr(network, f"{side}s")
    except AttributeError:
        raise NetworkError(
            f"The {name} callable returned {type(network).__name__}, which has no "
            f"{side}s. Return a built keras.Model from (spec, latent_dim)."
        ) from None
    seen = [tuple(tensor.shape) for tensor in tensors]
    if seen not in expected:
        raise NetworkError(
            f"The {name}'s {side} has shape {describe(seen)}, but the data need "
            f"{describe(expected[0])}. Change the {name} callable; its first argument, "
            "the spec, says what the samples look like."
        )


def describe(shapes: list[Shape]) -> str:
    """Return one shape, or several with a comma between."""
    return ", ".join(map(str, shapes))
