"""MixedEncoder and its columns: what goes in comes out."""

import pickle
import warnings
from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skgan.encoding import MixedEncoder, TabularEncoder
from skgan.validation._frames import is_text
from tests.frames import every_dtype

FRAME = every_dtype()


def fitted(X, **options):
    return MixedEncoder([is_text(X[name]) for name in X], **options).fit(X)


def round_trip(X, **options):
    encoder = fitted(X, **options)
    return encoder.decode(encoder.encode(X))


def junk(encoder, n_rows=40, size=3.0):
    """Return what a bad generator might make."""
    rng = np.random.RandomState(0)
    width = encoder.encode(FRAME[:1]).shape[1]
    return rng.normal(scale=size, size=(n_rows, width)).astype(np.float32)


@pytest.mark.parametrize("name", list(FRAME))
def test_a_column_comes_back_in_its_dtype(name):
    X = FRAME[[name]]
    pd.testing.assert_frame_equal(round_trip(X), X, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("clip", [True, False])
def test_what_a_bad_generator_makes_has_dtypes_and_categories_of_the_table(clip):
    encoder = fitted(FRAME)
    made = encoder.decode(junk(encoder), clip)
    assert made.dtypes.equals(FRAME.dtypes)
    for name in FRAME:
        real, generated = FRAME[name].dropna(), made[name].dropna()
        if is_text(FRAME[name]):
            assert set(map(repr, generated)) <= set(map(repr, real)), name
        elif clip and len(real):
            assert generated.min() >= real.min() and generated.max() <= real.max(), name
        assert len(real) < len(FRAME) or len(generated) == len(made), name
    assert (made["date"] == made["date"].dt.normalize()).all()
    assert made["seconds"].dtype == "datetime64[s]"


def test_numbers_are_those_of_the_tabular_encoder():
    X = FRAME[["float", "int", "bool"]]
    labels = np.arange(len(X)) % 2
    encoded = MixedEncoder([False, False, True]).fit(X, labels).encode(X)
    values = X[["float", "int"]].to_numpy(float)
    expected = TabularEncoder().fit(values, labels).encode(values)
    np.testing.assert_array_equal(encoded[:, :2], expected)
    np.testing.assert_array_equal(encoded[:, 2:].sum(axis=1), 1)


def test_a_category_that_was_not_seen_is_no_category():
    encoder = MixedEncoder([True]).fit(pd.DataFrame({"a": ["u", "v"]}))
    unseen = encoder.encode(pd.DataFrame({"a": ["w", "u", None]}))
    np.testing.assert_array_equal(unseen, [[0, 0], [1, 0], [0, 0]])


def test_a_gap_that_was_not_seen_is_the_mean():
    encoder = MixedEncoder([False]).fit(pd.DataFrame({"a": [1.0, 3.0]}))
    np.testing.assert_array_equal(encoder.encode(pd.DataFrame({"a": [np.nan]})), [[0]])


def test_rare_categories_are_drawn_as_often_as_they_occur():
    names = np.repeat([f"c{i}" for i in range(100)], [50] * 3 + [1] * 96 + [2])
    X = pd.DataFrame({"id": names})
    with pytest.warns(UserWarning, match="'id' has 100 categories.*9 most frequent"):
        encoder = MixedEncoder([True], max_categories=10).fit(X)
    assert encoder.layout.sizes == (10,)
    encoded = encoder.encode(X)
    made = encoder.decode(encoded)["id"]
    pd.testing.assert_series_equal(made, encoder.decode(encoded)["id"])
    frequent = X["id"].isin(["c0", "c1", "c2"])
    assert (made[frequent] == X["id"][frequent]).all()
    rare = made[encoded[:, -1] == 1]
    assert rare.nunique() > 30 and set(rare) <= set(names[150:])


def test_a_column_of_names_of_rows_is_not_kept():
    X = pd.DataFrame({"id": [f"row {i}" for i in range(30_000)]})
    with pytest.warns(UserWarning, match="30000 categories"):
        encoder = MixedEncoder([True]).fit(X)
    assert len(encoder.columns_[0].levels_) == 10_000
    assert (encoder.encode(X).sum(axis=1) == 1).all()


def test_a_fitted_encoder_keeps_no_rows():
    few, many = (every_dtype(n) for n in (500, 5000))
    sizes = [len(pickle.dumps(fitted(X))) for X in (few, many)]
    assert sizes[1] < 1.01 * sizes[0]


def test_an_object_array_comes_back_as_one():
    X = np.array([[1, "u", 0.5], [2, "v", None], [4, None, 1.5]], dtype=object)
    encoder = MixedEncoder([False, True, False]).fit(X)
    made = encoder.decode(encoder.encode(X))
    assert made.dtype == object and made.shape == X.shape
    assert made[:, 0].tolist() == [1, 2, 4] and made[:, 1].tolist() == ["u", "v", None]


def columns(n_rows):
    text = st.none() | st.text(max_size=3)
    number = st.none() | st.floats(allow_nan=False, allow_infinity=False, width=32)
    whole = st.integers(-(2**53), 2**53)
    kinds = [(text, object), (number, float), (whole, "int64"), (st.booleans(), bool)]
    kinds += [(st.none() | whole, "Int64"), (st.none() | st.booleans(), "boolean")]
    kinds += [(text, "category"), (text, "string")]
    kinds += [
        (
            st.none() | st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)),
            "datetime64[ns]",
        )
    ]
    return st.one_of(
        st.lists(values, min_size=n_rows, max_size=n_rows).map(
            lambda values, dtype=dtype: pd.Series(values, dtype=dtype)
        )
        for values, dtype in kinds
    )


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(columns(n), min_size=1, max_size=4))
)
def test_any_table_keeps_its_dtypes_gaps_and_categories(series):
    X = pd.concat(series, axis=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = round_trip(X)
    assert made.dtypes.equals(X.dtypes) and made.columns.equals(X.columns)
    pd.testing.assert_frame_equal(made.isna(), X.isna())
    for name in X:
        if is_text(X[name]):
            assert made[name].astype(object).equals(X[name].astype(object))
        elif X[name].notna().any():
            assert made[name].min() >= X[name].min()
            assert made[name].max() <= X[name].max()


def test_an_order_without_a_value_has_none_whatever_a_generator_says():
    order = pd.CategoricalDtype(["lo", "hi"], ordered=True)
    X = pd.DataFrame({"a": pd.Series([None, None], dtype=order)})
    encoder = MixedEncoder([True]).fit(X)
    pd.testing.assert_frame_equal(encoder.decode(np.zeros((2, 3), np.float32)), X)


@pytest.mark.parametrize("clip", [True, False])
@pytest.mark.parametrize("last", ["9999-12-31", "2300-01-01", "0001-01-01"])
@pytest.mark.parametrize("unit", ["s", "ms", "us"])
def test_dates_beyond_nanoseconds_come_back(unit, last, clip):
    days = np.array(["2020-01-01", last, "2021-06-01"], f"M8[{unit}]")
    frame = pd.DataFrame({"day": days})
    encoder = MixedEncoder([False]).fit(frame)
    pd.testing.assert_frame_equal(encoder.decode(encoder.encode(frame)), frame)
    far = encoder.decode(10 * encoder.encode(frame), clip)["day"]
    assert far.dtype == frame["day"].dtype and far.dt.year.between(1, 9999).all()
