"""What is released: versions that agree, and texts for package indexes."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import skgan
from tests.scripts import module_of

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CITATION = (ROOT / "CITATION.cff").read_text("utf-8")
HOOK = PROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]


def of_citation(name):
    """Return a field of CITATION.cff."""
    [value] = re.findall(rf"^{name}: (.+)$", CITATION, re.MULTILINE)
    return value.strip('"')


def for_index(text):
    """Return a README as its wheel has it, by hatch-fancy-pypi-readme's rules."""
    for rule in HOOK["substitutions"]:
        text = re.sub(rule["pattern"], rule["replacement"], text)
    return text


def check_dist():
    """Return the module that `make dist` runs."""
    return module_of(".ci/check_dist.py")


def test_the_citation_is_of_this_version():
    assert of_citation("version") == skgan.__version__
    assert of_citation("license") == PROJECT["project"]["license"]
    assert date.fromisoformat(of_citation("date-released")) > date(2026, 1, 1)
    assert {"cff-version", "message", "title", "authors", "abstract"} <= {
        *re.findall(r"^([a-z-]+):", CITATION, re.MULTILINE)
    }


@pytest.mark.parametrize(
    ("page", "pattern"),
    [
        ("citing.md", r"version = \{(.+)\}"),
        ("servers.md", r"(?:FROM|docker tag skgan) skgan:([\d.]*\d)"),
    ],
)
def test_pages_that_name_the_version_name_this_one(page, pattern):
    text = (ROOT / "docs" / page).read_text("utf-8")
    assert set(re.findall(pattern, text)) == {skgan.__version__}


def test_the_readme_of_an_index_has_no_relative_link_or_picture():
    text = (ROOT / "README.md").read_text("utf-8")
    shown = for_index(text)
    targets = re.findall(r"\]\(([^)\s]+)\)", shown)
    assert all(re.match("https?://", target) for target in targets)
    assert "](docs/" in text and "```python" in shown
    assert len(shown) > 0.8 * len(text)  # the rest is there


def test_links_become_text_and_pictures_go_with_their_captions():
    given = "a\n\n![x](b.png)\n\n*Of\nb.*\n\n[c](d.md#e), [f](https://g.h) ![i](https://j)\n"
    assert for_index(given) == "a\n\nc, [f](https://g.h) ![i](https://j)\n"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="docs/a.md">a</a> <img src="b.png">', ["docs/a.md", "b.png"]),
        ('<a href="https://x.y">a</a> <a href="#b">b</a>', []),
    ],
)
def test_make_dist_finds_relative_links(html, found):
    assert check_dist().relative_targets(html) == found


def test_make_dist_leaves_out_tensorflow_and_extras():
    lines = ["numpy>=1.26", "tensorflow>=2.18.0", "keras>=3", "pillow; extra == 'plot'"]
    assert check_dist().light_requirements(lines) == ["numpy>=1.26"]
