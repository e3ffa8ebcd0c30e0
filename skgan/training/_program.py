"""The players of a game with all that is traced for them, and who may use it."""

import gc
import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from skgan.exceptions import NetworkError
from skgan.training._game import Game
from skgan.training._optimizer import FreedRMSprop, FusedAdam
from skgan.training._play import batch_shape, build_play

__all__ = ["Program", "borrow_program", "build_players", "is_own", "keras_settings"]

MAX_PROGRAMS = 16  # each keeps about 14 MB of traced graph alive
Shape = tuple[Any, ...]  # of a batch, the first length None

_programs: OrderedDict[Game, "Program"] = OrderedDict()
_programs_lock = threading.Lock()
_building = threading.Lock()  # seeds and policies are global while layers are built


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

    def weights(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Return the weights of both networks, the generator's averaged."""
        return self.averaged_generator_weights(), self.discriminator.get_weights()

    def redraw_kernels(self, random_state: np.random.RandomState) -> None:
        """Draw every kernel anew from its layer's own initializer."""
        for network in self.networks:
            for layer in network._flatten_layers(include_self=False):
                redraw_kernel(layer, random_state)


class Program(Players):
    """Everything that one :class:`Game` needs TensorFlow for.

    Its networks belong to whoever holds its lock; a fitted sampler keeps copies of
    the weights as arrays and never the program.
    """

    def __init__(self, game: Game, seed: int = 0) -> None:
        super().__init__(game, seed)
        self.lock, self.is_lent = threading.RLock(), False
        self.batch_shape = batch_shape(game)
        play, pretrain, options = build_play(self)
        self.play, self.pretrain = traced(play, **options), traced(pretrain, **options)
        read, write = build_state(self.variables)
        self._read, self._write = traced(read), traced(write)
        self._initial = self.get_state()

    def get_state(self) -> list[np.ndarray]:
        """Return the values of all variables as a list of arrays."""
        return [value.numpy() for value in self._read()]

    def set_state(self, state: list[np.ndarray]) -> None:
        """Assign what `get_state` returned."""
        self._write([tf.constant(value) for value in state])

    def reset(self, random_state: np.random.RandomState) -> None:
        """Draw new weights and clear the optimizers, as if newly built."""
        self.set_state(self._initial)
        if is_shared(self.game):  # else built for this fit alone, with its seed
            self.redraw_kernels(random_state)


@contextmanager
def borrow_program(game: Game, seed: int | None = None) -> Iterator[Program]:
    """Lend the program of a game to one thread, building it when it is new.

    With a seed the networks are about to be trained: where they are made by a user's
    callables, which may draw random numbers as they like, they are then built anew
    from that seed. Without a seed they are only looked at: a callback of a training
    may do so in the middle of it, and the weights are put back afterwards.
    """
    with _programs_lock:
        program = _programs.pop(game, None)
        if program is None or not (is_shared(game) or seed is None):
            program = Program(game, seed or 0)
        _programs[game] = program  # the newest last
        while len(_programs) > MAX_PROGRAMS:
            _programs.popitem(last=False)
            gc.collect()  # it is in cycles, few objects of many megabytes
    with program.lock:
        if program.is_lent and seed is not None:  # a callback that fits
            yield Program(game, seed)
        elif program.is_lent:  # a callback that samples
            with kept_weights(program):
                yield program
        else:
            program.is_lent = True
            try:
                yield program
            finally:
                program.is_lent = False


def is_shared(game: Game) -> bool:
    """Return whether both networks are skgan's own, so that fits may share them."""
    return is_own(game.generator) and is_own(game.discriminator)


def is_own(builder: Callable[..., Any]) -> bool:
    """Return whether a builder of networks is one of skgan's own."""
    return builder.__module__.startswith("skgan.networks.")


@contextmanager
def kept_weights(program: Program) -> Iterator[None]:
    """Put the weights of both networks back, whatever is assigned to them."""
    before = [network.get_weights() for network in program.networks]
    try:
        yield
    finally:
        for network, weights in zip(program.networks, before, strict=True):
            network.set_weights(weights)


def build_state(variables: list[Any]) -> tuple[Callable[..., Any], ...]:
    """Return functions that read and assign all variables; to be traced, to be fast."""

    def read() -> list[Any]:
        return [tf.identity(variable.value) for variable in variables]

    def write(state: list[Any]) -> None:
        for variable, value in zip(variables, state, strict=True):
            variable.value.assign(value)

    return read, write


def traced(function: Callable[..., Any], **options: Any) -> Any:
    """Return a function that TensorFlow traces at its first call.

    Autograph is not needed, and is most of the tracing. A partial has no code of its
    own, by which TensorFlow would take the programs of several games for one function
    that is traced too often, and warn.
    """
    return tf.function(partial(function), autograph=False, **options)


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
