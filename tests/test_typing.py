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


def test_a_program_that_uses_skgan_has_no_errors_and_results_have_types(tmp_path):
    """A user has none of our settings."""
    (tmp_path / "mypy.ini").write_text(CONFIG)
    command = [sys.executable, "-m", "mypy", "--config-file", "mypy.ini"]
    command += ["--cache-dir", "cache", str(PROGRAM)]
    path = str(Path(skgan.__file__).parents[1])
    environment = os.environ | {"MYPYPATH": path}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert [line for line in done.stdout.splitlines() if ": error: " in line] == []
    said = done.stdout.replace("builtins.", "")
    found = re.findall(r'Revealed type is "(.*)"', said)
    assert len(found) == PROGRAM.read_text().count("    reveal_type(")
    assert not [kind for kind in found if kind.removeprefix("Union[")[:3] == "Any"]
    assert {"float", "dict[Any, float]", "str"} <= set(found)
