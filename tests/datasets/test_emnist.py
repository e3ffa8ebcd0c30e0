import numpy as np
import pytest
from scipy.io import savemat

from skgan.datasets import EMNIST_SPLITS, load_emnist
from skgan.exceptions import DataFileError, InputError
from tests.datasets.conftest import LETTERS, write_emnist, write_emnist_mat, write_idx

LABELS = np.array([1, 2, 2, 26, 1, 1, 2, 3, 4, 5, 6, 1], np.uint8)
N_CLASSES = dict(zip(EMNIST_SPLITS, (62, 47, 47, 26, 10, 10), strict=True))


@pytest.mark.parametrize("suffix, folder", [("", ""), (".gz", "gzip")])
def test_images_are_turned_upright(tmp_path, monkeypatch, upright, suffix, folder):
    monkeypatch.setattr("skgan.datasets._emnist.IMAGES_AT_ONCE", 5)
    (tmp_path / folder).mkdir(exist_ok=True)
    write_emnist(tmp_path / folder, "letters", "train", upright, LABELS, suffix)
    bunch = load_emnist(tmp_path, "letters")
    np.testing.assert_array_equal(bunch.images, upright)
    assert bunch.data.shape == (12, 28, 28, 1) and bunch.data.flags.c_contiguous
    assert "".join(bunch.target[:5]) == "ABBZA"
    assert bunch.target_names.tolist() == list(EMNIST_SPLITS["letters"])


@pytest.mark.parametrize("is_zipped, folder", [(False, "matlab"), (True, "")])
def test_matlab_files_give_the_same(tmp_path, upright, is_zipped, folder):
    (tmp_path / folder).mkdir(exist_ok=True)
    path = tmp_path / folder / "emnist-letters.mat"
    write_emnist_mat(path, upright, LABELS, LETTERS, do_compression=is_zipped)
    write_emnist(tmp_path / folder, "letters", "train", upright, LABELS)
    from_mat = load_emnist(tmp_path, "letters", subset="test")
    from_idx = load_emnist(tmp_path, "letters")
    np.testing.assert_array_equal(from_mat.data, from_idx.data)
    np.testing.assert_array_equal(from_mat.target, from_idx.target)
    assert from_mat.target_names.tolist() == from_idx.target_names.tolist()
    assert from_mat.filenames == [str(path)]


@pytest.mark.parametrize("split", EMNIST_SPLITS)
def test_every_split_has_its_characters(tmp_path, split):
    n = N_CLASSES[split]
    first = 1 if split == "letters" else 0
    labels = np.arange(first, first + n, dtype=np.uint8)
    write_emnist(tmp_path, split, "train", np.zeros((n, 28, 28), np.uint8), labels)
    _, y = load_emnist(tmp_path, split, return_X_y=True)
    assert "".join(y) == EMNIST_SPLITS[split]
    assert len(set(y)) == n
    ends = {"byclass": "xyz", "letters": "XYZ", "digits": "789", "mnist": "789"}
    assert "".join(y).endswith(ends.get(split, "YZabdefghnqrt"))  # of the paper


def test_the_mapping_file_decides(tmp_path, upright):
    write_emnist(tmp_path, "letters", "train", upright, LABELS)
    lines = [f"{label} {upper} {lower}" for label, upper, lower in reversed(LETTERS)]
    lines[-1] = "1 35"
    path = tmp_path / "emnist-letters-mapping.txt"
    path.write_text("\n".join([*lines, ""]))
    assert "".join(load_emnist(tmp_path, "letters").target[:4]) == "#BBZ"


@pytest.mark.parametrize("text", ["", "1 x\n", "1\n", "1 7\n", "1 65000\n", "1 -1\n"])
def test_a_wrong_mapping_is_told(tmp_path, upright, text):
    write_emnist(tmp_path, "letters", "train", upright, LABELS)
    (tmp_path / "emnist-letters-mapping.txt").write_text(text)
    with pytest.raises(DataFileError, match="mapping.txt'"):
        load_emnist(tmp_path, "letters")


def test_wrong_labels_and_images_are_told(tmp_path, upright):
    labels = np.where(LABELS == 3, 40, LABELS).astype(np.uint8)
    for part, match in (
        ((upright, labels), r"ubyte', byte 15: Label 40 is not"),
        ((upright[:, :, :20], LABELS), "20 x 28 pixels"),
    ):
        write_emnist(tmp_path, "letters", "train", *part)
        with pytest.raises(DataFileError, match=match):
            load_emnist(tmp_path, "letters")


@pytest.mark.parametrize(
    "change",
    [
        {"images": np.zeros((12, 20), np.uint8)},
        {"images": np.zeros((12, 784))},
        {"labels": LABELS[:5, np.newaxis]},
        {"mapping": np.zeros((3, 1))},
        {"mapping": np.array([[1, np.nan]])},
        {"mapping": np.array([[np.nan, 65]])},
        {"mapping": np.array([[1, 65.5]])},
        {"mapping": np.array([[np.inf, 65]])},
        {"mapping": np.full((300, 2), 65)},
        {"labels": np.full((12, 1), np.nan)},
        {"labels": np.full((12, 1), 1.5)},
    ],
)
def test_matrices_that_do_not_fit_are_told(tmp_path, upright, change):
    part = {"images": upright.reshape(12, -1), "labels": LABELS[:, np.newaxis]} | change
    mapping = part.pop("mapping", LETTERS)
    dataset = {"train": part, "mapping": mapping}
    savemat(tmp_path / "emnist-letters.mat", {"dataset": dataset})
    with pytest.raises(DataFileError, match="emnist-letters.mat'"):
        load_emnist(tmp_path, "letters")


def test_what_is_missing_is_named(tmp_path, upright):
    with pytest.raises(FileNotFoundError, match="'emnist-byclass.mat'"):
        load_emnist(tmp_path)
    write_idx(tmp_path / "emnist-mnist-test-images-idx3-ubyte", upright)
    with pytest.raises(FileNotFoundError, match="emnist-mnist-test-labels"):
        load_emnist(tmp_path, "mnist", subset="test")


@pytest.mark.parametrize(
    "options, match",
    [({"split": "by_class"}, "'byclass', 'bymerge'"), ({"subset": "all"}, "subset")],
)
def test_unknown_parts_are_told(tmp_path, options, match):
    with pytest.raises(InputError, match=match):
        load_emnist(tmp_path, **options)
