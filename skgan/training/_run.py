"""One training in progress: chunks of steps, and the work between two chunks."""

from collections.abc import Callable
from copy import deepcopy
from math import prod
from typing import Any

import numpy as np
import tensorflow as tf

from skgan.exceptions import TrainingDivergedError
from skgan.training._checkpoint import Checkpoint
from skgan.training._data import data_of
from skgan.training._graphs import unoptimized_graphs
from skgan.training._hosts import any_host, is_chief, telling_lost_workers
from skgan.training._inference import draw_latent, forward
from skgan.training._program import Program
from skgan.training._resume import take_state
from skgan.training._trained import TrainedNetworks
from skgan.training._watch import LOG_EVERY, Watch

__all__ = ["LOG_EVERY", "Run"]

TOLERANCE = 1e-3  # the least relative improvement of a held-out score that counts
MAX_RESTARTS = 3
RESTART_FACTOR = 0.3  # of the learning rates, after a loss that was not finite

LOGGED = ("iteration", "discriminator_loss", "generator_loss")

Weights = tuple[list[np.ndarray], list[np.ndarray]]
Distance = Callable[[np.ndarray, np.ndarray], float]


class Run:
    """One training in progress: its data on the device and its state on the host."""

    def __init__(
        self,
        program: Program,
        X: Any,
        y: np.ndarray,
        sample_weight: np.ndarray | None,
        random_state: np.random.RandomState,
        rates: tuple[float, float],
        state: list[np.ndarray],
    ) -> None:
        self.program, self.good = program, state
        self.data = data_of(X, y, program.batch_shape, program.game.jit_compile)
        self.classes = rows_by_class(y, sample_weight)
        self.random_state = random_state
        self.rates = np.asarray(rates, dtype=float)
        self.rate_factor = 1.0  # by which callbacks have changed them
        self.held_out: tuple[np.ndarray, np.ndarray] | None = None
        self.distance: Distance | None = None
        self.checkpoint: Checkpoint | None = None
        self.n_iter, self.n_restarts = 0, 0
        self.n_next = 0  # steps of the next chunk; its rows are read during this one
        self.has_ended = self.interrupted = False
        self.history: dict[str, list[float]] = {name: [] for name in LOGGED}
        self.best_score, self.n_waited = np.inf, 0
        self.best_weights: Weights | None = None

    def play(self, max_iter: int, n_iter_no_change: int, watch: Watch) -> None:
        """Train until `max_iter`, early stopping, or the wish of a callback."""
        while not self.has_ended:
            n_steps = min(LOG_EVERY, max_iter - self.n_iter)
            self.n_next = min(LOG_EVERY, max_iter - self.n_iter - n_steps)
            self.set_learning_rates(1.0 - self.n_iter / max_iter)
            watch.begin()
            self.heed_learning_rate()
            losses, state = self.chunk(self.program.play, n_steps)
            if not self.is_good(losses, state):
                self.restart(losses)
                continue
            self.n_iter += n_steps
            self.log(losses)
            is_late = self.judge() > n_iter_no_change
            stop = any_host(watch.logged(self.n_iter, self.history) or is_late)
            self.heed_learning_rate()
            self.has_ended = stop or self.n_iter >= max_iter
            self.keep()

    def keep(self) -> None:
        """Write a checkpoint if one is due, and always at the end."""
        checkpoint = self.checkpoint if is_chief() else None
        if checkpoint is not None and (self.has_ended or checkpoint.is_due()):
            checkpoint.save(take_state(self))

    def pretrain(self, n_steps: int) -> None:
        """Update the discriminator alone."""
        while n_steps:
            self.set_learning_rates(1.0)
            losses, state = self.chunk(self.program.pretrain, n_steps)
            if self.is_good(losses, state):
                break
            self.restart(losses)

    def is_good(self, losses: np.ndarray, state: list[np.ndarray]) -> bool:
        """Return whether losses and weights are finite; if they are, keep the state."""
        finite = all(np.isfinite(values).all() for values in (losses, *state))
        self.good = state if finite else self.good
        return finite

    def chunk(
        self, function: Callable[..., Any], n_steps: int
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Run some steps; return the mean losses, and the state after them."""
        rows = self.draw(n_steps, self.random_state)
        seed = self.random_state.randint(np.iinfo(np.int32).max, size=2)
        inputs = self.data.inputs(rows)
        if self.n_next:
            self.data.read_ahead(self.draw_next)
        self.program.is_whole = False
        with telling_lost_workers(), unoptimized_graphs():
            losses = function(*inputs, tf.constant(seed, tf.int32))
        result = losses.numpy(), self.program.get_state()
        self.program.is_whole = True
        return result

    def draw(self, n_steps: int, random_state: np.random.RandomState) -> np.ndarray:
        """Return the rows of some steps."""
        shape = (n_steps, *self.program.batch_shape)
        n_classes = self.program.game.spec.n_classes
        return draw_rows(self.classes, shape, n_classes, random_state)

    def draw_next(self) -> np.ndarray:
        """Return the rows of the next chunk, without drawing them yet."""
        return self.draw(self.n_next, deepcopy(self.random_state))

    def restart(self, losses: np.ndarray) -> None:
        """Go back to the last good weights with lower learning rates."""
        self.n_restarts += 1
        if self.n_restarts > MAX_RESTARTS:
            raise TrainingDivergedError(
                f"The losses became {losses} at iteration {self.n_iter}, again after "
                f"{MAX_RESTARTS} restarts with learning rates down to "
                f"{self.rates.tolist()}. Reduce learning_rate, or try another loss."
            )
        self.rates = self.rates * RESTART_FACTOR
        self.program.set_state(self.good)

    def set_learning_rates(self, left: float) -> None:
        """Set the learning rates; `left` is the part of the training that remains.

        With `learning_rate_decay` they fall linearly over the second half; with
        `inverse_time_decay` they fall with the iterations, as in Keras 2.
        """
        game = self.program.game
        falling = min(1.0, 2.0 * left) if game.learning_rate_decay else 1.0
        decay = np.multiply(game.inverse_time_decay, self.n_iter)
        self.scheduled_rates = self.rates * falling / (1.0 + decay)
        self.program.set_learning_rates(*(self.scheduled_rates * self.rate_factor))
        self.rate_set = self.program.generator_learning_rate

    def heed_learning_rate(self) -> None:
        """Scale both learning rates if a callback has changed the generator's.

        Callbacks see the generator's optimizer only. The ratio of the two rates decides
        the balance of the players, so it is kept.
        """
        rate = self.program.generator_learning_rate
        if rate != self.rate_set:
            self.rate_factor = rate / self.scheduled_rates[0]
            self.program.set_learning_rates(*(self.scheduled_rates * self.rate_factor))
            self.rate_set = self.program.generator_learning_rate

    def log(self, losses: np.ndarray) -> None:
        """Append one logged iteration to the history."""
        for name, value in zip(LOGGED, (self.n_iter, *losses.tolist()), strict=True):
            self.history[name].append(value)

    def judge(self) -> int:
        """Score the generator on held-out rows; return how long ago the best was."""
        if self.held_out is None:
            return 0
        current = self.held_out_score(*self.held_out)
        self.history.setdefault("validation_score", []).append(-current)
        self.n_waited += 1
        if current < self.best_score * (1.0 - TOLERANCE):
            self.best_score, self.n_waited = current, 0
            self.best_weights = self.program.weights()
        return self.n_waited

    def held_out_score(self, X: np.ndarray, y: np.ndarray) -> float:
        """Return the mean distance, over the classes, to held-out rows."""
        assert self.distance is not None
        game, network = self.program.game, self.program.generator
        now = network.get_weights()
        network.set_weights(self.program.averaged_generator_weights())
        # The same noise every time, so that only the weights make a difference.
        z = draw_latent(game, len(y), np.random.RandomState(0))
        fake = forward(network, [z, y.astype(np.int32)], prod(game.spec.shape))[0]
        network.set_weights(now)
        distances = [self.distance(X[y == c], fake[y == c]) for c in np.unique(y)]
        return float(np.mean(distances))

    def heed_weights(self, before: list[np.ndarray]) -> None:
        """Take the generator's weights if a callback set them at the end."""
        weights = self.program.generator.get_weights()
        if all(map(np.array_equal, before, weights)):
            return
        _, discriminator = self.best_weights or self.program.weights()
        self.best_weights = (weights, discriminator)
        if self.has_ended:
            self.keep()

    def trained(self) -> TrainedNetworks:
        """Return the current weights and the history."""
        return self._with_history(self.program.weights())

    def rewind(self) -> None:
        """Go back to the last good weights."""
        self.program.set_state(self.good)

    def result(self) -> TrainedNetworks:
        """Return the best weights, or else the last good ones, and the history."""
        self.rewind()
        return self._with_history(self.best_weights or self.program.weights())

    def _with_history(self, weights: Weights) -> TrainedNetworks:
        history = {name: list(values) for name, values in self.history.items()}
        return TrainedNetworks(*weights, history, self.n_iter, self.interrupted)


def rows_by_class(
    y: np.ndarray, sample_weight: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows sorted by class, and their cumulative weights."""
    order = np.argsort(y, kind="stable")
    weight = np.ones(len(y)) if sample_weight is None else sample_weight[order]
    label = y[order]
    cumulated = np.empty(len(y))
    for c in np.unique(label):
        of_class = label == c
        total = np.cumsum(weight[of_class], dtype=float)
        cumulated[of_class] = c + total / total[-1]
    return order, cumulated


def draw_rows(
    classes: tuple[np.ndarray, np.ndarray],
    shape: tuple[int, int, int, int],
    n_classes: int,
    random_state: np.random.RandomState,
) -> np.ndarray:
    """Return rows of balanced batches.

    `shape` is (n_steps, n_discriminator_steps, rows_a_sample, batch_size). `classes`
    holds the rows sorted by class and their cumulative weights, which run from c to
    c + 1 for class c. Therefore, each class is equally likely, and a row of a class is
    drawn in proportion to its weight. All rows of one sample are of the same class.
    """
    order, cumulated = classes
    n_steps, updates, _, batch = shape
    label = random_state.randint(n_classes, size=(n_steps, updates, 1, batch))
    part = random_state.random_sample(shape)
    # A sum that rounds up to the next label would be in the next class.
    weight = np.minimum(label + part, np.nextafter(label + 1.0, 0.0))
    rows: np.ndarray = order[np.searchsorted(cumulated, weight, "right")]
    return rows.astype(np.int32)
