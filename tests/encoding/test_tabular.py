import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from skgan.encoding import TabularEncoder

quick = settings(deadline=None, max_examples=30, derandomize=True)

SMALL_DTYPES = [np.bool_, np.int8, np.uint8, np.int16, np.uint16]
WIDE_DTYPES = [np.int32, np.int64, np.uint32, np.uint64]
FLOAT_SCALES = {np.float64: [1e-100, 1.0, 1e200], np.float32: [1e-30, 1.0, 1e30]}
# Two roundings to 24 bits, of values up to twice the largest of the column.
FLOAT_TOLERANCE = 3e-7


def tables(dtype, elements=None):
    shape = hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=20)
    return hnp.arrays(dtype, shape, elements=elements)


@st.composite
def float_tables(draw):
    dtype = draw(st.sampled_from(list(FLOAT_SCALES)))
    thousandths = draw(tables(np.int32, st.integers(-1000, 1000)))
    scales = st.sampled_from(FLOAT_SCALES[dtype])
    scale = draw(hnp.arrays(np.float64, thousandths.shape[1], elements=scales))
    return (thousandths / 1000 * scale).astype(dtype)


def round_trip(X, **options):
    encoder = TabularEncoder().fit(X)
    return encoder.decode(encoder.encode(X), **options)


@quick
@given(st.data(), st.sampled_from(WIDE_DTYPES), st.booleans())
def test_wide_whole_numbers_come_back_exactly_around_any_offset(data, dtype, clip):
    offset = data.draw(st.integers(0, min(2**40, np.iinfo(dtype).max - 2**20)))
    X = data.draw(tables(dtype, st.integers(0, 2**20))) + np.asarray(offset, dtype)
    decoded = round_trip(X, clip=clip)
    assert decoded.dtype == X.dtype
    assert_array_equal(decoded, X)


def test_values_next_to_the_largest_float_are_clipped_silently():
    X = np.array([[1.7e308], [-1.7e308]])
    encoder = TabularEncoder().fit(X)
    far = np.array([[2.0], [-2.0]], dtype=np.float32)
    assert_array_equal(encoder.decode(far), X)


@quick
@given(tables(np.int16), st.sampled_from([np.float32, np.float64]))
def test_float_columns_of_whole_numbers_decode_to_whole_numbers(whole, dtype):
    X = whole.astype(dtype)
    encoder = TabularEncoder().fit(X)
    decoded = encoder.decode(encoder.encode(X) + np.float32(0.123), clip=False)
    assert decoded.dtype == dtype
    assert_array_equal(decoded, np.rint(decoded))


def test_one_fraction_makes_a_column_fractional():
    X = np.array([[1.0, 1.0], [2.0, 2.5], [4.0, 4.0]])
    encoder = TabularEncoder().fit(X)
    decoded = encoder.decode(encoder.encode(X) + np.float32(0.1), clip=False)
    assert_array_equal(decoded[:, 0], [1, 2, 4])
    assert (decoded[:, 1] != np.rint(decoded[:, 1])).all()


@pytest.mark.parametrize("dtype", [*SMALL_DTYPES, *WIDE_DTYPES])
def test_without_clip_whole_numbers_stay_in_their_dtype(dtype):
    X = np.array([[0], [1], [1]], dtype=dtype)
    decoded = TabularEncoder().fit(X).decode(np.array([[-1e30], [1e30]]), clip=False)
    low, high = (0, 1) if dtype == np.bool_ else (np.iinfo(dtype).min, 2**60)
    assert decoded.dtype == dtype
    assert decoded[0, 0] == low
    assert decoded[1, 0] >= min(high, np.iinfo(dtype).max if high > 1 else 1)


@pytest.mark.parametrize("scale", [1e-100, 1e200])
def test_huge_and_tiny_columns_are_encoded_like_ordinary_ones(scale):
    X = np.random.RandomState(0).normal(3, 2, (50, 2))
    scaled = X * np.array([1, scale])
    expected = TabularEncoder().fit(X).encode(X)
    assert_allclose(expected.mean(axis=0, dtype=float), 0, atol=1e-6)
    assert_allclose(expected.std(axis=0, dtype=float), 1, atol=1e-6)
    assert_allclose(TabularEncoder().fit(scaled).encode(scaled), expected, atol=1e-6)


def test_decoding_leaves_the_encoded_rows_alone():
    X = np.array([[1.0, 5.0], [2.0, 5.0]])
    encoder = TabularEncoder().fit(X)
    encoded = encoder.encode(X).astype(np.float64)
    before = encoded.copy()
    encoder.decode(encoded)
    assert_array_equal(encoded, before)


def correlated_table(n_rows=400):
    """Two classes far apart, of three columns of which two are nearly the same."""
    rng = np.random.RandomState(0)
    labels = np.arange(n_rows) % 4 // 3
    X = rng.normal(size=(n_rows, 3)) + 20 * labels[:, None]
    X[:, 1] = X[:, 0] + 0.3 * rng.normal(size=n_rows)
    return X * [1, 100, 1e-3], labels


def within_class_covariance(encoded, labels):
    of_class = [encoded[labels == c].astype(float) for c in np.unique(labels)]
    return np.mean([np.cov(rows.T) for rows in of_class], axis=0)


def test_with_labels_columns_are_uncorrelated_within_the_mean_class():
    X, labels = correlated_table()
    encoded = TabularEncoder().fit(X, labels).encode(X)
    covariance = within_class_covariance(encoded, labels)
    assert encoded.dtype == np.float32
    assert_allclose(covariance - np.diag(np.diag(covariance)), 0, atol=1e-5)
    assert (np.diag(covariance) > 0).all() and (np.diag(covariance) <= 1).all()


def test_every_class_has_its_say_however_rare():
    X, labels = correlated_table()
    often = np.repeat(np.arange(len(X)), np.where(labels == 0, 5, 1))
    seldom = TabularEncoder().fit(X, labels)
    more = TabularEncoder().fit(X[often], labels[often])
    assert_allclose(np.abs(seldom.axes_.T @ more.axes_), np.eye(3), atol=0.1)


@quick
@given(float_tables(), st.integers(1, 3))
def test_floats_come_back_from_whitened_columns_too(X, n_classes):
    labels = np.arange(len(X)) % min(n_classes, len(X))
    encoder = TabularEncoder().fit(X, labels)
    decoded = encoder.decode(encoder.encode(X))
    assert decoded.dtype == X.dtype
    # Rounded to 24 bits on axes that may be shorter, by RIDGE, than they are magnified.
    tolerance = 30 * FLOAT_TOLERANCE * np.abs(X.astype(float)).max(axis=0)
    assert (np.abs(decoded.astype(float) - X.astype(float)) <= tolerance).all()


@quick
@given(tables(np.int8))
def test_whole_numbers_come_back_exactly_from_whitened_columns_too(X):
    encoder = TabularEncoder().fit(X, np.arange(len(X)) % min(2, len(X)))
    assert_array_equal(encoder.decode(encoder.encode(X)), X)


def test_classes_of_copies_of_one_row_are_encoded_finitely():
    X = np.repeat([[0.0, 1.0], [5.0, 3.0]], 4, axis=0)
    encoder = TabularEncoder().fit(X, np.repeat([0, 1], 4))
    encoded = encoder.encode(X)
    assert np.isfinite(encoded).all()
    assert_allclose(encoder.decode(encoded), X)


def test_wide_tables_are_standardised_only():
    X = np.random.RandomState(0).normal(size=(20, 501))
    encoded = TabularEncoder().fit(X, np.arange(20) % 2).encode(X)
    assert_array_equal(encoded, TabularEncoder().fit(X).encode(X))
