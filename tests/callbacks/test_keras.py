"""Keras' own callbacks, and objects like those of trackers of experiments."""

import csv
from dataclasses import replace
from importlib.util import find_spec

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.callbacks import (
    CSVLogger,
    EarlyStopping,
    LambdaCallback,
    LearningRateScheduler,
    ModelCheckpoint,
    ReduceLROnPlateau,
    TensorBoard,
)
from numpy.testing import assert_array_equal

from skgan.training import Game
from tests.helpers import TABLE, make_sampler, mixed_table
from tests.helpers import Y as LABELS
from tests.training.fits import GAME, X, Y, assert_same_weights, fit

LOSSES = ["discriminator_loss", "generator_loss"]
HELD_OUT = (X[:10], Y[:10])


class Rates(keras.callbacks.Callback):
    """Keep both learning rates at the end of each logged iteration."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def on_epoch_end(self, epoch, logs=None):
        self.seen.append(float(self.model.optimizer.learning_rate))


def test_csv_logger_writes_a_line_a_logged_iteration(tmp_path):
    trained = fit(75, callbacks=[CSVLogger(tmp_path / "log.csv")])
    with open(tmp_path / "log.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["iteration"]) for row in rows] == [25, 50, 75]
    for name in LOSSES:
        assert [float(row[name]) for row in rows] == trained.history[name]


def test_model_checkpoint_keeps_the_best_generator(tmp_path):
    path = tmp_path / "best.keras"
    options = {"monitor": "generator_loss", "mode": "min", "save_best_only": True}
    states = []
    take = LambdaCallback(on_epoch_end=lambda *_: states.append(of_model(take.model)))
    trained = fit(75, callbacks=[ModelCheckpoint(path, **options), take])
    best = int(np.argmin(trained.history["generator_loss"]))
    assert_same_weights(keras.saving.load_model(path).get_weights(), states[best])


def of_model(model):
    return model.get_weights()


def test_model_checkpoint_of_a_mixed_table_is_loaded_without_our_help(tmp_path):
    path = tmp_path / "{epoch}.keras"
    sampler = make_sampler(kernel_fraction=0, callbacks=[ModelCheckpoint(path)])
    sampler.fit(mixed_table(), LABELS)
    loaded = keras.saving.load_model(tmp_path / "1.keras")
    inputs = [
        np.zeros((2, sampler.generator_.input_shape[0][1]), "f4"),
        np.array([0, 1]),
    ]
    assert_array_equal(loaded(inputs), sampler.generator_(inputs))


@pytest.mark.parametrize(
    ("monitor", "options"),
    [("generator_loss", {"mode": "min"}), ("validation_score", {"mode": "max"})],
)
def test_early_stopping_needs_its_mode_and_stops(monitor, options):
    never = EarlyStopping(monitor, min_delta=1e9, patience=2, **options)
    held_out = HELD_OUT if monitor == "validation_score" else None
    assert fit(500, callbacks=[never], held_out=held_out).n_iter == 75


def test_early_stopping_without_mode_tells_to_give_it():
    with pytest.raises(ValueError, match="Pass `mode='max'`"):
        fit(50, callbacks=[EarlyStopping("generator_loss")])


def test_early_stopping_restores_the_best_weights():
    first = []
    take = LambdaCallback(
        on_epoch_end=lambda epoch, _: epoch or first.append(of_model(take.model))
    )
    never = EarlyStopping(
        "generator_loss", 1e9, patience=2, mode="min", restore_best_weights=True
    )
    trained = fit(500, callbacks=[take, never])
    assert trained.n_iter == 75
    assert_same_weights(trained.generator, first[0])
    usual = fit(75)
    assert_same_weights(trained.discriminator, usual.discriminator)


def test_restored_weights_are_in_the_checkpoint(tmp_path):
    def fitted():
        best = EarlyStopping(
            "generator_loss", 1e9, patience=1, mode="min", restore_best_weights=True
        )
        sampler = make_sampler(kernel_fraction=0, max_iter=100, callbacks=[best])
        return sampler.set_params(checkpoint_dir=tmp_path).fit(TABLE, LABELS)

    first, again = fitted(), fitted()
    assert first.n_iter_ == again.n_iter_ == 50
    assert_same_weights(first.generator_.get_weights(), again.generator_.get_weights())


@pytest.mark.parametrize("dtype_policy", [None, "mixed_float16"])
def test_reduce_lr_on_plateau_lowers_the_rate(dtype_policy):
    game = replace(GAME, dtype_policy=dtype_policy)
    rates = Rates()
    plateau = ReduceLROnPlateau(
        "generator_loss", 0.5, patience=1, mode="min", min_delta=1e9
    )
    fit(100, callbacks=[plateau, rates], game=game)
    assert np.allclose(rates.seen, [1e-3, 5e-4, 2.5e-4, 1.25e-4])


def test_both_players_learn_more_slowly():
    def last(factor):
        scheduler = LearningRateScheduler(lambda epoch, rate: rate * factor)
        return fit(25, callbacks=[scheduler])

    given, halved = fit(25, (5e-4, 5e-4)), last(0.5)
    assert_same_weights(given.generator, halved.generator)
    assert_same_weights(given.discriminator, halved.discriminator)
    assert_same_weights(fit(25).generator, last(1.0).generator)  # untouched


def test_a_scheduler_may_begin_at_zero_and_sees_the_rates_that_fall():
    game = Game(**(vars(GAME) | {"learning_rate_decay": True}))
    rates, seen = Rates(), []

    def schedule(epoch, rate):
        seen.append(rate)
        return 1e-4 * epoch

    fit(100, callbacks=[LearningRateScheduler(schedule), rates], game=game)
    assert np.allclose(rates.seen, [0, 1e-4, 2e-4, 3e-4])
    assert seen[0] == pytest.approx(1e-3)


@pytest.mark.skipif(not find_spec("tensorboard"), reason="TensorBoard is not installed")
def test_tensorboard_gets_the_losses(tmp_path):
    trained = fit(50, callbacks=[TensorBoard(tmp_path, histogram_freq=1)])
    [path] = (tmp_path / "train").glob("events.*.v2")
    events = tf.compat.v1.train.summary_iterator(str(path))
    values = [(value.tag, value.tensor) for e in events for value in e.summary.value]
    for name in LOSSES:
        seen = [
            float(tf.make_ndarray(t)) for tag, t in values if tag == f"epoch_{name}"
        ]
        assert seen == trained.history[name]
    assert any("/kernel/histogram" in tag for tag, _ in values)


@pytest.mark.skipif(not find_spec("tqdm"), reason="tqdm is not installed")
@pytest.mark.parametrize("verbose", [0, 1, 2])
def test_tqdm_shows_the_logged_iterations(capsys, verbose):
    from tqdm.keras import TqdmCallback

    fit(75, callbacks=[TqdmCallback(verbose=verbose)])
    assert "3/3" in capsys.readouterr().err


class Tracker(keras.callbacks.Callback):
    """Does what the callbacks of wandb and MLflow do, and keeps it."""

    def __init__(self):
        super().__init__()
        self.logged, self.text = [], []

    def on_train_begin(self, logs=None):
        self.optimizer = self.model.optimizer.get_config()
        self.model.summary(print_fn=lambda line, **options: self.text.append(line))
        self.total = self.params["epochs"]

    def on_epoch_end(self, epoch, logs=None):
        rate = float(self.model.optimizer.learning_rate.numpy().item())
        self.logged.append({f"epoch/{name}": float(v) for name, v in logs.items()})
        self.logged[-1] |= {"epoch/learning_rate": rate}

    def on_train_end(self, logs=None):
        self.end = logs


def test_trackers_find_what_they_look_for():
    tracker = Tracker()
    trained = fit(60, callbacks=[tracker])
    assert tracker.optimizer["beta_1"] == 0.5 and "generator" in str(tracker.text)
    assert tracker.total == len(tracker.logged) == 3
    last = {name: values[-1] for name, values in trained.history.items()}
    assert tracker.end == last
    rate = tracker.logged[-1].pop("epoch/learning_rate")
    assert tracker.logged[-1] == {f"epoch/{name}": v for name, v in last.items()}
    assert rate == pytest.approx(1e-3)


@pytest.mark.parametrize("hook", ["on_train_begin", "on_epoch_begin", "on_epoch_end"])
def test_small_objects_stop_a_training_in_any_hook(hook):
    class Small:
        pass

    def stop(*args):
        small.model.stop_training = True

    small = Small()
    setattr(small, hook, stop)
    assert fit(500, callbacks=[small]).n_iter == 25


def test_early_stopping_writes_the_last_line_of_the_log(tmp_path):
    never = EarlyStopping("generator_loss", 1e9, patience=1, mode="min")
    fit(500, callbacks=[never, CSVLogger(tmp_path / "log.csv")])
    assert len((tmp_path / "log.csv").read_text().splitlines()) == 3
