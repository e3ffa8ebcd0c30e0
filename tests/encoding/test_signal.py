import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from skgan.encoding import SignalEncoder


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
