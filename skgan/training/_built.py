"""The networks of a game, built and checked."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np

from skgan.exceptions import NetworkError
from skgan.training._game import Game
from skgan.validation import ProcessLock, check_fork, limit_threads_of_worker

__all__ = [
    "build",
    "build_players",
    "check_networks",
    "float32",
    "is_own",
    "keras_settings",
    "redraw_kernels",
]

Shape = tuple[Any, ...]  # of a batch, the first length None

_building = ProcessLock()  # seeds, policies and floatx are global


def is_own(builder: Callable[..., Any]) -> bool:
    """Return whether a builder of networks is one of skgan's own."""
    # Functions made by exec have no module.
    return str(getattr(builder, "__module__", None)).startswith("skgan.networks.")


def build_players(game: Game, seed: int = 0) -> tuple[keras.Model, keras.Model]:
    """Return the networks of a game, checked and with their first weights."""
    check_fork("Building networks")
    limit_threads_of_worker()
    with keras_settings(seed, game.dtype_policy):
        generator = build("generator", game)
        discriminator = build("discriminator", game)
        if game.initial_std is not None:
            set_initial_std(generator, discriminator, game)
    check_networks(generator, discriminator, game)
    return generator, discriminator


def set_initial_std(
    generator: keras.Model, discriminator: keras.Model, game: Game
) -> None:
    """Draw the kernels of skgan's own networks with standard deviation `initial_std`.

    Layers get the initializer, too, so that later fits draw from it as well.
    """
    random_state = np.random.RandomState(np.random.randint(2**31))  # noqa: NPY002
    players = {"generator": generator, "discriminator": discriminator}
    for player, network in players.items():
        if not is_own(getattr(game, player)):
            continue
        for layer in kernel_layers(network):
            layer.kernel_initializer = keras.initializers.RandomNormal(
                stddev=game.initial_std, seed=0
            )
        redraw_kernels(network, random_state)


def kernel_layers(network: keras.Model) -> list[Any]:
    """Return the layers of a network that have a kernel and its initializer."""
    layers = network._flatten_layers(include_self=False)
    return [
        layer
        for layer in layers
        if getattr(layer, "kernel_initializer", None) is not None
        and getattr(layer, "kernel", None) is not None
    ]


def redraw_kernels(network: keras.Model, random_state: np.random.RandomState) -> None:
    """Redraw each kernel with the initializer of its layer, if that is random."""
    for layer in kernel_layers(network):
        initializer, kernel = layer.kernel_initializer, layer.kernel
        config = initializer.get_config()
        if "seed" in config:  # others are not random, such as zeros
            config["seed"] = int(random_state.randint(np.iinfo(np.int32).max))
            drawn = type(initializer).from_config(config)
            kernel.assign(drawn(kernel.shape, dtype=kernel.dtype))


@contextmanager
def float32() -> Iterator[None]:
    """Make float32 the default dtype of Keras, whatever users have set."""
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
    """Raise an error if the networks' inputs or outputs do not fit the data."""
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
            "Give a callable with these two arguments."
        ) from None


def check_shapes(name: str, side: str, network: Any, *expected: list[Shape]) -> None:
    """Raise an error if one side of a network does not have an expected shape."""
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
            "the spec, describes the samples."
        )


def describe(shapes: list[Shape]) -> str:
    """Return one or several shapes as text."""
    return ", ".join(map(str, shapes))
