"""The training loop: chunks of steps, and what is looked at between them."""

import warnings
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np
import tensorflow as tf
from sklearn.exceptions import ConvergenceWarning

from skgan._plain import Plain
from skgan.exceptions import TrainingDivergedError
from skgan.training._batches import draw_rows, rows_by_class
from skgan.training._inference import draw_latent, forward
from skgan.training._program import borrow_program, unoptimized_graphs
from skgan.training._resume import check_shapes, resume, take_state
from skgan.training._watch import Watch

__all__ = ["TrainedNetworks", "train"]

LOG_EVERY = 25  # iterations; a loss that is not finite is noticed within so many
TOLERANCE = 1e-3  # the part by which a held-out score must improve to count
MAX_RESTARTS = 3
RESTART_FACTOR = 0.3  # of the learning rates, after a loss that was not finite


@dataclass
class TrainedNetworks(Plain):
    """What is left of a training: plain arrays."""

    generator: list[np.ndarray]
    discriminator: list[np.ndarray]
    history: dict[str, list[int | float]] = field(default_factory=dict)
    n_iter: int = 0
    interrupted: bool = False

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if self.n_iter < 0:
            yield "n_iter"


def train(
    game,
    X,
    y,
    *,
    max_iter,
    learning_rate,
    random_state,
    sample_weight=None,
    n_pretrain=0,
    held_out=None,
    distance=None,
    n_iter_no_change=5,
    start=None,
    checkpoint=None,
    callbacks=(),
    preview=None,
    verbose=0,
):
    """Train both networks of a game and return them as arrays.

    Parameters
    ----------
    game : Game
        The networks and rules.
    X : ndarray of shape ``(n_samples, *game.spec.shape)``, dtype float32
        Encoded samples.
    y : ndarray of shape (n_samples,)
        Labels from 0 to `game.spec.n_classes - 1`.
    max_iter : int
        Number of updates of the generator.
    learning_rate : (float, float)
        Of the generator and of the discriminator.
    random_state : numpy.random.RandomState
        Source of every random number.
    sample_weight : ndarray of shape (n_samples,), default=None
        How often a row is drawn, relative to the others of its class.
    n_pretrain : int, default=0
        Updates of the discriminator alone before the game begins.
    held_out : (ndarray, ndarray), default=None
        Encoded samples and labels that judge the generator after each logged
        iteration; the best weights are returned and `n_iter_no_change` bounds the
        wait for better ones.
    distance : callable, default=None
        Two arrays of samples to a number, by which held-out samples judge generated
        ones: the smaller, the better.
    n_iter_no_change : int, default=5
        Logged iterations without a better held-out score before training stops.
    start : TrainedNetworks, default=None
        Weights to go on from.
    checkpoint : Checkpoint, default=None
        Where the state is kept after logged iterations, and where it may come from.
        A training that had ended there is returned, and nobody is told about it.
    callbacks : sequence of objects, default=()
        Keras callbacks, or objects with some of the same methods. Called as for
        epochs, once a logged iteration, with the generator as model.
    preview : callable, default=None
        Given, before the first step, a function that returns the TrainedNetworks of
        the moment: with it, callbacks can sample.
    verbose : int, default=0
        1 shows a progress bar with the time left.

    Returns
    -------
    trained : TrainedNetworks
        Weights, history and number of iterations.

    Raises
    ------
    TrainingDivergedError
        When the losses were not finite after several restarts.
    """
    seed = int(random_state.randint(np.iinfo(np.int32).max))
    with borrow_program(game, seed) as program:
        program.reset(random_state)
        if start is not None:
            check_shapes(program, start.generator, start.discriminator)
            program.generator.set_weights(start.generator)
            program.discriminator.set_weights(start.discriminator)
        run = Run(program, X, y, sample_weight, random_state, learning_rate)
        run.held_out, run.distance = held_out, distance
        if checkpoint is not None:
            run.checkpoint = checkpoint
            if checkpoint.state is not None:
                resume(run, checkpoint.state)
        if run.has_ended:
            return run.result()
        if preview is not None:
            preview(run.trained)
        watch = Watch(program.generator, max_iter, callbacks, verbose)
        watch.skip(run.n_iter, len(run.history["iteration"]))
        try:
            with closing(watch):
                if not run.n_iter:
                    run.pretrain(n_pretrain)
                run.play(max_iter, n_iter_no_change, watch)
        except KeyboardInterrupt:
            run.interrupted = True
            warnings.warn(
                f"Training was interrupted after {run.n_iter} of {max_iter} "
                "iterations. The sampler is fitted with what it had learnt by then.",
                ConvergenceWarning,
                stacklevel=2,
            )
        result = run.result()
        watch.end(run.history)
        return result


class Run:
    """One training under way: its data on the device and its state on the host."""

    def __init__(self, program, X, y, sample_weight, random_state, rates):
        self.program = program
        self.data = (tf.constant(X, tf.float32), tf.constant(y, tf.int32))
        self.classes = rows_by_class(y, sample_weight)
        self.random_state = random_state
        self.rates = np.asarray(rates, dtype=float)
        self.held_out = self.distance = None
        self.n_iter, self.n_restarts, self.interrupted = 0, 0, False
        self.history: dict = {
            "iteration": [],
            "discriminator_loss": [],
            "generator_loss": [],
        }
        self.best_score, self.n_waited, self.best_weights = np.inf, 0, None
        self.good = program.get_state()
        self.checkpoint, self.has_ended = None, False

    def play(self, max_iter, n_iter_no_change, watch):
        """Play until `max_iter`, or until waiting or a callback ends it."""
        while not self.has_ended:
            n_steps = min(LOG_EVERY, max_iter - self.n_iter)
            watch.begin()
            self.set_learning_rates(1.0 - self.n_iter / max_iter)
            losses = self.chunk(self.program.play, n_steps)
            if not self.is_good(losses):
                self.restart(losses)
                continue
            self.n_iter += n_steps
            self.log(losses)
            waited = self.judge() if self.held_out is not None else 0
            stop = watch.logged(self.n_iter, self.history) or waited > n_iter_no_change
            self.has_ended = bool(stop) or self.n_iter >= max_iter
            self.keep()

    def keep(self):
        """Write the state, at the end and as often as is cheap."""
        checkpoint = self.checkpoint
        if checkpoint is not None and (self.has_ended or checkpoint.is_due()):
            checkpoint.save(take_state(self))

    def pretrain(self, n_steps):
        """Update the discriminator alone."""
        while n_steps:
            self.set_learning_rates(1.0)
            losses = self.chunk(self.program.pretrain, n_steps)
            if self.is_good(losses):
                break
            self.restart(losses)

    def is_good(self, losses):
        """Keep the state if all of it is finite, and return whether it is."""
        state = self.program.get_state()
        finite = all(np.isfinite(values).all() for values in (losses, *state))
        self.good = state if finite else self.good
        return finite

    def chunk(self, function, n_steps):
        """Run some steps of a traced function and return the mean losses."""
        rows = draw_rows(self.classes, n_steps, self.program.game, self.random_state)
        seed = self.random_state.randint(np.iinfo(np.int32).max, size=2)
        with unoptimized_graphs():
            losses = function(
                *self.data, tf.constant(rows), tf.constant(seed, tf.int32)
            )
        return losses.numpy()

    def restart(self, losses):
        """Go back to the last good weights with lower learning rates."""
        self.n_restarts += 1
        if self.n_restarts > MAX_RESTARTS:
            raise TrainingDivergedError(
                f"The losses became {losses} at iteration {self.n_iter}, again after "
                f"{MAX_RESTARTS} restarts with learning rates down to "
                f"{self.rates.tolist()}. Lower learning_rate, or try another loss."
            )
        self.rates = self.rates * RESTART_FACTOR
        self.program.set_state(self.good)

    def set_learning_rates(self, left):
        """Lower the rates as the game says, if it does.

        Linearly over the second half, or by the iterations as in Keras of old.
        """
        game = self.program.game
        falling = min(1.0, 2.0 * left) if game.learning_rate_decay else 1.0
        decay = np.multiply(game.inverse_time_decay, self.n_iter)
        self.program.set_learning_rates(*(self.rates * falling / (1.0 + decay)))

    def log(self, losses):
        """Append one logged iteration to the history."""
        self.history["iteration"].append(self.n_iter)
        self.history["discriminator_loss"].append(float(losses[0]))
        self.history["generator_loss"].append(float(losses[1]))

    def judge(self):
        """Score the generator on held-out rows; return how long it was not better."""
        current = self.held_out_score()
        self.history.setdefault("validation_score", []).append(-current)
        self.n_waited += 1
        if current < self.best_score * (1.0 - TOLERANCE):
            self.best_score, self.n_waited = current, 0
            self.best_weights = self.weights()
        return self.n_waited

    def held_out_score(self):
        """Return the mean distance, over the classes, to held-out rows."""
        X, y = self.held_out
        game, network = self.program.game, self.program.generator
        now = network.get_weights()
        network.set_weights(self.program.averaged_generator_weights())
        # The same noise every time, so that only the weights make a difference.
        z = draw_latent(game, len(y), np.random.RandomState(0))
        fake = forward(network, [z, y.astype(np.int32)], game.spec.size)[0]
        network.set_weights(now)
        return float(
            np.mean([self.distance(X[y == c], fake[y == c]) for c in np.unique(y)])
        )

    def weights(self):
        """Return the weights of both networks, the generator's averaged."""
        return (
            self.program.averaged_generator_weights(),
            self.program.discriminator.get_weights(),
        )

    def trained(self, weights=None):
        """Return these weights, or else those of the moment, and the history."""
        history = {name: list(values) for name, values in self.history.items()}
        generator, discriminator = weights or self.weights()
        return TrainedNetworks(
            generator, discriminator, history, self.n_iter, self.interrupted
        )

    def result(self):
        """Return the best weights, or else the last good ones, and the history."""
        self.program.set_state(self.good)
        return self.trained(self.best_weights)
