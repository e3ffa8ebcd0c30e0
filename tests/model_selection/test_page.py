"""Verdicts as pages."""

import sys

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from skgan.model_selection import AugmentationResult, cross_validate_augmentation
from skgan.model_selection._cross_validate import in_words

SCORES = {"none": [0.70, 0.68, 0.73, 0.71], "<b>$s": [0.77, 0.76, 0.79, 0.79]}


def result():
    columns = [
        "sampler",
        "fold",
        "metric",
        "score",
        "seconds",
        "n_train",
        "n_test",
        "error",
    ]
    rows = [
        [name, fold, metric, scores[fold], 0.1, 80, 20, ""]
        for name, scores in SCORES.items()
        for metric in ("f1", "auc")
        for fold in range(4)
    ]
    return AugmentationResult(pd.DataFrame(rows, columns=columns))


def test_a_page_has_verdict_scores_and_a_picture_of_each_metric(tmp_path):
    path = tmp_path / "verdict.html"
    result().to_html(path)
    page = path.read_text(encoding="utf-8")
    assert page.count("<img ") == 2 and "&lt;b&gt;$s +0.07" in page
    assert "<b>" not in page and "http" not in page and "tensorflow" in page
    # One of the design, two of samplers and metrics, two of folds, one of versions.
    assert page.count("<tr>") == (1 + 3) + 2 * (1 + 4) + 2 * (1 + 4) + (1 + 10)
    assert "Failures" not in page


def test_a_page_says_what_was_compared(tmp_path):
    """Readers of the page did not know which classifier and data it is about."""
    options = {"samplers": {"weights": "class_weight"}, "cv": 2, "random_state": 0}
    X, y = np.arange(40.0)[:, None], np.repeat(["<many>", "few"], [30, 10])
    compared = cross_validate_augmentation(LogisticRegression(), X, y, **options)
    compared.to_html(tmp_path / "verdict.html")
    page = (tmp_path / "verdict.html").read_text(encoding="utf-8")
    for told in ("LogisticRegression()", "&lt;many&gt;: 30, few: 10", "<td>20</td>"):
        assert told in page


def test_of_a_pipeline_the_last_step_is_shown(tmp_path):
    pipeline = Pipeline([("scale", StandardScaler()), ("svc", SVC(C=2))])
    assert in_words(pipeline) == "SVC(C=2), after scale"
    frame = result().to_frame()
    frame.loc[frame["fold"] == 1, "n_train"] = 79
    design = {"classifier": in_words(pipeline)}
    AugmentationResult(frame, design=design).to_html(tmp_path / "verdict.html")
    page = (tmp_path / "verdict.html").read_text(encoding="utf-8")
    assert "SVC(C=2), after scale" in page and "<td>79 to 80</td>" in page


def test_a_deviation_by_rounding_is_zero(tmp_path):
    """Equal scores had the standard deviation 5.85e-17."""
    frame = result().to_frame()
    frame.loc[frame["sampler"] == "none", "score"] = 1 / 3 + 1e-16 * frame["fold"]
    AugmentationResult(frame).to_html(tmp_path / "verdict.html")
    page = (tmp_path / "verdict.html").read_text(encoding="utf-8")
    assert "0.333\xa0±\xa00<" in page and "e-17" not in page


def test_names_without_valid_unicode_are_drawn(tmp_path):
    """Matplotlib ended with a TypeError."""
    frame = result().to_frame().replace({"<b>$s": "\u00e9\ud800", "auc": "\udfff"})
    AugmentationResult(frame).to_html(tmp_path / "verdict.html")
    page = (tmp_path / "verdict.html").read_text(encoding="utf-8")
    assert page.count("<img ") == 2 and "\u00e9? +0.07" in page


def test_failed_fits_are_named_without_their_messages(tmp_path):
    """A message had quoted a value of X."""
    frame = result().to_frame()
    frame.loc[frame["sampler"].ne("none") & frame["fold"].eq(2), "score"] = np.nan
    frame.loc[frame["score"].isna(), "error"] = "ValueError: not a float: 'John <i>'"
    path = tmp_path / "verdict.html"
    AugmentationResult(frame).to_html(path)
    page = path.read_text(encoding="utf-8")
    assert page.count("<td>ValueError</td>") == 1 and "<td>-</td>" in page
    assert "John" not in page and "They are in the column &#39;error&#39;" in page
    frame["error"] = frame["error"].mask(frame["error"] != "", "The score is inf.")
    AugmentationResult(frame).to_html(path)
    assert "<td>no finite score</td>" in path.read_text(encoding="utf-8")


def test_without_matplotlib_a_page_says_so_and_the_short_form_works(
    tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert "difference" in result()._repr_html_()
    with pytest.raises(ImportError, match="to_html requires matplotlib"):
        result().to_html(tmp_path / "verdict.html")
    assert not [*tmp_path.iterdir()]


def test_the_short_form_has_no_picture():
    text = result()._repr_html_()
    assert "<img" not in text and "<b>" not in text and "&lt;b&gt;" in text
    assert "difference" in text
