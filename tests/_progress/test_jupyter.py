"""Jupyter, with stand-ins for IPython and ipywidgets that keep what is displayed."""

import sys
from types import ModuleType

import pytest
import rich.console
import rich.jupyter

from skgan._progress import ProgressBar, _bar, tell


class Output:
    """A widget that has what was displayed while it was entered."""

    def __init__(self, notebook):
        self.notebook, self.displayed = notebook, []

    def __enter__(self):
        self.before, self.notebook.target = self.notebook.target, self.displayed

    def __exit__(self, *error):
        self.notebook.target = self.before

    def clear_output(self, wait=False):
        self.displayed.clear()


class Notebook:
    """Where outputs go."""

    def __init__(self):
        self.displayed = self.target = []

    def display(self, *shown):
        self.target.extend(shown)


@pytest.fixture
def notebook(monkeypatch):
    notebook = Notebook()
    for name in ("IPython", "IPython.display", "ipywidgets"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["IPython.display"].display = notebook.display
    sys.modules["ipywidgets"].Output = lambda: Output(notebook)
    monkeypatch.setattr(rich.console, "_is_jupyter", lambda: True)
    monkeypatch.setattr(rich.jupyter, "display", lambda _, text: notebook.display(text))
    return notebook


def count_to(total):
    with ProgressBar(total, "files") as bar:
        for done in range(total):
            bar.update(done + 1)


def test_with_ipywidgets_there_is_one_widget_that_changes(notebook, monkeypatch):
    monkeypatch.setattr(_bar, "find_spec", lambda name: object())
    count_to(5)
    [widget] = notebook.displayed
    [last] = widget.displayed
    assert "5/5" in last and "left" in last and "files" in last


def test_the_widget_is_there_from_the_start(notebook, monkeypatch):
    monkeypatch.setattr(_bar, "find_spec", lambda name: object())
    with ProgressBar(5):
        [widget] = notebook.displayed
        assert "0/5" in widget.displayed[0]


def test_without_ipywidgets_there_are_lines_and_no_warning(notebook, monkeypatch):
    monkeypatch.setattr(_bar, "find_spec", lambda name: None)
    clock = iter(range(0, 1000, 3))
    monkeypatch.setattr(_bar.time, "monotonic", lambda: next(clock))
    count_to(5)
    counts = [n for n in "12345" for shown in notebook.displayed if f"{n}/5" in shown]
    assert counts == ["4", "5"]  # one in 12 seconds, and the last


def test_messages_are_outputs_of_the_cell(notebook):
    tell("a policy", 1)
    assert notebook.displayed == ["a policy\n"]
