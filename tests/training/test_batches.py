import numpy as np
import pytest
from numpy.testing import assert_array_equal
from scipy.stats import chisquare

from skgan.training._run import draw_rows, rows_by_class

SHAPE = (1, 1, 64)  # of one step


def count_draws(y, sample_weight=None, n_steps=300, seed=0):
    classes = rows_by_class(y, sample_weight)
    random_state = np.random.RandomState(seed)
    rows = draw_rows(classes, (n_steps, *SHAPE), y.max() + 1, random_state)
    return np.bincount(rows.ravel(), minlength=len(y))


class FixedDraws:
    """Random numbers that are all the same label and the same fraction."""

    def __init__(self, label, fraction):
        self.label, self.fraction = label, fraction

    def randint(self, _, size):
        return np.full(size, self.label)

    def random_sample(self, size):
        return np.full(size, self.fraction)


def test_the_rows_of_one_sample_differ_but_are_of_one_class():
    y = np.arange(60) % 3
    classes = rows_by_class(y, None)
    rows = draw_rows(classes, (20, 2, 3, 8), 3, np.random.RandomState(0))
    assert rows.shape == (20, 2, 3, 8)
    label = y[rows]
    assert_array_equal(label, np.repeat(label[:, :, :1], 3, axis=2))
    assert np.mean(rows[:, :, 0] == rows[:, :, 1]) < 0.2


def test_rows_of_a_class_are_uniform():
    y = np.random.RandomState(0).permutation(np.repeat([0, 1], [30, 7]))
    counts = count_draws(y)
    assert chisquare(counts[y == 0]).pvalue > 0.001
    assert chisquare(counts[y == 1]).pvalue > 0.001


def test_rows_are_as_likely_as_their_weight_within_their_class():
    y = np.array([1, 0, 1, 0, 0, 1])
    weight = np.array([1.0, 5.0, 2.0, 3.0, 2.0, 7.0])
    counts = count_draws(y, weight)
    for label in (0, 1):
        of_class = y == label
        expected = weight[of_class] / weight[of_class].sum() * counts[of_class].sum()
        assert chisquare(counts[of_class], expected).pvalue > 0.001
    assert chisquare(np.bincount(y, weights=counts)).pvalue > 0.001


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e300])
def test_only_the_ratio_of_weights_matters(scale):
    y, weight = np.array([0, 0, 1, 1]), np.array([1.0, 3.0, 2.0, 2.0])
    assert_array_equal(count_draws(y, weight * scale), count_draws(y, weight))


def test_rows_of_weight_zero_are_never_drawn():
    y = np.repeat([0, 1, 2], 4)
    weight = np.tile([0.0, 1.0, 0.0, 0.0], 3)
    weight[-1] = 1.0
    counts = count_draws(y, weight)
    assert_array_equal(counts > 0, weight > 0)


@pytest.mark.parametrize(
    ("label", "fraction"),
    [(0, 0.0), (1, 0.5), (99, 0.0), (99, 1 - 2.0**-46), (98, np.nextafter(1.0, 0.0))],
)
def test_every_fraction_stays_in_its_class(label, fraction):
    y = np.repeat(np.arange(100), 3)
    weight = np.tile([0.0, 1.0, 0.0], 100)
    classes = rows_by_class(y, weight)
    rows = draw_rows(classes, (1, *SHAPE), 100, FixedDraws(label, fraction))
    assert_array_equal(rows.ravel(), np.full(64, 3 * label + 1))


def test_a_hundred_classes_of_all_sizes_are_balanced():
    y = np.repeat(np.arange(100), np.arange(2, 102))
    y = np.random.RandomState(0).permutation(y)
    counts = count_draws(y, n_steps=3000)
    assert chisquare(np.bincount(y, weights=counts)).pvalue > 0.001
    assert (counts > 0).all()
