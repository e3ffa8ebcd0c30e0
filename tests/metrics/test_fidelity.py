import numpy as np
import pandas as pd
import pytest
from sklearn.frozen import FrozenEstimator
from sklearn.neighbors import KNeighborsClassifier

from skgan.exceptions import InputError
from skgan.metrics import _fidelity, class_fidelity, discriminability


def blobs(n_a_class, labels=(0, 1), seed=0):
    y = np.repeat(labels, n_a_class)
    centre = np.repeat(np.arange(len(labels)), n_a_class)[:, None] * 10.0
    return np.random.RandomState(seed).normal(centre, 1, (len(y), 2)), y


def test_samples_of_their_class_score_one_and_others_zero():
    X, y = blobs(30)
    X_new, y_new = blobs(20, seed=1)
    assert class_fidelity(X, y, X_new, y_new, random_state=0) == {0: 1.0, 1: 1.0}
    assert class_fidelity(X, y, X_new, 1 - y_new, random_state=0) == {0: 0.0, 1: 0.0}


def test_only_generated_classes_are_named_and_by_their_own_names():
    X, y = blobs(20, labels=("ape", "bee", "cat"))
    X_new, y_new = blobs(5, labels=("ape", "bee"))
    shares = class_fidelity(X, y, X_new, y_new, random_state=0)
    assert shares == {"ape": 1.0, "bee": 1.0}


def test_the_same_seed_gives_the_same_shares():
    rng = np.random.RandomState(0)
    X, y = rng.normal(size=(80, 3)), rng.randint(2, size=80)
    X_new, y_new = rng.normal(size=(200, 3)), rng.randint(2, size=200)
    one, same, other = (
        class_fidelity(X, y, X_new, y_new, random_state=seed) for seed in (1, 1, 2)
    )
    assert one == same != other


def test_a_rare_class_is_not_overlooked():
    rng = np.random.RandomState(0)
    X = np.concatenate([rng.normal(0, 1, (500, 1)), rng.normal(1.5, 1, (25, 1))])
    y = np.repeat([0, 1], [500, 25])
    X_new = rng.normal(3, 0.2, (100, 1))
    shares = class_fidelity(X, y, X_new, np.ones(100, int), random_state=0)
    assert shares[1] > 0.8


def test_no_more_than_the_cap_of_each_class_is_looked_at(monkeypatch):
    monkeypatch.setattr(_fidelity, "MAX_ROWS", 10)
    X, y = blobs(30)
    X_new = np.repeat([[0.0, 0.0], [10.0, 10.0]], [10, 20], axis=0)
    shares = class_fidelity(X, y, X_new, np.zeros(30, int), random_state=0)
    assert shares[0] * 10 == pytest.approx(round(shares[0] * 10))


def test_shares_are_counted_within_each_class_and_averaged():
    X, y = blobs(30)
    X_new = np.array([[0.0, 0.0], [10.0, 10.0], [10.0, 10.0], [10.0, 10.0]])
    given = X, y, X_new, np.array([0, 0, 0, 1])
    shares = class_fidelity(*given, random_state=0)
    assert shares == {0: pytest.approx(1 / 3), 1: 1.0}
    for estimator in (None, KNeighborsClassifier()):
        accuracy = discriminability(*given, estimator=estimator, random_state=0)
        assert accuracy == pytest.approx((1 / 3 + 1) / 2)


def test_a_fitted_classifier_can_judge():
    X, y = blobs(30)
    turned = KNeighborsClassifier().fit(X, 1 - y)
    options = {"estimator": turned, "random_state": 0}
    assert discriminability(X, y, X, y, **options) == 1
    options["estimator"] = FrozenEstimator(turned)
    assert discriminability(X, y, X, y, **options) == 0


@pytest.mark.parametrize("metric", [class_fidelity, discriminability])
@pytest.mark.parametrize(
    ("X_new", "y_real", "message"),
    [
        (np.full((2, 2), np.nan), [0, 1], "X_generated has NaN or infinite values in"),
        (np.zeros((2, 3)), [0, 1], "X_real has 2 features and X_generated 3. Give bot"),
        (np.zeros((2, 2)), [0, 0], "y_real has the single class 0"),
        (np.zeros((2, 2)), [0], "y_real has 1 labels for 2 samples. Give one label fo"),
    ],
)
def test_bad_input_is_named(metric, X_new, y_real, message):
    with pytest.raises(InputError, match=message):
        metric(np.zeros((2, 2)), y_real, X_new, [0, 1])


def test_half_precision_and_dates_with_a_zone():
    X, y = np.array([[0.0], [0.5], [5.0], [5.5]]), [0, 0, 1, 1]
    assert class_fidelity(X.astype(np.float16), y, X, y) == {0: 1.0, 1: 1.0}
    dates = pd.DataFrame({"day": pd.date_range("2020", periods=4, tz="UTC")})
    with pytest.raises(InputError, match="it has dtype object. Encode text and dates"):
        class_fidelity(dates, y, dates, y)
