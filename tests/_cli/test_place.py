"""Where results go, and what is there already."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from skgan import ACGANSampler
from skgan._cli import main
from skgan._data import _place
from skgan.samplers import write_sampler
from tests._cli.conftest import KERNEL

RNG = np.random.RandomState(0)


@pytest.fixture
def label_first(tmp_path):
    """Write a table whose first column has the classes."""
    rows = {"fault class": ["ok"] * 20 + ["bad"] * 6, "a": RNG.normal(size=26)}
    path = tmp_path / "first.csv"
    pd.DataFrame(rows | {"n": np.arange(26)}).to_csv(path, index=False)
    return path


def test_a_killed_training_goes_on_by_the_same_command(run, label_first, tmp_path):
    model, snapshots = tmp_path / "r.skgan", tmp_path / "r-snapshots"
    command = ["train", label_first, "-t", "fault class", "--snapshot-every", 70]
    command += ["--resume", tmp_path / "state", *KERNEL, "-o"]
    run(*command, model)
    snapshots.mkdir()
    (snapshots / "000075.csv").write_text("of before the kill")
    assert "Every 70 updates is rounded up to a multiple of 25" in run(*command, model)
    (tmp_path / "other.skgan").write_bytes(b"not of this training")
    assert "--force" in run(*command, tmp_path / "other.skgan", code=2)


def test_generated_tables_have_the_order_of_columns(run, label_first, tmp_path):
    model, output = tmp_path / "m.skgan", tmp_path / "out"
    run("train", label_first, "-t", "fault class", "-o", model, *KERNEL)
    said = run("generate", model, "--per-class", 3, "-o", output)
    assert str(output / "samples.csv") in said
    frame = pd.read_csv(output / "samples.csv")
    assert list(frame) == ["fault class", "a", "n"] and len(frame) == 6
    assert "--force" in run("generate", model, "-n", 3, "-o", output, code=2)
    zero = ("generate", model, "--class", "bad=0", "-o", tmp_path / "g.csv")
    assert "of all classes is 0" in run(*zero, code=2)
    figures = tmp_path / "figures.tsv"
    run("report", model, label_first, "-t", "fault class", "-o", figures)
    assert len(pd.read_csv(figures, sep="\t")) == 2


def test_a_place_outlives_a_fit_to_fewer_columns(run, tmp_path):
    X, y = pd.DataFrame({"a": RNG.normal(size=20)}), ["ok"] * 15 + ["bad"] * 5
    sampler = ACGANSampler(kernel_fraction=1).fit(X, y)
    write_sampler(sampler, tmp_path / "m", notes={"target_place": 3})
    run("generate", tmp_path / "m", "-n", 3, "-o", tmp_path / "g.csv")
    assert list(pd.read_csv(tmp_path / "g.csv")) == ["a", "label"]


@pytest.mark.parametrize("place", [-1, True, "0", 1.0])
def test_a_model_with_a_wrong_place_is_damaged(run, place, tmp_path):
    sampler = ACGANSampler(kernel_fraction=1)
    sampler.fit(RNG.normal(size=(20, 2)), np.arange(20) < 5)
    write_sampler(sampler, tmp_path / "m", notes={"target_place": place})
    generate = ("generate", tmp_path / "m", "-n", 3, "-o", tmp_path / "g.npz")
    assert "target_place" in run(*generate, code=1)


def test_rows_without_names_go_into_a_folder(run, tmp_path):
    path, output = tmp_path / "data.npz", tmp_path / "out"
    np.savez(path, X=RNG.normal(size=(30, 3)), y=np.arange(30) < 8)
    run("resample", path, "-o", output, *KERNEL)
    with np.load(output / "samples.npz") as arrays:
        assert arrays["X"].shape == (44, 3)


def test_pixels_that_no_picture_holds_are_refused_at_once(run, tmp_path):
    path, output = tmp_path / "data.npz", tmp_path / "out"
    np.savez(path, X=RNG.normal(size=(9, 8, 8, 1)), y=np.arange(9) < 3)
    assert "written as PNG" in run("resample", path, "-o", output, code=2)
    assert not output.exists()


@pytest.mark.filterwarnings("default:.*older picture")
def test_a_page_shows_pictures_of_before(run, pictures, tmp_path):
    model, output = tmp_path / "m.skgan", tmp_path / "out"
    run("train", pictures, "-o", model, "--image-shape", "8,8", *KERNEL)
    run("generate", model, "--per-class", 5, "-o", output)
    generate = ("generate", model, "--class", "a=2", "-o", output, "--force")
    assert f"'{output}' has 10 older picture(s)" in run(*generate)
    assert (output / "index.html").read_text().count("<img") == 12


def test_the_bar_is_on_stderr_and_plain(label_first, tmp_path, capfd):
    arguments = ["train", label_first, "-t", "fault class", "-o", tmp_path / "m"]
    arguments += ["--max-iter", "30", "-p", "kernel_fraction=0.5"]
    main([*map(str, arguments)], standalone_mode=False)
    out, err = capfd.readouterr()
    assert out == f"30 updates: {tmp_path / 'm'}\n"
    assert err.count("30/30 ") == 1 and "\x1b" not in err


def test_pictures_of_one_name_are_all_copied(run, tmp_path):
    """Of three in sub-folders of a class the third replaced the second."""
    data, output = tmp_path / "data", tmp_path / "out"
    for i, name in enumerate(
        ("a/1.png", "a/x/1.png", "a/y/1.png", "b/1.png", "b/2.png")
    ):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((8, 8), i, np.uint8)).save(data / name)
    run("resample", data, "-o", output, "--strategy", "b=2", *KERNEL)
    names = sorted(path.name for path in (output / "a").iterdir())
    assert names == ["1-2.png", "1-3.png", "1.png"]
    contents = {path.read_bytes() for path in (output / "a").iterdir()}
    assert contents == {path.read_bytes() for path in (data / "a").rglob("*.png")}
    assert (output / "index.html").read_text().count("1-3.png") == 2


@pytest.mark.parametrize("command", ["evaluate", "resample", "train"])
def test_a_folder_that_takes_no_files_is_refused_before_data_are_read(
    run, command, tmp_path, monkeypatch
):
    """All folds were run, and then there was no file."""

    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(_place, "NamedTemporaryFile", refuse)
    output = tmp_path / "result.csv"
    said = " ".join(run(command, "missing.csv", "-o", output, code=2).split())
    assert "Permission denied. Give a folder that you may write to." in said
    assert "missing.csv" not in said


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no /proc")
def test_a_folder_of_the_system_is_refused(run):
    said = run("evaluate", "missing.csv", "-o", "/proc/verdict.html", code=2)
    assert "No file can be created in the folder '/proc'" in said


def test_the_check_of_a_folder_leaves_nothing(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "out" / "real.csv")
    for name in ("new.csv", "out", "link.csv"):
        _place.check_free(tmp_path / name, False)
    assert len([*tmp_path.rglob("*")]) == 2
