"""Samplers on tables with categories, dates and missing values."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan import ACGANSampler, GANSampler
from skgan.inspection import SampleGridDisplay, nearest_rows
from skgan.metrics import classifier_two_sample_test, column_distance
from skgan.metrics._tables import correlations
from tests.frames import every_dtype
from tests.invariants import check_plausible, check_resampled

N_ROWS = 160
FRAME = every_dtype(N_ROWS)
Y = np.repeat(["often", "rare"], [120, 40])


def small(n_rows=600, seed=0):
    """Return a table whose columns depend on each other and on the class, and y."""
    rng = np.random.RandomState(seed)
    y = (rng.uniform(size=n_rows) < 0.15).astype(int)
    city = np.where(rng.uniform(size=n_rows) < 0.2 + 0.6 * y, "Rome", "Oslo")
    sunny = np.where(city == "Rome", 0.8, 0.3) > rng.uniform(size=n_rows)
    age = np.rint(40 + 10 * y + 8 * (city == "Rome") + rng.normal(0, 9, n_rows))
    pay = pd.Series(30.0 * age + rng.normal(0, 200, n_rows))
    gaps = rng.uniform(size=n_rows) < np.where(y == 1, 0.5, 0.1)
    columns = {"city": city, "sunny": sunny, "age": age.astype(int)}
    return pd.DataFrame(columns).assign(pay=pay.mask(gaps)), y


@pytest.fixture(scope="module", params=[1, "auto", 0])
def fitted(request):
    sampler = ACGANSampler(kernel_fraction=request.param, max_iter=10, random_state=0)
    resampled = sampler.fit_resample(FRAME, Y)
    return sampler, *resampled


def test_fit_resample_on_every_dtype(fitted):
    sampler, *resampled = fitted
    check_resampled(FRAME, Y, resampled)
    check_plausible(FRAME, resampled[0])
    assert 0 <= sampler.class_fidelity_["rare"] <= 1


def test_sample_on_every_dtype(fitted):
    X, _ = fitted[0].sample({"often": 30, "rare": 50})
    assert X.dtypes.equals(FRAME.dtypes) and X.columns.equals(FRAME.columns)
    check_plausible(FRAME, X)


def test_what_a_fitted_sampler_says_of_mixed_rows(fitted):
    sampler = fitted[0]
    pairs = nearest_rows(sampler, FRAME, Y, n_samples=2)
    assert pairs.X.dtypes.equals(FRAME.dtypes)
    if sampler.n_iter_:
        assert sampler.discriminate(FRAME).shape == (N_ROWS,)
        assert "rare" in sampler.class_report(FRAME, Y)
        unseen = FRAME.assign(object="never seen")
        assert np.isfinite(sampler.discriminate(unseen)).all()
    made, _ = sampler.sample(60)
    assert 0 <= classifier_two_sample_test(FRAME, made, random_state=0).accuracy <= 1
    assert set(column_distance(FRAME, made)) == set(FRAME)


def test_associations_and_gaps_are_kept():
    X, y = small(1500)
    X = X.assign(tax=X["pay"] + np.random.RandomState(0).normal(0, 300, 1500))
    sampler = ACGANSampler(random_state=0).fit(X, y)
    made, label = sampler.sample(1500)
    assert SampleGridDisplay.from_estimator(sampler, X, y).figure_ is not None
    assert (made["pay"].isna() == made["tax"].isna()).mean() > 0.95
    assert (made["age"] % 1 == 0).all() and made["city"].isin(["Rome", "Oslo"]).all()
    real, generated = (t.assign(y=c.astype(str)) for t, c in ((X, y), (made, label)))
    texts = {"city", "sunny", "y"}
    change = correlations(real, texts) - correlations(generated, texts)
    assert np.abs(change).mean() < 0.1 and np.abs(change).max() < 0.25
    for c in (0, 1):
        rate = X["pay"][y == c].isna().mean(), made["pay"][label == c].isna().mean()
        assert abs(rate[0] - rate[1]) < 0.12


def test_columns_that_are_named_and_what_auto_takes():
    X, y = small()
    codes = X.assign(city=(X["city"] == "Rome") * 3, sunny=X["sunny"] * 1.0)
    mask = np.array([True, False, False, False])
    options = {"kernel_fraction": 1, "random_state": 0}
    by_name, by_place, by_mask = (
        ACGANSampler(categorical_features=features, **options).fit_resample(codes, y)[0]
        for features in (["city"], [0], mask)
    )
    pd.testing.assert_frame_equal(by_name, by_place)
    pd.testing.assert_frame_equal(by_name, by_mask)
    assert set(by_name["city"]) == {0, 3}
    as_numbers = ACGANSampler(**options).fit(codes, y)
    assert as_numbers.columns_.loc["city", "taken_as"] == "exact values"


@pytest.mark.parametrize("form", [np.asarray, np.ndarray.tolist, sparse.csr_array])
def test_categories_in_arrays(form):
    X, y = small()
    table = np.column_stack([X["city"] == "Rome", X["age"]]).astype(float)
    sampler = ACGANSampler(categorical_features=[0], kernel_fraction=1, random_state=0)
    made, _ = sampler.fit_resample(form(table), y)
    assert type(made) is type(form(table))
    dense = made.toarray() if sparse.issparse(made) else np.asarray(made)
    assert set(dense[:, 0]) == {0, 1} and (dense[:, 1] % 1 == 0).all()


def test_texts_in_an_object_array():
    X, y = small()
    table = X.to_numpy(dtype=object)
    sampler = ACGANSampler(
        categorical_features=[0, 1], kernel_fraction=1, random_state=0
    )
    made, _ = sampler.fit_resample(table, y)
    assert made.dtype == object and set(made[:, 0]) == {"Rome", "Oslo"}
    assert set(map(type, made[:, 1])) == {bool}


def test_early_stopping_weights_and_per_class_networks_on_mixed_tables():
    X, y = small(200)
    weight = np.random.RandomState(0).uniform(size=200)
    sampler = ACGANSampler(max_iter=25, early_stopping=True, random_state=0)
    assert len(sampler.fit_resample(X, y, sample_weight=weight)[0]) > 200
    numbers = X[["age", "pay"]]
    sampler = GANSampler(conditioning="per-class", max_iter=5, random_state=0)
    assert sampler.fit(numbers, y).sample({1: 7})[0].dtypes.equals(numbers.dtypes)


def test_rows_that_are_exactly_another_class_s_are_left_out():
    rng = np.random.RandomState(0)
    X = pd.DataFrame(rng.choice([*"abcd"], (400, 3)), columns=[*"uvw"])
    y = ((X.u == X.v) & (X.w != "a")).astype(int)  # a rule
    sampler = ACGANSampler(kernel_fraction=0, max_iter=300, random_state=0).fit(X, y)
    made, _ = sampler.sample({1: 200})
    z = np.random.RandomState(0).normal(size=(200, 16))
    unfiltered, _ = sampler.sample({1: 200}, z=z)
    share_of_class = [((F.u == F.v) & (F.w != "a")).mean() for F in (made, unfiltered)]
    assert share_of_class[0] > 0.9 > share_of_class[1]


@pytest.mark.parametrize(
    ("last", "dtype"),
    [
        (2**63 - 1, "int64"),
        (2**64 - 1, "uint64"),
        (2**63 - 1, "Int64"),
        (2**64 - 1, "UInt64"),
        (-(2**63) + 9, "int64"),
        (2**62, "int64"),
    ],
)
@pytest.mark.parametrize("clip", [True, False])
def test_integers_that_no_float_holds(last, dtype, clip):
    random_state = np.random.RandomState(0)
    column = [last - int(k) for k in random_state.randint(0, 9, 60)]
    X = pd.DataFrame({"a": random_state.normal(size=60)})
    X["b"] = pd.Series(column, dtype=dtype)
    sampler = ACGANSampler(kernel_fraction=1, clip=clip, random_state=0)
    made = sampler.fit(X, np.repeat([0, 1], 30)).sample(60)[0]["b"]
    assert made.dtype == X["b"].dtype and made.nunique() > 5
    assert min(column) <= made.min() and made.max() <= max(column)


def test_large_integers_with_gaps_and_a_span_that_no_float_holds():
    column = [2**63 - 1, -(2**63), None, 0] * 15
    X = pd.DataFrame({"a": np.arange(60.0), "b": pd.Series(column, dtype="Int64")})
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    made = sampler.fit(X, np.repeat([0, 1], 30)).sample(60)[0]["b"]
    assert made.isna().any() and made.nunique() > 5
    assert sampler.fit(X, np.repeat([0, 1], 30)).sample(0)[0]["b"].dtype == "Int64"


@pytest.mark.parametrize("clip", [True, False])
@pytest.mark.parametrize("gap", [False, True])
def test_decimals(clip, gap):
    pa = pytest.importorskip("pyarrow")
    numbers = np.random.RandomState(0).randint(0, 99999, 60)
    column = [Decimal(int(k)).scaleb(-2) for k in numbers]
    column[3] = None if gap else column[3]
    X = pd.DataFrame({"a": np.arange(60.0)})
    X["b"] = pd.Series(column, dtype=pd.ArrowDtype(pa.decimal128(5, 2)))
    sampler = ACGANSampler(kernel_fraction=1, clip=clip, random_state=0)
    made = sampler.fit_resample(X, np.repeat([0, 1], [45, 15]))[0]["b"]
    assert made.dtype == X["b"].dtype and made[60:].nunique() > 20


def test_categorical_columns_that_are_all_constant_are_no_reason_to_warn():
    table = pd.DataFrame({"x": np.arange(60.0), "a": ["u"] * 60, "b": ["v"] * 60})
    sampler = ACGANSampler(max_iter=2, random_state=0)
    X_new, _ = sampler.fit_resample(table, np.repeat([0, 1], [40, 20]))
    assert set(X_new["a"]) == {"u"} and set(X_new["b"]) == {"v"}
