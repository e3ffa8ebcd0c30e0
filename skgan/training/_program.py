"""Networks, optimizers and traced functions of a game, shared by fits."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import prod
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from skgan.training._built import build_players, float32, is_own, redraw_kernels
from skgan.training._game import Game
from skgan.training._optimizer import FreedRMSprop, FusedAdam
from skgan.training._play import batch_shape, build_play
from skgan.training._replicas import scope_strategy, synchronize_batch_statistics
from skgan.validation import ProcessLock, check_fork, is_forked, run_in_child

__all__ = ["Program", "borrow_program"]

MAX_PROGRAMS = 16  # each keeps about 14 MB of traced graph alive
# Most inputs that a dense network may have if it is used after a fork: matrix products
# of 64 rows are then so small that TensorFlow does not split them between threads.
MAX_WIDTH_AFTER_FORK = 128

Key = tuple[Game, Any]  # with the strategy in whose scope it was built, or None
_programs: OrderedDict[Key, "Program"] = OrderedDict()
_programs_lock = ProcessLock()


class Players:
    """Generator and discriminator, each with its optimizer."""

    def __init__(self, game: Game, seed: int = 0) -> None:
        self.game, self.strategy = game, scope_strategy()
        self.generator, self.discriminator = build_players(game, seed)
        with float32():
            self.generator_optimizer = build_optimizer(
                game, self.generator, game.ema_momentum
            )
            self.discriminator_optimizer = build_optimizer(game, self.discriminator)
        if self.strategy is not None:
            for network in self.networks:
                synchronize_batch_statistics(network)

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

    @property
    def generator_learning_rate(self) -> float:
        """The learning rate that the generator's optimizer has."""
        return float(self.generator_optimizer.learning_rate.numpy())

    def set_learning_rates(self, generator: float, discriminator: float) -> None:
        """Assign both learning rates."""
        self.generator_optimizer.learning_rate = generator
        self.discriminator_optimizer.learning_rate = discriminator

    def averaged_generator_weights(self) -> list[np.ndarray]:
        """Return the generator's weights, averaged if `ema_momentum` is set."""
        optimizer = self.generator_optimizer
        current: list[np.ndarray] = self.generator.get_weights()
        if self.game.ema_momentum is None or int(optimizer.iterations.numpy()) == 0:
            return current
        optimizer.finalize_variable_values(self.generator.trainable_variables)
        averaged: list[np.ndarray] = self.generator.get_weights()
        self.generator.set_weights(current)
        return averaged

    def weights(self) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """Return the weights of both networks; those of the generator are averaged."""
        return self.averaged_generator_weights(), self.discriminator.get_weights()

    def redraw_kernels(self, random_state: np.random.RandomState) -> None:
        """Redraw all kernels with the initializers of their layers."""
        for network in self.networks:
            redraw_kernels(network, random_state)


class Program(Players):
    """Everything of one :class:`Game` that needs TensorFlow.

    A thread must hold the lock to use the networks. A fitted sampler keeps copies of
    the weights as arrays, never the program itself.
    """

    def __init__(self, game: Game, seed: int = 0) -> None:
        super().__init__(game, seed)
        self.lock, self.is_lent = threading.RLock(), False
        self.is_whole = True  # False while it runs, and after a run that failed
        self.batch_shape = batch_shape(game)
        play, pretrain, options = build_play(self)
        self.play, self.pretrain = traced(play, **options), traced(pretrain, **options)
        self._read = traced(self.read)
        self._initial = self.get_state()

    def get_state(self) -> list[np.ndarray]:
        """Return the values of all variables as a list of arrays."""
        return [value.numpy() for value in self._read()]

    def read(self) -> list[Any]:
        """Return the tensors of all variables; traced, which is faster."""
        return [variable.value.value() for variable in self.variables]

    def set_state(self, state: list[np.ndarray]) -> None:
        """Assign the values that `get_state` returned.

        It is not traced, as that would not be faster.
        """
        for variable, value in zip(self.variables, state, strict=True):
            variable.value.assign(tf.constant(value), read_value=False)

    def reset(self, random_state: np.random.RandomState) -> None:
        """Draw new weights and clear the optimizers, as in a new program."""
        self.set_state(self._initial)
        if is_shared(self.game):  # else built for this fit alone, with its seed
            self.redraw_kernels(random_state)


@contextmanager
def borrow_program(game: Game, seed: int | None = None) -> Iterator[Program]:
    """Lend the program of a game to one thread, and build it if it is new.

    A seed means that the networks will be trained. If a user's callables build them,
    they are built again from that seed, because such callables may draw random numbers.
    Without a seed, the networks are only used. A callback may do so during a training;
    the weights are restored afterwards.
    """
    if is_forked() and not (seed is None and works_after_fork(game)):
        check_fork(f"A network for samples of shape {game.spec.shape}")
    key = (game, scope_strategy())
    with _programs_lock:
        program = _programs.pop(key, None)
        if program is None or not (is_shared(game) or seed is None):
            program = Program(game, seed or 0)
        _programs[key] = program  # the newest is the last
        while len(_programs) > MAX_PROGRAMS:
            _programs.popitem(last=False)
            gc.collect()  # programs have reference cycles, and are large
    with program.lock:
        if not program.is_whole:  # it was forgotten while this thread waited
            with borrow_program(game, seed) as another:
                yield another
        elif program.is_lent and seed is not None:  # a callback that fits
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
                forget_failed(key, program)


def forget_failed(key: Key, program: Program) -> None:
    """Forget a program whose run failed, as its tracing may be incomplete."""
    with _programs_lock:
        if not program.is_whole and _programs.get(key) is program:
            del _programs[key]


def works_after_fork(game: Game) -> bool:
    """Return whether trained networks can be used without TensorFlow's threads.

    They must exist already, because building them needs threads, and their matrix
    products must be small.
    """
    names = {builder.__name__ for builder in (game.generator, game.discriminator)}
    widest = max(prod(game.spec.shape), game.latent_dim + game.spec.n_classes)
    is_small = widest <= MAX_WIDTH_AFTER_FORK
    is_dense = is_shared(game) and names == {"dense_generator", "dense_discriminator"}
    return (game, None) in _programs and is_small and is_dense


def free_programs() -> None:
    """In a forked process, keep only the programs that no thread was using."""
    for key, program in list(_programs.items()):
        program.lock = threading.RLock()
        if program.is_lent:  # its weights are those of a training
            del _programs[key]


run_in_child(free_programs)


def is_shared(game: Game) -> bool:
    """Return whether both networks are skgan's own, so that fits may share them."""
    return is_own(game.generator) and is_own(game.discriminator)


@contextmanager
def kept_weights(program: Program) -> Iterator[None]:
    """Restore the weights of both networks at the end."""
    before = [network.get_weights() for network in program.networks]
    try:
        yield
    finally:
        for network, weights in zip(program.networks, before, strict=True):
            network.set_weights(weights)


def traced(function: Callable[..., Any], **options: Any) -> Any:
    """Return a function that TensorFlow traces at its first call.

    Autograph is not needed, and takes most of the time of tracing. The `partial` hides
    the code object: TensorFlow would otherwise take the programs of several games for
    one function that is traced too often, and warn.
    """

    def in_float32(*inputs: Any) -> Any:
        with float32():  # while it is traced
            return function(*inputs)

    return tf.function(partial(in_float32), autograph=False, **options)


def build_optimizer(
    game: Game, network: keras.Model, ema_momentum: float | None = None
) -> Any:
    """Return an optimizer with all its variables, so that tracing creates none."""
    # The learning rate is set at every fit.
    options: dict[str, Any] = {"learning_rate": 0.0, "epsilon": game.epsilon}
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
