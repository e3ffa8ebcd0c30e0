"""A terminal in the place of stderr."""

import io


class Terminal(io.StringIO):
    """What stderr is on a terminal."""

    def isatty(self):
        return True


def open_terminal(monkeypatch):
    """Let stderr be a terminal of 80 columns, and return it."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return terminal
