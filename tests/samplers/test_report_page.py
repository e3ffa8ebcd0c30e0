"""Reports as pages: whole, escaped, small, and without real rows unless asked for."""

import re
import sys
from base64 import b64decode
from html.parser import HTMLParser
from importlib.util import find_spec
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_digits

from skgan import ACGANSampler
from skgan.exceptions import InputError
from skgan.samplers import SamplerReport
from skgan.samplers._report_contents import Contents

pytestmark = pytest.mark.usefixtures("small_forests")
SCRIPT = "<script>alert(1)</script>"
VOID = {"meta", "img", "br", "path", "link"}


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
    assert not re.search(r"https?://|<script|@import|url\(", page)
    [icon] = attributes(page, "link")
    assert icon["href"].startswith("data:")
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
    real = [one for one in both if " real images" in one["alt"]]
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
    values = {f"{value:.6g}" for value in X.to_numpy().ravel()}
    cells = re.findall(r"<td>([^<]*)</td>", page)
    # No more than the ends of the range, to which samples are clipped.
    ends = {f"{value:.6g}" for value in [*X[::2].min(), *X[::2].max()]}
    assert len(cells) > 60 and values.intersection(cells) <= ends


@pytest.mark.skipif(find_spec("pyarrow"), reason="pandas makes no such text with it")
@pytest.mark.parametrize("dtype", [object, "str"])
def test_texts_without_valid_unicode_are_shown(dtype, tmp_path):
    """The hash of pandas ended with a UnicodeEncodeError."""
    X = pd.DataFrame({"a": np.arange(60.0), "\ud800": ["\ud800x", "b", "c"] * 20})
    X, y = X.astype({"\ud800": dtype}), np.arange(60) % 2
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X[:40], y[:40])
    report = sampler.report(X[40:], y[40:])
    assert "<td>?x</td>" in page_of(report, tmp_path / "report.html", include_rows=True)


def pixels(address):
    from PIL import Image

    content = b64decode(address.removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(BytesIO(content)))


def tiles(page):
    """Return all images that the strips of a page have, as bytes."""
    strips = [pixels(one["src"]) for one in attributes(page, "img") if "class" in one]
    return {
        strip[:, 9 * i : 9 * i + 8].tobytes()
        for strip in strips
        for i in range(strip.shape[1] // 9 + 1)
    }


def test_no_pixels_of_a_real_image_are_in_the_page(digits_report, tmp_path):
    X, _ = load_digits(return_X_y=True)
    real = {np.rint(x * 255 / 16).astype(np.uint8).tobytes() for x in X[:700]}
    page = page_of(digits_report, tmp_path / "report.html")
    assert len(tiles(page)) == 80 and not real & tiles(page)
    page = page_of(digits_report, tmp_path / "report.html", include_rows=True)
    assert len(real & tiles(page)) == 80


def test_generated_samples_that_equal_real_rows_are_left_out(tmp_path):
    """Few different rows: a kernel can only give them again."""
    X = pd.DataFrame({"a": ["x", "y"] * 40, "b": ["u", "u", "v", "v"] * 20})
    y = np.repeat([0, 1], 40)
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    page = page_of(sampler.fit(X, y).report(X, y), tmp_path / "report.html")
    assert "No generated sample is shown, because all of them equal real rows." in page
    assert "none of them equals" not in page
    assert "<td>generated</td>" not in page and "x: " in page


def test_a_signal_has_pictures(tmp_path):
    y = np.repeat(["a", "$b_"], 20)
    X = np.random.RandomState(0).normal(size=(40, 16, 2))
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X[::2], y[::2])
    report = sampler.report(X[1::2], y[1::2])
    page = page_of(report, tmp_path / "report.html")
    pictures = attributes(page, "img")
    assert len(pictures) == 2 and "The fit trained no network" in page
    told = {one["alt"] for one in pictures}
    assert told == {"3 generated and 0 real signals of a class"}
    shown = page_of(report, tmp_path / "rows.html", include_rows=True)
    sources = [
        {one["src"] for one in attributes(text, "img")} for text in (page, shown)
    ]
    assert [*map(len, sources)] == [2, 2] and not sources[0] & sources[1]


def test_a_class_whose_signals_all_equal_real_rows_has_no_picture(tmp_path):
    """There was an empty one."""
    some, none = np.random.RandomState(0).normal(size=(3, 16, 1)), np.zeros((0, 16, 1))
    contents = Contents("signal", {"a": 3, "b": 3}, real={"a": some, "b": some})
    frame = pd.DataFrame({"held_out": 9, "generated": 9}, [*"ab"])
    for of_a, n_pictures in ((some, 1), (none, 0)):
        contents.generated = {"a": of_a, "b": none}
        report = SamplerReport(frame, contents=contents)
        page = page_of(report, tmp_path / "report.html")
        assert len(attributes(page, "img")) == n_pictures
        is_partly = (
            "All samples of these classes equal real rows: [&#39;b&#39;]" in page
        )
        assert is_partly == (n_pictures == 1) == ("none of them equals" in page)
        page = page_of(report, tmp_path / "report.html", include_rows=True)
        assert len(attributes(page, "img")) == 2 and "held out" in page


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


def test_the_held_out_score_has_a_picture_of_its_own(tmp_path):
    history = {
        "iteration": [1, 2],
        "discriminator_loss": [0.5, 0.4],
        "generator_loss": [0.7, 0.8],
        "validation_score": [-9.0, -7.0],
    }
    frame = pd.DataFrame({"held_out": 9, "generated": 9}, ["a"])
    for of_fit in (history, {"a": history, "$b": history}):
        report = SamplerReport(frame, contents=Contents(history=of_fit))
        page = page_of(report, tmp_path / "report.html")
        losses, score = (one["alt"] for one in attributes(page, "img"))
        assert "generator loss" in losses and "score" not in losses
        assert "validation score" in score and "loss" not in score


@pytest.mark.parametrize("value", ["no", 1, None, [True]])
def test_only_a_bool_asks_for_real_rows(value, tmp_path):
    """The text "no" showed real rows."""
    report = SamplerReport(pd.DataFrame({"held_out": 9, "generated": 9}, ["a"]))
    with pytest.raises(InputError, match="include_rows=.* is not a bool. Give True"):
        report.to_html(tmp_path / "report.html", include_rows=value)
    assert not [*tmp_path.iterdir()]


def test_without_matplotlib_a_page_says_so_and_the_short_form_works(
    digits_report, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert "coverage" in digits_report._repr_html_()
    with pytest.raises(ImportError, match="SamplerReport.to_html requires matplotlib"):
        digits_report.to_html(tmp_path / "report.html")
    assert not [*tmp_path.iterdir()]


def test_a_page_that_fails_leaves_the_old_one(digits_report, tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    path.write_text("old")

    def fail(*_):
        raise OSError("No space left")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="No space left"):
        digits_report.to_html(path)
    assert path.read_text() == "old" and len([*tmp_path.iterdir()]) == 1
