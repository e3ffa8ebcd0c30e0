import numpy as np
import pytest

from skgan import ACGANSampler
from skgan.datasets import load_fashion_mnist, load_mnist
from skgan.exceptions import DataFileError, InputError
from tests.datasets.conftest import write_idx

LABELS = np.array([3, 0, 9, 3, 3, 0, 9, 3, 3, 3, 0, 3], np.uint8)
LOADERS = pytest.mark.parametrize("load", [load_mnist, load_fashion_mnist])


def write_mnist(folder, images, labels, prefix="train", suffix=".gz", dash="-"):
    write_idx(folder / f"{prefix}-images{dash}idx3-ubyte{suffix}", images)
    write_idx(folder / f"{prefix}-labels{dash}idx1-ubyte{suffix}", labels)


@LOADERS
@pytest.mark.parametrize("suffix, dash", [("", "."), (".gz", "-")])
def test_images_have_a_channel_and_labels_are_integers(
    tmp_path, upright, load, suffix, dash
):
    write_mnist(tmp_path, upright, LABELS, suffix=suffix, dash=dash)
    bunch = load(tmp_path)
    np.testing.assert_array_equal(bunch.data, upright[..., np.newaxis])
    np.testing.assert_array_equal(bunch.images, upright)
    assert bunch.data.dtype == np.uint8 and bunch.target.dtype == np.int64
    assert bunch.target.tolist() == LABELS.tolist()
    assert len(bunch.target_names) == 10 and len(bunch.filenames) == 2
    X, y = load(str(tmp_path), return_X_y=True)
    assert X.shape == (12, 28, 28, 1) and y.tolist() == LABELS.tolist()


def test_parts_are_not_merged_and_clothes_have_names(tmp_path, upright):
    write_mnist(tmp_path, upright, LABELS)
    write_mnist(tmp_path, upright[:5], LABELS[:5], prefix="t10k", suffix="")
    assert len(load_mnist(tmp_path, subset="train").target) == 12
    clothes = load_fashion_mnist(tmp_path, subset="test")
    names = ["Dress", "T-shirt/top", "Ankle boot", "Dress", "Dress"]
    assert clothes.target_names[clothes.target].tolist() == names


def test_one_line_from_files_to_resampled_images(tmp_path, upright):
    write_mnist(tmp_path, upright[:, :8, :8], LABELS)
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    X, y = sampler.fit_resample(*load_mnist(tmp_path, return_X_y=True))
    assert X.shape == (21, 8, 8, 1) and X.dtype == np.uint8
    assert np.bincount(y)[[0, 3, 9]].tolist() == [7, 7, 7]


@LOADERS
@pytest.mark.parametrize(
    "change, match",
    [
        (lambda images, labels: (images, labels[:-1]), "11 labels for the 12 images"),
        # Files of 62 classes under MNIST's names were read.
        (lambda images, labels: (images, labels + np.uint8(2)), "byte 10: Label 11 is"),
        (lambda images, labels: (labels, images), r"images-idx3.*byte 2: .* mixed up"),
    ],
)
def test_files_that_do_not_fit_are_told(tmp_path, upright, load, change, match):
    write_mnist(tmp_path, *change(upright, LABELS))
    with pytest.raises(DataFileError, match=match):
        load(tmp_path)


@pytest.mark.parametrize(
    "folder, subset, match",
    [
        ("", "train", "'train-labels-idx1-ubyte.gz'"),
        ("", "test", "'t10k-images-idx3-ubyte'"),
        ("none", "train", "Give the folder of this file"),
    ],
)
def test_missing_files_are_named(tmp_path, upright, folder, subset, match):
    write_idx(tmp_path / "train-images-idx3-ubyte", upright)
    with pytest.raises(FileNotFoundError, match=match):
        load_mnist(tmp_path / folder, subset=subset)


@pytest.mark.parametrize("subset", ["all", None, ["train"]])
def test_unknown_parts_are_told(tmp_path, subset):
    with pytest.raises(InputError, match="'train', 'test'"):
        load_mnist(tmp_path, subset=subset)
