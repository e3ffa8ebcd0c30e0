"""The networks of a game, built and checked."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np

from skgan.exceptions import NetworkError
from skgan.training._game import Game
from skgan.validation import ProcessLock, check_fork

__all__ = [
    "build",
    "build_players",
    "check_networks",
    "float32",
    "is_own",
    "keras_settings",
]

Shape = tuple[Any, ...]  # of a batch, the first length None

_building = ProcessLock()  # seeds, policies and floatx are global


def is_own(builder: Callable[..., Any]) -> bool:
    """Return whether a builder of networks is one of skgan's own."""
    return builder.__module__.startswith("skgan.networks.")


def build_players(game: Game, seed: int = 0) -> tuple[keras.Model, keras.Model]:
    """Return the networks of a game, checked and with their first weights."""
    check_fork("Building networks")
    with keras_settings(seed, game.dtype_policy):
        generator = build("generator", game)
        discriminator = build("discriminator", game)
    check_networks(generator, discriminator, game)
    return generator, discriminator


@contextmanager
def float32() -> Iterator[None]:
    """Let Keras take float32 for what has no dtype, whatever users have chosen."""
    with _building:
        before = keras.config.floatx()
        keras.config.set_floatx("float32")
        try:
            yield
        finally:
            keras.config.set_floatx(before)


@contextmanager
def keras_settings(seed: int, dtype_policy: str | None) -> Iterator[None]:
    """Build layers with our default seeds and dtype policy, and restore both.

    Keras draws the seed of a layer that was given none from Python's generator.
    """
    with float32():
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


def check_networks(
    generator: keras.Model, discriminator: keras.Model, game: Game
) -> None:
    """Raise when the networks' inputs or outputs do not fit the data."""
    spec = game.spec
    sample, one, each = (None, *spec.shape), (None, 1), (None, spec.n_classes)
    label = [each] if spec.class_head else []
    check_shapes("generator", "input", generator, [(None, game.latent_dim), (None,)])
    check_shapes("generator", "output", generator, [sample])
    check_shapes("discriminator", "input", discriminator, [sample])
    outputs = [one, *label], [each, *label]
    check_shapes("discriminator", "output", discriminator, *outputs)


def build(name: str, game: Game) -> Any:
    """Return the network that the callable of a player builds."""
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
