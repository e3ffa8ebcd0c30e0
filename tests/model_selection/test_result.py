import pickle

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from skgan.model_selection import AugmentationResult
from tests.model_selection.runs import frame_of

SPREAD = np.array([-2, -1, 0, 1, 2, -2, -1, 0, 1, 2]) / 100


def make_frame(**shifts):
    """Return scores of two metrics; spreads differ, so that p does."""
    metrics = [
        frame_of(
            {
                name: 0.7 + SPREAD + shift[m] + np.roll(SPREAD, i) * (name != "none")
                for i, (name, shift) in enumerate(shifts.items())
            },
            metric,
        )
        for m, metric in enumerate(("f1", "auc"))
    ]
    return pd.concat(metrics, ignore_index=True)


def summarize(frame, **parameters):
    return AugmentationResult(frame, **parameters).summary()


FRAME = make_frame(none=(0, 0), smote=(0.05, -0.05), weights=(0.06, 0.0))


def test_index_has_the_metrics_where_there_are_several():
    summary = summarize(FRAME)
    assert summary.index.names == ["sampler", "metric"]
    assert list(summary.index)[:3] == [("none", "f1"), ("none", "auc"), ("smote", "f1")]
    summary = summarize(FRAME[FRAME["metric"] == "f1"])
    assert summary.index.tolist() == ["none", "smote", "weights"]
    assert summary.index.name == "sampler"


def test_summary_of_each_sampler():
    summary = summarize(FRAME)
    line = summary.loc[("smote", "f1")]
    f1 = FRAME[FRAME["metric"] == "f1"]
    scores = f1.pivot(index="fold", columns="sampler", values="score")["smote"]
    assert line["mean"] == pytest.approx(scores.mean())
    assert line["std"] == pytest.approx(scores.std(ddof=1))
    assert line["difference"] == pytest.approx(0.05)
    assert line["confidence_low"] < 0.05 < line["confidence_high"]
    assert (line["wins"], line["ties"], line["losses"]) == (10, 0, 0)
    assert line["seconds"] == pytest.approx(0.45)
    assert line["n_failed"] == 0
    assert line["helps"] and isinstance(summary["helps"].iloc[0], np.bool_)
    none, worse = summary.loc[("none", "f1")], summary.loc[("smote", "auc")]
    assert none["difference"] == 0 and np.isnan(none["p_value"]) and not none["helps"]
    assert worse["p_value"] > 0.95 and not worse["helps"] and worse["losses"] == 10
    # Without words, none is the best baseline.
    leads = summary["difference_to_baseline"]
    pd.testing.assert_series_equal(leads, summary["difference"], check_names=False)


def test_missing_scores_are_counted_and_left_out():
    frame = FRAME.copy()
    is_missing = (frame["sampler"] == "smote") & frame["fold"].isin([0, 1, 2])
    frame.loc[is_missing | (frame["metric"] == "auc"), "score"] = np.nan
    result = AugmentationResult(frame)
    line = result.summary().loc[("smote", "f1")]
    assert line["n_failed"] == 3 and line["helps"]
    assert line["wins"] + line["ties"] + line["losses"] == 7
    assert "nothing can be said of auc" in result.verdict_


def test_holm_is_over_the_samplers_of_a_metric():
    summary = summarize(FRAME)
    for metric in ("f1", "auc"):
        lines = summary.xs(metric, level="metric").drop("none").sort_values("p_value")
        expected = np.maximum.accumulate(lines["p_value"].to_numpy() * [2, 1])
        assert lines["p_value_adjusted"].to_numpy() == pytest.approx(
            np.minimum(expected, 1.0)
        )


def test_p_values_by_hand():
    """Nadeau and Bengio's test and Holm's steps, written out again."""
    score = {"none": [0.70, 0.68, 0.73, 0.71, 0.69]}
    score["a"] = [0.72, 0.70, 0.74, 0.75, 0.70]
    score["b"] = [0.71, 0.67, 0.75, 0.73, 0.70]
    score["c"] = [0.69, 0.68, 0.72, 0.71, 0.70]
    summary = summarize(frame_of(score).assign(n_train=66, n_test=33))
    gains = np.array([score[name] for name in "abc"]) - score["none"]
    t = gains.mean(axis=1) / gains.std(axis=1, ddof=1) / np.sqrt(1 / 5 + 33 / 66)
    p_values = stats.t.sf(t, df=4)
    assert p_values[0] < p_values[1] < p_values[2]
    first = 3 * p_values[0]
    second = max(first, 2 * p_values[1])
    adjusted = [first, second, max(second, p_values[2])]
    lines = summary.loc[[*"abc"]]
    assert lines["p_value"].to_numpy() == pytest.approx(p_values, rel=1e-9)
    assert lines["p_value_adjusted"].to_numpy() == pytest.approx(adjusted, rel=1e-9)
    assert lines["helps"].tolist() == [p < 0.05 for p in adjusted]


def test_difference_to_the_best_baseline():
    summary = summarize(FRAME, baselines={"weights": "class_weight"})
    line = summary.loc[("smote", "f1")]
    assert line["difference_to_baseline"] == pytest.approx(-0.01)
    assert line["p_value_to_baseline"] > 0.5
    assert np.isnan(summary.loc[("weights", "f1"), "p_value_to_baseline"])
    assert summary.loc[("weights", "f1"), "difference_to_baseline"] == 0


def test_results_are_shown_copied_and_pickled():
    result = AugmentationResult(FRAME, {"weights": "class_weight"})
    text = repr(result)
    assert text.startswith("AugmentationResult of 10 folds")
    assert "smote" in text and "Augment" in text
    assert max(map(len, text.splitlines())) < 110
    for copy in (result.to_frame(), result.summary()):
        copy[copy.columns[0]] = 0
    again = pickle.loads(pickle.dumps(result))
    assert again.verdict_ == result.verdict_ and repr(again) == text
    pd.testing.assert_frame_equal(result.to_frame(), FRAME)
