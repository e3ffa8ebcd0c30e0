"""What holds for any table, any signals and any labels."""

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import sparse

from skgan import ACGANSampler

DTYPES = ["float32", "float64", "int32", "int64", "uint8", "bool"]
LABELS = {
    "int": [3, -1, 7, 0],
    "float": [0.0, 2.0, -5.0, 1.0],
    "str": ["b", "a", "", "long name"],
    "bool": [True, False],
}
SEEDS = st.integers(0, 2**31 - 1)

untrained = settings(max_examples=30, deadline=None, derandomize=True)
trained = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def column(kind, n_rows, random_state):
    """Return one column of a table, as awkward as its kind says."""
    if kind == "constant":
        return np.full(n_rows, random_state.choice([0.0, 0.1, -7.0, 1e6]))
    if kind == "heavy tail":
        return random_state.standard_cauchy(n_rows)
    if kind == "rare":
        return np.where(np.arange(n_rows) == random_state.randint(n_rows), 9.0, 0.0)
    scales = {"usual": 1.0, "small": 1e-8, "large": 1e8}
    return random_state.normal(size=n_rows) * scales[kind] + scales[kind]


KINDS = st.sampled_from(["usual", "small", "large", "constant", "heavy tail", "rare"])


def cast(values, dtype):
    """Return values in a dtype, within its range."""
    dtype = np.dtype(dtype)
    if dtype == np.bool_:
        return values > np.median(values)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        low, high = max(info.min, -(2**53)), min(info.max, 2**53)
        return np.clip(np.rint(values), low, high).astype(dtype)
    return values.astype(dtype)


@st.composite
def labels(draw, n_classes=None):
    """Draw shuffled labels of 2 to 4 classes with 2 to 30 rows each."""
    names = LABELS[draw(st.sampled_from(sorted(LABELS)))]
    most = min(len(names), 4)
    n = n_classes or draw(st.integers(2, most))
    counts = draw(st.lists(st.integers(2, 30), min_size=n, max_size=n))
    y = np.repeat(names[:n], counts)
    return np.random.RandomState(draw(SEEDS)).permutation(y)


@st.composite
def tables(draw, n_columns=None, n_classes=None):
    """Draw a table and its labels."""
    y = draw(labels(n_classes))
    n_columns = n_columns or draw(st.integers(1, 4))
    kinds = draw(st.lists(KINDS, min_size=n_columns, max_size=n_columns))
    random_state = np.random.RandomState(draw(SEEDS))
    columns = [column(kind, len(y), random_state) for kind in kinds]
    X = cast(np.stack(columns, axis=1), draw(st.sampled_from(DTYPES)))
    return X, y


@st.composite
def signals(draw, shape=None, n_classes=None):
    """Draw signals of 8 to 24 steps and 1 or 2 channels, and their labels."""
    y = draw(labels(n_classes))
    shape = shape or (draw(st.integers(8, 24)), draw(st.integers(1, 2)))
    kind, random_state = draw(KINDS), np.random.RandomState(draw(SEEDS))
    values = column(kind, len(y) * shape[0] * shape[1], random_state)
    dtype = draw(st.sampled_from(DTYPES))
    return cast(values.reshape(-1, *shape), dtype), y


def resample(X, y, **parameters):
    sampler = ACGANSampler(random_state=0, max_iter=2, **parameters)
    return sampler.fit_resample(X, y)


def check(X, y, **parameters):
    """Check what must hold after each fit_resample."""
    clip = parameters.get("clip", True)
    X_new, y_new = resample(X, y, **parameters)
    assert X_new.dtype == X.dtype and y_new.dtype == y.dtype
    assert X_new.shape == (len(y_new), *X.shape[1:])
    np.testing.assert_array_equal(X_new[: len(X)], X)
    np.testing.assert_array_equal(y_new[: len(y)], y)
    classes, counts = np.unique(y_new, return_counts=True)
    np.testing.assert_array_equal(classes, np.unique(y))
    assert (counts == np.unique(y, return_counts=True)[1].max()).all()
    assert np.isfinite(X_new.astype(float)).all()
    if clip:
        assert (X_new.min(axis=0) >= X.min(axis=0)).all() or X.ndim > 2
        assert (X_new.max(axis=0) <= X.max(axis=0)).all() or X.ndim > 2
        assert X_new.min() >= X.min() and X_new.max() <= X.max()
    return X_new, y_new


@untrained
@given(tables(), st.booleans())
def test_tables_from_the_kernel(data, clip):
    check(*data, kernel_fraction=1, clip=clip)


@trained
@given(tables(n_columns=3, n_classes=2), st.sampled_from([0, 0.5, "auto"]))
def test_tables_from_the_generator(data, kernel_fraction):
    check(*data, kernel_fraction=kernel_fraction)


@untrained
@given(signals(), st.booleans())
def test_signals_from_the_kernel(data, clip):
    check(*data, kernel_fraction=1, clip=clip)


@trained
@given(signals(shape=(16, 2), n_classes=2), st.sampled_from([0, 0.5, "auto"]))
def test_signals_from_the_generator(data, kernel_fraction):
    check(*data, kernel_fraction=kernel_fraction)


@untrained
@given(tables(), st.sampled_from([sparse.csr_matrix, sparse.csc_array]))
def test_sparse_equals_dense(data, form):
    X, y = data
    X_new, _ = resample(X, y, kernel_fraction=1)
    sparse_new, _ = resample(form(X), y, kernel_fraction=1)
    assert type(sparse_new) is form and sparse_new.dtype == X.dtype
    np.testing.assert_array_equal(sparse_new.toarray(), X_new)


@trained
@given(tables(n_columns=3, n_classes=2))
def test_sparse_equals_dense_from_the_generator(data):
    X, y = data
    X_new, _ = resample(X, y, kernel_fraction=0.5)
    sparse_new, _ = resample(sparse.csr_matrix(X), y, kernel_fraction=0.5)
    np.testing.assert_array_equal(sparse_new.toarray(), X_new)


@untrained
@given(tables(n_columns=3), st.lists(st.sampled_from(DTYPES), min_size=3, max_size=3))
def test_dataframes_keep_columns_dtypes_and_bits(data, dtypes):
    X, y = data
    columns = {
        f"{i} {dtype}": cast(X[:, i].astype(float), dtype)
        for i, dtype in enumerate(dtypes)
    }
    frame = pd.DataFrame(columns)
    X_new, y_new = resample(frame, pd.Series(y, name="kind"), kernel_fraction=1)
    pd.testing.assert_frame_equal(X_new[: len(y)], frame)
    assert X_new.dtypes.equals(frame.dtypes) and y_new.name == "kind"
    assert not X_new.isna().any(axis=None) and np.isfinite(X_new.astype(float)).all(
        axis=None
    )


@untrained
@given(tables(), st.data())
def test_any_totals_are_exact(data, more):
    X, y = data
    present = dict(zip(*np.unique(y, return_counts=True), strict=True))
    wanted = {
        label: int(n) + more.draw(st.integers(0, 20))
        for label, n in present.items()
        if more.draw(st.booleans())
    }
    _, y_new = resample(X, y, kernel_fraction=1, sampling_strategy=wanted)
    for label, n in present.items():
        assert (y_new == label).sum() == wanted.get(label, n)


@untrained
@given(tables(), st.integers(0, 50))
def test_sample_gives_what_is_asked_for(data, n_samples):
    X, y = data
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    drawn, drawn_y = sampler.sample(n_samples)
    assert drawn.shape == (n_samples, X.shape[1]) and drawn.dtype == X.dtype
    assert drawn_y.shape == (n_samples,) and set(drawn_y) <= set(y)
