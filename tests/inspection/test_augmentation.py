import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from skgan.exceptions import InputError
from skgan.inspection import AugmentationBenefitDisplay

NAMES = ["none", "gan", "smote", "kernel"]
ONE = pd.DataFrame(
    {
        "mean": [0.7, 0.8, 0.69, 0.7],
        "difference": [0.0, 0.1, -0.01, 0.0],
        "confidence_low": [0.0, 0.05, -0.02, -0.1],
        "confidence_high": [0.0, 0.15, 0.0, 0.1],
        "helps": [False, True, False, False],
    },
    index=pd.Index(NAMES, name="sampler"),
)
SEVERAL = pd.concat({"f1": ONE, "auc": ONE.iloc[:3]}, names=["metric"]).swaplevel()


class Result:
    def __init__(self, summary):
        self.summary = lambda: summary


def points(axis):
    return [line.get_xydata().tolist() for line in axis.lines[1:]]


def test_each_sampler_has_a_point_and_an_interval():
    display = AugmentationBenefitDisplay.from_results(Result(ONE))
    ax = display.ax_
    assert [label.get_text() for label in ax.get_yticklabels()] == NAMES[1:]
    assert points(ax) == [[[0.1, 0]], [[-0.01, 1], [0.0, 2]]]  # those that help first
    helping, others = (c.get_segments() for c in ax.collections)
    np.testing.assert_allclose(helping, [[[0.05, 0], [0.15, 0]]])
    np.testing.assert_allclose(others[0], [[-0.02, 1], [0.0, 1]])
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first sampler is at the top
    assert display.axes_.tolist() == [ax]


def test_a_single_metric_is_named():
    result = Result(ONE)
    result.to_frame = lambda: pd.DataFrame({"metric": ["balanced_accuracy"] * 2})
    display = AugmentationBenefitDisplay.from_results(result)
    assert display.ax_.get_xlabel() == "difference in balanced accuracy"


def test_several_metrics_have_a_panel_each():
    figure, axes = plt.subplots(1, 2)
    display = AugmentationBenefitDisplay.from_results(Result(SEVERAL), ax=axes[1])
    assert display.ax_ is axes[1] and display.figure_ is figure
    names = [axis.get_xlabel() for axis in display.axes_]
    assert names == ["difference in f1", "difference in auc"]
    first = [label.get_text() for label in display.axes_[0].get_yticklabels()]
    assert first == NAMES[1:]
    assert points(display.axes_[1])[0] == [[0.1, 0]]


def test_a_sampler_that_failed_has_a_name_only():
    failed = ONE.drop(index="smote").reindex(NAMES)
    display = AugmentationBenefitDisplay.from_results(Result(failed))
    display.figure_.canvas.draw()
    labels = [label.get_text() for label in display.ax_.get_yticklabels()]
    assert labels == NAMES[1:]
    [text] = display.ax_.texts
    assert text.get_text().strip() == "no score" and text.get_position()[1] == 1


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (3, "no method summary"),
        (Result(3), "The summary lacks the columns"),
        (Result(ONE.drop(columns="helps")), r"lacks the columns \['helps'\]"),
        (Result(ONE.iloc[:1]), "except 'none'"),
    ],
)
def test_what_is_no_result_is_told(result, message):
    with pytest.raises(InputError, match=message):
        AugmentationBenefitDisplay.from_results(result)
