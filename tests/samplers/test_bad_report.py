"""What a report says of few rows, of rows that are missing, and of bad ones."""

import warnings

import numpy as np
import pytest

from skgan import ACGANSampler, GANSampler
from skgan.exceptions import InputError, NothingTrainedError
from tests.samplers.test_report import FIGURES, KINDS, fit, report

pytestmark = pytest.mark.usefixtures("small_forests")


@pytest.mark.parametrize("n_rows", range(2, 11))
def test_small_classes_are_judged_without_false_flags(n_rows):
    X, y, X_test, y_test = KINDS["table"][0]
    rows = np.r_[np.flatnonzero(y_test == 0)[:n_rows], np.flatnonzero(y_test == 1)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = fit("table").report(X_test[rows], y_test[rows])
    frame = made.to_frame()
    assert made.flags == [] and frame.loc[0, "held_out"] == n_rows
    assert frame.loc[0, list(FIGURES)].notna().all()
    assert np.isnan(frame.loc[0, "told_apart"]) == (n_rows < 4)


@pytest.mark.parametrize("n_rows", [0, 1])
def test_classes_of_fewer_than_two_rows_are_not_judged(n_rows, capsys):
    X, y, X_test, y_test = KINDS["images"][0]
    rows = np.r_[np.flatnonzero(y_test == 1)[:n_rows], np.flatnonzero(y_test != 1)]
    made = fit("images").report(X_test[rows], y_test[rows]).to_frame()
    assert made.loc[1, ["held_out", "generated"]].tolist() == [0, 0]
    assert made.loc[1].drop(["held_out", "generated"]).isna().all()
    assert made.loc[[0, 2], list(FIGURES)].notna().all(axis=None)
    said = " ".join(capsys.readouterr().out.split())
    assert "These classes are not evaluated: [1]. A class needs at least 2 rows" in said


def test_one_class_alone_is_judged_but_for_its_fidelity():
    X, y, X_test, y_test = KINDS["table"][0]
    made = fit("table").report(X_test[y_test == 1], y_test[y_test == 1])
    row = made.to_frame().loc[1]
    assert np.isnan(row["fidelity"]) and row["coverage"] > 0.5
    assert row["mistaken_for"] is None


def test_classes_without_a_generator_are_left_out():
    options = {"conditioning": "per-class", "kernel_fraction": 0, "max_iter": 5}
    made = report(fit("table", GANSampler, **options), "table").to_frame()
    assert made["generated"].tolist() == [200, 0]


def test_where_nothing_can_be_drawn_there_is_no_report():
    X, y, X_test, y_test = KINDS["table"][0]
    rows = np.r_[np.flatnonzero(y == 0)[:30], np.flatnonzero(y == 1)[:30]]
    sampler = ACGANSampler(kernel_fraction=0, random_state=0).fit(X[rows], y[rows])
    with pytest.raises(NothingTrainedError, match="A report"):
        sampler.report(X_test, y_test)


def bad(name):
    X, y, X_test, y_test = (part[:] for part in KINDS["table"][0])
    missing = X_test.copy()
    missing[0, 0] = np.nan
    return {
        "missing": (missing, y_test),
        "empty": (X_test[:0], y_test[:0]),
        "unknown": (X_test, np.where(y_test == 0, 7, y_test)),
        "no class": (X_test, np.where(y_test == 0, np.nan, y_test)),
        "single": (X_test[[0, 1]], np.array([0, 1])),
    }[name]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "NaN"),
        ("empty", "Give at least one sample"),
        ("unknown", r"y has the classes \[7\], which were not fitted. Leave"),
        ("no class", "Drop these rows or give them a class"),
        (
            "single",
            r"X has 2 row\(s\), and fewer than 2 of each class that the sampler can "
            r"generate. Give at least 2 rows of one of them: \[0, 1",
        ),
    ],
)
def test_bad_rows_are_told(name, message):
    with pytest.raises(ValueError, match=message):
        fit("table").report(*bad(name))


def test_rows_of_another_shape_are_told():
    with pytest.raises(InputError, match="Give samples of the fitted shape"):
        fit("signals").report(np.zeros((9, 32, 2)), ["worn"] * 9)
