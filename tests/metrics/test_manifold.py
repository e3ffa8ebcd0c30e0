import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.metrics import pairwise_distances

from skgan.exceptions import InputError
from skgan.metrics import _manifold, precision_recall_density_coverage

quick = settings(deadline=None, max_examples=30, derandomize=True)
NAMES = "precision", "recall", "density", "coverage"
NORMAL = np.random.RandomState(0).normal(size=(100, 5))
# Few different whole numbers: exact distances, many of them equal.
samples = hnp.arrays(
    float, st.tuples(st.integers(3, 12), st.just(2)), elements=st.integers(0, 4)
)


def by_definition(X, Y, k):
    """Return the four from whole matrices of distances."""
    radius_X, radius_Y = (np.sort(pairwise_distances(Z), axis=1)[:, k] for Z in (X, Y))
    distances = pairwise_distances(X, Y)
    inside = distances < radius_X[:, None]
    return {
        "precision": inside.any(axis=0).mean(),
        "recall": (distances < radius_Y).any(axis=1).mean(),
        "density": inside.sum() / (k * len(Y)),
        "coverage": inside.any(axis=1).mean(),
    }


@quick
@given(samples, samples, st.integers(1, 2))
def test_it_is_what_the_definition_says(X, Y, k):
    shares = precision_recall_density_coverage(X, Y, n_neighbors=k)
    assert shares == pytest.approx(by_definition(X, Y, k), abs=1e-15)
    assert tuple(shares) == NAMES


# By prdc 0.2's compute_prdc; benchmarks/quality/metrics.py has more.
@pytest.mark.parametrize(
    ("n_neighbors", "expected"),
    [
        (1, (0.68, 0.42, 1.1333333333333333, 0.425)),
        (5, (0.98, 0.735, 1.3266666666666669, 0.895)),
    ],
)
def test_it_equals_prdc(n_neighbors, expected):
    rng = np.random.RandomState(0)
    X, Y = rng.normal(size=(200, 6)), rng.normal(0.3, 0.8, (150, 6))
    shares = precision_recall_density_coverage(X, Y, n_neighbors=n_neighbors)
    assert tuple(shares.values()) == expected


@pytest.mark.parametrize(
    ("X", "shift", "share"),
    [(NORMAL, 0, 1), (NORMAL, 100, 0), (np.ones((10, 3)), 0, 0)],
)
def test_the_same_samples_have_ones_and_others_zeros(X, shift, share):
    shares = precision_recall_density_coverage(X, X + shift)
    assert set(shares.values()) == {share}


def test_shares_are_where_theory_says():
    X, Y = np.random.RandomState(0).normal(size=(2, 2000, 5))
    shares = precision_recall_density_coverage(X, Y, n_neighbors=5)
    assert shares["density"] == pytest.approx(1, abs=0.05)
    assert shares["coverage"] == pytest.approx(1 - 2**-5, abs=0.02)
    # One outlier makes the recall of noise, but not its coverage.
    noise = np.vstack([np.full((5, 5), 50.0), X[:1], np.full((5, 5), -50.0)])
    shares = precision_recall_density_coverage(X[:200], noise, n_neighbors=5)
    assert shares["recall"] == 1.0 and shares["coverage"] < 0.1


def test_collapsed_generators_are_precise_and_scattered_ones_recall_all():
    X = np.random.RandomState(0).normal(size=(500, 5))
    noise = np.random.RandomState(1).normal(size=(500, 5))
    collapsed = precision_recall_density_coverage(X, X[:1] + 1e-3 * noise)
    assert collapsed["precision"] == 1
    assert collapsed["recall"] < 0.05 > collapsed["coverage"]
    scattered = precision_recall_density_coverage(X, 10 * noise)
    assert scattered["recall"] > 0.95
    assert scattered["precision"] < 0.05 > scattered["density"]


def test_more_and_smaller_slices_change_nothing(monkeypatch):
    X, Y = np.random.RandomState(0).normal(size=(2, 200, 4))
    expected = precision_recall_density_coverage(X, Y)
    monkeypatch.setattr(_manifold, "MAX_BYTES", 5000)  # 3 columns
    assert precision_recall_density_coverage(X, Y) == expected


@pytest.mark.parametrize(
    ("X", "Y", "k", "message"),
    [
        (np.zeros((5, 1)), np.zeros((9, 1)), 5, "X_real has 5 samples; this metric n"),
        (np.zeros((9, 1)), np.zeros((5, 1)), 5, "X_generated has 5 samples; this met"),
        (np.zeros((9, 1)), np.zeros((9, 2)), 5, "X_real has 1 features and X_genera"),
        (np.full((9, 1), np.nan), np.zeros((9, 1)), 5, "X_real has NaN or infinite v"),
        (np.zeros((9, 1)), np.zeros((9, 1)), 0, "n_neighbors=0 is not a positive"),
        (np.zeros((9, 1)), np.zeros((9, 1)), 1.5, "n_neighbors=1.5 is not a positive"),
    ],
)
def test_bad_input_is_named(X, Y, k, message):
    with pytest.raises(InputError, match=message):
        precision_recall_density_coverage(X, Y, n_neighbors=k)


@pytest.mark.parametrize(
    "moved",
    [lambda X: X + 2.0**30, lambda X: (X * np.float32(1e30)).astype(np.float32)],
)
def test_far_from_zero_and_large_singles_are_as_near_to_each_other(moved):
    rng = np.random.RandomState(0)
    X, Y = rng.normal(size=(40, 3)), rng.normal(size=(30, 3))
    expected = precision_recall_density_coverage(X, Y)
    assert expected["coverage"] > 0.5
    assert precision_recall_density_coverage(moved(X), moved(Y)) == expected


def test_columns_of_two_tables_are_matched_by_name():
    X = pd.DataFrame({"a": [0.0, 1.0, 2.0], "b": [50.0, 60.0, 70.0]})
    shares = precision_recall_density_coverage(X, X[["b", "a"]], n_neighbors=1)
    assert shares["precision"] == 1
    with pytest.raises(InputError, match=r"\['b', 'c'\] are columns of only one"):
        precision_recall_density_coverage(X, X.rename(columns={"b": "c"}))
