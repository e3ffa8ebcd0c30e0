import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn import config_context

from skgan.exceptions import InputError
from skgan.metrics import energy_distance

quick = settings(deadline=None, max_examples=30, derandomize=True)

samples = hnp.arrays(
    float, st.tuples(st.integers(1, 6), st.just(2)), elements=st.floats(-10, 10)
)


@pytest.mark.parametrize(
    ("X", "Y", "distance"),
    [
        ([[0.0]], [[0.0]], 0.0),
        ([[0.0]], [[3.0]], 6.0),
        ([[0.0, 0.0]], [[3.0, 4.0]], 10.0),
        # 2 * 1.5 - 0 - 0.5
        ([[0.0]], [[1.0], [2.0]], 2.5),
        # 2 * (0 + 2 + 2 + 0) / 4 - 1 - 1
        ([[0.0], [2.0]], [[2.0], [0.0]], 0.0),
        # 2 * (1 + 3 + 1 + 1) / 4 - 1 - 1
        ([[0.0], [2.0]], [[1.0], [3.0]], 1.0),
    ],
)
def test_known_answers(X, Y, distance):
    assert energy_distance(X, Y) == pytest.approx(distance, abs=1e-12)


@quick
@given(samples, samples)
def test_the_order_of_the_samples_does_not_matter(X, Y):
    assert energy_distance(X, Y) == pytest.approx(energy_distance(Y, X), abs=1e-6)


@quick
@given(samples)
def test_a_sample_is_at_no_distance_from_itself(X):
    # Euclidean distances by dot products are exact to half the digits.
    assert energy_distance(X, X.copy()) == pytest.approx(0.0, abs=1e-6)


@quick
@given(samples, samples)
def test_the_distance_is_a_float_and_never_negative(X, Y):
    distance = energy_distance(X, Y)
    assert isinstance(distance, float)
    assert distance >= 0


@quick
@given(samples, samples, st.floats(0.1, 10))
def test_the_distance_has_the_unit_of_the_data(X, Y, unit):
    expected = unit * energy_distance(X, Y)
    assert energy_distance(unit * X, unit * Y) == pytest.approx(expected, abs=1e-5)


def test_further_apart_is_further():
    X = np.random.RandomState(0).normal(size=(100, 3))
    distances = [energy_distance(X, X + shift) for shift in (0.5, 1, 2)]
    assert distances == sorted(distances)
    assert distances[0] > 0.05


def test_summing_in_blocks_changes_nothing():
    X = np.random.RandomState(0).normal(size=(300, 2))
    expected = energy_distance(X, X + 1)
    with config_context(working_memory=0.01):  # MiB: 4 rows a block
        assert energy_distance(X, X + 1) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        ([[np.nan]], [[1.0]], "X has NaN or infinite values in 1 of its 1 samples. Im"),
        ([[1.0]], [[1.0, 2.0]], "X has 1 features and Y 2. Give both the same columns"),
        ([[1.0]], [], "Y has 0 samples; this metric needs at least 1. Give more"),
    ],
)
def test_bad_input_is_named(X, Y, message):
    with pytest.raises(InputError, match=message):
        energy_distance(X, Y)


def test_far_from_zero_is_as_near_to_each_other():
    rng = np.random.RandomState(0)
    X, Y = rng.normal(size=(40, 3)), rng.normal(1, size=(30, 3))
    far = energy_distance(X + 2.0**30, Y + 2.0**30)
    assert far == pytest.approx(energy_distance(X, Y), rel=1e-6)
