"""Images that are read when they are asked for."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan.validation import ImageSource, _source, is_mapped
from skgan.validation._source import MappedImages, as_source
from tests.helpers import IMAGES


@pytest.fixture
def mapped(tmp_path):
    np.save(tmp_path / "X.npy", IMAGES)
    return np.load(tmp_path / "X.npy", mmap_mode="r")


def test_views_of_a_file_are_told_from_copies(mapped):
    assert is_mapped(mapped) and is_mapped(np.asarray(mapped)[::2, 1:].reshape(30, -1))
    assert not is_mapped(mapped[[1, 2]]) and not is_mapped(mapped + 1)
    assert not is_mapped(IMAGES) and not is_mapped([[1]])


@pytest.mark.parametrize("order", "CF")
def test_a_source_answers_as_an_array_does(mapped, monkeypatch, order):
    monkeypatch.setattr(_source, "BLOCK_BYTES", 300)  # of four images
    source = as_source(np.asarray(mapped, order=order), (8, 8, 1)) or as_source(
        MappedImages(IMAGES, (64,)), (8, 8, 1)
    )
    assert isinstance(source, ImageSource)
    assert source.shape == IMAGES.shape and source.ndim == 4 and len(source) == 60
    assert source.dtype == IMAGES.dtype
    for rows in (3, -1, slice(2, 9, 3), [5, 5, 1], np.arange(60) % 7 == 0):
        assert_array_equal(source[rows], IMAGES[rows])
    assert_array_equal(np.asarray(source), IMAGES)
    assert np.asarray(source, float).dtype == float
    assert source.min() == IMAGES.min() and source.max() == IMAGES.max()
    assert ImageSource.min(source) == IMAGES.min()
    assert ImageSource.max(source) == IMAGES.max()


def test_flat_rows_are_read_as_images(mapped):
    source = as_source(mapped.reshape(60, 64), (8, 8, 1))
    assert_array_equal(source[[4, 2]], IMAGES[[4, 2]])
    assert as_source(source, (8, 8, 1)) is source
    assert as_source(IMAGES, (8, 8, 1)) is None
