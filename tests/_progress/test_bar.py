import re
import threading

import pytest

from skgan._progress import ProgressBar, _bar
from tests.terminal import open_terminal


def count_to(total, text="files", **options):
    with ProgressBar(total, text, **options) as bar:
        for done in range(total):
            bar.update(done + 1)


def lines_of(terminal):
    """Return the lines of a terminal, each as it was when it was left."""
    lines = re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]", "", terminal.getvalue()).split("\n")
    return [line.rpartition("\r")[2].strip() for line in lines]


def test_on_a_terminal_one_line_is_written_over(monkeypatch):
    terminal = open_terminal(monkeypatch)
    count_to(5)
    line, rest = lines_of(terminal)
    assert line.startswith("5/5 ") and line.endswith("0:00:00 left, files")
    assert not rest and "\r" in terminal.getvalue()


@pytest.mark.parametrize("TERM", ["dumb", "unknown"])
def test_on_a_dumb_terminal_a_line_is_printed_at_the_end(monkeypatch, TERM):
    terminal = open_terminal(monkeypatch)
    monkeypatch.setenv("TERM", TERM)
    count_to(5)
    assert "\x1b" not in terminal.getvalue() and terminal.getvalue().count("\n") == 1


def test_in_a_log_there_is_a_line_now_and_then_and_at_the_end(capsys, monkeypatch):
    clock = iter(range(0, 10_000, 7))
    monkeypatch.setattr(_bar.time, "monotonic", lambda: next(clock))
    count_to(12)
    out, shown = capsys.readouterr()
    starts = [line.split()[0] for line in shown.splitlines()]
    assert starts == ["5/12", "10/12", "12/12"] and not out  # each 35 seconds


def test_nothing_is_shown_unless_asked_for(capsys):
    count_to(5, is_shown=False)
    assert capsys.readouterr() == ("", "")


def test_brackets_in_the_text_are_no_markup(capsys):
    count_to(1, "[red]a[/]")
    assert capsys.readouterr().err.endswith("left, [red]a[/]\n")


def test_one_bar_is_shown_at_a_time(capsys):
    with ProgressBar(2, "outer") as bar:
        count_to(3, "inner")
        thread = threading.Thread(target=count_to, args=(3, "beside"))
        thread.start()
        thread.join()
        bar.update(2)
    count_to(1, "after")
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[-1] for line in lines] == ["outer", "after"]


def test_an_error_ends_the_bar_and_lets_others_be_shown(capsys):
    with pytest.raises(OSError, match="disk"), ProgressBar(3, "first"):
        raise OSError("disk")
    count_to(1, "second")
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("0/3") and second.startswith("1/1")


def test_close_may_be_called_twice(capsys):
    bar = ProgressBar(1, "once")
    bar.start()
    bar.close()
    bar.close()
    assert capsys.readouterr().err.count("once") == 1
