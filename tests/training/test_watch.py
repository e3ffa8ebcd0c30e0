import io
import re
import sys

import pytest

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


class Terminal(io.StringIO):
    """What stderr is on a terminal."""

    def isatty(self):
        return True


class Warner:
    """A callback that warns, and then ends the training."""

    def on_epoch_end(self, epoch, logs=None):
        print("a warning", file=sys.stderr)
        raise OSError("an error")


def open_terminal(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return terminal


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
