"""What holds for any table, any signals and any labels."""

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy import sparse

from tests.helpers import make_sampler, rows_of
from tests.invariants import check_plausible, check_resampled

DTYPES = ["float32", "float64", "int32", "int64", "uint8", "bool"]
LABELS = {
    "int": [3, -1, 7, 0],
    "float": [0.0, 2.0, -5.0, 1.0],
    "str": ["b", "a", "", "long name"],
    "bool": [True, False],
}
KINDS = st.sampled_from(["usual", "small", "large", "constant", "heavy tail", "rare"])
SEEDS = st.integers(0, 2**31 - 1)

untrained = settings(max_examples=10, deadline=None, derandomize=True)
trained = settings(
    max_examples=6,
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
    n = n_classes or draw(st.integers(2, min(len(names), 4)))
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
    return cast(np.stack(columns, axis=1), draw(st.sampled_from(DTYPES))), y


@st.composite
def signals(draw, shape=None, n_classes=None):
    """Draw signals of 8 to 24 steps and 1 or 2 channels, and their labels."""
    y = draw(labels(n_classes))
    shape = shape or (draw(st.integers(8, 24)), draw(st.integers(1, 2)))
    kind, random_state = draw(KINDS), np.random.RandomState(draw(SEEDS))
    values = column(kind, len(y) * shape[0] * shape[1], random_state)
    return cast(values.reshape(-1, *shape), draw(st.sampled_from(DTYPES))), y


SMALL_TABLES = tables(n_columns=3, n_classes=2)  # for which networks are traced once
SMALL_SIGNALS = signals(shape=(8, 2), n_classes=2)


def check(X, y, **parameters):
    """Check what must hold after each fit_resample."""
    X_new, y_new = make_sampler(max_iter=2, **parameters).fit_resample(X, y)
    check_resampled(X, y, (X_new, y_new))
    check_plausible(X, X_new, parameters.get("clip", True))
    return X_new, y_new


@untrained
@given(st.one_of(tables(), signals()), st.booleans())
def test_samples_of_the_kernel(data, clip):
    check(*data, kernel_fraction=1, clip=clip)


@trained
@given(st.one_of(SMALL_TABLES, SMALL_SIGNALS), st.sampled_from([0, 0.5, "auto"]))
def test_samples_of_the_generator(data, kernel_fraction):
    check(*data, kernel_fraction=kernel_fraction)


@untrained
@given(tables(), st.sampled_from([sparse.csr_matrix, sparse.csc_array]))
def test_sparse_equals_dense(data, form):
    assume(np.mean(data[0] != 0) > 0.3)  # others stay sparse, and have a kernel of it
    check_sparse(*data, form, kernel_fraction=1)


def check_sparse(X, y, form, **parameters):
    """Check that a sparse table has the samples of a dense one."""
    expected, _ = check(X, y, **parameters)
    np.testing.assert_array_equal(rows_of(check(form(X), y, **parameters)[0]), expected)


@untrained
@given(tables(n_columns=3), st.lists(st.sampled_from(DTYPES), min_size=3, max_size=3))
def test_dataframes_keep_columns_dtypes_and_bits(data, dtypes):
    X, y = data
    frame = pd.DataFrame(
        {
            f"{i} {dtype}": cast(X[:, i].astype(float), dtype)
            for i, dtype in enumerate(dtypes)
        }
    )
    X_new, _ = check(frame, pd.Series(y, name="kind"), kernel_fraction=1)
    assert np.isfinite(X_new.astype(float)).all(axis=None)


@untrained
@given(tables(), st.data())
def test_any_totals_are_exact(data, more):
    X, y = data
    present = {label: int((y == label).sum()) for label in np.unique(y).tolist()}
    wanted = {
        label: n + more.draw(st.integers(0, 20))
        for label, n in present.items()
        if more.draw(st.booleans())
    }
    sampler = make_sampler(kernel_fraction=1, sampling_strategy=wanted)
    check_resampled(X, y, sampler.fit_resample(X, y), present | wanted)
