"""Templates and files of pages."""

import jinja2
import pytest

from skgan._html import (
    LOGO,
    Section,
    Table,
    as_bars,
    check_templates,
    data_uri,
    draw_lines,
    render,
    write_page,
)

EVIL = "\"><script>'&"


def page(**values):
    given = {"title": "", "flags": [], "is_raised": False, "notes": [], "sections": []}
    return render("page.html", **(given | values))


def test_every_value_is_escaped():
    bars = as_bars([1.0], [1.0], EVIL)
    table = Table(EVIL, [EVIL], [[EVIL, EVIL, bars]])
    text = page(
        title=EVIL,
        flags=[EVIL],
        notes=[EVIL],
        sections=[Section(EVIL, [EVIL], [table])],
    )
    assert "<script" not in text and EVIL not in text
    assert text.count("&#34;&gt;&lt;script&gt;&#39;&amp;") == 12


def test_a_page_starts_with_its_type_and_has_no_script_or_address():
    text = page()
    assert text.startswith("<!DOCTYPE html>")
    assert "http" not in text and "url(" not in text and "<script" not in text


def test_the_icon_of_a_page_is_the_logo_which_is_small():
    icon = data_uri(LOGO.read_bytes(), "svg+xml")
    assert f'<link rel="icon" href="{icon}">' in page()
    assert icon.startswith("data:image/svg+xml;base64,") and len(icon) < 2000


def test_templates_compile_and_need_all_their_values():
    check_templates()
    with pytest.raises(jinja2.UndefinedError, match="title"):
        render("page.html")


def test_bars_of_nothing_and_of_equal_shares():
    assert as_bars([], None, "").filled == "M0 30V30Z"
    assert as_bars([0, 0], [0, 0], "").line == "M0 30V30H60V30H120V30"


def test_lone_surrogates_of_file_names_can_be_written(tmp_path):
    write_page(tmp_path / "page.html", page(title="a\udcffb"))
    assert "<title>a?b</title>" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_legends_of_lines_do_not_cover_them(monkeypatch):
    from matplotlib.figure import Figure

    figures = []
    draw = Figure.savefig
    monkeypatch.setattr(
        Figure, "savefig", lambda self, *a, **k: (figures.append(self), draw(self, *a))
    )
    lines = {f"line {i}": ([25, 50], [0.0, 1.0]) for i in range(10)}
    draw_lines(lines, ("updates", "loss"), "lines", "Losses")
    [axis] = figures[0].axes
    legend = axis.get_legend().get_window_extent()
    assert legend.x0 >= axis.get_window_extent().x1 - 1
    assert legend.x1 <= figures[0].bbox.x1 + 1
