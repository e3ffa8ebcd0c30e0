import numpy as np
from numpy.testing import assert_array_equal

from skgan.training import Rows, _rows

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
