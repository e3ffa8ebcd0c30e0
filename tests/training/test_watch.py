import re
import sys

import keras
import numpy as np
import pytest

from tests.terminal import open_terminal
from tests.training.fits import Recorder, fit


def test_callbacks_are_told_once_a_logged_iteration():
    recorder = Recorder()
    trained = fit(60, callbacks=[recorder])
    steps = [(what, i) for i in range(3) for what in ("begin", "end")]
    assert recorder.told == ["train", *steps, "trained"]
    assert [logs["iteration"] for logs in recorder.ends] == [25, 50, 60]
    losses = [logs["generator_loss"] for logs in recorder.ends]
    assert losses == trained.history["generator_loss"]


@pytest.mark.parametrize("verbose", [0, 1])
def test_verbose_shows_one_progress_bar(capsys, verbose):
    fit(60, verbose=verbose)
    out, shown = capsys.readouterr()
    assert not out and "\x1b" not in shown
    assert shown.count("60/60") == shown.count("\n") == verbose
    assert ("generator " in shown) == bool(verbose)
    assert len(shown) <= 81


class Warner:
    """A callback that warns, and then ends the training."""

    def on_epoch_end(self, epoch, logs=None):
        print("a warning", file=sys.stderr)
        raise OSError("an error")


def lines_of(terminal):
    """Return the lines of a terminal, each as it was when it was left."""
    return re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]", "", terminal.getvalue()).split("\n")


def test_a_terminal_has_one_line_that_is_written_over(monkeypatch):
    terminal = open_terminal(monkeypatch)
    fit(60, verbose=1)
    bar, rest = lines_of(terminal)
    first, *_, last = bar.split("\r")
    assert first.startswith(" 0/60") and last.startswith("60/60") and not rest
    assert "0:00:00 left, loss: discriminator " in last and len(last) <= 80


def test_warnings_and_errors_have_lines_of_their_own(monkeypatch):
    terminal = open_terminal(monkeypatch)
    with pytest.raises(OSError, match="an error"):
        fit(60, verbose=1, callbacks=[Warner()])
    *before, warning, bar, rest = lines_of(terminal)
    assert warning.rpartition("\r")[2].strip() == "a warning" and not rest
    assert bar.rpartition("\r")[2].strip().startswith("0/60")


class Stopper:
    """A plain object that ends the training, in one of several ways."""

    def __init__(self, way):
        self.way, self.n_told = way, 0

    def on_epoch_end(self, epoch, logs=None):
        self.n_told += 1
        if self.way == "answer":
            return epoch == 1
        self.model.stop_training = epoch == 1
        return None


class Setter(Stopper):
    def set_model(self, model):
        self.model = model


@pytest.mark.parametrize(
    "callback", [Stopper("answer"), Stopper("model"), Setter("model")]
)
def test_a_plain_object_stops_the_training(callback):
    assert fit(500, callbacks=[callback]).n_iter == 50 and callback.n_told == 2
    assert hasattr(callback, "model") == isinstance(callback, Setter)


def test_a_plain_object_keeps_a_model_of_its_own_and_may_have_slots():
    class Slots:
        __slots__ = ()

        def on_epoch_end(self, epoch, logs=None):
            return np.bool_(True)

    callback = Stopper("answer")
    callback.model = "mine"
    assert fit(60, callbacks=[callback, Slots()]).n_iter == 25
    assert callback.model == "mine"


def test_a_plain_object_is_left_without_the_model_after_an_error():
    class Failing(Stopper):
        def on_epoch_end(self, epoch, logs=None):
            raise OSError(str(self.model.name))

    callback = Failing("model")
    with pytest.raises(OSError, match="generator"):
        fit(60, callbacks=[callback])
    assert not hasattr(callback, "model")


def test_keras_callbacks_are_told_the_number_of_epochs_and_have_an_optimizer():
    class Reader(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):  # as tqdm.keras.TqdmCallback
            self.total = self.params["epochs"], self.params["steps"]

        def on_epoch_end(self, epoch, logs=None):  # as keras.callbacks.TensorBoard
            self.seen = int(self.model.optimizer.iterations)
            self.rate = float(self.model.optimizer.learning_rate)

    reader = Reader()
    fit(60, callbacks=[reader])
    assert reader.total == (3, 25) and reader.seen == 60 and reader.rate > 0
