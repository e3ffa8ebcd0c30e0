"""Which rows a chunk gets, and when they are read."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan.training._data import RowsInMemory, RowsOnDemand, data_of

X = np.arange(20, dtype=np.float32).reshape(10, 2)
Y = np.arange(10) % 2
SHAPE = (1, 1, 4)  # rows of a step


class Counted:
    """Rows that count how often they are read and advanced."""

    def __init__(self):
        self.n_reads = self.n_advances = self.n_rewinds = 0

    def __getitem__(self, rows):
        self.n_reads += 1
        return X[rows]

    def rewind(self):
        self.n_rewinds += 1

    def advance(self, n_rows):
        assert n_rows == 100  # of 25 steps
        self.n_advances += 1


def rows_at(*steps):
    return np.array(steps, np.int32).reshape(-1, *SHAPE)


ONE, TWO = rows_at([7, 3, 7, 0]), rows_at([1, 2, 3, 4], [9, 9, 9, 9])


def check(data, rows):
    """Check that what is drawn has the values of these rows."""
    found, labels, places = (part.numpy() for part in data.inputs(rows))
    assert_array_equal(found[places], X[rows])
    assert_array_equal(labels[places], Y[rows])
    return found


@pytest.mark.parametrize("is_padded", [False, True])
def test_each_row_that_is_drawn_is_read_once(is_padded):
    data = RowsOnDemand(Counted(), Y, SHAPE, is_padded)
    assert len(check(data, ONE)) == (4 if is_padded else 3)
    assert len(check(data, TWO)) == (8 if is_padded else 5)
    assert data.X.n_rewinds == 1 and data.n_chunks == 2 and data.X.n_advances == 1


def test_rows_read_ahead_are_read_no_more_unless_others_are_drawn():
    data = RowsOnDemand(Counted(), Y, SHAPE, False)
    check(data, ONE)
    data.read_ahead(lambda: TWO)
    check(data, TWO)
    assert data.X.n_reads == 2 and data.X.n_advances == 1
    data.read_ahead(lambda: TWO)
    check(data, ONE)
    assert data.X.n_reads == 4 and data.X.n_advances == 2
    data.close()


def test_a_resumed_training_advances_to_where_it_was():
    data = RowsOnDemand(Counted(), Y, SHAPE, False)
    data.n_chunks = 5
    check(data, ONE)
    assert data.X.n_advances == 5


def test_an_error_of_the_thread_is_raised_where_the_rows_are_needed():
    class Broken(Counted):
        def advance(self, n_rows):
            raise OSError("the disk is gone")

    data = RowsOnDemand(Broken(), Y, SHAPE, False)
    check(data, ONE)
    data.read_ahead(lambda: TWO)
    with pytest.raises(OSError, match="disk"):
        data.inputs(TWO)
    data.close()


def test_arrays_stay_on_the_device():
    data = data_of(X, Y, SHAPE, False)
    assert isinstance(data, RowsInMemory) and len(check(data, ONE)) == 10
    data.read_ahead(lambda: ONE)
    data.close()
    assert isinstance(data_of(Counted(), Y, SHAPE, False), RowsOnDemand)
