import matplotlib.pyplot as plt
import numpy as np
import pytest

from skgan.inspection._fidelity import MAX_VALUES, draw_column, is_discrete

MANY = np.random.RandomState(0).normal(size=300)
FEW = np.repeat([0.0, 1.0, 2.0], [50, 30, 20])
TEXT = np.array(["a"] * 3 + ["b"], dtype=object)


def test_numbers_of_few_values_are_discrete():
    assert is_discrete(np.arange(MAX_VALUES, dtype=float))
    assert not is_discrete(np.arange(MAX_VALUES + 1, dtype=float))
    assert is_discrete(TEXT)


def test_few_values_are_pairs_of_bars():
    ax = plt.figure().add_subplot()
    draw_column(ax, FEW, np.ones(4))
    assert [bar.get_height() for bar in ax.patches] == [0.5, 0.3, 0.2, 0, 1, 0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0", "1", "2"]


def test_the_most_frequent_of_many_categories_are_drawn():
    values = np.array(
        [f"category {i}" for i in range(40)] + ["often"] * 5, dtype=object
    )
    ax = plt.figure().add_subplot()
    draw_column(ax, values, values[:3])
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert len(labels) == MAX_VALUES and labels[0] == "often"


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e200])
def test_many_values_are_histograms_of_equal_bins(scale):
    ax = plt.figure().add_subplot()
    draw_column(ax, MANY * scale, np.r_[MANY[:100] * scale, np.nan])
    assert len(ax.patches) > 5  # bars of the real ones, and one outline


def test_far_values_are_counted_into_the_outermost_bin():
    ax = plt.figure().add_subplot()
    draw_column(ax, np.r_[MANY, 1e9], MANY)
    low, high = ax.get_xlim()
    assert -10 < low < high < 10
