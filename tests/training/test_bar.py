"""The progress bar, on terminals; logs are in test_loop.py."""

import io

from skgan.training._bar import SECONDS, Bar


class Terminal(io.StringIO):
    """What stderr is on a terminal."""

    def isatty(self):
        """Return that it is one."""
        return True


def test_a_terminal_has_one_line_that_is_written_over(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setitem(SECONDS, True, 0)
    bar = Bar(50)
    bar.update(25, {"generator_loss": 0.5})
    bar.update(50, {"generator_loss": 0.25})
    bar.close()
    first, *lines = terminal.getvalue().split("\r")
    assert not first and [len(line.rstrip("\n")) for line in lines] == [59] * 3
    expected = "25/50 |#####.....| 0:00:00 left, loss: generator 0.5000"
    assert lines[0].rstrip() == expected
    assert lines[2].startswith("50/50") and terminal.getvalue().count("\n") == 1
