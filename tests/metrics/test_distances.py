import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.linalg import sqrtm
from scipy.sparse import csr_array
from sklearn import config_context

from skgan.exceptions import InputError
from skgan.metrics import energy_distance, frechet_distance

quick = settings(deadline=None, max_examples=30, derandomize=True)
points = hnp.arrays(
    float, st.tuples(st.integers(2, 6), st.just(3)), elements=st.floats(-10, 10)
)
SQUARE = [[1, 0], [-1, 0], [0, 2], [0, -2]]


def definition(X, Y):
    """Return the distance by its formula, with a matrix root."""
    C, D = np.cov(X, rowvar=False), np.cov(Y, rowvar=False)
    shift = X.mean(axis=0) - Y.mean(axis=0)
    return shift @ shift + np.trace(C + D - 2 * np.real(sqrtm(C @ D)))


@pytest.mark.parametrize(
    ("metric", "X", "Y", "distance"),
    [
        # One dimension: (m - n)^2 + (s - t)^2.
        (frechet_distance, [[0.0], [2.0]], [[3.0], [5.0]], 9.0),
        (frechet_distance, [[-1.0], [0.0], [1.0]], [[-3.0], [0.0], [3.0]], 4.0),
        # Columns that don't depend on each other add up.
        (frechet_distance, SQUARE, np.multiply(SQUARE, 2), 10 / 3),
        # Constant columns have no spread, and only their means count.
        (frechet_distance, [[0.0, 1.0], [2.0, 1.0]], [[0.0, 4.0], [2.0, 4.0]], 9.0),
        (frechet_distance, [[5.0], [5.0]], [[1.0], [1.0]], 16.0),
        (energy_distance, [[0.0]], [[0.0]], 0.0),
        (energy_distance, [[0.0]], [[3.0]], 6.0),
        (energy_distance, [[0.0, 0.0]], [[3.0, 4.0]], 10.0),
        # 2 * 1.5 - 0 - 0.5
        (energy_distance, [[0.0]], [[1.0], [2.0]], 2.5),
        # 2 * (0 + 2 + 2 + 0) / 4 - 1 - 1
        (energy_distance, [[0.0], [2.0]], [[2.0], [0.0]], 0.0),
        # 2 * (1 + 3 + 1 + 1) / 4 - 1 - 1
        (energy_distance, [[0.0], [2.0]], [[1.0], [3.0]], 1.0),
    ],
)
def test_known_answers(metric, X, Y, distance):
    assert metric(X, Y) == pytest.approx(distance, rel=1e-12, abs=1e-12)


def test_it_is_what_the_formula_says():
    rng = np.random.RandomState(0)
    X = rng.normal(size=(200, 8)) @ rng.normal(size=(8, 8))
    Y = rng.gamma(2, 1, (150, 8))
    assert frechet_distance(X, Y) == pytest.approx(definition(X, Y), rel=1e-9)


# From pytorch-fid 0.3.0's calculate_frechet_distance and torchmetrics 1.9.0's
# _compute_fid, given means and numpy.cov, in float64; benchmarks/quality/metrics.py has
# more. The last column is the distance in 40 digits, by mpmath.
@pytest.mark.parametrize(
    ("shape_X", "shape_Y", "pytorch_fid", "torchmetrics", "exact"),
    [
        ((300, 12), (200, 12), 50.51461938898208, 50.51461938898208, 50.51461938898207),
        # Fewer samples than features: covariances of less than full rank.
        ((8, 12), (200, 12), 58.37904462765711, 58.37904461313743, 58.37904470405744),
        ((6, 20), (9, 20), 103.39652204909953, 103.39652207362644, 103.39652270834812),
    ],
)
def test_it_equals_the_public_implementations(
    shape_X, shape_Y, pytorch_fid, torchmetrics, exact
):
    rng = np.random.RandomState(0)
    X, Y = rng.normal(size=shape_X), rng.gamma(2, 1, shape_Y)
    distance = frechet_distance(X, Y)
    assert distance == pytest.approx(pytorch_fid, rel=1e-6)
    assert distance == pytest.approx(torchmetrics, rel=1e-6)
    assert distance == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize(
    ("metric", "power"), [(frechet_distance, 2), (energy_distance, 1)]
)
@quick
@given(points, points, st.floats(0.1, 10))
def test_what_both_distances_have_in_common(metric, power, X, Y, unit):
    # Euclidean distances by dot products are exact to half the digits.
    exact = 1e-8 if metric is frechet_distance else 1e-5
    distance = metric(X, Y)
    assert isinstance(distance, float) and distance >= 0
    assert distance == pytest.approx(metric(Y, X), abs=exact)
    assert metric(X, X.copy()) == pytest.approx(0, abs=exact)
    scaled = metric(unit * X, unit * Y)
    assert scaled == pytest.approx(unit**power * distance, rel=1e-6, abs=10 * exact)


def test_turning_the_axes_changes_nothing():
    rng = np.random.RandomState(0)
    X, Y = rng.normal(size=(30, 5)), rng.gamma(2, 1, (40, 5))
    turn = np.linalg.qr(rng.normal(size=(5, 5)))[0]
    turned = frechet_distance(X @ turn, Y @ turn)
    assert turned == pytest.approx(frechet_distance(X, Y), rel=1e-12)


def test_features_are_computed_of_both_samples():
    images = np.random.RandomState(0).uniform(size=(20, 4, 4))
    distance = frechet_distance(
        images, images + 3, features=lambda x: x.mean(axis=(1, 2))
    )
    assert distance == pytest.approx(9, rel=1e-12)


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        ([[1.0], [np.nan]], [[1.0], [2.0]], "X has NaN or infinite values in 1 of its"),
        ([[1.0], [2.0]], [[np.inf], [2.0]], "Y has NaN or infinite values in 1 of its"),
        ([[1.0]], [[1.0], [2.0]], "X has 1 sample; this metric needs at least 2. Give"),
        ([[1.0], [2.0]], [[1.0, 2.0]] * 2, "X has 1 features and Y 2. Give both the"),
        ([["a"], ["b"]], [[1.0], [2.0]], "X is not a dense array of numbers: could no"),
        ([[1e200], [0]], [[1.0], [2.0]], "X has values as large as 1e\\+200, more tha"),
        (csr_array(np.eye(2)), np.eye(2), "X is not a dense array of numbers: Sparse"),
        (np.array([[0], [1]], "M8[D]"), np.eye(2), "X is not a dense array of numbers"),
        (3.0, [[1.0], [2.0]], "X is the single value 3.0. Give one row per sample."),
        (np.zeros((2, 0)), [[1.0], [2.0]], "X has no features. Give at least one"),
        ([], [[1.0], [2.0]], "X has 0 samples; this metric needs at least 2. Give mor"),
    ],
)
def test_bad_input_is_named(X, Y, message):
    with pytest.raises(InputError, match=message):
        frechet_distance(X, Y)


def test_features_have_to_be_called():
    with pytest.raises(InputError, match="features is 'inception', which is not ca"):
        frechet_distance([[0.0], [1.0]], [[0.0], [1.0]], features="inception")


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


def test_bad_input_of_the_energy_distance_is_named():
    with pytest.raises(
        InputError, match="Y has 0 samples; this metric needs at least 1"
    ):
        energy_distance([[1.0]], [])


def test_far_from_zero_is_as_near_to_each_other():
    rng = np.random.RandomState(0)
    X, Y = rng.normal(size=(40, 3)), rng.normal(1, size=(30, 3))
    far = energy_distance(X + 2.0**30, Y + 2.0**30)
    assert far == pytest.approx(energy_distance(X, Y), rel=1e-6)
