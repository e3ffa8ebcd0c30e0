import numpy as np
import pandas as pd
import pytest

from skgan.model_selection import AugmentationResult
from tests.model_selection.runs import frame_of

WORDS = {w: w for w in ("kernel", "warp", "class_weight", "threshold", "prior")}


def verdict(n_folds=10, metric="f1", spread=0.01, **shifts):
    """Return the verdict on samplers whose mean differences are exactly these."""
    frame = make_frame(n_folds, metric, spread, shifts)
    baselines = {name: word for name, word in WORDS.items() if name in shifts}
    return AugmentationResult(frame, baselines).verdict_


def make_frame(n_folds, metric, spread, shifts):
    random_state = np.random.RandomState(0)
    folds = 0.5 + 0.02 * np.arange(n_folds)
    scores = {"none": folds}
    for name, shift in shifts.items():
        noise = random_state.normal(size=n_folds) * spread
        scores[name] = folds + shift + noise - noise.mean()
    return frame_of(scores, metric)


@pytest.mark.parametrize(
    ("options", "beginning", "end"),
    [
        (
            {"smote": 0.08},
            "Augment: 'smote' raises f1 by 0.080 (p < .001)",
            "class weights and a tuned threshold were not compared).",
        ),
        (
            {"smote": 0.08, "class_weight": 0.02, "threshold": 0.01},
            "Augment: 'smote' raises f1 by 0.080",
            "by 0.060 over 'class_weight' (p < .001).",
        ),
        (  # baselines that do nothing are not named
            {"smote": 0.08, "threshold": -0.01},
            "Augment: 'smote' raises f1 by 0.080 (p < .001).",
            "",
        ),
        (
            {"smote": 0.08, "threshold": 0.078},
            "Augment, or take the simpler 'threshold': 'smote' raises f1",
            ").",
        ),
        (
            {"smote": 0.08, "threshold": 0.09},
            "Do not augment, take 'threshold': 'smote' raises f1",
            "but 'threshold' does as well (+0.090, p < .001).",
        ),
        (
            {"acgan": 0.08, "warp": 0.09},
            "Augment by 'warp', without a network: 'acgan' raises f1",
            "",
        ),
        (
            {"smote": 0.08, "prior": 0.09},
            "Do not augment, take 'prior': 'smote' raises f1",
            "but 'prior' does as well (+0.090, p < .001).",
        ),
        (  # a lead that rounds to nothing
            {"smote": 0.0802, "threshold": 0.08},
            "Do not augment, take 'threshold': 'smote' raises f1",
            "",
        ),
        (
            {"acgan": 0.08, "kernel": 0.09},
            "Augment by 'kernel', without a network: 'acgan' raises f1",
            "",
        ),
        (
            {"smote": 0.001, "threshold": 0.09},
            "Do not augment, take 'threshold': 'threshold' raises f1 by 0.090 (p "
            "< .001); there is no evidence that a sampler raises f1; the best, 'smote'",
            "",
        ),
        (
            {"threshold": 0.09},
            "Do not augment, take 'threshold': 'threshold' raises f1 by 0.090",
            " (p < .001).",
        ),
        (  # worse is not called no evidence
            {"smote": -0.08, "adasyn": -0.09},
            "Do not augment: all lower f1, the best, 'smote', by 0.080 (p < .001).",
            "",
        ),
        (
            {"smote": 0.0, "spread": 0.0},
            "Do not augment: none of them changes f1 in any fold.",
            "",
        ),
        (
            {"smote": 0.1, "n_folds": 1},
            "Nothing can be said of f1: one fold has no spread",
            "",
        ),
    ],
)
def test_the_first_metric_decides(options, beginning, end):
    said = verdict(**options)
    assert said.startswith(beginning) and said.endswith(end)


def test_a_lead_within_the_noise():
    said = verdict(smote=0.08, threshold=0.078)
    assert "its lead of 0.002 over 'threshold' is within the noise" in said


def test_no_evidence_names_what_could_have_been_found():
    said = verdict(smote=0.002, adasyn=0.001)
    assert said.startswith("Do not augment: there is no evidence")
    frame = make_frame(10, "f1", 0.01, {"smote": 0.002, "adasyn": 0.001})
    found = AugmentationResult(frame).summary().loc["smote", "smallest_detectable"]
    assert f"reliably detects only differences of {found:.3f} or more" in said


def test_nothing_worked():
    frame = make_frame(10, "f1", 0.01, {"smote": 0.1})
    frame.loc[frame["sampler"] == "none", "score"] = np.nan
    said = AugmentationResult(frame).verdict_
    assert said.startswith("Nothing can be said of f1: there are no pairs of scores.")
    assert "10 scores are missing" in said


@pytest.mark.parametrize(
    "shift, spread, clause",
    [
        (0.08, 0.01, "'smote' raises auc by 0.080"),
        (-0.08, 0.01, "'smote' lowers auc by 0.080"),
        (0.001, 0.01, "no evidence for auc, and this design reliably detects only"),
        (0.0, 0.0, "auc is the same in all folds."),
    ],
)
def test_further_metrics_are_told_and_do_not_decide(shift, spread, clause):
    first = make_frame(10, "f1", 0.01, {"smote": 0.002})
    second = make_frame(10, "auc", spread, {"smote": shift})
    said = AugmentationResult(pd.concat([first, second])).verdict_
    assert said.startswith("Do not augment")
    assert f"Further metrics: {clause}" in said


def test_what_failed_in_all_folds_is_named_as_failed_and_not_as_tried():
    """A SMOTE that no fold could fit was among "any of them"."""
    frame = make_frame(10, "f1", 0.01, {"smote": 0.0, "gan": 0.001})
    frame.loc[frame["sampler"] == "smote", ["score", "error"]] = [np.nan, "NaN in X"]
    said = AugmentationResult(frame).verdict_
    assert "there is no evidence that any of them raises f1; the best, 'gan'" in said
    assert "'smote' failed in all folds and was not compared (to_frame()" in said
    assert "scores are missing" not in said
    frame.loc[frame["sampler"] == "gan", ["score", "error"]] = [np.nan, "NaN in X"]
    said = AugmentationResult(frame).verdict_
    assert said.startswith("Nothing can be said of f1: there are no pairs of scores.")
    assert "'smote' failed in all folds" in said and "'gan' failed in all" in said


def test_a_word_that_failed_was_not_tried():
    frame = make_frame(10, "f1", 0.01, {"smote": 0.08, "class_weight": 0.0})
    frame.loc[frame["sampler"] == "class_weight", "score"] = np.nan
    said = AugmentationResult(frame, {"class_weight": "class_weight"}).verdict_
    assert said.startswith("Augment: 'smote'") and "were not compared" in said
    assert "'class_weight' failed in all folds" in said
