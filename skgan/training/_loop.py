"""One training from its first step to its last."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

import numpy as np

from skgan.training._checkpoint import Checkpoint
from skgan.training._game import Game
from skgan.training._hosts import check_agreement
from skgan.training._program import borrow_program
from skgan.training._resume import check_shapes, resume
from skgan.training._run import Distance, Run
from skgan.training._trained import TrainedNetworks
from skgan.training._watch import Watch

__all__ = ["train"]


def train(
    game: Game,
    X: Any,
    y: np.ndarray,
    *,
    max_iter: int,
    learning_rate: tuple[float, float],
    random_state: np.random.RandomState,
    sample_weight: np.ndarray | None = None,
    n_pretrain: int = 0,
    held_out: tuple[np.ndarray, np.ndarray] | None = None,
    distance: Distance | None = None,
    n_iter_no_change: int = 5,
    start: TrainedNetworks | None = None,
    checkpoint: Checkpoint | None = None,
    callbacks: Sequence[Any] = (),
    preview: Callable[[Callable[[], TrainedNetworks]], None] | None = None,
    verbose: int = 0,
) -> TrainedNetworks:
    """Train both networks of a game and return them as arrays.

    Parameters
    ----------
    game : Game
        The networks and rules.
    X : ndarray or EncodedOnDemand of shape ``(n_samples, *game.spec.shape)``
        Encoded samples, float32; rows of the latter are read when they are drawn.
    y : ndarray of shape (n_samples,)
        Labels from 0 to `game.spec.n_classes - 1`.
    max_iter : int
        Number of updates of the generator.
    learning_rate : (float, float)
        Learning rates of the generator and of the discriminator.
    random_state : numpy.random.RandomState
        Source of every random number.
    sample_weight : ndarray of shape (n_samples,), default=None
        How often a row is drawn, relative to the other rows of its class.
    n_pretrain : int, default=0
        Updates of the discriminator alone before the game begins.
    held_out : (ndarray, ndarray), default=None
        Encoded samples and labels that judge the generator after each logged
        iteration; the best weights are returned and `n_iter_no_change` bounds the
        wait for better ones.
    distance : callable, default=None
        A function of held-out and generated samples that returns a number, where
        smaller is better. Required with `held_out`.
    n_iter_no_change : int, default=5
        Logged iterations without a better held-out score before training stops.
    start : TrainedNetworks, default=None
        Weights to continue from.
    checkpoint : Checkpoint, default=None
        Where the state is saved after logged iterations. A state that is already there
        is resumed; if its training has ended, it is returned without any callback.
    callbacks : sequence of objects, default=()
        Keras callbacks, or objects with some of the same methods. Each logged iteration
        counts as an epoch, with the generator as model.
    preview : callable, default=None
        Called before the first step with a function that returns the current
        TrainedNetworks, so that callbacks can sample.
    verbose : int, default=0
        1: show a progress bar with the remaining time.

    Returns
    -------
    trained : TrainedNetworks
        Weights, history and number of iterations. After a KeyboardInterrupt they are
        those of the last logged iteration, and `interrupted` is True.

    Raises
    ------
    TrainingDivergedError
        If the losses were not finite after several restarts.
    """
    settings = max_iter, learning_rate, start
    check_agreement(game, random_state, checkpoint, X, y, sample_weight, settings)
    seed = int(random_state.randint(np.iinfo(np.int32).max))
    with borrow_program(game, seed) as program:
        program.reset(random_state)
        if start is not None:
            check_shapes(program, start.generator, start.discriminator)
            program.generator.set_weights(start.generator)
            program.discriminator.set_weights(start.discriminator)
        state = program.get_state()
        run = Run(program, X, y, sample_weight, random_state, learning_rate, state)
        run.held_out, run.distance, run.checkpoint = held_out, distance, checkpoint
        if checkpoint is not None and checkpoint.state is not None:
            resume(run, checkpoint.state)
        if run.has_ended:
            return run.result()
        if preview is not None:
            preview(run.trained)
        n_logged = len(run.history["iteration"])
        program.generator.optimizer = program.generator_optimizer  # callbacks read it
        watch = Watch(
            program.generator, max_iter, callbacks, verbose, run.n_iter, n_logged
        )
        try:
            play(run, watch, max_iter, n_pretrain, n_iter_no_change)
            finish(run, watch)
            return run.result()
        finally:
            run.data.close()
            watch.release()


def play(
    run: Run, watch: Watch, max_iter: int, n_pretrain: int, n_iter_no_change: int
) -> None:
    """Play to the end, or until the user interrupts it."""
    try:
        with closing(watch):
            if not run.n_iter:
                run.pretrain(n_pretrain)
            run.play(max_iter, n_iter_no_change, watch)
    except (KeyboardInterrupt, RuntimeError) as error:
        if not is_interruption(error):
            raise
        run.interrupted = True


def finish(run: Run, watch: Watch) -> None:
    """Tell the callbacks about the end; they may set the generator's weights."""
    run.rewind()
    weights = run.program.generator.get_weights()
    watch.end(run.history)
    run.heed_weights(weights)


def is_interruption(error: BaseException) -> bool:
    """Return whether an error was caused by Ctrl-C.

    While TensorFlow traces, Ctrl-C may arrive as a RuntimeError that names it.
    """
    return isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error)
