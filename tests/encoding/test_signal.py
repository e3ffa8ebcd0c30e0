import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from skgan.encoding import SignalEncoder

quick = settings(deadline=None, max_examples=30, derandomize=True)


def signals(dtype, elements=None):
    shape = st.tuples(st.integers(1, 5), st.integers(1, 12), st.integers(1, 3))
    return hnp.arrays(dtype, shape, elements=elements)


def round_trip(X, **options):
    encoder = SignalEncoder().fit(X)
    return encoder.decode(encoder.encode(X), **options)


@quick
@given(
    signals(np.int32, st.integers(-1000, 1000)),
    st.sampled_from(
        [(np.float64, 1e-100), (np.float64, 1e200), (np.float32, 1e-30), (float, 1.0)]
    ),
)
def test_floats_come_back_at_any_scale(thousandths, kind):
    dtype, scale = kind
    X = (thousandths / 1000 * scale).astype(dtype)
    decoded = round_trip(X)
    assert decoded.dtype == X.dtype
    assert decoded.shape == X.shape
    largest = np.abs(X.astype(float)).max(axis=(0, 1))
    assert (np.abs(decoded.astype(float) - X.astype(float)) <= 3e-7 * largest).all()


@quick
@given(st.data(), st.sampled_from([np.bool_, np.int8, np.uint8, np.int16]))
def test_whole_numbers_come_back_exactly(data, dtype):
    X = data.draw(signals(dtype))
    decoded = round_trip(X)
    assert decoded.dtype == X.dtype
    assert_array_equal(decoded, X)


def test_each_channel_is_standardised_over_all_its_steps():
    X = np.random.RandomState(0).normal([5, -100], [2, 30], size=(20, 16, 2))
    encoded = SignalEncoder().fit(X).encode(X)
    assert encoded.dtype == np.float32
    assert encoded.shape == X.shape
    assert_allclose(encoded.mean(axis=(0, 1), dtype=float), 0, atol=1e-6)
    assert_allclose(encoded.std(axis=(0, 1), dtype=float), 1, atol=1e-6)


def test_a_trend_common_to_all_signals_stays_in_the_encoding():
    X = np.tile(np.arange(16.0)[:, None], (5, 1, 1))
    encoded = SignalEncoder().fit(X).encode(X)
    assert (np.diff(encoded, axis=1) > 0).all()


def test_a_constant_channel_decodes_to_its_constant():
    X = np.random.RandomState(0).normal(size=(4, 8, 2))
    X[..., 1] = 7.25
    encoder = SignalEncoder().fit(X)
    decoded = encoder.decode(np.ones((3, 8, 2), np.float32), clip=False)
    assert_array_equal(decoded[..., 1], np.full((3, 8), 7.25))


@pytest.mark.parametrize("dtype", [np.int8, np.float64])
def test_clip_keeps_each_channel_in_its_observed_range(dtype):
    X = np.random.RandomState(0).uniform(-50, [50, 5], size=(6, 8, 2)).astype(dtype)
    encoder = SignalEncoder().fit(X)
    noise = np.random.RandomState(1).normal(0, 100, X.shape).astype(np.float32)
    decoded = encoder.decode(noise)
    assert_array_equal(decoded.min(axis=(0, 1)), X.min(axis=(0, 1)))
    assert_array_equal(decoded.max(axis=(0, 1)), X.max(axis=(0, 1)))


def test_without_clip_bytes_leave_their_range_but_not_their_dtype():
    X = np.random.RandomState(0).randint(100, 110, size=(6, 8, 1)).astype(np.uint8)
    far = np.array([-1e6, -5.0, 5.0, 1e6], np.float32).reshape(1, 4, 1)
    lowest, low, high, highest = SignalEncoder().fit(X).decode(far, clip=False).ravel()
    assert lowest == 0 and highest == 255
    assert 0 < low < 100 and 110 < high < 255


def test_zero_signals_decode():
    X = np.arange(32, dtype=np.int16).reshape(2, 8, 2)
    decoded = SignalEncoder().fit(X).decode(np.empty((0, 8, 2), np.float32))
    assert decoded.shape == (0, 8, 2)
    assert decoded.dtype == np.int16
