"""Pages that ``skgan report`` and ``skgan evaluate`` write."""

import pytest

from tests._cli.conftest import KERNEL

pytestmark = pytest.mark.usefixtures("small_forests")


def test_report_and_verdict_as_pages(run, table, tmp_path):
    model, page = tmp_path / "model.skgan", tmp_path / "report.html"
    run("train", table, "-t", "label", "-o", model, *KERNEL)
    run("report", model, table, "-t", "label", "-o", page)
    assert "Figures" in page.read_text(encoding="utf-8")
    run("report", model, table, "-t", "label", "-o", page, code=2)  # it is there
    verdict = tmp_path / "verdict.html"
    options = ("--folds", 2, "--samplers", "ros", "--classifier", "logistic")
    run("evaluate", table, "-t", "label", *options, "-o", verdict)
    assert "Comparison" in verdict.read_text(encoding="utf-8")
