"""The Dockerfile of the documentation; `make test-docker` lints and builds it."""

import re
import shlex
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "docker"
HEAVY = ("keras", "tensorflow")
KNOWN = {"FROM", "ARG", "COPY", "RUN", "ENV", "WORKDIR", "USER", "ENTRYPOINT", "CMD"}


def instructions():
    """Return the instructions of the Dockerfile as pairs of a name and its text."""
    text = (FOLDER / "Dockerfile").read_text("utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


def test_the_image_is_of_a_version_and_runs_as_a_plain_user():
    found = instructions()
    names = [name for name, _ in found]
    given = dict(found)
    assert names[0] == "FROM" and set(names) <= KNOWN
    assert re.fullmatch(r"python:3\.1[1-3]-slim", given["FROM"])
    assert given["USER"].split(":")[0] not in ("root", "0")
    assert names.index("USER") > max(i for i, n in enumerate(names) if n == "RUN")
    assert given["ENTRYPOINT"] == '["skgan"]' and given["CMD"] == '["--help"]'


def test_what_the_image_copies_is_there_and_not_ignored():
    *sources, target = shlex.split(dict(instructions())["COPY"])
    kept = (FOLDER / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert kept[0] == "*" and {f"!{source}" for source in sources} == {*kept[1:]}
    assert all((ROOT / s).is_file() for s in sources if "*" not in s)
    assert target in dict(instructions())["RUN"]


def test_pip_keeps_no_cache_and_each_command_must_succeed():
    commands = dict(instructions())["RUN"].split("&&")
    assert all("pip install --no-cache-dir" in command for command in commands)
    assert ";" not in dict(instructions())["RUN"]


def test_the_requirements_without_tensorflow_are_those_of_the_project():
    lines = (FOLDER / "without-tensorflow.txt").read_text("utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [r for r in project["dependencies"] if not r.startswith(HEAVY)]
    assert [line for line in lines if not line.startswith("#")] == sorted(wanted)
