"""What DATA may be, and files that are none."""

import os
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from skgan._data._read import read_samples
from skgan.datasets import first_shape
from tests._cli.conftest import KERNEL
from tests.datasets.conftest import etl6_record, write_emnist

RNG = np.random.RandomState(0)


def saved(X):
    """Return what NumPy saves of 50 samples."""
    file = BytesIO()
    np.savez(file, X=X, y=np.arange(50) % 2)
    return bytearray(file.getvalue())


X = RNG.normal(size=(50, 3))
WHOLE = saved(X)
FLIPPED = WHOLE[:400] + bytes([WHOLE[400] ^ 255]) + WHOLE[401:]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (WHOLE[:300], "truncated or not an .npz file"),
        (FLIPPED, "Bad CRC-32"),
        (b"\x93NUMPY\x01\x00" + bytes(200), "not an .npz file"),
        (b"a,b\n1,2\n", "not an .npz file"),
        (saved(X.astype(object)), "contains Python objects"),
    ],
)
def test_broken_arrays_are_told_in_words(run, tmp_path, content, said):
    path = tmp_path / "data.npz"
    path.write_bytes(content)
    told = run("train", path, "-o", tmp_path / "m", code=1)
    assert said in told and "allow_pickle" not in told and str(path) in told


def test_a_truncated_parquet_file_is_named(run, tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "data.parquet"
    pd.DataFrame({"a": range(9), "y": 1}).to_parquet(path)
    path.write_bytes(path.read_bytes()[:-30])
    assert str(path) in run("train", path, "-t", "y", "-o", tmp_path / "m", code=1)


def test_the_first_picture_counts_upright(tmp_path):
    (tmp_path / "a").mkdir()
    # A header of a picture that no memory holds comes first, and is passed over.
    bomb = bytearray(b"BM" + bytes(52))
    bomb[10], bomb[14], bomb[26], bomb[28] = 54, 40, 1, 24
    bomb[18:26] = np.array([60000, 60000], "<u4").tobytes()
    (tmp_path / "a" / "0.bmp").write_bytes(bomb)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (24, 12)).save(tmp_path / "a" / "1.jpg", exif=exif)
    assert first_shape(tmp_path) == (tmp_path / "a" / "1.jpg", (24, 12, 3))
    for dtype in (np.uint16, np.uint8, bool):
        Image.fromarray(np.ones((5, 7), dtype)).save(tmp_path / "a" / "0.png")
        assert first_shape(tmp_path)[1] == (5, 7, 1)


def test_texts_are_kept_as_they_are_spelt(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("id,n,flag,yes,gap,y\n00,1,true,True,01,01\n10,2,false,False,,02\n")
    samples = read_samples(path, "y")
    assert samples.y.tolist() == ["01", "02"]
    assert samples.X["id"].tolist() == ["00", "10"]
    assert samples.X["flag"].tolist() == ["true", "false"]
    assert samples.X["gap"].isna().tolist() == [False, True]
    assert samples.X.dtypes[["n", "yes"]].tolist() == [np.int64, bool]


def test_new_rows_are_spelt_as_the_old_ones(run, tmp_path):
    path, output = tmp_path / "data.csv", tmp_path / "more.csv"
    lines = [
        f"0{i % 3},{RNG.normal():.2f},{'true' if i % 2 else 'false'},01"
        for i in range(30)
    ]
    lines += [f"1{i % 3},{RNG.normal() + 1:.2f},true,02" for i in range(10)]
    path.write_text("\n".join(["id,x,flag,y", *lines]))
    run("resample", path, "-t", "y", "-o", output, *KERNEL)
    new = [line.split(",") for line in output.read_text().splitlines()[41:]]
    assert len(new) == 20 and {row[3] for row in new} == {"02"}
    assert {row[2] for row in new} <= {"true", "false"}
    assert all(len(row[0]) == 2 for row in new)


def test_emnist_is_data(run, tmp_path):
    folder = tmp_path / "emnist" / "gzip"
    folder.mkdir(parents=True)
    images, labels = RNG.randint(0, 256, (12, 8, 8)), 1 + (np.arange(12) > 8)
    part = images.astype(np.uint8), labels.astype(np.uint8)
    write_emnist(folder, "letters", "train", *part)
    write_emnist(folder.parent, "letters", "train", *part)  # is no second split
    samples = read_samples(folder.parent, None)
    assert samples.X.shape == (12, 8, 8, 1) and set(samples.y) == {"A", "B"}
    write_emnist(folder, "digits", "train", *part)
    output = tmp_path / "out"
    resample = ("resample", folder.parent, "-o", output, *KERNEL)
    assert "letters, digits. Choose one with --split" in run(*resample, code=2)
    assert "and not 'mnist'" in run(*resample, "--split", "mnist", code=2)
    run(*resample, "--split", "digits")
    assert len([*output.glob("[12]/*.png")]) == 18


def test_etl6_is_data(tmp_path):
    record = etl6_record(1, " A", 0xB1, np.zeros((63, 64), np.uint8))
    (tmp_path / "ETL6C_01").write_bytes(record * 4)
    samples = read_samples(tmp_path, None)
    assert samples.X.shape == (4, 28, 28, 1) and set(samples.y) == {" A"}
    assert read_samples(tmp_path, None, (20, 30, 1)).X.shape == (4, 20, 30, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
@pytest.mark.parametrize("name", ["x.csv", "x.npz", "x.xlsx", "x"])
def test_a_named_pipe_is_not_waited_for(run, tmp_path, name):
    os.mkfifo(tmp_path / name)
    said = run("train", tmp_path / name, "-o", tmp_path / "m", code=1)
    assert "is a pipe or a device" in said
