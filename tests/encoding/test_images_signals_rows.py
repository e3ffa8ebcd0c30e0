"""What the encoders of images, of signals and of rows as signals do of their own."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.encoding import ImageEncoder, RowEncoder, SignalEncoder


def test_all_256_bytes_come_back_exactly():
    X = np.arange(256, dtype=np.uint8).reshape(1, 16, 16, 1)
    encoder = ImageEncoder().fit(X)
    assert_allclose(encoder.encode(X).ravel(), np.linspace(-1, 1, 256), atol=1e-7)
    assert_array_equal(encoder.decode(encoder.encode(X)), X)


@pytest.mark.parametrize(
    ("dtype", "pixels", "encoded", "declared"),
    [
        *((dtype, [-300, 0, 500, 900], [-1, -0.5, 1 / 3, 1], ()) for dtype in "hfd"),
        ("d", [-3, 1, 5, 1], [-1, 0, 1, 0], ((-3, 5),)),
        ("?", [0, 1, 1, 0], [-1, 1, 1, -1], ()),
        ("B", [51, 51, 51, 51], [-0.6] * 4, ()),  # bytes are seen between 0 and 255
    ],
)
def test_a_range_of_pixels_becomes_minus_one_to_one(dtype, pixels, encoded, declared):
    X = np.array(pixels, dtype).reshape(1, 2, 2, 1)
    encoder = ImageEncoder(*declared).fit(X[:, :1] if declared else X)
    assert encoder.encode(X).dtype == np.float32
    assert_allclose(encoder.encode(X).ravel(), encoded, atol=1e-6)


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


def test_each_channel_is_standardised_over_all_its_steps():
    X = np.random.RandomState(0).normal([5, -100], [2, 30], size=(20, 16, 2))
    encoded = SignalEncoder().fit(X).encode(X)
    assert encoded.dtype == np.float32 and encoded.shape == X.shape
    assert_allclose(encoded.mean(axis=(0, 1), dtype=float), 0, atol=1e-6)
    assert_allclose(encoded.std(axis=(0, 1), dtype=float), 1, atol=1e-6)
    trend = np.tile(np.arange(16.0)[:, None], (5, 1, 1))  # stays in the encoding
    assert (np.diff(SignalEncoder().fit(trend).encode(trend), axis=1) > 0).all()


def test_a_constant_channel_decodes_to_its_constant():
    X = np.random.RandomState(0).normal(size=(4, 8, 2))
    X[..., 1] = 7.25
    decoded = SignalEncoder().fit(X).decode(np.ones((3, 8, 2), np.float32), clip=False)
    assert_array_equal(decoded[..., 1], np.full((3, 8), 7.25))


@pytest.mark.parametrize("n_columns", [1, 7, 8, 30])
def test_columns_become_steps_padded_by_the_mean(n_columns):
    X = np.random.RandomState(0).normal(5, 3, size=(20, n_columns))
    encoder = RowEncoder().fit(X)
    encoded = encoder.encode(X)
    assert encoded.shape == (20, max(n_columns, 8), 1) and encoded.dtype == np.float32
    assert_allclose(encoded.mean(axis=0), 0, atol=1e-6)
    assert (encoded[:, n_columns:] == 0).all()
    assert_allclose(encoder.decode(encoded), X, rtol=1e-5)


def test_rows_seen_as_signals_keep_range_and_kind_of_each_column():
    X = np.c_[np.arange(20), np.linspace(0, 1e-9, 20), np.full(20, 7.0)]
    encoder = RowEncoder().fit(X)
    decoded = encoder.decode(encoder.encode(X) * 3)
    assert_array_equal(decoded[:, 0], np.rint(decoded[:, 0]))
    assert (decoded.min(axis=0) == X.min(axis=0)).all()
    assert (decoded.max(axis=0) == X.max(axis=0)).all()
