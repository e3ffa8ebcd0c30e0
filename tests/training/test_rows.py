import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan.encoding import ImageEncoder, encode_samples
from skgan.training import Rows, _rows
from skgan.validation._source import MappedImages
from tests.helpers import IMAGES, Y

LABELS = np.array([0, 1, 1, 1, 0, 1])
X = np.arange(12.0).reshape(6, 2)
ROWS = Rows(X, LABELS, np.arange(6.0), np.array([1, 1, 0, 0, 0, 0], bool))


class Kernel:
    """Draw rows of the number of their class."""

    def draw(self, label, n_rows, random_state):
        return np.full((n_rows, 2), float(label))


def test_rows_of_one_class_have_the_label_of_the_only_one():
    rows = ROWS.of_class(1)
    assert_array_equal(rows.X, X[LABELS == 1])
    assert_array_equal(rows.weight, [1, 2, 3, 5])
    assert_array_equal(rows.held, [True, False, False, False])
    assert not rows.labels.any()


def test_held_out_rows_are_split_off():
    rows, (held, labels) = ROWS.split()
    assert_array_equal(rows.X, X[2:])
    assert_array_equal(held, X[:2])
    assert_array_equal(labels, [0, 1])
    for held in (None, np.zeros(6, bool)):
        rows = ROWS._replace(held=held)
        assert rows.split() == (rows, None)


def test_classes_of_few_rows_grow_by_rows_of_the_mean_weight():
    rows = ROWS.grow(Kernel(), 4, None)
    assert_array_equal(rows.X, [*X, [0, 0], [0, 0]])
    assert_array_equal(rows.labels, [*LABELS, 0, 0])
    assert_array_equal(rows.weight, [*ROWS.weight, 2, 2])
    assert_array_equal(rows.held, [*ROWS.held, False, False])


def test_rows_that_need_not_grow_are_not_copied():
    assert ROWS.grow(Kernel(), 2, None).X is X


def test_rows_grow_within_memory(monkeypatch):
    monkeypatch.setattr(_rows, "MOST_GROWN_VALUES", 12)
    assert len(ROWS.grow(Kernel(), 100, None).X) == 7


@pytest.fixture
def pair():
    """Return the same images in memory and on demand."""
    encoder = ImageEncoder().fit(IMAGES)
    weight = np.arange(60.0)
    on_demand = encode_samples(encoder, MappedImages(IMAGES, (8, 8, 1)))
    return Rows(encoder.encode(IMAGES), Y, weight), Rows(on_demand, Y, weight)


def assert_same(one, other):
    assert_array_equal(one.X, other.X[:])
    for a, b in zip(one[1:], other[1:], strict=True):
        assert_array_equal(a, b)


class ImageKernel:
    """Draw images of the number of their class."""

    def draw(self, label, n_rows, random_state):
        return np.full((n_rows, 8, 8, 1), float(label), np.float32)


def test_rows_on_demand_are_those_in_memory(pair):
    held = np.arange(60) % 3 == 0
    for one, other in (pair, [rows.of_class(1) for rows in pair]):
        mask = held[: len(one.labels)]
        one, other = one.hold_out(mask), other.hold_out(mask)
        assert_same(
            one.grow(ImageKernel(), 30, None), other.grow(ImageKernel(), 30, None)
        )
        (rows, expected), (others, found) = one.split(), other.split()
        assert_same(rows, others)
        for a, b in zip(expected, found, strict=True):
            assert_array_equal(a, b)
        assert not others.is_in_memory


def test_held_out_rows_that_are_read_are_bounded(pair, monkeypatch):
    monkeypatch.setattr(_rows, "MAX_HELD", 3)
    rows, (held, labels) = pair[1].hold_out(np.arange(60) % 2 == 0).split()
    assert labels.tolist() == [0] * 3 + [1] * 3 and len(rows.labels) == 30
    assert_array_equal(held, pair[0].X[[0, 18, 38, 40, 48, 58]])
