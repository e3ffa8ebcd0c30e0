"""What is computed in blocks has the bits of what is computed at once."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skgan.encoding import ImageEncoder, RowEncoder, SignalEncoder, TabularEncoder
from skgan.encoding import _tabular as module
from skgan.encoding._tabular import by_rows, one_blas_thread, slices


@given(st.integers(0, 200), st.integers(1, 60))
def test_slices_cover_all_and_none_is_short(n, size):
    parts = slices(n, size)
    assert [i for part in parts for i in range(n)[part]] == list(range(n))
    sizes = [part.stop - part.start for part in parts]
    assert set(sizes[:-1]) <= {size} and sizes[-1] < 2 * size
    assert sizes[-1] >= min(size, n)


@pytest.mark.parametrize("n", [0, 1, 127, 128, 300])
def test_by_rows_is_what_the_function_gives(monkeypatch, n):
    monkeypatch.setattr(module, "BLOCK_VALUES", 64 * 3)
    seen = []

    def halved(X):
        seen.append(len(X))
        return X[:, 0] / 2

    X = np.arange(3 * n, dtype=np.float32).reshape(n, 3)
    result = by_rows(halved, X)
    np.testing.assert_array_equal(result, X[:, 0] / 2)
    assert result.dtype == np.float32 and max(seen) < 128 and sum(seen) == n


ENCODERS = [
    (TabularEncoder, (50,)),
    (TabularEncoder, (3,)),
    (TabularEncoder, (1,)),
    (TabularEncoder, (501,)),  # not whitened
    (RowEncoder, (5,)),
    (SignalEncoder, (30, 1)),
    (SignalEncoder, (10, 3)),
    (ImageEncoder, (8, 8, 2)),
]


@pytest.mark.parametrize("kind, shape", ENCODERS)
@pytest.mark.parametrize("dtype", ["float64", "float32", "uint8"])
def test_blocks_change_no_bit(monkeypatch, kind, shape, dtype):
    rng = np.random.RandomState(0)
    size = int(np.prod(shape))
    mix = rng.normal(size=(size, size))
    X = (20 * rng.normal(size=(777, size)) @ mix / size**0.5 + 99).clip(0, 255)
    X, labels = X.reshape(-1, *shape).astype(dtype), rng.randint(3, size=777)

    def encoded_and_decoded():
        encoder = kind().fit(X, labels)
        encoded = encoder.encode(X)
        return encoded, encoder.decode(encoded * np.float32(1.01))

    whole = encoded_and_decoded()
    monkeypatch.setattr(module, "BLOCK_VALUES", 128 * size)
    monkeypatch.setattr(module, "SCALED_VALUES", 1)
    for one, other in zip(whole, encoded_and_decoded(), strict=True):
        np.testing.assert_array_equal(one, other)
        assert one.dtype == other.dtype and one.shape == other.shape


def test_the_limit_of_threads_is_not_lifted_in_the_midst_of_anothers_product():
    entered = threading.Event()

    def another():
        with one_blas_thread():
            entered.set()

    thread = threading.Thread(target=another)
    with one_blas_thread():
        thread.start()
        assert not entered.wait(0.1)
    thread.join()
    assert entered.is_set()
