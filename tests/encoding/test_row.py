import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.encoding import RowEncoder


@pytest.mark.parametrize("n_columns", [1, 3, 7, 8, 9, 30])
def test_columns_become_steps_padded_by_the_mean(n_columns):
    X = np.random.RandomState(0).normal(5, 3, size=(20, n_columns))
    encoder = RowEncoder().fit(X)
    encoded = encoder.encode(X)
    assert encoded.shape == (20, max(n_columns, 8), 1) and encoded.dtype == np.float32
    assert_allclose(encoded.mean(axis=0), 0, atol=1e-6)
    assert (encoded[:, n_columns:] == 0).all()
    assert_allclose(encoder.decode(encoded), X, rtol=1e-5)


def test_columns_keep_range_and_kind():
    X = np.c_[np.arange(20), np.linspace(0, 1e-9, 20), np.full(20, 7.0)]
    encoder = RowEncoder().fit(X)
    decoded = encoder.decode(encoder.encode(X) * 3)
    assert_array_equal(decoded[:, 0], np.rint(decoded[:, 0]))
    assert (decoded.min(axis=0) == X.min(axis=0)).all()
    assert (decoded.max(axis=0) == X.max(axis=0)).all()
