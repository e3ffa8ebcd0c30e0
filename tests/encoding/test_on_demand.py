"""Rows that are read and encoded when they are asked for."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan.encoding import EncodedOnDemand, ImageEncoder, encode_samples
from skgan.validation._source import MappedImages
from tests.helpers import IMAGES

OTHERS = np.full((3, 8, 8, 1), 0.5, np.float32)


@pytest.fixture
def encoder():
    return ImageEncoder().fit(IMAGES)


@pytest.fixture
def on_demand(encoder):
    return EncodedOnDemand(encoder, MappedImages(IMAGES, (8, 8, 1))).above(OTHERS)


def test_rows_are_those_of_an_array(encoder, on_demand):
    whole = np.concatenate([encoder.encode(IMAGES), OTHERS])
    assert on_demand.shape == whole.shape and len(on_demand) == 63
    for rows in ([0, 62, 5, 61, 5], [60], [7], slice(58, None), slice(5)):
        rows = rows if isinstance(rows, slice) else np.array(rows)
        assert_array_equal(on_demand[rows], whole[rows])
        assert on_demand[rows].dtype == np.float32
    mask = np.arange(63) % 4 == 1
    assert_array_equal(on_demand.where(mask)[:], whole[mask])
    assert_array_equal(on_demand.where(mask).above(OTHERS)[-3:], OTHERS)


def test_what_tells_data_apart_is_bounded(monkeypatch, on_demand):
    monkeypatch.setattr("skgan.encoding._on_demand.N_MARKS", 5)
    some, shape = on_demand.marks()
    assert len(some) == 5 and shape.tolist() == [63, 8, 8, 1]


def test_samples_in_memory_are_encoded_at_once(encoder):
    assert_array_equal(encode_samples(encoder, IMAGES), encoder.encode(IMAGES))
    source = MappedImages(IMAGES, (8, 8, 1))
    assert isinstance(encode_samples(encoder, source), EncodedOnDemand)
