from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from skgan.datasets import load_image_folder, write_image_folder
from skgan.datasets._names import folder_names
from skgan.exceptions import InputError

RNG = np.random.RandomState(0)
LABELS = np.array(["b", "a", "b", "a", "c"])


def images(*shape):
    return RNG.randint(0, 256, (5, *shape)).astype(np.uint8)


def read(folder, X):
    """Return pictures in the order in which they were written, and their classes."""
    bunch = load_image_folder(folder, X.shape[1:])
    order = np.argsort([name[-10:] for name in bunch.filenames])
    assert bunch.broken == [] and len(order) == len(X)
    return bunch.data[order], bunch.target[order]


@pytest.mark.parametrize("channels", [(), (1,), (2,), (3,), (4,)])
def test_images_are_read_as_they_were_written(channels, tmp_path):
    X = images(7, 9, *channels)
    write_image_folder(tmp_path / "in" / "new", X, LABELS)
    X_read, y_read = read(tmp_path / "in" / "new", X)
    np.testing.assert_array_equal(X_read.reshape(X.shape), X)
    assert y_read.tolist() == LABELS.tolist()
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["new"]


@pytest.mark.parametrize(
    ("dtype", "value_range"),
    [(np.float32, None), (float, (-1, 1)), (np.int64, (0, 255)), (float, (0, 255))],
)
def test_values_from_black_to_white_become_bytes(dtype, value_range, tmp_path):
    X = images(4, 4, 3)
    low, high = value_range or (0, 1)
    given = np.asarray(X / 255 * (high - low) + low)
    given = (np.rint(given) if np.dtype(dtype).kind == "i" else given).astype(dtype)
    write_image_folder(tmp_path, given, pd.Series(LABELS), value_range=value_range)
    np.testing.assert_array_equal(read(tmp_path, X)[0], X)


def test_bools_are_black_and_white(tmp_path):
    X = RNG.rand(5, 4, 4) > 0.5
    write_image_folder(tmp_path, X, LABELS)
    np.testing.assert_array_equal(read(tmp_path, X)[0][..., 0], 255 * X)


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (LABELS[:4], "y has shape"),
        (LABELS[:, np.newaxis], "y has shape"),
        (np.array([1, "1", 2, 3, None], object), "1 missing classes"),
        (["a", np.nan, "b", "c", "c"], "1 missing classes"),
        (["a", pd.NA, "b", pd.NaT, "c"], "2 missing classes"),
        (np.array([1, "1", 2, 3, 4], object), "several classes with the same"),
    ],
)
def test_wrong_classes_are_told(y, message, tmp_path):
    with pytest.raises(InputError, match=message):
        write_image_folder(tmp_path / "new", images(4, 4), y)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("X", "options", "message"),
    [
        (images(16), {}, "reshape flat rows"),
        (images(4, 4, 5), {}, "not that of images"),
        (images(4, 4)[:0], {}, "not that of images"),
        (images(4, 4).astype(int), {}, "have dtype int64, and their"),
        (images(4, 4).astype(float) + 1, {}, "outside of \\(0, 1\\)"),
        (np.full((5, 4, 4), np.nan), {}, "outside of"),
        (images(4, 4), {"value_range": (0, 0)}, "value_range is"),
        (images(4, 4), {"value_range": (-np.inf, np.inf)}, "both finite"),
        (images(4, 4), {"value_range": (0, np.inf)}, "both finite"),
        (images(4, 4), {"value_range": (-1.7e308, 1.7e308)}, "both finite"),
        (images(4, 4), {"value_range": (np.nan, 1)}, "both finite"),
        (images(4, 4) > 9, {"value_range": (2, 3)}, "outside of"),
        (images(4, 4).astype(complex), {"value_range": (0, 1)}, "dtype complex128"),
    ],
)
def test_wrong_pixels_are_told(X, options, message, tmp_path):
    with pytest.raises(InputError, match=message):
        write_image_folder(tmp_path / "new", X, LABELS[: len(X)], **options)
    assert not [*tmp_path.iterdir()]


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "file").write_text("")
    inside = tmp_path / "file" / "new"  # told with the name of a temporary folder
    for path in (tmp_path, tmp_path / "file", inside, inside / "new"):
        with pytest.raises(InputError, match=f"^directory='{path}'"):
            write_image_folder(path, images(4, 4), LABELS)
    for path in ("", 3, "a\0b", Path("a\0b"), "\ud800"):
        with pytest.raises(InputError, match="directory="):
            write_image_folder(path, images(4, 4), LABELS)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_leaves_nothing(tmp_path, monkeypatch):
    def fail(self, *args, **options):
        raise OSError("full")

    monkeypatch.setattr(Image.Image, "save", fail)
    with pytest.raises(OSError, match="full"):
        write_image_folder(tmp_path / "new", images(4, 4), LABELS)
    assert not [*tmp_path.iterdir()]


def test_classes_of_any_letters_have_folders_that_are_read(tmp_path):
    """A folder whose name begins with a dot is hidden, and was not read."""
    y = np.array([".hidden", "CON", "a/b", "..", ""])
    X = images(4, 4)
    write_image_folder(tmp_path, X, y)
    X_read, y_read = read(tmp_path, X)
    np.testing.assert_array_equal(X_read[..., 0], X)
    assert y_read.tolist() == ["%2Ehidden", "%43ON", "a%2Fb", "%2e2e", "%"]
    assert folder_names(["a", "A", "b.", "nul.txt", "index.html"]) == {
        "a": "a",
        "A": "A_",
        "b.": "b%2E",
        "nul.txt": "%6Eul.txt",
        "index.html": "index.html_",
    }


def test_classes_may_be_numbers_and_dates(tmp_path):
    for i, y in enumerate((range(5), pd.date_range("2024-01-01", periods=5))):
        write_image_folder(tmp_path / str(i), images(4, 4), y)
        assert len([*(tmp_path / str(i)).iterdir()]) == 5
