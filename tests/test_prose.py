"""The check of plain English finds phrases in prose, and not in code."""

import re
from pathlib import Path

import pytest

from tests.scripts import module_of

ROOT = Path(__file__).parent.parent
check = module_of(".ci/check_prose.py")


def found(source, suffix):
    """Return the lines and phrases that are found."""
    return [(line, phrase) for line, phrase, _ in check.phrases_in(source, suffix)]


def test_the_repository_is_in_plain_english(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert check.main([]) == 0, capsys.readouterr().out


def test_all_default_paths_are_searched(monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {str(path) for path in check.files_of(list(check.PATHS))}
    assert {"README.md", "docs/user_guide.md", "CHANGELOG.md"} <= names
    assert "examples/plot_01_swap_smote.py" in names
    assert not names & check.PENDING
    assert all((ROOT / page).is_file() for page in check.PENDING)


def test_a_planted_phrase_is_printed_with_its_line(tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_text("# Title\n\nSamples of a class of one row can't\nbe had.\n")
    assert check.main([str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert out == f"{page}:3: can't be had -> is (not) available\n"


def test_docstrings_comments_and_messages_are_prose():
    source = '''def f(x):
    """Return x. Who tunes it
    should know it by heart.
    """
    # Of tables it is to be refused.
    raise ValueError(f"{x} is none"
                     ", all but for one, "
                     "and is an error.")
'''
    assert sorted(found(source, ".py")) == [
        (2, "Who tunes"),
        (3, "by heart"),
        (5, "Of tables"),
        (5, "is to be"),
        (6, "is none"),
        (7, "but for"),
        (8, "is an error"),
    ]


@pytest.mark.parametrize(
    ("source", "suffix"),
    [
        ("```\nis to be\n```\n\n    is to be\n\nand `is to be`.\n", ".md"),
        ("is_to_be = 1\nwhile is_to_be is not to.be: pass\n", ".py"),
        ('"""Say.\n\n>>> print("is to be")\n"""\n', ".py"),
        ("{{ is to be }} <p title='is to be'>text</p>", ".html"),
    ],
)
def test_code_is_not_searched(source, suffix):
    assert found(source, suffix) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the ten tests, one failed. Who is it for? If there is none, None is used.",
        "If there is an error, x is None, but for images it is not.",
        "The first is all but forgotten. Some 3-D arrays are so small that they fit.",
        "Of a hundred rows, ten go on a list. A person who needs rows can have them.",
    ],
)
def test_ordinary_sentences_pass(sentence):
    assert found(sentence, ".md") == []


def test_patterns_are_searched_as_they_are_written():
    assert all(advice for advice in check.PATTERNS.values())
    assert not [key for key in check.PATTERNS if re.search(r"  |\\s", key)]
