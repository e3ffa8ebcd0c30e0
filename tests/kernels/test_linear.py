import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from skgan.kernels import fit_kernel, linear_kernel

quick = settings(deadline=None, max_examples=30, derandomize=True)

REACH = 0.7


def normal_rows(n_rows, n_features=2):
    rows = np.random.RandomState(0).normal(size=(n_rows, n_features))
    return rows.astype(np.float32)


@quick
@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 9), st.integers(0, 99))
def test_samples_have_the_shape_asked_for_and_depend_on_the_seed_alone(
    n_rows, n_features, n_samples, seed
):
    rows = normal_rows(n_rows, n_features)
    samples = linear_kernel(rows, n_samples, np.random.RandomState(seed))
    again = linear_kernel(rows, n_samples, np.random.RandomState(seed))
    assert samples.shape == (n_samples, n_features)
    assert samples.dtype == np.float32
    assert_array_equal(samples, again)


@pytest.mark.parametrize("reach", [0.3, 1.0])
@pytest.mark.parametrize("n_rows", [3, 40])
def test_the_covariance_grows_by_one_plus_twice_the_mean_square_of_u(n_rows, reach):
    # Two different rows differ, on average, by twice the unbiased covariance.
    mean_square = reach**2 / 3
    rows = normal_rows(n_rows)
    n_samples = 50_000
    samples = linear_kernel(rows, n_samples, np.random.RandomState(0), reach)
    expected = np.cov(rows.T, bias=True) + 2 * mean_square * np.cov(rows.T)
    # A variance estimated from n samples has a relative error of sqrt((k - 1) / n)
    # for the kurtosis k, which is at most 4 here; five of them.
    tolerance = 5 * np.sqrt(3 / n_samples) * np.sqrt(expected[0, 0] * expected[1, 1])
    assert_allclose(np.cov(samples.T), expected, atol=tolerance)


def test_one_row_is_copied():
    rows = np.array([[1.5, -2.5]], dtype=np.float32)
    samples = linear_kernel(rows, 4, np.random.RandomState(0))
    assert_array_equal(samples, np.repeat(rows, 4, axis=0))


def test_two_rows_always_go_along_their_difference_and_never_stay():
    rows = np.array([[0, 0], [1, 2]], dtype=np.float32)
    samples = linear_kernel(rows, 500, np.random.RandomState(0), REACH)
    assert_allclose(samples[:, 1], 2 * samples[:, 0], rtol=1e-6)
    assert samples[:, 0].min() < -0.5 and samples[:, 0].max() > 1.5
    assert samples[:, 0].min() >= -REACH and samples[:, 0].max() <= 1 + REACH
    assert not np.isin(samples[:, 0], [0, 1]).any()
    kernel = fit_kernel("table", {0: rows}, {0: None}, None)  # is this one
    drawn = kernel.draw(0, 5, np.random.RandomState(3))
    assert_array_equal(drawn, linear_kernel(rows, 5, np.random.RandomState(3)))


@quick
@given(
    hnp.arrays(np.float32, (4, 2), elements=st.floats(-100, 100, width=32)),
    st.floats(0, 1),
)
def test_samples_lie_within_reach_of_the_rows(rows, reach):
    samples = linear_kernel(rows, 50, np.random.RandomState(0), reach)
    spread = reach * np.ptp(rows, axis=0) + 1e-3
    assert (samples >= rows.min(axis=0) - spread).all()
    assert (samples <= rows.max(axis=0) + spread).all()


def test_rows_of_probability_zero_are_never_used():
    rows = np.array([[0.0], [0.0], [9.0], [0.0]], dtype=np.float32)
    p = np.array([0.5, 0.25, 0.0, 0.25])
    samples = linear_kernel(rows, 500, np.random.RandomState(0), p=p)
    assert_array_equal(samples, np.zeros((500, 1)))


def test_likelier_rows_are_used_more():
    rows = np.array([[0.0], [1.0], [1000.0]], dtype=np.float32)
    p = np.array([0.1, 0.1, 0.8])
    samples = linear_kernel(rows, 20_000, np.random.RandomState(0), 1e-4, p)
    share = np.mean(samples > 500)
    assert abs(share - 0.8) < 5 * np.sqrt(0.8 * 0.2 / 20_000)
