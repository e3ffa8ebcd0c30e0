import logging
import subprocess
import sys

from skgan._progress import logger, tell


def test_what_is_told_is_logged_and_shown_if_asked_for(caplog, capsys):
    caplog.set_level(logging.INFO, "skgan")
    tell("one [red]thing[/]", 0)
    tell("another", 1)
    assert caplog.messages == ["one [red]thing[/]", "another"]
    assert capsys.readouterr().err == "another\n"
    tell("short", 1, details="; and long")
    assert caplog.messages[-1] == "short; and long"
    assert capsys.readouterr().err == "short\n"


def test_the_logger_is_silent_by_default():
    script = "from skgan._progress import logger; logger.warning('x'); print(1)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert logger.name == "skgan" and logger.level == logging.NOTSET
