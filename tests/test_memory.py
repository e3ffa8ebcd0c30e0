"""How much memory is taken on the way, against the size of X.

NumPy's arrays alone are counted, as `tracemalloc` sees them; X itself is a file.
"""

import gc
import tracemalloc
import weakref

import numpy as np
import pytest

from skgan import ACGANSampler
from skgan.encoding import ImageEncoder, SignalEncoder, TabularEncoder
from skgan.exceptions import InputError
from skgan.validation._labels import check_labels, is_missing
from tests.helpers import each_sampler

N_ROWS = 20_000


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr("skgan.encoding._tabular.BLOCK_VALUES", 2**14)
    monkeypatch.setattr("skgan.encoding._tabular.SCALED_VALUES", 2**15)
    monkeypatch.setattr("skgan.synthesis._draw.BLOCK_VALUES", 2**16)


def mapped(folder, X):
    """Return an array as a file that can only be read."""
    np.save(folder / "X.npy", X)
    return np.load(folder / "X.npy", mmap_mode="r")


def peak(function):
    """Return the most bytes that a call takes, and what it returns."""
    gc.collect()
    tracemalloc.start()
    try:
        result = function()
        return tracemalloc.get_traced_memory()[1], result
    finally:
        tracemalloc.stop()


def table(dtype, n_columns=50):
    rng = np.random.RandomState(0)
    return rng.normal(size=(N_ROWS, n_columns)).astype(dtype)


@pytest.mark.parametrize("dtype, most", [(np.float64, 1.7), (np.float32, 3.4)])
def test_a_table_is_encoded_class_by_class(tmp_path, dtype, most):
    X, labels = mapped(tmp_path, table(dtype)), np.arange(N_ROWS) % 10 // 9
    # A class of nine tenths as float64, and then the encoded rows.
    taken, encoder = peak(lambda: TabularEncoder().fit(X, labels))
    assert taken < (most - 0.5) * X.nbytes
    taken, encoded = peak(lambda: encoder.encode(X))
    assert taken < 1.2 * encoded.nbytes
    taken, decoded = peak(lambda: encoder.decode(encoded))
    assert taken < 1.2 * decoded.nbytes


def test_images_and_signals_are_scaled_in_blocks(tmp_path):
    X = mapped(tmp_path, table(np.uint8, 256).reshape(-1, 16, 16, 1))
    taken, encoded = peak(lambda: ImageEncoder().fit(X).encode(X))
    assert taken < 1.1 * encoded.nbytes
    taken, decoded = peak(lambda: ImageEncoder().fit(X).decode(encoded))
    assert taken < 2 * decoded.nbytes
    X = mapped(tmp_path, table(np.float32, 64).reshape(-1, 8, 8))
    taken, encoded = peak(lambda: SignalEncoder().fit(X).encode(X))
    assert taken < 2.2 * encoded.nbytes


def test_a_fit_and_its_samples_take_little_more_than_what_they_return(tmp_path):
    X, y = mapped(tmp_path, table(np.float64)), np.arange(N_ROWS) % 10 // 9
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    taken, _ = peak(lambda: sampler.fit(X, y))
    assert taken < 1.8 * X.nbytes
    taken, (drawn, _) = peak(lambda: sampler.sample(N_ROWS))
    assert drawn.nbytes == X.nbytes and taken < 1.8 * X.nbytes


@each_sampler
def test_a_fit_keeps_no_row_alive(cls):
    X = np.random.RandomState(0).normal(size=(60, 4))
    sampler = cls(max_iter=3, random_state=0).fit(X, np.arange(60) // 40)
    rows = weakref.ref(X)
    fitted = weakref.ref(sampler)
    del X
    gc.collect()
    assert rows() is None
    del sampler
    gc.collect()
    assert fitted() is None


@pytest.mark.parametrize(
    "y",
    [
        np.arange(100_000) % 3,
        np.where(np.arange(100_000) % 3, "a", "b"),
        (np.arange(100_000) % 3).astype(object),
        np.arange(100_000) % 3 / 2,
    ],
    ids=lambda y: y.dtype.str,
)
def test_classes_are_looked_at_once_and_not_row_by_row(monkeypatch, y):
    looked = []
    monkeypatch.setattr(
        "skgan.validation._labels.is_missing",
        lambda v: looked.append(v) or is_missing(v),
    )
    check_labels(y)
    assert len(looked) <= 3
    bad = y.astype(object)
    bad[[7, 9]] = None, float("nan")
    with pytest.raises(InputError, match="y contains None, .* 2 times"):
        check_labels(bad)
