import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan import ACGANSampler
from skgan.synthesis import _draw
from skgan.synthesis._fit import kernel_of
from skgan.training import Rows, _rows

LABELS = np.repeat([0, 1], [9, 4])
SIGNALS = np.random.RandomState(0).normal(size=(13, 16, 2)).astype(np.float32)


def grow(n_rows=20, weight=None, signals=SIGNALS, held=None):
    random_state = np.random.RandomState(0)
    kernel = kernel_of(signals, LABELS, weight, "signal", random_state)
    return Rows(signals, LABELS, weight, held).grow(kernel, n_rows, random_state)


@pytest.mark.parametrize(("n_rows", "counts"), [(20, [20, 20]), (6, [9, 6])])
def test_classes_grow_by_new_rows_and_never_shrink(n_rows, counts):
    grown = grow(n_rows, held=np.arange(13) == 3)
    assert grown.X.shape == (sum(counts), 16, 2)
    assert grown.X.dtype == np.float32
    assert_array_equal(np.bincount(grown.labels), counts)
    assert_array_equal(grown.X[:13], SIGNALS)
    assert not np.isin(grown.X[13:], SIGNALS).all(axis=(1, 2)).any()
    assert_array_equal(np.flatnonzero(grown.held), [3])  # none of the grown ones


def test_classes_grow_no_further_than_memory_allows(monkeypatch):
    monkeypatch.setattr(_rows, "MOST_GROWN_VALUES", 5 * 2 * 16 * 2)
    assert_array_equal(np.bincount(grow().labels), [9, 5])


def test_rows_of_weight_zero_do_not_grow():
    signals = np.zeros_like(SIGNALS)
    signals[0] = 1000.0
    weight = np.ones(13)
    weight[0] = 0.0
    grown = grow(weight=weight, signals=signals)
    assert not grown.X[13:].any()
    assert_array_equal(grown.weight[13:24], np.full(11, 8 / 9))


def test_what_the_kernel_of_signals_draws_is_not_filtered(monkeypatch):
    sampler = ACGANSampler(max_iter=2, kernel_fraction=0.5, random_state=0)
    sampler.fit(SIGNALS, LABELS)
    judged = []

    def choose(logits, label, n_samples, random_state, **_):
        judged.append((len(logits), n_samples))
        return np.arange(n_samples)

    monkeypatch.setattr(_draw, "choose", choose)
    assert len(sampler.sample({1: 10})[0]) == 10
    assert judged == [(15, 5)]


@pytest.mark.parametrize(
    ("sample_weight", "early_stopping"),
    [(None, True), (np.linspace(0.1, 1, 13), False)],
)
def test_signals_train_on_grown_classes(sample_weight, early_stopping, few_grown_rows):
    sampler = ACGANSampler(max_iter=1, early_stopping=early_stopping, random_state=0)
    X, y = sampler.fit_resample(SIGNALS, LABELS, sample_weight=sample_weight)
    assert_array_equal(np.bincount(y), [9, 9])
    assert_array_equal(X[:13], SIGNALS)
