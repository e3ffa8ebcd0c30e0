"""Reports as pages: whole, escaped, small, and without real rows unless asked for."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_digits

from skgan import ACGANSampler
from skgan.exceptions import InputError

pytestmark = pytest.mark.usefixtures("small_forests")
SCRIPT = "<script>alert(1)</script>"
VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """Read tags and their attributes, and find those that are not closed."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def attributes(text, tag):
    outline = Outline(text)
    assert not outline.open
    return [found for name, found in outline.tags if name == tag]


def table_report():
    """Return a report whose rows are known by their digits, and the held-out rows."""
    random = np.random.RandomState(0)
    X = pd.DataFrame(random.normal(size=(120, 3)).round(5), columns=["a", SCRIPT, "c"])
    y = np.repeat([SCRIPT, "b & c"], 60)
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X[::2], y[::2])
    return sampler.report(X[1::2], y[1::2]), X


@pytest.fixture(scope="module")
def digits_report():
    X, y = load_digits(return_X_y=True)
    options = {"sample_shape": (8, 8), "max_iter": 2, "random_state": 0}
    sampler = ACGANSampler(kernel_fraction=0.5, **options).fit(X[:400], y[:400])
    return sampler.report(X[400:700], y[400:700])


def page_of(report, path, **options):
    report.to_html(path, **options)
    return path.read_text(encoding="utf-8")


def test_a_page_of_images_needs_nothing_else(digits_report, tmp_path):
    page = page_of(digits_report, tmp_path / "report.html")
    pictures = attributes(page, "img")
    assert len(pictures) == 11  # ten classes and the losses
    assert all(one["src"].startswith("data:image/png;base64,") for one in pictures)
    assert all(one["alt"] for one in pictures)
    assert not re.search(r"https?://|<script|<link|@import|url\(", page)
    assert len(page) < 2**20
    assert all(one["scope"] in ("col", "row") for one in attributes(page, "th"))
    for words in ("Figures", "Losses", "kernel_fraction", "tensorflow", "@media print"):
        assert words in page
    for flag in digits_report.flags:
        assert flag.split(":")[0] in page


def test_real_images_are_there_only_when_asked_for(digits_report, tmp_path):
    path = tmp_path / "report.html"
    without = attributes(page_of(digits_report, path), "img")
    both = attributes(page_of(digits_report, path, include_rows=True), "img")
    real = [one for one in both if " real samples" in one["alt"]]
    assert len(real) == 10 and len(both) == len(without) + 10
    assert not {one["src"] for one in real} & {one["src"] for one in without}


def test_names_are_escaped_and_no_real_row_is_in_the_page(tmp_path):
    report, X = table_report()
    page = page_of(report, tmp_path / "report.html")
    shown = page_of(report, tmp_path / "rows.html", include_rows=True)
    for text in (page, shown, report._repr_html_()):
        assert "<script" not in text and "&lt;script&gt;alert(1)" in text
        assert "b &amp; c" in text
    rows = ["".join(f"<td>{value:.6g}</td>" for value in row) for row in X.to_numpy()]
    assert not any(row in page for row in rows)
    assert sum(row in shown for row in rows) == 10


def test_a_signal_has_pictures(tmp_path):
    y = np.repeat(["a", "$b_"], 20)
    X = np.random.RandomState(0).normal(size=(40, 16, 2))
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X[::2], y[::2])
    page = page_of(sampler.report(X[1::2], y[1::2]), tmp_path / "report.html")
    assert len(attributes(page, "img")) == 2 and "The fit trained no network" in page


def test_the_short_form_has_no_pictures(digits_report):
    text = digits_report._repr_html_()
    assert "<img" not in text and len(text) < 20_000
    assert len(attributes(text, "tr")) == 11


def test_a_page_that_cannot_be_written_says_so(digits_report, tmp_path):
    with pytest.raises(InputError, match=r"to_html got path=.*a folder"):
        digits_report.to_html(tmp_path)
    with pytest.raises(OSError, match="missing"):
        digits_report.to_html(tmp_path / "missing" / "report.html")
    assert not [*tmp_path.iterdir()]


def test_a_rare_text_is_not_named(tmp_path):
    X = pd.DataFrame({"who": [f"name {i}" for i in range(40)], "n": range(40)})
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    y = np.repeat([0, 1], 20)
    report = sampler.fit(X, y).report(X, y)
    frame = report._contents.distributions
    assert frame.loc["who", "commonest value"] == "- / -"
