"""The command line from its first moment on."""

import subprocess
import sys

import pytest

from skgan.__main__ import run

SCRIPT = """
import sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
sys.argv = ["skgan", "train", "no.csv", "-t", "y", "-o", "m"]
from skgan.__main__ import run
run()
"""


@pytest.mark.parametrize(
    "module", ["skgan._cli", "click", "numpy", "pandas", "sklearn"]
)
def test_ctrl_c_while_modules_are_imported(module):
    """It ended in a traceback of imports."""
    command = [sys.executable, "-c", SCRIPT.format(module=module)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "Interrupted.\n")


def test_a_wrong_parameter_is_told_before_anything_is_read_or_loaded(tmp_path):
    """It took the reading of the data, and TensorFlow, to be told."""
    script = """
import sys
from skgan._cli import main

for value in ("callbacks=x", "callbacks=[1]", "loss=no", "max_iter=0"):
    for command in (["train", "no.csv"], ["resample", "no.csv"]):
        code = 0
        try:
            main([*command, "-t", "y", "-o", "x.csv", "-p", value])
        except SystemExit as error:
            code = error.code
        assert code == 2, (value, code)
print({"tensorflow", "keras"} & {name.split(".")[0] for name in sys.modules})
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout == "set()\n", done.stderr
    assert done.stderr.count("Error:") == 8 and "no such file" not in done.stderr


@pytest.mark.parametrize("options", [["--version"], ["app", "--help"]])
def test_commands_end_with_0(options, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["skgan", *options])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 0 and "skgan" in capsys.readouterr().out


def test_ctrl_c_in_a_command_is_answered_in_words(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("skgan._cli.main.main", lambda *a, **k: interrupted())
    monkeypatch.setattr(sys, "argv", ["skgan", "info"])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 130 and capsys.readouterr().err == "Interrupted.\n"
