"""Each figure of the documentation comes from a file that a command has written."""

import re
import shlex
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.scripts import module_of

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"
FIGURES = sorted((ROOT / "docs" / "figures").glob("*.md"))
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
COMMAND = re.compile(r"python (benchmarks/\S+\.py)((?: [^\n`]+)?)")
TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])\d*\.\d+")
MOST_NUMBERS = 4  # of a table that is no table of figures
# Tables with more numbers that no command writes: a page, a word in it, the reason.
OTHER_TABLES = {
    ("policies.md", "| Data | Move | Strength | Maximum |"): "limits of parameters"
}


@pytest.fixture
def load(monkeypatch):
    """Return a function that imports a script as `python script` would see it."""

    def load(script):
        for folder in (BENCHMARKS, (ROOT / script).parent):
            monkeypatch.syspath_prepend(folder)
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None) or ""
            if file.startswith(str(BENCHMARKS)):
                monkeypatch.delitem(sys.modules, name)
        return module_of(script)

    before = set(sys.modules)
    path = list(sys.path)
    yield load
    sys.path[:] = path
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None) or ""
        if file.startswith(str(BENCHMARKS)):
            del sys.modules[name]


def commands():
    """Return the commands that pages and files of figures name: script, arguments."""
    texts = [path.read_text(encoding="utf-8") for path in (*PAGES, *FIGURES)]
    found = {match.groups() for text in texts for match in COMMAND.finditer(text)}
    return sorted(found)


def test_each_table_of_a_page_is_that_of_its_file(load):
    fill_pages = load("benchmarks/fill_pages.py")
    for page in fill_pages.pages():
        text = page.read_text(encoding="utf-8")
        same = fill_pages.fill(text) == text
        assert same, f"{page.name} differs: run python benchmarks/fill_pages.py"


def test_the_summary_is_made_of_the_files(load):
    fill_pages = load("benchmarks/fill_pages.py")
    text = (ROOT / "docs" / "figures" / fill_pages.SUMMARY).read_text(encoding="utf-8")
    assert text == fill_pages.make_summary(), "run python benchmarks/fill_pages.py"


def test_each_file_is_used_by_a_page():
    text = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    unused = [p.name for p in FIGURES if f"<!-- figures/{p.name} -->" not in text]
    assert not unused


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_each_file_says_by_which_command_it_was_written(path):
    if path.stem != "summary":
        last = path.read_text(encoding="utf-8").rstrip().splitlines()[-1]
        assert re.fullmatch(r"<small>.*`python benchmarks/.*</small>", last)
        assert "--quick" not in last


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_table_of_figures_is_typed_by_hand(page, load):
    block = load("benchmarks/fill_pages.py").BLOCK
    text = block.sub("", page.read_text(encoding="utf-8"))
    tables = [t for t in TABLE.findall(text) if len(NUMBER.findall(t)) > MOST_NUMBERS]
    heads = {(page.name, table.splitlines()[0]) for table in tables}
    assert heads <= OTHER_TABLES.keys()


def test_a_table_of_figures_would_be_found():
    table = (
        "| | a | b |\n|---|---|---|\n| x | .5 | 0.25 |\n| y | **.7** | 1.5 (3.2) |\n"
    )
    assert TABLE.findall(f"Text\n\n{table}\nText\n") == [table]
    assert len(NUMBER.findall(table)) == 5


def scripts():
    """Return the scripts that pages and files of figures name."""
    return sorted({script for script, _ in commands()})


@pytest.mark.parametrize("script", scripts())
def test_commands_of_the_documentation_are_understood(script, load):
    source = (ROOT / script).read_text(encoding="utf-8")
    has_options = "def parse_arguments(argv=None)" in source
    module = load(script) if has_options else None
    for arguments in (words for name, words in commands() if name == script):
        if has_options:
            module.parse_arguments(shlex.split(arguments))
        else:
            assert not arguments.strip()


def test_bench_runs_each_script_and_each_can_write_its_tables():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    by_hand = {"images", "pictures"}  # they need files that no package contains
    for folder in ("quality", "speed", "reliability", "scale"):
        for script in sorted((BENCHMARKS / folder).glob("[!_]*.py")):
            is_run = script.name in makefile or f"benchmarks/{folder}/*" in makefile
            assert is_run or script.stem in by_hand, f"make bench leaves out {script}"
            source = script.read_text(encoding="utf-8")
            assert "_figures.parse_arguments(" in source, f"{script} has no --write"


# ------------------------------------------------------------- what writes the files


class Arguments:
    """What `parse_arguments` returns."""

    def __init__(self, write):
        self.write = write


def test_figures_are_written_with_their_source(load, tmp_path, capsys):
    module = load("benchmarks/_figures.py")
    source = load("benchmarks/_sources.py").Source("python benchmarks/a.py", "skgan 1")
    table = pd.DataFrame({"F1": [0.5, 0.25], "n": [1200, 3]}, index=["a", "b"])
    script = BENCHMARKS / "quality" / "tables.py"
    with module.Figures(script, Arguments(tmp_path), [source]) as figures:
        shown = module.texts(table)
        figures.add("means", module.bold(shown, table), "What is compared.")
        assert not list(tmp_path.iterdir())
    text = (tmp_path / "quality-tables-means.md").read_text(encoding="utf-8")
    assert text.splitlines() == [
        "What is compared.",
        "",
        "| | F1 | n |",
        "| --- | --- | --- |",
        "| a | **0.500** | **1,200** |",
        "| b | 0.250 | 3 |",
        "",
        "<small>`python benchmarks/a.py` (skgan 1)</small>",
    ]
    assert "**" not in capsys.readouterr().out


def test_nothing_is_written_after_an_error(load, tmp_path):
    module = load("benchmarks/_figures.py")
    source = load("benchmarks/_sources.py").Source("python benchmarks/a.py", "skgan 1")
    table = pd.DataFrame({"F1": ["0.5"]}, index=["a"])
    script = BENCHMARKS / "walk.py"
    with (
        pytest.raises(ZeroDivisionError),
        module.Figures(script, Arguments(tmp_path), [source]) as figures,
    ):
        figures.add("", table, "What is compared.")
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_quick_runs_are_not_written(load, capsys):
    signals = load("benchmarks/quality/signals.py")
    with pytest.raises(SystemExit):
        signals.parse_arguments(["--quick", "--write"])
    assert "Leave one of them out" in capsys.readouterr().err


def test_the_best_may_be_shared_and_a_ceiling_stands_apart(load):
    module = load("benchmarks/_figures.py")
    table = pd.DataFrame({"x": [0.5001, 0.5002, 0.9]}, index=["a", "b", "ceiling"])
    shown = module.bold(module.texts(table), table, apart=["ceiling"])
    assert shown["x"].tolist() == ["**0.500**", "**0.500**", "0.900"]


def test_long_tables_keep_their_source(load, tmp_path):
    module = load("benchmarks/_sources.py")
    keys = ["set", "method"]
    for name, score in (("a", 0.1), ("b", 0.2)):
        frame = pd.DataFrame(
            {"set": ["x", name], "method": ["m"] * 2, "s": [score] * 2}
        )
        source = module.Source(f"python benchmarks/{name}.py", "skgan 1")
        module.write_long(frame, tmp_path / f"{name}.csv", source)
    paths = [str(tmp_path / f"{name}.csv") for name in "ab"]
    frame, sources = module.read_long(paths, keys)
    assert frame.set_index("set")["s"].to_dict() == {"a": 0.1, "x": 0.2, "b": 0.2}
    assert [s.command for s in sources] == [
        "python benchmarks/a.py",
        "python benchmarks/b.py",
    ]


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        (["--write", "--sets", "a b", "c"], "--sets 'a b' c"),
        (["--jobs", "2", "--csv", "x.csv", "--unseen"], "--unseen"),
        (["--data", "/home/me", "--from-csv", "a", "b"], "--data DIR"),
    ],
)
def test_commands_are_shown_without_what_changes_no_figure(load, argv, command):
    module = load("benchmarks/_sources.py")
    script = str(BENCHMARKS / "quality" / "tables.py")
    shown = module.command_of([script, *argv])
    assert shown == f"python benchmarks/quality/tables.py {command}"
