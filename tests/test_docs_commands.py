"""The commands on the pages do what they say: they are run on small data."""

import re
import shlex
import shutil
import struct
import tomllib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from PIL import Image

from skgan._cli import main
from skgan.app import app

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PROGRAMS = ("skgan ", "pip ", "make ")
SHELL = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (?:\$ )?((?:skgan|pip|make) .*)$", re.MULTILINE)
IN_TEXT = re.compile(r"`((?:skgan|pip install|make) [^`\n]*)`")
EXTRA = re.compile(r"(?:\.|skgan)\[([\w,-]+)\]")
NOT_RUN = {"app", "demo"}  # a server that does not end, and a long run: parsed only
HELPERS = {  # options that make a command quick, where it has them
    "--force": [],
    "--max-iter": ["2"],
    "--folds": ["2"],
}


def shell_commands(path):
    """Return the commands in the code blocks of a page."""
    text = path.read_text(encoding="utf-8")
    lines = [
        line.removeprefix("$ ")
        for block in SHELL.findall(text)
        for line in block.replace("\\\n", " ").splitlines()
    ]
    return [s for s in [*lines, *INDENTED.findall(text)] if s.startswith(PROGRAMS)]


def words_of(line):
    """Return the words of a command, without comments."""
    return shlex.split(line, comments=True)


def skgan_commands(path):
    """Return the options of each call of skgan in the code blocks of a page."""
    calls = map(words_of, shell_commands(path))
    # Optional words are in brackets.
    return [[w.strip("[]") for w in ws[1:]] for ws in calls if ws[:1] == ["skgan"]]


def examples_of_help():
    """Return the options of each example below the help of the commands."""
    texts = [main.epilog or "", *(c.epilog or "" for c in main.commands.values())]
    lines = re.findall(r"^ *skgan (.*)$", "\n".join(texts), re.MULTILINE)
    return [shlex.split(line.partition(" | ")[0]) for line in lines]


def quick(words):
    """Return a command with the options that make it quick."""
    known = {o for p in main.commands[words[0]].params for o in p.opts}
    added = [
        [option, *value]
        for option, value in HELPERS.items()
        if option in known and option not in words
    ]
    return [*words, *sum(added, [])]


def write_table(path, n_rows, seed):
    """Write a table with a rare class."""
    rng = np.random.RandomState(seed)
    frame = pd.DataFrame({"size": rng.rand(n_rows).round(3)})
    frame["kind"] = rng.choice(["a", "b"], n_rows)
    frame["id"], frame["note"] = range(n_rows), "a note"
    frame["label"] = np.where(np.arange(n_rows) % 5, "usual", "fraud")
    frame.to_csv(path, index=False)
    return frame


def write_idx(path, array):
    """Write a file of MNIST's format."""
    head = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    path.write_bytes(head + array.tobytes())


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Write the files that commands of the pages read."""
    folder = tmp_path_factory.mktemp("data")
    rng = np.random.RandomState(0)
    frame = write_table(folder / "data.csv", 60, 0)
    write_table(folder / "held_out.csv", 40, 1)
    (folder / "parts").mkdir()
    for part in range(2):
        write_table(folder / "parts" / f"{part}.csv", 60, part)
    if find_spec("pyarrow"):
        frame.to_parquet(folder / "data.parquet")
        frame.to_parquet(folder / "big.parquet")
    for name, n_pictures in (("cat", 12), ("dog", 6)):
        (folder / "pictures" / name).mkdir(parents=True)
        for i in range(n_pictures):
            pixels = rng.randint(0, 256, (8, 8, 3)).astype(np.uint8)
            Image.fromarray(pixels).save(folder / "pictures" / name / f"{i}.png")
    (folder / "data").mkdir()  # of the web page
    (folder / "mnist").mkdir()
    images = rng.randint(0, 256, (40, 28, 28)).astype(np.uint8)
    write_idx(folder / "mnist" / "train-images-idx3-ubyte", images)
    labels = (np.arange(40) % 10).astype(np.uint8)
    write_idx(folder / "mnist" / "train-labels-idx1-ubyte", labels)
    return folder


@pytest.fixture
def folder(data, tmp_path, monkeypatch):
    """Return a folder with the files, in which commands run."""
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parse(words):
    """Parse the options of a command, whose files should exist."""
    name, *options = words
    {**main.commands, "app": app}[name].make_context(name, options)


def check(words):
    """Run a command, or only parse it."""
    if words[0] in NOT_RUN:
        parse(words)
        return
    result = CliRunner().invoke(main, quick(words))
    assert result.exit_code == 0, f"skgan {shlex.join(words)}\n{result.output}"


def needs_arrow(words):
    """Return whether a command reads or writes parquet."""
    return any(word.endswith(".parquet") for word in words)


@pytest.mark.filterwarnings("ignore")  # commands print them
@pytest.mark.parametrize(
    "page", [p for p in PAGES if skgan_commands(p)], ids=lambda page: page.name
)
def test_commands_of_a_page_run_one_after_the_other(page, folder):
    for words in skgan_commands(page):
        if find_spec("pyarrow") or not needs_arrow(words):
            check(words)


def test_examples_of_the_help_are_understood(folder):
    examples = examples_of_help()
    assert len(examples) > 4
    for name in ("model.skgan", "data.parquet"):
        (folder / name).touch()
    for words in examples:
        parse(words)


def test_a_wrong_command_would_be_found(folder):
    with pytest.raises(AssertionError, match="No such option"):
        check(["resample", "data.csv", "--goal", "label", "-o", "new.csv"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_extras_and_targets_exist(page):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = set(project["project"]["optional-dependencies"])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w.-]+(?:/[\w.]+)?):", makefile, re.MULTILINE))
    targets.add(".venv-bench/.ready")  # by a pattern
    text = page.read_text(encoding="utf-8")
    commands = [*shell_commands(page), *IN_TEXT.findall(text)]
    for words in map(words_of, commands):
        if words[:2] == ["pip", "install"]:
            used = {e for w in words for g in EXTRA.findall(w) for e in g.split(",")}
            assert used <= extras, words
        if words[:1] == ["make"]:
            named = {w for w in words[1:] if "=" not in w and not w.startswith("-")}
            assert named <= targets, words
