"""The check of the built documentation, and the parts of Sphinx's extensions."""

import pytest

from tests.scripts import module_of

GOOD = """
<html><head><title>A page</title><link rel="canonical" href="https://a.b/"></head>
<body><a href="https://a.b/c">out</a> <a href="#here">here</a> <p id="here">text</p>
<a href="other.html#there">there</a> <img src="a.png" alt=""></body></html>
"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "index.html").write_text(GOOD, "utf-8")
    other = '<title>Other</title><p id="there"></p>'
    (tmp_path / "other.html").write_text(other, "utf-8")
    (tmp_path / "a.png").write_bytes(b"")
    return tmp_path


def problems(site):
    return [*module_of(".ci/check_site.py").site_problems(site)]


def test_a_good_site_has_no_problems(site):
    assert problems(site) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("A page", "", "the page has no title"),
        (' alt=""', "", "the image a.png has no alternative text"),
        ("a.png", "b.png", "b.png leads to no file"),
        ("#here", "#nowhere", "#nowhere leads to no anchor"),
        ("#there", "#nowhere", "other.html#nowhere leads to no anchor"),
        ("other.html", "none.html", "none.html#there leads to no file"),
        ("canonical", "stylesheet", "https://a.b/ is loaded from another host"),
        ('src="a', 'src="//a.b/a', "//a.b/a.png is loaded from another host"),
        (
            "</head>",
            "<style>@import '//a.b/c.css'</style>",
            "//a.b/c.css is loaded from another host",
        ),
        (
            "<body>",
            '<body style="background: url(https://a.b/c.png)">',
            "https://a.b/c.png is loaded from another host",
        ),
    ],
)
def test_a_problem_is_found(site, old, new, problem):
    page = site / "index.html"
    page.write_text(GOOD.replace(old, new), "utf-8")
    assert problems(site) == [f"index.html: {problem}"]


def test_styles_are_read_and_a_folder_without_pages_is_a_problem(site, tmp_path):
    (site / "a.css").write_text("a { background: url('http://a.b/c') }", "utf-8")
    assert problems(site) == ["a.css: http://a.b/c is loaded from another host"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "has no pages" in problems(empty)[0]


def test_short_names_are_those_of_one_object():
    pytest.importorskip("sphinx")
    short_names = module_of("docs/_ext/linked_names.py").short_names
    names = [
        "a.B",
        "c.D",
        "d.D",
        "a.class_fidelity",
        "a.load",
        "a.fit_resample",
        "a.SMOTE",
    ]
    assert short_names([*names, "a.Policy"], {"fit_resample"}) == {
        "class_fidelity": "a.class_fidelity",
        "SMOTE": "a.SMOTE",
        "Policy": "a.Policy",
    }


def test_full_names_of_known_projects_should_be_listed():
    pytest.importorskip("sphinx")
    is_missing = module_of("docs/_ext/linked_names.py").is_missing
    targets = {"sklearn.svm.SVC": "https://a.b", "SVC": "https://a.b"}
    assert is_missing("sklearn.svm.SVR", targets)
    assert not is_missing("SVC.fit", targets) and not is_missing("sklearn", targets)
    assert not is_missing("sklearn.svm.SVR(C=1)", targets)


def test_a_description_is_the_first_paragraph_of_the_text():
    pytest.importorskip("sphinx")
    from docutils import nodes
    from sphinx import addnodes

    description_of = module_of("docs/_ext/page_description.py").description_of
    note = nodes.note("", nodes.paragraph(text="Go to the end to download it."))
    summary = nodes.paragraph(text="Compute the energy\n distance. " + 50 * "word ")
    of_object = addnodes.desc("", addnodes.desc_content("", summary))
    document = nodes.section("", note, nodes.paragraph(text="Short."), of_object)
    text = description_of(document)
    assert text.startswith("Compute the energy distance. word word")
    assert text.endswith("word ...") and len(text) <= 200
    assert description_of(nodes.section("", note.deepcopy())) == ""


def test_descriptions_are_escaped_and_addresses_are_absolute():
    pytest.importorskip("sphinx")
    tags_of = module_of("docs/_ext/page_description.py").tags_of
    text = "\n".join(tags_of('"A" & b', "c < d", "skgan"))
    assert '<meta name="description" content="c &lt; d" />' in text
    assert '<meta property="og:title" content="&quot;A&quot; &amp; b" />' in text
    assert "og:url" not in text and "og:image" not in text
    text = "\n".join(tags_of("A", "", "skgan", "https://a.b/c", "https://a.b/d.png"))
    assert "description" not in text
    assert '<meta property="og:url" content="https://a.b/c" />' in text
    assert '<meta property="og:image" content="https://a.b/d.png" />' in text


def test_long_names_may_be_broken_at_underscores_and_full_stops():
    breakable = module_of("docs/_ext/line_breaks.py").breakable
    name = '<code class="docutils literal notranslate"><span class="pre">{}<'.format
    text = "a.class_fidelity_"
    assert breakable(name(text)) == name("a.<wbr>class_<wbr>fidelity_")
    assert breakable(name("beta_1")) == name("beta_1")
    assert breakable(f"<h1>{text}<") == "<h1>a.<wbr>class_<wbr>fidelity_<"
    assert breakable(f"<p>{text}<") == f"<p>{text}<"
