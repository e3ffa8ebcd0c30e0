import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import skgan

ROOT = Path(skgan.__file__).parent
FLOORS = {
    "exceptions": 0,
    "_atomic": 0,
    "_folder": 0.5,
    "_state": 0.5,
    "_quiet": 0,
    "_spec": 0,
    "encoding": 1,
    "networks": 1,
    "metrics": 1,
    "datasets": 1,
    "kernels": 1,
    "_filter": 1,
    "training": 2,
    "_base": 3,
    "_checkpoints": 3,
    "_classes": 3,
    "_fitted": 3,
    "_fitted_networks": 3,
    "_mixed": 3,
    "_sampling": 3,
    "_saving": 3,
    "_parameters": 3,
    "_presets": 3,
    "_preview": 3,
    "_categorical": 3,
    "_conditioning": 3,
    "_shapes": 3,
    "_report": 3,
    "_report_figures": 3,
    "_report_flags": 3,
    "_training": 3,
    "_undo": 3,
    "_validation": 3,
    "_acgan": 4,
    "_dcgan": 4,
    "_gan": 4,
    "model_selection": 5,
    "inspection": 5,
    "callbacks": 5.2,  # what they write is drawn by inspection
    "persistence": 5,
    "__init__": 5.5,
    "_cli": 6,
    "__main__": 6.5,
}
HEAVY = {"tensorflow", "keras", "matplotlib"}
DOORS_TO_TENSORFLOW = {"networks", "training"}
# The only one of the lowest floors that may, within functions: it loads InceptionV3.
MAY_LOAD_KERAS = {"skgan.metrics._inception"}
SHARED_FLOOR = 3  # its modules may import each other


def module_name(path):
    parts = ("skgan", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted(ROOT.rglob("*.py"))}
each_module = pytest.mark.parametrize("name", MODULES)


def tree_of(name):
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def part_of(name):
    """Return the module or package right below skgan that a module belongs to."""
    return name.split(".")[1] if "." in name else "__init__"


def imported(nodes):
    """Return the names of all modules that are imported, resolved as Python does."""
    names = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else node.module for name in full}
    return names


def own(names):
    return {name for name in names if name.split(".")[0] == "skgan"}


def outside_functions(node):
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from outside_functions(child)


def may_import(name, other):
    part, target = part_of(name), part_of(other)
    same_package = part == target
    on_shared_floor = FLOORS[part] == FLOORS[target] == SHARED_FLOOR
    return same_package or on_shared_floor or FLOORS[target] < FLOORS[part]


def test_every_module_has_a_floor():
    assert {part_of(name) for name in MODULES} <= FLOORS.keys()


@each_module
def test_imports_go_down(name):
    others = own(imported(ast.walk(tree_of(name))))
    wrong = sorted(other for other in others if not may_import(name, other))
    assert not wrong, f"{name} imports {wrong}, which are not on a lower floor"


def test_no_modules_import_each_other_in_a_circle():
    graph = {name: own(imported(ast.walk(tree_of(name)))) - {name} for name in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


@each_module
def test_imports_are_absolute(name):
    levels = [
        node.level
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.ImportFrom)
    ]
    assert not any(levels)


@each_module
def test_what_is_slow_to_import_is_imported_within_functions(name):
    names = imported(outside_functions(tree_of(name)))
    packages = {other.split(".")[0] for other in names}
    if part_of(name) in DOORS_TO_TENSORFLOW:
        assert "matplotlib" not in packages
    else:
        assert not packages & HEAVY
        parts = {part_of(other) for other in own(names)}
        assert not parts & DOORS_TO_TENSORFLOW, "these import TensorFlow"


@pytest.mark.parametrize(
    "part", ["exceptions", "_spec", "encoding", "metrics", "datasets"]
)
def test_the_lowest_floors_never_touch_tensorflow(part):
    for name in MODULES:
        if part_of(name) == part and name not in MAY_LOAD_KERAS:
            packages = {n.split(".")[0] for n in imported(ast.walk(tree_of(name)))}
            assert not packages & HEAVY, name


def test_a_wrong_import_would_be_found():
    source = "def f():\n    from skgan.training import train\nimport keras.layers"
    nodes = list(ast.walk(ast.parse(source)))
    assert imported(nodes) == {"skgan.training", "keras.layers"}
    assert not may_import("skgan.metrics", "skgan.training")
    assert not may_import("skgan.kernels._warp", "skgan.metrics")
    assert not may_import("skgan._acgan", "skgan")
    assert may_import("skgan._base", "skgan._sampling")
    top = list(outside_functions(ast.parse(source)))
    assert imported(top) == {"keras.layers"}
