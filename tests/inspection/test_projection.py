import numpy as np
import pytest

from skgan.inspection._panels import project


def test_the_plane_is_that_of_the_real_rows():
    random = np.random.RandomState(0)
    hidden = random.normal(size=(200, 2)) * [3, 1]
    X = np.column_stack([hidden, hidden.sum(axis=1), hidden @ [1, -1]])
    real, generated, shares = project(X, X[:50])
    np.testing.assert_allclose(generated, real[:50], atol=1e-9)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] > shares[1]


def test_units_do_not_matter():
    X = np.random.RandomState(0).normal(size=(50, 3))
    one, _, _ = project(X, X)
    other, _, _ = project(X * [1, 1000, 1e-6] + [0, 5, 0], X)
    np.testing.assert_allclose(np.abs(one), np.abs(other), atol=1e-8)


@pytest.mark.parametrize(
    "X",
    [
        np.arange(5.0)[:, None],
        np.ones((4, 3)),
        np.full((4, 2), np.nan),
        np.arange(12.0).reshape(4, 3) * 1e200,
        np.array([[1.0, 2.0, 3.0]]),
    ],
    ids=["one column", "constant", "missing", "huge", "one row"],
)
def test_poor_tables_have_points_too(X):
    real, generated, shares = project(X, X)
    assert real.shape == generated.shape == (len(X), 2)
    assert np.isfinite(real).all() and np.isfinite(shares).all()
