"""Columns that are not modelled."""

import numpy as np
import pandas as pd
import pytest

from skgan import load
from tests._cli.conftest import KERNEL


def test_new_rows_have_no_values_in_ignored_columns(run, table, tmp_path):
    """New rows had the identifiers of real rows, and commands could not prevent it."""
    output = tmp_path / "more.csv"
    options = ("-t", "label", "--ignore", "id, kind", "-o", output)
    run("resample", table, *options, *KERNEL)
    assert output.read_bytes().startswith(table.read_bytes() + b"\r\n")
    frame = pd.read_csv(output, dtype=str)
    assert list(frame) == ["id", "label", "size", "n", "kind"] and len(frame) == 64
    assert frame.loc[40:, ["id", "kind"]].isna().all(axis=None)
    assert frame.loc[40:, "size"].notna().all()


def test_ignored_whole_numbers_stay_whole(run, tmp_path):
    path, output = tmp_path / "data.csv", tmp_path / "more.tsv"
    size = np.random.RandomState(0).normal(size=40)
    frame = pd.DataFrame(
        {"id": range(40), "size": size, "label": ["a"] * 30 + ["b"] * 10}
    )
    frame.to_csv(path, index=False)
    run("resample", path, "-t", "label", "--ignore", "id", "-o", output, *KERNEL)
    ids = pd.read_csv(output, sep="\t", dtype=str)["id"]
    assert ids[:40].tolist() == [*map(str, range(40))] and ids[40:].isna().all()


def test_models_and_comparisons_do_not_have_ignored_columns(run, table, tmp_path):
    model, scores = tmp_path / "m.skgan", tmp_path / "scores.csv"
    ignored = ("-t", "label", "--ignore", "id")
    run("train", table, *ignored, "-o", model, *KERNEL)
    assert list(load(model).sample(1)[0]) == ["size", "n", "kind"]
    run("generate", model, "--per-class", 2, "-o", tmp_path / "new.csv")
    assert [*pd.read_csv(tmp_path / "new.csv")] == ["label", "size", "n", "kind"]
    options = ("--folds", 2, "--samplers", "ros", "--classifier", "logistic")
    run("evaluate", table, *ignored, *options, "-o", scores)
    assert pd.read_csv(scores)["score"].notna().all()


@pytest.mark.parametrize(
    ("ignored", "said"),
    [
        ("ids", "--ignore 'ids' is not a column of DATA"),
        ("label", "or is the column of classes. Give one of 'id'"),
        ("id,size,n,kind", "--ignore has all columns of DATA"),
    ],
)
def test_unknown_columns_are_refused(run, table, tmp_path, ignored, said):
    options = ("-t", "label", "--ignore", ignored, "-o", tmp_path / "o.csv")
    assert said in " ".join(run("resample", table, *options, code=2).split())


def test_pictures_have_no_columns(run, pictures, tmp_path):
    options = ("--image-shape", "8,8", "--ignore", "id", "-o", tmp_path / "m")
    assert "--ignore is for tables" in run("train", pictures, *options, code=2)


def test_large_tables_have_all_columns(run, table, tmp_path):
    options = ("-t", "label", "--ignore", "id", "-o", tmp_path / "o.csv")
    said = run("resample", table, *options, "--memory", "1kB", code=2)
    assert "--ignore is for tables that are not read in blocks" in said
