"""The documentation names what exists: files, headings, public names, parameters."""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import skgan

ROOT = Path(__file__).parent.parent
REFERENCE = sorted((ROOT / "docs" / "reference").glob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *REFERENCE]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
GALLERY = "gallery/"  # made of examples/ when the documentation is built
# Their names are for skgan's own packages, except those that others pass on.
NOT_FOR_USERS = {"skgan.samplers", "skgan.synthesis", "skgan.validation"}


def prose(path):
    """Return a page without its code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path):
    """Return the anchors of a page's headings, as GitHub and MyST make them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


def problem(page, link):
    """Return what is wrong with a relative link of a page, or None."""
    name, _, anchor = link.partition("#")
    if name.startswith(GALLERY):
        source = name.removeprefix(GALLERY)
        is_there = source == "index" or (ROOT / "examples" / f"{source}.py").is_file()
        return None if is_there else "no such example"
    target = page.parent / name if name else page
    if not target.exists():
        return "no such file"
    return None if not anchor or anchor in anchors(target) else "no such heading"


def public_modules():
    """Return the names of skgan and of its modules that users may import from."""
    found = {info.name for info in pkgutil.iter_modules(skgan.__path__, "skgan.")}
    private = {name for name in found if "._" in name}
    return ["skgan", *sorted(found - private - NOT_FOR_USERS)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page):
    links = [link for link in LINK.findall(prose(page)) if "://" not in link]
    wrong = {link: problem(page, link) for link in links if problem(page, link)}
    assert not wrong


def test_a_broken_link_would_be_found():
    page = ROOT / "docs" / "index.md"
    assert problem(page, "nowhere.md") == "no such file"
    assert problem(page, "quality.md#nowhere") == "no such heading"
    assert problem(page, "gallery/nowhere") == "no such example"
    assert problem(page, "quality.md#tables") is None


def test_every_page_is_in_the_table_of_contents():
    docs = ROOT / "docs"
    pages = {path.with_suffix("") for path in PAGES if path.is_relative_to(docs)}
    listed = set()
    for page in pages:
        text = page.with_suffix(".md").read_text(encoding="utf-8")
        for tree in re.findall(r"```{toctree}\n(.*?)```", text, re.DOTALL):
            entries = re.findall(r"^(?:.*<)?([\w/]+)>?$", tree, re.MULTILINE)
            listed |= {page.parent / entry for entry in entries}
    assert pages - listed == {docs / "index"}


@pytest.mark.parametrize("name", public_modules())
def test_every_public_name_is_in_the_reference(name):
    text = "".join(path.read_text(encoding="utf-8") for path in REFERENCE)
    listed = {
        f"{block.split()[0]}.{entry}"
        for block in text.split(".. module:: ")[1:]
        for entry in re.findall(r"^   (\w+)$", block, re.M)
    }
    module = importlib.import_module(name)
    public = {f"{name}.{n}" for n in module.__all__ if not n.startswith("__")}
    assert public <= listed


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_use_what_exists(path):
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    names = dict(imported(tree))
    assert names, "an example shows something of skgan"
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and not any(k.arg is None for k in call.keywords):
            function = resolve(call.func, names)
            if function is not None:
                given = dict.fromkeys(k.arg for k in call.keywords)
                inspect.signature(function).bind_partial(*call.args, **given)


def imported(tree):
    """Yield what an example imports from skgan, by the names that it uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "skgan":
            module = importlib.import_module(node.module)
            for alias in node.names:
                yield alias.asname or alias.name, getattr(module, alias.name)


def resolve(node, names):
    """Return the object of skgan that is called, such as `Display.from_results`."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = names.get(node.value.id)
        return None if owner is None else getattr(owner, node.attr)
    return None
