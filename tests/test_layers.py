import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import skgan

ROOT = Path(skgan.__file__).parent
FLOORS = [
    {"exceptions", "_spec", "_progress"},
    {"networks", "validation", "kernels", "_files"},
    {"training", "encoding", "metrics", "datasets", "_html"},
    {"synthesis"},
    {"samplers"},
    {"model_selection", "inspection", "distributed"},
    {"callbacks", "_data", "__init__"},
    {"_cli", "app"},
    {"__main__"},
]
FLOOR_OF = {part: i for i, parts in enumerate(FLOORS) for part in parts}
HEAVY = {"tensorflow", "keras", "matplotlib"}
DOORS_TO_TENSORFLOW = {"networks", "training"}
NEVER_HEAVY = {"exceptions", "_spec", "encoding", "metrics", "datasets"}
# The only one of the lowest floors that may, within functions: it loads InceptionV3.
MAY_LOAD_KERAS = {"skgan.metrics._inception"}


def module_name(path):
    parts = ("skgan", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted(ROOT.rglob("*.py"))}
MOST_LINES, MOST_LINES_OF_FUNCTION = 300, 50
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
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from outside_functions(child)


def may_import(name, other):
    part, target = part_of(name), part_of(other)
    return part == target or FLOOR_OF[target] < FLOOR_OF[part]


def is_private_elsewhere(name, other):
    """Return whether a module is private to a package that another is not in."""
    inside = other.split(".")[2:]
    return part_of(name) != part_of(other) and any(n[0] == "_" for n in inside)


def is_private_attribute(node):
    """Return whether a private attribute of anything but self is read or written."""
    if not isinstance(node, ast.Attribute) or not node.attr.startswith("_"):
        return False
    return not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))


def private_names_of_samplers():
    """Return the private attributes and methods of the samplers' classes."""
    names = {"_synthesizer", "_n_draws"}
    for name in MODULES:
        if part_of(name) == "samplers":
            classes = [n for n in tree_of(name).body if isinstance(n, ast.ClassDef)]
            names |= {
                item.name
                for cls in classes
                for item in cls.body
                if isinstance(item, ast.FunctionDef) and item.name.startswith("_")
            }
    return {name for name in names if not name.startswith("__")}


def code_lines(function):
    """Return the lines of a function without its docstring."""
    first, *_ = function.body
    has_docstring = ast.get_docstring(function) is not None
    documented = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return function.end_lineno - function.lineno + 1 - documented


PRIVATE_OF_SAMPLERS = private_names_of_samplers()


def test_every_module_has_a_floor():
    assert {part_of(name) for name in MODULES} <= FLOOR_OF.keys()
    top = {path.stem for path in ROOT.glob("*.py")}
    assert top <= {"__init__", "__main__", "exceptions"}


def test_no_modules_import_each_other_in_a_circle():
    graph = {name: own(imported(ast.walk(tree_of(name)))) - {name} for name in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


@each_module
def test_imports_go_down_and_only_to_what_is_public(name):
    nodes = list(ast.walk(tree_of(name)))
    others = own(imported(nodes))
    wrong = sorted(other for other in others if not may_import(name, other))
    assert not wrong, f"{name} imports {wrong}, which are not on a lower floor"
    wrong = sorted(other for other in others if is_private_elsewhere(name, other))
    assert not wrong, f"{name} imports {wrong}, which are private to their package"
    assert not any(n.level for n in nodes if isinstance(n, ast.ImportFrom))
    if part_of(name) != "samplers":
        private = {node.attr for node in nodes if is_private_attribute(node)}
        assert not private & PRIVATE_OF_SAMPLERS


@each_module
def test_files_and_functions_are_short(name):
    lines = MODULES[name].read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert code_lines(node) < MOST_LINES_OF_FUNCTION, node.name


@each_module
def test_what_is_slow_to_import_is_imported_within_functions(name):
    tree, part = tree_of(name), part_of(name)
    names = imported(outside_functions(tree))
    packages = {other.split(".")[0] for other in names}
    if part in DOORS_TO_TENSORFLOW:
        assert "matplotlib" not in packages
    else:
        parts = {part_of(other) for other in own(names)}
        assert not packages & HEAVY
        assert not parts & DOORS_TO_TENSORFLOW, "these import TensorFlow"
    if part in NEVER_HEAVY and name not in MAY_LOAD_KERAS:
        packages = {n.split(".")[0] for n in imported(ast.walk(tree))}
        assert not packages & HEAVY, "not even within functions"


def test_a_wrong_import_would_be_found():
    source = "def f():\n    from skgan.training import train\nimport keras.layers"
    tree = ast.parse(source)
    assert imported(ast.walk(tree)) == {"skgan.training", "keras.layers"}
    assert imported(outside_functions(tree)) == {"keras.layers"}
    assert not may_import("skgan.metrics", "skgan.training")
    assert not may_import("skgan.kernels._warp", "skgan.metrics")
    assert not may_import("skgan.samplers._acgan", "skgan")
    assert may_import("skgan.samplers._base", "skgan.synthesis._synthesizer")
