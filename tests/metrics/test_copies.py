import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors

from skgan.exceptions import InputError
from skgan.metrics import memorization_rate, nearest_neighbor_distance_ratio

quick = settings(deadline=None, max_examples=25, derandomize=True)


def normal(n, n_features, seed=0):
    return np.random.RandomState(seed).normal(size=(n, n_features))


def test_known_ratios():
    X = [[0.0], [4.0], [4.0], [100.0]]
    assert nearest_neighbor_distance_ratio(X, [[0.0]]) == 0
    assert nearest_neighbor_distance_ratio(X, [[4.0]]) == 0  # twice there counts once
    assert nearest_neighbor_distance_ratio(X, [[2.0]]) == 1
    assert nearest_neighbor_distance_ratio(X, [[1.0]]) == pytest.approx(1 / 3)
    assert nearest_neighbor_distance_ratio(X, [[2.0], [0.0]], quantile=0.5) == 0.5
    assert nearest_neighbor_distance_ratio(X, [[2.0], [0.0]], quantile=1) == 1


def test_ratios_are_those_of_an_exact_search():
    X, Y = normal(200, 4), normal(100, 4, seed=1)
    tree = NearestNeighbors(n_neighbors=2, algorithm="kd_tree").fit(X)
    nearest, second = tree.kneighbors(Y)[0].T
    for quantile in (0, 0.05, 0.5):
        expected = np.quantile(nearest / second, quantile)
        ratio = nearest_neighbor_distance_ratio(X, Y, quantile=quantile)
        assert ratio == pytest.approx(expected, rel=1e-10)


@quick
@given(st.integers(0, 100), st.integers(1, 12))
def test_the_rate_is_the_share_of_copies_in_any_dimension(n_copies, n_features):
    X, Y = normal(300, n_features), normal(100, n_features, seed=1)
    Y[:n_copies] = X[:n_copies]
    rate = memorization_rate(X, Y)
    assert n_copies / 100 <= rate <= n_copies / 100 + 0.05


@pytest.mark.parametrize("n_features", [1, 2, 4, 16])
def test_new_samples_are_hardly_ever_copies(n_features):
    rate = memorization_rate(normal(2000, n_features), normal(2000, n_features, seed=1))
    assert rate <= 0.015


@pytest.mark.parametrize("offset", [0, 1e6])
@pytest.mark.parametrize("noise", [0, 1e-3])
def test_near_copies_are_found_far_from_zero_too(offset, noise):
    X = normal(300, 8) + offset
    assert memorization_rate(X, X + noise * normal(300, 8, seed=1)) == 1.0


def test_the_threshold_can_be_given():
    X, Y = [[0.0], [4.0], [9.0]], [[0.0], [1.0], [1.2], [2.0]]
    assert memorization_rate(X, Y, threshold=0) == 0.25
    assert memorization_rate(X, Y, threshold=1 / 3) == 0.5
    assert memorization_rate(X, Y, threshold=0.5) == 0.75
    assert memorization_rate(X, Y, threshold=1) == 1


def test_units_and_constant_columns_don_t_matter():
    X, Y = normal(100, 3), normal(100, 3, seed=1)
    Y[:30] = X[:30]
    assert memorization_rate(1e-9 * X, 1e-9 * Y) == memorization_rate(X, Y) > 0.29
    ratio = nearest_neighbor_distance_ratio(X, Y, quantile=0.5)
    for pair in ((1e6 * X, 1e6 * Y), [np.c_[Z, np.full(100, 7.0)] for Z in (X, Y)]):
        other = nearest_neighbor_distance_ratio(*pair, quantile=0.5)
        assert other == pytest.approx(ratio)


@pytest.mark.parametrize("metric", [memorization_rate, nearest_neighbor_distance_ratio])
@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        (np.ones((9, 2)), np.ones((3, 2)), "X_train has 1 different samples; this met"),
        (normal(9, 2), normal(9, 3), "X_train has 2 features and X_generated 3. Give"),
        (normal(9, 2) * np.nan, normal(9, 2), "X_train has NaN or infinite values in"),
        (normal(9, 2), normal(0, 2), "X_generated has 0 samples; this metric needs at"),
    ],
)
def test_bad_input_is_named(metric, X, Y, message):
    with pytest.raises(InputError, match=message):
        metric(X, Y)


@pytest.mark.parametrize("value", [2, -1, "most", None])
def test_bad_options_are_named(value):
    with pytest.raises(InputError, match="threshold is .* Give a number from 0 to 1."):
        memorization_rate(normal(9, 2), normal(9, 2), threshold=value)
    with pytest.raises(InputError, match="quantile is .* Give a number from 0 to 1."):
        nearest_neighbor_distance_ratio(normal(9, 2), normal(9, 2), quantile=value)


def test_rows_nearer_than_any_square_count_as_copies():
    X = [[0.0], [1e-200], [1.0]]
    assert nearest_neighbor_distance_ratio(X, [[0.0]]) == 0
