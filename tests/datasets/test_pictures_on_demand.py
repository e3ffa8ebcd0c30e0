"""Folders of pictures that are read when a step needs them."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from PIL import Image

from skgan import ACGANSampler, DCGANSampler
from skgan.datasets import _pictures_on_demand, load_image_folder, write_image_folder
from skgan.exceptions import DataFileError
from tests.helpers import IMAGES, refused, weights_of

Y = np.repeat(["often", "rare"], [40, 20])


@pytest.fixture
def folder(tmp_path):
    write_image_folder(tmp_path / "p", IMAGES, Y)
    return tmp_path / "p"


@pytest.fixture(params=[0, 64, 1000, 2**20])
def some_kept(request, monkeypatch):
    """Keep no pictures in memory, or 1, 15, or all."""
    monkeypatch.setattr(_pictures_on_demand, "MAX_KEPT_BYTES", request.param)
    return request.param


def test_pictures_are_those_of_the_loader(folder, some_kept):
    X, y = load_image_folder(folder, (8, 8), return_X_y=True)
    bunch = load_image_folder(folder, (8, 8), stream=True)
    assert_array_equal(np.asarray(bunch.data), X)
    assert_array_equal(bunch.data[[5, 1]], X[[5, 1]])
    assert bunch.data.shape == X.shape and bunch.data.dtype == X.dtype
    assert (bunch.data.min(), bunch.data.max()) == (X.min(), X.max())
    assert_array_equal(bunch.target, y)
    assert "images" not in bunch and len(bunch.filenames) == 60
    assert (bunch.data.slots >= 0).sum() == min(60, some_kept // 64)
    assert repr(bunch.data) == "<60 pictures of shape (8, 8, 1), read on demand>"


def test_a_fit_has_the_bits_of_one_in_memory(folder, few_grown_rows):
    X, y = load_image_folder(folder, (8, 8), return_X_y=True)
    sampler = DCGANSampler(max_iter=2, random_state=0)
    whole = weights_of(sampler.fit(X, y))
    pictures, y = load_image_folder(folder, (8, 8), stream=True, return_X_y=True)
    for a, b in zip(weights_of(sampler.fit(pictures, y)), whole, strict=True):
        assert_array_equal(a, b)
    assert sampler.sample(2)[0].dtype == np.uint8
    assert sampler.discriminate(pictures).shape == (60,)


def test_real_pictures_come_back_as_an_array(folder):
    X, y = load_image_folder(folder, (8, 8), stream=True, return_X_y=True)
    sampler = ACGANSampler(random_state=0)
    X_new, y_new = sampler.fit_resample(X, y)
    assert_array_equal(X_new[:60], np.asarray(X))
    assert np.unique(y_new, return_counts=True)[1].tolist() == [40, 40]
    weighted = sampler.fit(X, y, sample_weight=np.ones(60))
    assert sampler.report(X, y).to_frame().shape[0] == 2 and weighted is sampler


def test_files_that_are_broken_from_the_start_are_left_out(folder, monkeypatch):
    monkeypatch.setattr(_pictures_on_demand, "MAX_KEPT_BYTES", 20 * 64)
    X = load_image_folder(folder, (8, 8)).data
    (folder / "often" / "0.png").write_bytes(b"no picture")
    with pytest.warns(UserWarning, match="1 of the files .* left out"):
        bunch = load_image_folder(folder, (8, 8), stream=True)
    assert len(bunch.data) == len(bunch.target) == 60 and len(bunch.broken) == 1
    assert_array_equal(np.asarray(bunch.data), X)


def test_a_picture_that_is_damaged_later_ends_the_fit_and_changes_nothing(
    folder, monkeypatch
):
    monkeypatch.setattr(_pictures_on_demand, "MAX_KEPT_BYTES", 0)
    X, y = load_image_folder(folder, (8, 8), stream=True, return_X_y=True)
    sampler = ACGANSampler(random_state=0).fit(X, y)
    before = sampler.sample(3, random_state=0)[0]
    Path(X.paths[7]).write_bytes(b"no picture")
    sampler.set_params(max_iter=30)
    with refused(X.paths[7], "Leave the files", because=DataFileError):
        sampler.fit(X, y)
    assert_array_equal(sampler.sample(3, random_state=0)[0], before)


def test_warnings_of_metadata_are_never_shown(folder, recwarn):
    path = folder / "often" / "x.tif"
    Image.new("L", (8, 8), 7).save(path)
    content = path.read_bytes()  # the last tag of the file gets an unknown type
    path.write_bytes(content[:-6] + b"\xff" * 2 + content[-4:])
    X = load_image_folder(folder, (8, 8), stream=True).data
    assert X[-21:].max() <= 255 and not recwarn.list


def test_lengths_have_to_be_equal(folder):
    X, y = load_image_folder(folder, (8, 8), stream=True, return_X_y=True)
    with refused("60"):
        ACGANSampler().fit(X, y[1:])
    with refused("got None", "as y"):
        ACGANSampler().fit(X, None)
