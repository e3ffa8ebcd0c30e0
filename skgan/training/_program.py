"""The players of a game with all that is traced for them, and who may use it."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import tensorflow as tf

from skgan.training._game import Game
from skgan.training._graphs import traced
from skgan.training._play import build_play
from skgan.training._players import Players

__all__ = ["Program", "borrow_program"]

MAX_PROGRAMS = 16  # each keeps about 14 MB of traced graph alive

_programs: OrderedDict[Game, "Program"] = OrderedDict()
_programs_lock = threading.Lock()


class Program(Players):
    """Everything that one :class:`Game` needs TensorFlow for.

    Its networks belong to whoever holds its lock; a fitted sampler keeps copies of
    the weights as arrays and never the program.
    """

    def __init__(self, game: Game, seed: int = 0) -> None:
        super().__init__(game, seed)
        self.lock, self.is_lent = threading.RLock(), False
        self.play, self.pretrain = build_play(self)
        self._read, self._write = build_state(self.variables)
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
        if self.game.is_shared:  # else built for this fit alone, with its seed
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
        if program is None or not (game.is_shared or seed is None):
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


@contextmanager
def kept_weights(program: Program) -> Iterator[None]:
    """Put the weights of both networks back, whatever is assigned to them."""
    before = [network.get_weights() for network in program.networks]
    try:
        yield
    finally:
        for network, weights in zip(program.networks, before, strict=True):
            network.set_weights(weights)


def build_state(
    variables: list[Any],
) -> tuple[Callable[[], list[Any]], Callable[[list[Any]], None]]:
    """Return two traced functions that read and assign all variables at once.

    One by one, in Python, it takes as long as several steps.
    """

    def read() -> list[Any]:
        return [tf.identity(variable.value) for variable in variables]

    def write(state: list[Any]) -> None:
        for variable, value in zip(variables, state, strict=True):
            variable.value.assign(value)

    return traced(read), traced(write)
