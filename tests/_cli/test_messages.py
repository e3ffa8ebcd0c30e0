"""What commands say to people who use them for the first time."""

import warnings

import numpy as np
import pandas as pd
import pytest

from skgan._cli import Warner
from tests._cli.conftest import KERNEL

RNG = np.random.RandomState(0)
COLUMN = "The column {!r} has {} categories."


def test_warnings_that_differ_in_numbers_are_written_once(capsys):
    """A cross-validation of 10 folds wrote the same four warnings 40 times."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = Warner()
        for name, n in (("id", 400), ("id", 394), ("note", 394), ("a1", 3), ("a2", 3)):
            warnings.warn(COLUMN.format(name, n), UserWarning, stacklevel=1)
        warnings.warn("Deprecated.", DeprecationWarning, stacklevel=1)
    said = capsys.readouterr().err.splitlines()
    named = (("id", 400), ("note", 394), ("a1", 3), ("a2", 3))
    assert said == [f"Warning: {COLUMN.format(*pair)}" for pair in named]


@pytest.mark.parametrize("given", [(), KERNEL])
def test_a_model_without_a_network_says_so(run, pictures, tmp_path, given):
    """It said "0 updates", as if the training had failed."""
    output = tmp_path / "m.skgan"
    said = run("train", pictures, "-o", output, "--image-shape", "8,8", *given)
    assert "no network was trained, new samples are made from real ones" in said
    assert ("(--max-iter N trains a network)" in said) == (not given)
    assert f": {output}" in said and "updates" not in said


@pytest.mark.filterwarnings("default:.*can't be read as pictures")
def test_files_that_are_not_pictures_are_named_without_python(run, pictures, tmp_path):
    (pictures / "a" / "notes.txt").write_text("-")
    options = ("-o", tmp_path / "m.skgan", "--image-shape", "8,8", *KERNEL)
    said = run("train", pictures, *options)
    assert "notes.txt" in said and "They are left out." in said and "Bunch" not in said


def test_a_column_of_classes_alone_is_named(run, tmp_path):
    path = tmp_path / "data.csv"
    pd.DataFrame({"label": ["a", "b"] * 20}).to_csv(path, index=False)
    said = run("resample", path, "-t", "label", "-o", tmp_path / "o.csv", code=2)
    assert f"'{path}' has no columns besides 'label'" in said


def test_tables_without_rows_are_named(run, tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("a,b,label\n")
    said = run("resample", path, "-t", "label", "-o", tmp_path / "o.csv", code=2)
    assert f"'{path}' has a header line, but no rows." in said
    path.write_text("")
    said = run("resample", path, "-t", "label", "-o", tmp_path / "o.csv", code=1)
    assert f"'{path}' is empty." in said


def test_one_class_is_named_by_its_column(run, tmp_path):
    path = tmp_path / "data.csv"
    frame = pd.DataFrame({"a": RNG.normal(size=20), "label": "sold"})
    frame.to_csv(path, index=False)
    said = run("resample", path, "-t", "label", "-o", tmp_path / "o.csv", code=1)
    assert f"'{path}' has only the class 'sold'. Give samples of two classes" in said


@pytest.mark.parametrize("command", ["info", "generate"])
def test_models_that_cannot_be_read(run, tmp_path, command):
    """Errors of safetensors were shown, which say "header too small"."""
    path, given = tmp_path / "m.skgan", ()
    if command == "generate":
        given = ("-o", tmp_path / "o", "--per-class", 2)
    said = run(command, path, *given, code=1)
    assert f"'{path}': No such file or directory. Check the path." in said
    path.write_text("age,label\n")
    said = run(command, path, *given, code=1)
    assert f"'{path}' can't be loaded. It is not a model file of skgan" in said
    said = run(command, tmp_path, *given, code=1)
    assert f"'{tmp_path}', which is a folder. Give the name of a file." in said


@pytest.mark.filterwarnings("default:.*categories")
def test_the_warning_of_identifiers_names_the_option(run, tmp_path):
    path = tmp_path / "data.csv"
    frame = pd.DataFrame({"id": [f"c{i}" for i in range(90)], "size": range(90)})
    frame.assign(label=["a"] * 60 + ["b"] * 30).to_csv(path, index=False)
    options = ("-t", "label", "-o", tmp_path / "o.csv")
    assert "only identify a row by --ignore." in run("resample", path, *options)
