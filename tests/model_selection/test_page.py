"""Verdicts as pages."""

import pandas as pd

from skgan.model_selection import AugmentationResult

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
    assert page.count("<tr>") == 1 + 4 + 1 + 16 + 1 + 10


def test_the_short_form_has_no_picture():
    text = result()._repr_html_()
    assert "<img" not in text and "<b>" not in text and "&lt;b&gt;" in text
    assert "difference" in text
