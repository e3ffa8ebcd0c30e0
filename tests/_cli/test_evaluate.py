"""``skgan evaluate`` of tables of any columns."""

import numpy as np
import pandas as pd
import pytest

from skgan._cli import _evaluate
from skgan._data import _arms
from skgan._data._read import Samples
from skgan._data._smote import make_smote, with_numbers
from skgan.model_selection import _fold, cross_validate_augmentation

RNG = np.random.RandomState(0)


def mixed(n=60):
    """Return a table with gaps in all kinds of columns."""
    X = pd.DataFrame(
        {
            "a": RNG.normal(size=n),
            "n": RNG.randint(9, size=n),
            "kind": RNG.choice(["x", "y", "z"], n).astype(object),
            "flag": RNG.normal(size=n) > 0,
            "day": pd.date_range("2024-01-01", periods=n),
        }
    )
    X.loc[::7, "a"] = np.nan
    X.loc[::5, "kind"] = None
    X.loc[::9, "day"] = pd.NaT
    return X


def test_smote_is_tried_on_tables_with_categories_and_gaps(run, tmp_path):
    """It failed in each fold, and the verdict counted it as tried."""
    path = tmp_path / "data.csv"
    mixed().assign(y=np.arange(60) < 20).to_csv(path, index=False)
    options = ("--folds", 2, "--samplers", "smote,ros", "--classifier", "logistic")
    output = tmp_path / "scores.csv"
    said = run("evaluate", path, "-t", "y", *options, "-o", output)
    assert "failed" not in said and "missing" not in said
    assert f"Written to {output}." in said
    scores = pd.read_csv(output)
    assert scores["score"].notna().all() and set(scores.sampler) > {"smote"}


def test_groups_stay_together_and_are_no_feature(run, tmp_path, monkeypatch):
    given = {}

    def compare(X, groups, **options):
        given.update(X=X, groups=groups)
        return cross_validate_augmentation(X=X, groups=groups, **options)

    monkeypatch.setattr(_evaluate, "cross_validate_augmentation", compare)
    path, output = tmp_path / "data.csv", tmp_path / "scores.csv"
    who = [f"p{i // 3}" for i in range(60)]
    mixed()[["a", "n"]].assign(who=who, y=np.arange(60) < 20).to_csv(path, index=False)
    options = ("--folds", 2, "--samplers", "ros", "--classifier", "logistic")
    run("evaluate", path, "-t", "y", "--groups", "who", *options, "-o", output)
    assert list(given["X"]) == ["a", "n"] and given["groups"].tolist() == who
    assert pd.read_csv(output)["fold"].nunique() == 4
    said = run("evaluate", path, "-t", "y", "--groups", "y", *options, code=2)
    assert (
        "--groups 'y' is not a column" in said and "Give one of 'a', 'n', 'who'" in said
    )
    np.savez(tmp_path / "a.npz", X=np.zeros((60, 2)), y=np.arange(60) < 20)
    said = run("evaluate", tmp_path / "a.npz", "--groups", "who", *options, code=2)
    assert "--groups is for tables" in said


@pytest.mark.parametrize("columns", [["a", "n"], ["kind", "flag"], ["a", "kind"]])
def test_gaps_are_filled_and_rows_stay(columns):
    X, y = mixed()[columns], np.arange(60) < 20
    X_new, y_new = make_smote(X).fit_resample(X, y)
    assert len(X_new) == 80 and X_new.notna().all(axis=None)
    assert list(X_new) == columns and y_new.sum() == 40
    known = X.notna().to_numpy()
    assert (X_new[:60].to_numpy()[known] == X.to_numpy()[known]).all()
    values = X[columns].to_numpy(dtype=float) if columns == ["a", "n"] else None
    if values is not None:
        assert np.isfinite(make_smote(values).fit_resample(values, y)[0]).all()


def test_dates_and_durations_are_days():
    X = mixed(4).assign(length=pd.to_timedelta([1, 2, 3, 4], "h"))
    days = with_numbers(X)
    np.testing.assert_array_equal(days["day"], [np.nan, 0, 1, 2])
    np.testing.assert_allclose(days["length"], np.arange(1, 5) / 24)


def test_mixup_of_numbers_with_gaps():
    X = mixed()[["a", "n"]]
    X_new, y_new = _arms.make_arm("mixup", X, None).fit_resample(X, np.arange(60) < 20)
    assert len(X_new) == 80 and X_new.notna().all(axis=None) and y_new.sum() == 40


def test_words_stay_baselines_where_samples_have_a_shape():
    """The kernel of images was compared as a sampler, not as what is simpler."""
    samples = Samples(RNG.randint(256, size=(40, 8, 8, 1)), np.arange(40) < 12)
    options = {"classifier": "logistic", "folds": 2, "jobs": 1, "seed": 0}
    result = _evaluate.compare(samples, ["kernel", "warp", "ros"], **options)
    assert result.baselines == {"none": None, "kernel": "kernel", "warp": "warp"}
    assert (result.to_frame()["error"] == "").all()


def test_the_words_are_those_of_the_library():
    assert _arms.WORDS == _fold.WORDS


@pytest.mark.parametrize("channels", [1, 2])
def test_signals_of_any_channels_are_compared(run, tmp_path, channels):
    """Two channels were taken for a gray image that is too small."""
    y = np.repeat(["a", "b"], [24, 12])
    X = RNG.normal(size=(36, 16, channels)) + (y == "b")[:, None, None]
    np.savez(tmp_path / "signals.npz", X=X, y=y)
    options = ("--folds", 2, "--classifier", "logistic", "--samplers", "kernel,smote")
    output = tmp_path / "scores.csv"
    run("evaluate", tmp_path / "signals.npz", *options, "-o", output)
    scores = pd.read_csv(output)
    assert scores["score"].notna().all() and {"kernel", "smote"} < set(scores.sampler)


def test_a_page_names_the_data_and_the_classifier(run, tmp_path):
    path, output = tmp_path / "my data.csv", tmp_path / "verdict.html"
    mixed()[["a", "n"]].assign(y=np.arange(60) < 20).to_csv(path, index=False)
    options = ("--folds", 2, "--samplers", "ros", "--classifier", "logistic")
    run("evaluate", path, "-t", "y", *options, "-o", output)
    page = output.read_text("utf-8")
    assert "my data.csv" in page and "LogisticRegression" in page
