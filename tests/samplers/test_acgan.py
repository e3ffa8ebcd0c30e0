"""What ACGANSampler does for tables, signals, images, labels and options."""

import warnings
from collections import Counter

import keras
import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning

from skgan import ACGANSampler
from skgan.networks import dense_discriminator, dense_generator

Y = np.repeat([0, 1], [40, 20])
RNG = np.random.RandomState(0)
X = RNG.normal(size=(60, 3)) * [1.0, 100.0, 0.01] + Y[:, None]
SIGNALS = RNG.normal(size=(60, 16, 2))
IMAGES = RNG.uniform(size=(60, 8, 8, 1))
BYTES = RNG.randint(0, 200, size=(60, 8, 8, 1)).astype(np.uint8)


def make_sampler(**parameters):
    return ACGANSampler(**{"max_iter": 5, "random_state": 0, **parameters})


def rows_of(X):
    """Return the rows of any form of X as an array."""
    if sparse.issparse(X):
        return X.toarray()
    return X.to_numpy() if hasattr(X, "to_numpy") else np.asarray(X)


def check_resampled(X, y, X_new, y_new, counts):
    """Check form, original rows, counts, range of what fit_resample returned."""
    assert type(X_new) is type(X)
    assert type(y_new) is type(y)
    assert Counter(np.asarray(y_new).tolist()) == counts
    np.testing.assert_array_equal(rows_of(X_new)[: len(y)], rows_of(X))
    np.testing.assert_array_equal(np.asarray(y_new)[: len(y)], np.asarray(y))
    assert rows_of(X_new).dtype == rows_of(X).dtype
    assert np.asarray(y_new).dtype == np.asarray(y).dtype
    assert len(rows_of(X_new)) == sum(counts.values())


@pytest.fixture(scope="module")
def fitted():
    """Return a sampler that no test draws from."""
    return make_sampler().fit(X, Y)


# Forms of X


@pytest.mark.parametrize("kernel_fraction", [0.5, 1])
@pytest.mark.parametrize(
    "form",
    [
        np.asarray,
        np.asfortranarray,
        np.ndarray.tolist,
        pd.DataFrame,
        sparse.csr_matrix,
        sparse.csc_matrix,
        sparse.csr_array,
        sparse.csc_array,
    ],
)
def test_forms_of_a_table(form, kernel_fraction):
    table = form(np.where(X > 0, X, 0.0))
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(table, Y)
    check_resampled(table, Y, X_new, y_new, {0: 40, 1: 40})
    generated = rows_of(X_new)[60:]
    dense, _ = make_sampler(kernel_fraction=kernel_fraction).fit_resample(
        rows_of(table), Y
    )
    np.testing.assert_array_equal(generated, dense[60:])
    assert len(np.unique(generated, axis=0)) > 10


@pytest.mark.parametrize(
    "dtype", ["f2", "f4", "f8", ">f8", "i1", "u1", "i2", "i4", "i8", "u8", "?"]
)
@pytest.mark.parametrize("clip", [True, False])
def test_dtypes_of_a_table(dtype, clip):
    table = (X > 0 if dtype in ("u1", "u8", "?") else np.clip(X * 10, -99, 99)).astype(
        dtype
    )
    X_new, y_new = make_sampler(clip=clip).fit_resample(table, Y)
    check_resampled(table, Y, X_new, y_new, {0: 40, 1: 40})
    if clip:
        assert (X_new.max(axis=0) <= table.max(axis=0)).all()
        assert (X_new.min(axis=0) >= table.min(axis=0)).all()


def test_clip_false_leaves_the_observed_range():
    X_new, _ = make_sampler(clip=False, sampling_strategy={1: 500}).fit_resample(X, Y)
    assert (X_new[60:] > X.max(axis=0)).any() or (X_new[60:] < X.min(axis=0)).any()


def test_clip_false_keeps_to_what_each_column_of_a_frame_can_hold():
    random_state = np.random.RandomState(0)
    signs = random_state.choice([-1.0, 1.0], (60, 4))
    dtypes = {"a": "int8", "b": "uint8", "c": "float16", "d": "Int16"}
    ends = np.where(signs > 0, [127, 255, 65504, 32767], [-128, 0, -65504, -32768])
    table = pd.DataFrame(ends, columns=list(dtypes)).astype(dtypes)
    sampler = make_sampler(clip=False, kernel_fraction=1).fit(table, Y)
    drawn, _ = sampler.sample(500)
    assert drawn.dtypes.to_dict() == table.dtypes.to_dict()
    low, high = ends.min(axis=0), ends.max(axis=0)
    values = drawn.astype(float)
    assert ((values >= low) & (values <= high)).all(axis=None)
    assert ((values > low) & (values < high)).any().all()  # nothing was wrapped


def test_float_columns_of_whole_numbers_stay_whole():
    table = np.c_[np.rint(X[:, 1]), X[:, 0], X[:, 1] > 0]
    X_new, _ = make_sampler().fit_resample(table, Y)
    assert (X_new[:, [0, 2]] == np.rint(X_new[:, [0, 2]])).all()
    assert not (X_new[60:, 1] == np.rint(X_new[60:, 1])).any()
    assert set(X_new[:, 2]) == {0.0, 1.0}


def test_constant_columns_stay_constant():
    table = X.copy()
    table[:, 1] = 0.1
    X_new, _ = make_sampler(clip=False).fit_resample(table, Y)
    assert (X_new[:, 1] == 0.1).all()
    assert np.ptp(X_new[60:, 0]) > 0


def test_a_table_of_constants():
    X_new, _ = make_sampler().fit_resample(np.full((60, 3), 7.5), Y)
    assert (X_new == 7.5).all()


@pytest.mark.parametrize("scale", [1e-300, 1e-30, 1e30, 1e300])
@pytest.mark.parametrize("clip", [True, False])
def test_columns_of_extreme_scale(scale, clip):
    table = X * [1.0, scale, 1.0]
    X_new, y_new = make_sampler(clip=clip).fit_resample(table, Y)
    check_resampled(table, Y, X_new, y_new, {0: 40, 1: 40})
    assert np.isfinite(X_new).all()
    assert np.ptp(X_new[60:, 1]) > 0


@pytest.mark.parametrize("shape", [(60, 8, 8, 1), (60, 16, 2), (60, 3)])
@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i8", "u8"])
@pytest.mark.parametrize("clip", [True, False])
def test_largest_values_of_a_dtype(shape, dtype, clip):
    limits = np.finfo(dtype) if dtype[0] == "f" else np.iinfo(dtype)
    high, low = limits.max, limits.min
    if dtype in ("f4", "f8"):  # scikit-learn warns where a sum overflows both ways
        high, low = high / 1e4, low / 1e4
    signs = np.random.RandomState(0).normal(size=shape) > 0
    extreme = np.where(signs, np.array(high, dtype), np.array(low, dtype))
    sampler = make_sampler(clip=clip, kernel_fraction=1)
    X_new, y_new = sampler.fit_resample(extreme, Y)
    check_resampled(extreme, Y, X_new, y_new, {0: 40, 1: 40})
    assert np.isfinite(X_new.astype(float)).all()


@pytest.mark.parametrize("n_columns, kernel_fraction", [(1, "auto"), (300, 1)])
def test_few_and_many_columns(n_columns, kernel_fraction):
    table = np.random.RandomState(0).normal(size=(60, n_columns))
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(table, Y)
    check_resampled(table, Y, X_new, y_new, {0: 40, 1: 40})


# DataFrames


def make_frame():
    return pd.DataFrame(
        {
            "whole": (X[:, 1] * 10).astype(np.int64) + 2**60,
            "real": X[:, 0],
            "small": (X[:, 0] * 3).astype(np.int8),
            "flag": X[:, 1] > 0,
            "single": X[:, 2].astype(np.float32),
            "count": pd.array((np.abs(X[:, 1])).astype(int), dtype="Int64"),
            "ratio": pd.array(X[:, 1], dtype="Float64"),
        },
        index=np.arange(60) + 100,
    )


@pytest.mark.parametrize("kernel_fraction", ["auto", 1])
def test_dataframes_keep_names_dtypes_and_bits(kernel_fraction):
    frame, labels = make_frame(), pd.Series(Y, name="kind", index=np.arange(60) + 100)
    before = frame.copy()
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(frame, labels)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(X_new[:60], frame.reset_index(drop=True))
    pd.testing.assert_series_equal(y_new[:60], labels.reset_index(drop=True))
    assert X_new.index.equals(pd.RangeIndex(80)) and y_new.index.equals(X_new.index)
    assert not X_new.isna().any().any()
    # One float array makes them all: 2**60 is exact to 128 there.
    whole = X_new["whole"][60:]
    assert whole.between(frame["whole"].min() - 256, frame["whole"].max() + 256).all()
    drawn, drawn_y = sampler.sample(7)
    assert drawn.dtypes.equals(frame.dtypes) and list(drawn) == list(frame)
    assert drawn_y.name == "kind" and drawn_y.dtype == labels.dtype


@pytest.mark.parametrize("dtype", ["float", "int"])
def test_dataframes_of_sparse_columns(dtype):
    frame = pd.DataFrame(np.maximum(X, 0)).rename(columns=str)
    frame = frame.astype(pd.SparseDtype(dtype, 0))
    X_new, _ = make_sampler().fit_resample(frame, Y)
    pd.testing.assert_frame_equal(X_new[:60], frame)
    assert X_new.dtypes.equals(frame.dtypes)


def test_dataframes_without_anything_to_generate():
    frame = make_frame()[20:]
    X_new, y_new = make_sampler().fit_resample(frame, Y[:40] * 0 + np.arange(40) % 2)
    pd.testing.assert_frame_equal(X_new, frame.reset_index(drop=True))
    assert len(y_new) == 40


def test_dataframes_with_odd_column_names():
    frame = pd.DataFrame(X, columns=pd.MultiIndex.from_tuples([(0, 1), (0, 2), (1, 1)]))
    X_new, _ = make_sampler().fit_resample(frame, Y)
    assert X_new.columns.equals(frame.columns)


def test_y_as_a_dataframe():
    labels = pd.DataFrame({"kind": Y})
    X_new, y_new = make_sampler().fit_resample(
        pd.DataFrame(X).rename(columns=str), labels
    )
    assert isinstance(y_new, pd.DataFrame) and list(y_new) == ["kind"]
    assert len(X_new) == len(y_new) == 80


# Signals and images


@pytest.mark.parametrize("kernel_fraction", [0, "auto", 1])
@pytest.mark.parametrize(
    "samples",
    [
        SIGNALS,
        SIGNALS.astype(np.float32),
        (SIGNALS * 100).astype(np.int16),
        IMAGES,
        BYTES,
        BYTES > 100,
    ],
    ids=["signals", "float32", "int16", "images", "uint8", "bool"],
)
def test_signals_and_images(samples, kernel_fraction):
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(samples, Y)
    check_resampled(samples, Y, X_new, y_new, {0: 40, 1: 40})
    assert X_new.shape == (80, *samples.shape[1:])
    assert X_new.min() == samples.min() and X_new.max() == samples.max()
    drawn, _ = sampler.sample({1: 3})
    assert drawn.shape == (3, *samples.shape[1:]) and drawn.dtype == samples.dtype


@pytest.mark.parametrize("kernel_fraction", ["auto", 1])
@pytest.mark.parametrize("shape", [(16, 2), (8, 8, 1)])
def test_signals_and_images_of_a_class_too_small_for_the_generator(
    shape, kernel_fraction
):
    # An empty batch made TensorFlow's convolutions answer with a wrong shape.
    y = np.repeat([0, 1], [50, 10])
    samples = np.random.RandomState(0).normal(size=(60, *shape))
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(samples, y)
    check_resampled(samples, y, X_new, y_new, {0: 50, 1: 50})


@pytest.mark.parametrize(
    "shape, kernel_fraction", [((9, 11, 3), 0.5), ((64, 64, 1), 1), ((8, 33, 3), 1)]
)
def test_images_of_any_size_and_colour(shape, kernel_fraction):
    images = np.random.RandomState(0).randint(0, 256, (40, *shape)).astype(np.uint8)
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(images, Y[10:50])
    assert X_new.shape == (60, *shape) and X_new.dtype == np.uint8


@pytest.mark.parametrize("shape, kernel_fraction", [((8, 1), 1), ((13, 3), 0.5)])
def test_signals_of_any_length(shape, kernel_fraction):
    signals = np.random.RandomState(0).normal(size=(60, *shape))
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(signals, Y)
    check_resampled(signals, Y, X_new, y_new, {0: 40, 1: 40})


@pytest.mark.parametrize(
    "sample_shape, n_columns, rank",
    [((8, 8), 64, 3), ((8, 8, 1), 64, 3), ((16,), 16, 2), (None, 3, 1)],
)
@pytest.mark.parametrize("form", [np.asarray, pd.DataFrame, sparse.csr_matrix])
def test_flat_rows_with_a_sample_shape(form, sample_shape, n_columns, rank):
    flat = form(IMAGES.reshape(60, 64)[:, :n_columns])
    sampler = make_sampler(sample_shape=sample_shape)
    X_new, y_new = sampler.fit_resample(flat, Y)
    check_resampled(flat, Y, X_new, y_new, {0: 40, 1: 40})
    assert X_new.shape == (80, n_columns)
    assert len(sampler.discriminator_.input_shape) == rank + 1
    assert sampler.sample(3)[0].shape == (3, n_columns)
    assert sampler.discriminate(flat).shape == (60,)


def test_a_sample_shape_that_repeats_what_X_has():
    folded = make_sampler(sample_shape=(8, 8, 1)).fit_resample(IMAGES, Y)[0]
    np.testing.assert_array_equal(folded, make_sampler().fit_resample(IMAGES, Y)[0])


# Classes and labels


@pytest.mark.parametrize(
    "labels",
    [
        np.array(["few", "many"]),
        np.array(["few", "many"], dtype=object),
        np.array([-3, 7]),
        np.array([1.0, 2.0]),
        np.array([False, True]),
        np.array([0, 255], dtype=np.uint8),
    ],
    ids=["str", "object", "int", "float", "bool", "uint8"],
)
@pytest.mark.parametrize("form", [np.asarray, np.ndarray.tolist])
def test_labels_of_any_dtype(labels, form):
    y = form(labels[1 - Y])
    sampler = make_sampler()
    X_new, y_new = sampler.fit_resample(X, y)
    few, many = labels.tolist()
    check_resampled(X, y, X_new, y_new, {few: 40, many: 40})
    np.testing.assert_array_equal(sampler.classes_, labels)
    assert set(sampler.class_fidelity_) == {few}
    drawn, drawn_y = sampler.sample({few: 2, many: 1})
    assert list(drawn_y) == [few, few, many]
    assert type(drawn_y) is type(y)


@pytest.mark.parametrize("dtype", ["category", "string", "object", "str"])
def test_labels_in_a_series(dtype):
    y = pd.Series(np.array(["b", "a"])[Y], dtype=dtype, name="kind")
    sampler = make_sampler()
    X_new, y_new = sampler.fit_resample(X, y)
    assert y_new.dtype == y.dtype and y_new.name == "kind"
    assert y_new.value_counts().to_dict() == {"a": 40, "b": 40}
    drawn_y = sampler.sample({"a": 3})[1]
    assert drawn_y.dtype == y.dtype and drawn_y.name == "kind"


def test_labels_of_pandas_integers():
    y = pd.Series(Y, dtype="Int64")
    _, y_new = make_sampler().fit_resample(X, y)
    assert y_new.dtype == y.dtype and y_new.value_counts().to_dict() == {0: 40, 1: 40}


def test_labels_one_hot():
    y = np.c_[np.arange(60) < 30, np.arange(60) % 60 >= 45, np.zeros(60)]
    y[:, 2] = 1 - y[:, :2].sum(axis=1)
    X_new, y_new = make_sampler().fit_resample(X, y.astype(int))
    assert y_new.shape == (90, 3) and (y_new.sum(axis=0) == 30).all()


@pytest.mark.parametrize("n_classes, kernel_fraction", [(3, 0.5), (7, 1)])
def test_several_classes(n_classes, kernel_fraction):
    y = np.minimum(np.arange(60) // 5, n_classes - 1)
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, y_new = sampler.fit_resample(X, y)
    assert set(np.bincount(y_new)) == {60 - 5 * (n_classes - 1)}
    assert len(X_new) == len(y_new)


def test_a_hundred_classes_with_three_rows_each_but_one():
    y = np.repeat(np.arange(100), [3] * 99 + [20])
    table = np.random.RandomState(0).normal(size=(len(y), 3)) + y[:, None]
    sampler = make_sampler()
    X_new, y_new = sampler.fit_resample(table, y)
    check_resampled(table, y, X_new, y_new, dict.fromkeys(range(100), 20))
    assert set(sampler.class_fidelity_) == set(range(99))
    assert sampler.n_iter_ == 5


def test_two_rows_of_a_class_are_enough():
    y = np.repeat([0, 1], [58, 2])
    X_new, y_new = make_sampler().fit_resample(X, y)
    check_resampled(X, y, X_new, y_new, {0: 58, 1: 58})


def test_two_equal_rows_of_a_class():
    y = np.repeat([0, 1], [58, 2])
    table = X.copy()
    table[58] = table[59]
    X_new, _ = make_sampler().fit_resample(table, y)
    np.testing.assert_allclose(X_new[60:], np.tile(table[59], (56, 1)), rtol=1e-5)


# sampling_strategy


@pytest.mark.parametrize(
    "strategy, counts",
    [
        ("auto", {0: 40, 1: 40}),
        ("minority", {0: 40, 1: 40}),
        ("not majority", {0: 40, 1: 40}),
        ("all", {0: 40, 1: 40}),
        (0.75, {0: 40, 1: 30}),
        ({1: 21}, {0: 40, 1: 21}),
        ({0: 50, 1: 70}, {0: 50, 1: 70}),
        (lambda y: {1: 33}, {0: 40, 1: 33}),
        ({0: 41}, {0: 41, 1: 20}),
    ],
)
def test_sampling_strategies_give_exact_counts(strategy, counts):
    sampler = make_sampler(sampling_strategy=strategy)
    X_new, y_new = sampler.fit_resample(X, Y)
    check_resampled(X, Y, X_new, y_new, counts)
    n_new = sum(counts.values()) - 60
    np.testing.assert_array_equal(
        sampler.synthetic_mask_, np.repeat([False, True], [60, n_new])
    )
    grown = {c for c, n in counts.items() if n > np.bincount(Y)[c]}
    assert set(sampler.class_fidelity_) == grown
    assert all(0 <= share <= 1 for share in sampler.class_fidelity_.values())


@pytest.mark.parametrize("strategy", ["auto", "minority", {0: 30, 1: 30}])
def test_balanced_input_trains_nothing(strategy, monkeypatch):
    monkeypatch.setattr("skgan.training.train", lambda *args, **kwargs: 1 / 0)
    sampler = make_sampler(sampling_strategy=strategy)
    X_new, y_new = sampler.fit_resample(X, np.arange(60) % 2)
    np.testing.assert_array_equal(X_new, X)
    assert sampler.n_iter_ == 0 and sampler.history_ == {}
    assert sampler.class_fidelity_ == {} and not sampler.synthetic_mask_.any()
    with pytest.warns(UserWarning, match="balanced"):
        drawn, drawn_y = sampler.sample(6)
    assert drawn.shape == (6, 3) and list(drawn_y) == [0, 0, 0, 1, 1, 1]


# kernel_fraction and sample


def test_kernel_alone_trains_nothing(monkeypatch):
    monkeypatch.setattr("skgan.training.train", lambda *args, **kwargs: 1 / 0)
    sampler = make_sampler(kernel_fraction=1)
    X_new, y_new = sampler.fit_resample(X, Y)
    check_resampled(X, Y, X_new, y_new, {0: 40, 1: 40})
    assert sampler.n_iter_ == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(sampler.sample(5)[0]) == 5


def test_generator_alone_never_asks_the_kernel(monkeypatch):
    def fail(kernel, label, n_samples, random_state):
        assert n_samples == 0
        return kernel.rows[label][:0]

    monkeypatch.setattr("skgan.kernels.LinearKernel.draw", fail)
    X_new, y_new = make_sampler(kernel_fraction=0).fit_resample(X, Y)
    check_resampled(X, Y, X_new, y_new, {0: 40, 1: 40})


@pytest.mark.parametrize("n, counts", [(60, [40, 20]), (7, [5, 2]), (1, [1, 0])])
def test_sample_follows_the_training_proportions(fitted, n, counts):
    drawn, y = fitted.sample(n)
    np.testing.assert_array_equal(np.bincount(y, minlength=2), counts)
    assert drawn.shape == (n, 3)


@pytest.mark.parametrize("number", [0, {}, {0: 0, 1: 0}])
def test_sample_nothing(fitted, number):
    drawn, y = fitted.sample(number)
    assert drawn.shape == (0, 3) and y.shape == (0,) and y.dtype == Y.dtype


def test_sample_a_dict(fitted):
    drawn, y = fitted.sample({1: 4, 0: 2})
    assert sorted(y) == [0, 0, 1, 1, 1, 1] and drawn.shape == (6, 3)
    drawn, y = fitted.sample({np.int64(1): np.int32(4)})
    assert list(y) == [1] * 4


@pytest.mark.parametrize(
    "form", [np.ndarray.tolist, pd.DataFrame, sparse.csr_matrix, sparse.csc_array]
)
@pytest.mark.parametrize("method", ["fit", "fit_resample"])
def test_sample_answers_in_the_form_that_was_fitted(form, method):
    table = form(X)
    sampler = make_sampler(kernel_fraction=1)
    getattr(sampler, method)(table, Y.tolist())
    drawn, y = sampler.sample(5)
    assert type(drawn) is type(table) and type(y) is list
    assert rows_of(drawn).shape == (5, 3)


def test_sample_from_given_latent_vectors(fitted):
    z = np.random.RandomState(0).normal(size=(5, 16))
    drawn, y = fitted.sample({0: 2, 1: 3}, z=z)
    again, _ = fitted.sample({0: 2, 1: 3}, z=z.tolist())
    np.testing.assert_array_equal(drawn, again)
    assert list(y) == [0, 0, 1, 1, 1]
    same, _ = fitted.sample({1: 3}, z=np.tile(z[:1], (3, 1)))
    np.testing.assert_array_equal(same, np.tile(same[:1], (3, 1)))
    expected = fitted.generator_([z.astype(np.float32), np.array([0, 0, 1, 1, 1])])
    np.testing.assert_array_equal(
        drawn, fitted._encoder.decode(np.asarray(expected), clip=True)
    )


# What a fitted sampler tells


@pytest.mark.parametrize("loss", ["bce", "wgan-gp"])
def test_discriminate_answers_in_0_to_1(loss):
    sampler = make_sampler(loss=loss).fit(X, Y)
    for rows in (X, X * 1e6, sparse.csr_matrix(X), X.tolist()):
        realness = sampler.discriminate(rows)
        assert realness.shape == (60,) and realness.dtype == np.float64
        assert (realness >= 0).all() and (realness <= 1).all()


def test_summary_prints_both_networks(fitted, capsys):
    fitted.summary()
    printed = capsys.readouterr().out
    assert "generator" in printed and "discriminator" in printed


@pytest.mark.parametrize(
    "samples, latent_dim", [(X, 16), (SIGNALS, 64), (IMAGES, 64)], ids=["3", "2", "1"]
)
def test_networks_are_keras_models(samples, latent_dim):
    sampler = make_sampler().fit(samples, Y)
    generator, discriminator = sampler.generator_, sampler.discriminator_
    assert isinstance(generator, keras.Model)
    assert isinstance(discriminator, keras.Model)
    made = generator([np.zeros((4, latent_dim), np.float32), np.array([0, 1, 0, 1])])
    assert made.shape == (4, *samples.shape[1:])
    source, label = discriminator(made)
    assert source.shape in [(4, 1), (4, 2)] and label.shape == (4, 2)


def test_networks_do_not_share_weights_with_the_sampler(fitted):
    before = fitted.discriminate(X)
    discriminator = fitted.discriminator_
    discriminator.set_weights([w * 0 for w in discriminator.get_weights()])
    np.testing.assert_array_equal(fitted.discriminate(X), before)


def test_class_report_names_the_classes():
    sampler = make_sampler(max_iter=60).fit(X, np.array(["rare", "usual"])[1 - Y])
    report = sampler.class_report(X, np.array(["rare", "usual"])[1 - Y])
    assert isinstance(report, str) and "rare" in report and "usual" in report


def test_history_names_losses_and_iterations():
    sampler = make_sampler(max_iter=30).fit(X, Y)
    assert set(sampler.history_) == {
        "iteration",
        "discriminator_loss",
        "generator_loss",
    }
    assert sampler.history_["iteration"] == [25, 30] and sampler.n_iter_ == 30
    assert all(len(values) == 2 for values in sampler.history_.values())
    assert np.isfinite(sampler.history_["generator_loss"]).all()


def test_attributes_that_others_expect(fitted):
    assert fitted.n_features_in_ == 3
    assert not hasattr(fitted, "sample_indices_")
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    sampler = make_sampler(kernel_fraction=1).fit(frame, Y)
    assert list(sampler.feature_names_in_) == ["a", "b", "c"]


# Losses, levers, options


@pytest.mark.parametrize(
    "options",
    [
        {"loss": "bce", "label_smoothing": 0.2},
        {"loss": "lsgan", "label_smoothing": 0.2},
        {"loss": "hinge", "instance_noise": 0.1},
        {"instance_noise": 0.1, "n_discriminator_steps": 3},
        {"n_discriminator_steps": 1},
        {"pretrain_discriminator": 5},
        {"latent_distribution": "uniform"},
        {"latent_dim": 1, "batch_size": 2},
        {"learning_rate": 1e-4},
        {"learning_rate": (1e-4, 1e-3)},
        {"dtype_policy": "mixed_bfloat16"},
        {"dtype_policy": "mixed_float16"},
        {"dtype_policy": "float32"},
        {"verbose": 1},
    ],
    ids=str,
)
def test_options_train_a_table(options):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sampler = make_sampler(**options)
        X_new, y_new = sampler.fit_resample(X, Y)
    check_resampled(X, Y, X_new, y_new, {0: 40, 1: 40})
    assert sampler.n_iter_ == 5 and np.isfinite(X_new).all()
    plain, _ = make_sampler(max_iter=6).fit_resample(X, Y)
    assert not np.array_equal(X_new, plain)


@pytest.mark.parametrize(
    "options",
    [
        {"horizontal_flip": True, "instance_noise": 0.1},
        {"diff_augment": ("translation",)},
        {"dtype_policy": "mixed_bfloat16"},
    ],
    ids=str,
)
def test_options_train_images(options):
    X_new, y_new = make_sampler(**options).fit_resample(IMAGES, Y)
    check_resampled(IMAGES, Y, X_new, y_new, {0: 40, 1: 40})


def test_early_stopping_scores_held_out_rows():
    sampler = make_sampler(
        early_stopping=True, n_iter_no_change=1, max_iter=2000, learning_rate=0.05
    )
    sampler.fit(X, Y)
    assert len(sampler.history_["validation_score"]) == len(
        sampler.history_["iteration"]
    )
    assert 25 <= sampler.n_iter_ < 2000


def test_verbose_shows_one_bar(capfd):
    make_sampler(verbose=1).fit(X, Y)
    printed = capfd.readouterr().err
    assert "5/5" in printed and printed.count("\n") <= 1


def test_silence(capfd):
    make_sampler().fit_resample(X, Y)
    assert capfd.readouterr() == ("", "")


def test_callables_make_the_networks():
    seen = []

    def small_generator(spec, latent_dim):
        seen.append((spec.shape, spec.n_classes, spec.activation, latent_dim))
        return dense_generator(spec, latent_dim)

    def small_discriminator(spec, latent_dim):
        sample = keras.Input(spec.shape)
        x = keras.layers.Dropout(0.3)(keras.layers.Dense(8, "relu")(sample))
        heads = [keras.layers.Dense(1)(x), keras.layers.Dense(spec.n_classes)(x)]
        return keras.Model(sample, heads)

    sampler = make_sampler(
        generator=small_generator, discriminator=small_discriminator, latent_dim=4
    )
    X_new, y_new = sampler.fit_resample(X, Y)
    check_resampled(X, Y, X_new, y_new, {0: 40, 1: 40})
    assert set(seen) == {((3,), 2, "linear", 4)}
    assert sampler.discriminator_.count_params() == 3 * 8 + 8 + 3 * 8 + 3


def test_callables_are_asked_once_a_fit():
    calls = []

    def counted(spec, latent_dim):
        calls.append(spec)
        return dense_discriminator(spec, latent_dim)

    y = np.arange(60) // 20
    sampler = make_sampler(discriminator=counted, kernel_fraction=0.5)
    sampler.fit_resample(X[5:], y[5:])
    assert len(calls) == 1


# warm_start, callbacks, interruption


def test_warm_start_goes_on():
    sampler = make_sampler(warm_start=True)
    first = sampler.fit(X, Y).sample(5, z=np.ones((5, 16)))[0]
    sampler.set_params(learning_rate=1e-9, random_state=1).fit(X, Y)
    assert sampler.n_iter_ == 5
    near = sampler.sample(5, z=np.ones((5, 16)))[0]
    np.testing.assert_allclose(near, first, rtol=1e-3)
    cold = make_sampler(learning_rate=1e-9, random_state=1).fit(X, Y)
    assert not np.allclose(cold.sample(5, z=np.ones((5, 16)))[0], first, rtol=1e-3)


def test_warm_start_first_fit_equals_a_cold_one():
    warm, _ = make_sampler(warm_start=True).fit_resample(X, Y)
    cold, _ = make_sampler().fit_resample(X, Y)
    np.testing.assert_array_equal(warm, cold)


def test_callbacks_are_called_and_can_stop():
    class Watcher(keras.callbacks.Callback):
        def __init__(self):
            super().__init__()
            self.log = []

        def on_train_begin(self, logs=None):
            self.log.append("begin")

        def on_epoch_end(self, epoch, logs=None):
            self.log.append((epoch, sorted(logs)))
            self.model.stop_training = epoch == 1

        def on_train_end(self, logs=None):
            self.log.append("end")

    watcher = Watcher()
    sampler = make_sampler(max_iter=500, callbacks=[watcher]).fit(X, Y)
    keys = ["discriminator_loss", "generator_loss", "iteration"]
    assert watcher.log == ["begin", (0, keys), (1, keys), "end"]
    assert sampler.n_iter_ == 50 and len(sampler.sample(3)[0]) == 3
    make_sampler(max_iter=30).fit(X, Y)  # the stop is not remembered


def test_an_interruption_leaves_a_fitted_sampler():
    class Interrupt(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            raise KeyboardInterrupt

    sampler = make_sampler(max_iter=500, callbacks=[Interrupt()])
    with pytest.warns(ConvergenceWarning, match="25 of 500"):
        X_new, y_new = sampler.fit_resample(X, Y)
    check_resampled(X, Y, X_new, y_new, {0: 40, 1: 40})
    assert sampler.n_iter_ == 25


@pytest.mark.parametrize("kernel_fraction", ["auto", 1])
def test_input_is_left_as_it_was(kernel_fraction):
    table, labels, weight = X.copy(), Y.copy(), np.ones(60)
    for array in (table, labels, weight):
        array.setflags(write=False)
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    X_new, _ = sampler.fit_resample(table, labels, sample_weight=weight)
    assert not np.shares_memory(X_new, table)
    np.testing.assert_array_equal(table, X)


def test_a_refit_forgets_the_fit_before():
    sampler = make_sampler(kernel_fraction=1)
    sampler.fit_resample(pd.DataFrame(X, columns=["a", "b", "c"]), Y)
    sampler.fit_resample(X[:, :2], np.arange(60) // 25)
    assert not hasattr(sampler, "feature_names_in_")
    drawn, y = sampler.sample(6)
    assert isinstance(drawn, np.ndarray) and drawn.shape == (6, 2)
    assert set(y) == {0, 1, 2}


def test_a_fit_after_fit_resample_leaves_no_results_of_it():
    sampler = make_sampler(kernel_fraction=1)
    sampler.fit_resample(X, Y)
    sampler.fit(X[:30], np.arange(30) % 3)
    assert len(getattr(sampler, "synthetic_mask_", [])) in (0, 30)
    assert set(getattr(sampler, "class_fidelity_", {})) <= {0, 1, 2}


def test_either_byte_order_is_kept():
    for dtype in (">f8", ">i4"):
        table, y = X.astype(dtype), Y.astype(">i4")
        X_new, y_new = make_sampler(kernel_fraction=1).fit_resample(table, y)
        assert X_new.dtype == table.dtype and y_new.dtype == y.dtype


def test_largest_values_of_both_signs_do_not_warn():
    table = np.where(np.arange(180).reshape(60, 3) % 2, 1, -1) * np.finfo(float).max
    X_new, _ = make_sampler(kernel_fraction=1).fit_resample(table, Y)
    assert np.isfinite(X_new).all()


@pytest.mark.parametrize("form", [pd.DataFrame, np.ndarray.tolist, sparse.csr_matrix])
def test_one_hot_labels_of_any_type(form):
    rows = np.eye(3, dtype=int)[np.repeat([0, 1, 2], [30, 20, 10])]
    _, y_new = make_sampler(kernel_fraction=1).fit_resample(X, form(rows))
    assert type(y_new) is (
        type(form(rows)) if form is not sparse.csr_matrix else np.ndarray
    )
    np.testing.assert_array_equal(np.sum(y_new, axis=0), [30, 30, 30])


@pytest.mark.parametrize("samples", [X, SIGNALS, IMAGES])
@pytest.mark.parametrize("value", [1e200, -1.7e308])
def test_samples_very_far_from_those_fitted_are_judged(samples, value):
    sampler = make_sampler(max_iter=2).fit(samples, Y)
    realness = sampler.discriminate(np.full_like(samples, value))
    assert ((realness >= 0) & (realness <= 1)).all()
