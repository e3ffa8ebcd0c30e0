"""Objects of other projects that the documentation links to exist."""

import builtins
import importlib
import types

import pytest

from tests.scripts import module_of

inventories = module_of("docs/_ext/inventories.py")
PROJECTS = inventories.read_projects()
ROWS = [row for project in PROJECTS.values() for row in project["pages"]]
NAMES = [(row["kind"], name) for row in ROWS for name in row["names"]]
PYTHON = [(kind, name) for kind, name in NAMES if kind.startswith("py:")]
KINDS = {
    "py:class": lambda found: isinstance(found, type),
    "py:exception": lambda found: issubclass(found, BaseException),
    "py:function": lambda found: callable(found) and not isinstance(found, type),
    "py:module": lambda found: isinstance(found, types.ModuleType),
}


def found(name):
    """Return the object of a name such as sklearn.svm.SVC or ValueError."""
    first, *others = name.split(".")
    if not others:
        return getattr(builtins, name)
    module = importlib.import_module("tensorflow" if first == "tf" else first)
    for part in others:
        if not hasattr(module, part):
            importlib.import_module(f"{module.__name__}.{part}")
        module = getattr(module, part)
    return module


@pytest.mark.parametrize(("kind", "name"), PYTHON, ids=[name for _, name in PYTHON])
def test_every_object_exists_and_is_of_its_kind(kind, name):
    if name.startswith("dask.dataframe"):
        pytest.importorskip("pyarrow")
    assert KINDS[kind](found(name))


def test_names_are_listed_once_and_in_order():
    assert len({name for _, name in NAMES}) == len(NAMES)
    for row in ROWS:
        assert row["names"] == sorted(row["names"])


def test_addresses_and_pages_make_addresses():
    for name, project in PROJECTS.items():
        address = project["address"]
        assert address.startswith("https://") and address.endswith("/"), name
        assert not any(row["page"].startswith("/") for row in project["pages"])


def test_a_line_of_an_inventory():
    project = {
        "pages": [
            {"kind": "py:class", "page": "a/{name}.html#{name}", "names": ["b.C"]},
            {"kind": "std:term", "page": "g.html#term-{term}", "names": ["two words"]},
            {"kind": "py:module", "page": "{path}", "names": ["b.c"]},
        ]
    }
    assert [*inventories.inventory_lines(project)] == [
        "b.C py:class 1 a/b.C.html#b.C -\n",
        "two words std:term 1 g.html#term-two-words -\n",
        "b.c py:module 1 b/c -\n",
    ]
