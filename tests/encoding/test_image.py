import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from skgan.encoding import ImageEncoder

quick = settings(deadline=None, max_examples=30, derandomize=True)


def images(dtype, **elements):
    side = st.integers(1, 5)
    return hnp.arrays(dtype, st.tuples(side, side, side, st.integers(1, 3)), **elements)


def round_trip(X, **options):
    encoder = ImageEncoder().fit(X)
    return encoder.decode(encoder.encode(X), **options)


def test_all_256_bytes_come_back_exactly():
    X = np.arange(256, dtype=np.uint8).reshape(1, 16, 16, 1)
    encoded = ImageEncoder().fit(X).encode(X)
    assert_allclose(encoded.ravel(), np.linspace(-1, 1, 256), atol=1e-7)
    assert_array_equal(round_trip(X), X)


@quick
@given(st.data(), st.sampled_from([np.bool_, np.uint8, np.int16, np.float32, float]))
def test_encoded_pixels_lie_between_minus_one_and_one(data, dtype):
    X = data.draw(images(np.int8)).astype(dtype)
    encoded = ImageEncoder().fit(X).encode(X)
    assert encoded.dtype == np.float32
    assert encoded.shape == X.shape
    assert np.abs(encoded).max() <= 1


@pytest.mark.parametrize("dtype", [np.int16, np.float32, np.float64])
def test_the_observed_range_becomes_minus_one_to_one(dtype):
    X = np.array([-300, 0, 500, 900], dtype=dtype).reshape(1, 2, 2, 1)
    encoded = ImageEncoder().fit(X).encode(X)
    assert_allclose(encoded.ravel(), [-1, -0.5, 1 / 3, 1], atol=1e-6)


def test_a_declared_range_becomes_minus_one_to_one():
    X = np.array([-3.0, 1.0, 5.0, 1.0]).reshape(1, 2, 2, 1)
    encoder = ImageEncoder((-3, 5)).fit(X[:, :1])
    assert_allclose(encoder.encode(X).ravel(), [-1, 0, 1, 0])


def test_bytes_keep_the_scale_of_0_to_255_whatever_was_observed():
    X = np.full((1, 2, 2, 1), 51, dtype=np.uint8)
    assert_allclose(ImageEncoder().fit(X).encode(X), -0.6, atol=1e-6)


@pytest.mark.parametrize(
    ("dtype", "expected"), [(np.uint8, [0, 255]), (np.float64, [-10, 80])]
)
def test_without_clip_only_bytes_have_a_range(dtype, expected):
    X = np.array([20, 50], dtype=dtype).reshape(1, 2, 1, 1)
    edges = np.array([-3.0, 3.0], np.float32).reshape(1, 2, 1, 1)
    decoded = ImageEncoder().fit(X).decode(edges, clip=False)
    assert_array_equal(decoded.ravel(), expected)


def test_pixels_that_differ_by_the_smallest_float_do_not_divide_by_zero():
    X = np.array([0, 1e-45], dtype=np.float32).reshape(1, 2, 1, 1)
    assert np.isfinite(ImageEncoder().fit(X).encode(X)).all()
