import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import skgan

pytest.importorskip("mypy")
PROGRAM = Path(__file__).with_name("typed_program.py")
CONFIG = "[mypy]\nstrict = true\n[mypy-skgan.*]\nfollow_imports = silent\n"


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """Return what mypy says of a program of a user, who has none of our settings."""
    folder = tmp_path_factory.mktemp("mypy")
    (folder / "mypy.ini").write_text(CONFIG)
    command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini"]
    command += ["--cache-dir", "cache", str(PROGRAM)]
    path = str(Path(skgan.__file__).parents[1])
    environment = os.environ | {"MYPYPATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True
    )
    return done.stdout


def test_a_program_that_uses_skgan_has_no_errors(said):
    assert [line for line in said.splitlines() if ": error: " in line] == []


def test_results_have_types(said):
    found = re.findall(r'Revealed type is "(.*)"', said.replace("builtins.", ""))
    assert len(found) == PROGRAM.read_text().count("    reveal_type(")
    assert not [kind for kind in found if kind.removeprefix("Union[")[:3] == "Any"]
    assert {"float", "dict[Any, float]", "str"} <= set(found)
