"""Bad input ends, before any training, in two sentences: what is wrong, what to do."""

import re
from contextlib import contextmanager

import keras
import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.exceptions import NotFittedError

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.networks import dense_discriminator, dense_generator

X = np.random.RandomState(0).normal(size=(60, 3))
Y = np.repeat([0, 1], [40, 20])
IMAGES = np.random.RandomState(0).normal(size=(60, 64))


def make_sampler(**parameters):
    return ACGANSampler(**{"max_iter": 5, "random_state": 0, **parameters})


@pytest.fixture(autouse=True)
def no_training(monkeypatch):
    """Fail where a training begins."""

    def fail(*args, **kwargs):
        pytest.fail("a training began before the input was refused")

    monkeypatch.setattr("skgan.training._loop.Run", fail)


@pytest.fixture(scope="module")
def fitted():
    return make_sampler().fit(X, Y)


@pytest.fixture(params=["fit", "fit_resample"])
def method(request):
    return request.param


@contextmanager
def refused(*named, because=(ValueError, TypeError)):
    """Check that an error of two sentences names these values."""
    with pytest.raises(because) as caught:
        yield
    message = str(caught.value)
    assert re.search(r"\S[.!]\s+\S", message), f"one sentence only: {message}"
    assert "np." not in message, f"a NumPy repr: {message}"
    for value in named:
        assert str(value) in message, f"{value} is missing in: {message}"


def refused_somehow():
    """Check the type of an error that is not in the list and not worded here."""
    return pytest.raises((ValueError, TypeError))


def replaced(array, value, dtype=None):
    array = np.array(array, dtype=dtype)
    array[(3,) * array.ndim if array.ndim == 1 else (3, 1)] = value
    return array


# X


@pytest.mark.parametrize("with_nan", [False, True])
@pytest.mark.parametrize(
    "form", [np.asarray, np.ndarray.tolist, pd.DataFrame, sparse.csr_matrix]
)
def test_infinity_in_X(method, form, with_nan):
    table = replaced(X, np.inf)
    table[5, 2] = np.nan if with_nan else 0.0
    with refused("X", "infinity"):
        getattr(make_sampler(), method)(form(table), Y)


def test_infinity_in_a_mixed_table(method):
    table = pd.DataFrame({"a": replaced(X, -np.inf)[:, 1], "b": ["low", "high"] * 30})
    with refused("X", "infinity", "'a'"):
        getattr(make_sampler(), method)(table, Y)


@pytest.mark.parametrize("sample_shape", [(8, 8), (64,)])
def test_nan_in_rows_that_are_folded(method, sample_shape):
    with refused("X", "NaN"):
        sampler = make_sampler(sample_shape=sample_shape)
        getattr(sampler, method)(replaced(IMAGES, np.nan), Y)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([np.inf] + ["a"] * 59, dtype=object),
        pd.Series([-np.inf] + [1.0] * 59, dtype="category"),
    ],
)
def test_infinity_as_a_category(column):
    with refused("X", "infinity", "'b'"):
        make_sampler().fit(pd.DataFrame({"a": X[:, 0], "b": column}), Y)


def test_arrow_columns_that_hold_no_categories():
    pa = pytest.importorskip("pyarrow")
    column = pd.Series([[1]] * 60, dtype=pd.ArrowDtype(pa.list_(pa.int64())))
    with refused("'b'", "compared"):
        make_sampler().fit(pd.DataFrame({"a": X[:, 0], "b": column}), Y)
    with refused("pyarrow", "to_pandas"):
        make_sampler().fit(pa.table({"a": X[:, 0]}), Y)


@pytest.mark.parametrize("shape", [(60, 8, 8, 1), (60, 32, 2)])
@pytest.mark.parametrize("value, name", [(np.nan, "NaN"), (np.inf, "infinity")])
def test_nan_or_infinity_in_images_and_signals(method, shape, value, name):
    with refused("X", name):
        getattr(make_sampler(), method)(replaced(IMAGES, value).reshape(shape), Y)


@pytest.mark.parametrize(
    "table",
    [
        np.where(X > 0, "low", "high"),
        np.where(X > 0, "low", "high").astype(object),
        X.astype(str),
        X.astype("S8"),
    ],
    ids=["str", "object", "digits", "bytes"],
)
def test_strings_in_a_numeric_table(method, table):
    with refused():
        getattr(make_sampler(), method)(table, Y)


@pytest.mark.parametrize(
    "sampler", [make_sampler(categorical_features=None), GANSampler(), DCGANSampler()]
)
def test_a_string_is_named(method, sampler):
    table = pd.DataFrame({"a": X[:, 0], "b": ["high"] * 60})
    with refused("'b'", "high"):
        getattr(sampler, method)(table, Y)


@pytest.mark.parametrize(
    "features",
    [
        *(["z"], [3], [-4], [True, False], [0.5], [True, False, True, False]),
        *([[0]], [10**30], [np.inf], np.array(1), np.array(["z"])),
    ],
)
@pytest.mark.parametrize("form", [np.asarray, pd.DataFrame])
def test_categorical_features_that_are_no_columns(method, form, features):
    with refused("categorical_features"):
        getattr(make_sampler(categorical_features=features), method)(form(X), Y)


def test_categorical_features_of_images(method):
    with refused("categorical_features", "[0]"):
        sampler = make_sampler(categorical_features=[0])
        getattr(sampler, method)(IMAGES.reshape(60, 8, 8, 1), Y)


def test_a_frame_of_another_library(method):
    polars = pytest.importorskip("polars")
    with refused("polars", "to_pandas"):
        getattr(make_sampler(), method)(polars.DataFrame({"a": X[:, 0]}), Y)


def test_a_column_of_what_has_no_hash(method):
    table = pd.DataFrame({"a": X[:, 0], "b": [[1], [2]] * 30})
    with refused("'b'", "list"):
        getattr(make_sampler(), method)(table, Y)


def test_other_columns_than_those_fitted():
    table = pd.DataFrame({"a": X[:, 0], "b": ["low", "high"] * 30})
    sampler = make_sampler(kernel_fraction=1).fit(table, Y)
    with refused_somehow():
        sampler._encode_new(table.rename(columns={"b": "c"}))


@pytest.mark.parametrize(
    "table",
    [
        np.asarray(pd.date_range("2020-01-01", periods=60))[:, None],
        np.asarray(pd.to_timedelta(np.arange(60), "D"))[:, None],
        X + 1j,
    ],
    ids=["datetime", "timedelta", "complex"],
)
def test_values_that_are_no_numbers(method, table):
    with refused_somehow():
        getattr(make_sampler(), method)(table, Y)


@pytest.mark.parametrize("value", [1j, 10**400, [1], {}, pd.NA, "\ud800", "a"])
def test_objects_that_are_no_numbers(method, value):
    table = X.astype(object)
    table[3, 1] = value
    with refused("X"):
        getattr(make_sampler(), method)(table, Y)


def test_lists_of_several_lengths_in_every_row(method):
    with refused("X", "several lengths"):
        getattr(make_sampler(), method)([[[1.0], [2.0, 3.0]]] * 60, Y)


@pytest.mark.parametrize("sampler", [make_sampler(), GANSampler()])
def test_a_frame_without_columns(method, sampler):
    with refused("X"):
        getattr(sampler, method)(pd.DataFrame(index=range(60)), Y)


def test_categories_that_are_no_unicode(method):
    column = pd.Series(["\ud800", "b"] * 30, dtype="category")
    with refused("'a'", r"\ud800"):
        getattr(make_sampler(), method)(pd.DataFrame({"a": column}), Y)


def test_bools_as_categories_are_no_numbers(method):
    column = pd.Series(X[:, 0] > 0, dtype="category")
    with refused("'a'", "True"):
        getattr(GANSampler(), method)(pd.DataFrame({"a": column}), Y)


@pytest.mark.parametrize("wrong", [X[:, 0], X[:, 0].tolist()])
def test_X_of_one_dimension(method, wrong):
    with refused("1D"):
        getattr(make_sampler(), method)(wrong, Y)


def test_X_as_a_series(method):
    with refused("Series"):
        getattr(make_sampler(), method)(pd.Series(X[:, 0]), Y)


def test_X_of_five_dimensions(method):
    with refused("5 dimensions"):
        getattr(make_sampler(), method)(np.zeros((60, 8, 8, 1, 1)), Y)


@pytest.mark.parametrize("wrong", [None, 3.0, "table"])
def test_X_that_is_no_table(method, wrong):
    with refused_somehow():
        getattr(make_sampler(), method)(wrong, Y)


@pytest.mark.parametrize(
    "shape", [(0, 3), (60, 0), (60, 0, 2), (60, 16, 0), (60, 8, 8, 0)]
)
def test_X_without_values(method, shape):
    with refused_somehow():
        getattr(make_sampler(), method)(np.zeros(shape), Y[: shape[0]])


@pytest.mark.parametrize("shape", [(60, 7, 8, 1), (60, 8, 7, 3), (60, 4, 4, 4)])
def test_images_smaller_than_8x8(method, shape):
    with refused(shape[1:], 8):
        getattr(make_sampler(), method)(np.zeros(shape), Y)


def test_signals_of_fewer_than_8_steps(method):
    with refused((7, 2), 8):
        getattr(make_sampler(), method)(np.zeros((60, 7, 2)), Y)


def test_X_too_large_for_memory(method):
    n_rows, n_columns = 1_000_000, 10_000_000
    huge = sparse.csr_matrix(([1.0, 2.0], ([0, 9], [5, 7])), shape=(n_rows, n_columns))
    y = np.repeat([0, 1], [600_000, 400_000])
    with refused(n_rows, n_columns, "GB"):
        getattr(make_sampler(), method)(huge, y)


@pytest.mark.parametrize("total", [10**12, 10**30])
def test_more_samples_than_memory_can_hold(method, total):
    with refused():
        getattr(make_sampler(sampling_strategy={1: total}), method)(X, Y)


# y


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_or_infinity_in_y(method, value):
    with refused("y"):
        getattr(make_sampler(), method)(X, replaced(Y, value, float))


@pytest.mark.parametrize("value", [np.nan, None])
@pytest.mark.parametrize(
    "form",
    [
        np.asarray,
        np.ndarray.tolist,
        pd.Series,
        lambda y: pd.Series(y, dtype="category"),
        lambda y: pd.Series(y, dtype="string"),
    ],
    ids=["array", "list", "series", "category", "string"],
)
def test_missing_labels_among_strings(method, form, value):
    y = replaced(np.repeat(["a", "b"], [40, 20]), value, object)
    with refused("y"):
        getattr(make_sampler(), method)(X, form(y))


def test_labels_of_mixed_types(method):
    y = np.array([0] * 40 + ["b"] * 20, dtype=object)
    with refused("y", "one type"):
        getattr(make_sampler(), method)(X, y)


@pytest.mark.parametrize("labels", [("a", 1), (1, True), ([1], [2]), (b"a", b"b")])
def test_labels_of_odd_types(method, labels):
    y = np.empty(60, dtype=object)
    y[:] = [labels[i] for i in Y]
    with refused("y"):
        getattr(make_sampler(), method)(X, y)


def test_labels_that_are_continuous(method):
    with refused("y"):
        getattr(make_sampler(), method)(X, X[:, 0])


def test_labels_in_two_columns(method):
    with refused("y"):
        getattr(make_sampler(), method)(X, np.c_[Y, Y])


@pytest.mark.parametrize("labels", [(0, 1), ("a", "b"), (False, True)])
def test_fewer_rows_of_a_class_than_two(method, labels):
    y = np.repeat(labels, [59, 1])
    with refused(labels[1], "1 sample", 2):
        getattr(make_sampler(), method)(X, y)


@pytest.mark.parametrize("label", [0, "a"])
def test_one_class(method, label):
    with refused("1 class"):
        getattr(make_sampler(), method)(X, [label] * 60)


@pytest.mark.parametrize("n_labels", [0, 59, 61])
def test_lengths_that_differ(method, n_labels):
    with refused(60, n_labels):
        getattr(make_sampler(), method)(X, np.resize(Y, n_labels))


@pytest.mark.parametrize("y", [None, 3, "ab"])
def test_y_that_is_no_array(method, y):
    with refused_somehow():
        getattr(make_sampler(), method)(X, y)


# sample_shape and sampling_strategy


@pytest.mark.parametrize("shape", [(8, 9), (8,), (4, 4, 5), (65,), ()])
def test_sample_shape_that_does_not_multiply(method, shape):
    with refused(shape, 64):
        getattr(make_sampler(sample_shape=shape), method)(IMAGES, Y)


@pytest.mark.parametrize(
    "shape", [(-8, -8), (8.0, 8.0), ("8", "8"), (8, 8, 1, 1), (True, 64), (0, 64)]
)
def test_sample_shape_that_is_no_shape(method, shape):
    with refused():
        getattr(make_sampler(sample_shape=shape), method)(IMAGES, Y)


@pytest.mark.parametrize("shape", [(4, 4, 4), (2, 32), (4, 16)])
def test_sample_shape_that_is_too_small(method, shape):
    with refused(8):
        getattr(make_sampler(sample_shape=shape), method)(IMAGES, Y)


@pytest.mark.parametrize(
    "strategy, named",
    [
        ({0: 40, 1: 5}, 5),
        ({7: 50}, 7),
        ({"1": 50}, "1"),
        ({1: -5}, -5),
        ({1: 30.5}, 30.5),
        ({1: "30"}, "30"),
        (0.1, "ratio"),
        (lambda y: {1: 5}, 5),
        (lambda y: {7: 50}, 7),
        (lambda y: None, "None"),
    ],
    ids=[
        "below",
        "unknown",
        "str-for-int",
        "negative",
        "fraction",
        "str-total",
        "float-below",
        "callable-below",
        "callable-unknown",
        "callable-none",
    ],
)
def test_sampling_strategy_that_cannot_be(method, strategy, named):
    with refused(named):
        getattr(make_sampler(sampling_strategy=strategy), method)(X, Y)


def test_sampling_strategy_float_for_three_classes(method):
    with refused_somehow():
        getattr(make_sampler(sampling_strategy=0.5), method)(X, np.arange(60) % 3)


# sample_weight


@pytest.mark.parametrize(
    "weight, named",
    [
        (replaced(np.ones(60), -1.5), -1.5),
        (1.0 - Y, 1),
        (np.ones(59), 59),
        (replaced(np.ones(60), np.nan), "NaN"),
        (replaced(np.ones(60), np.inf), "infinity"),
        (np.ones((60, 1)), "2D"),
        (["heavy"] * 60, "sample_weight"),
        (np.zeros(60), "sample_weight"),
        ({0: 1, 1: 2}, "sample_weight"),
        ([10**400] * 60, "sample_weight"),
        ([[1], [1, 2]] * 30, "sample_weight"),
    ],
    ids=[
        *("negative", "zero-class", "short", "nan", "infinite", "2d", "str", "zeros"),
        *("dict", "beyond-floats", "ragged"),
    ],
)
def test_sample_weight_that_cannot_be(method, weight, named):
    with refused(named):
        getattr(make_sampler(), method)(X, Y, sample_weight=weight)


# Parameters that contradict each other or the data


@pytest.mark.parametrize("loss", ["wgan-gp", "hinge"])
def test_label_smoothing_without_targets(method, loss):
    sampler = make_sampler(label_smoothing=0.1, loss=loss)
    with refused(0.1, loss):
        getattr(sampler, method)(X, Y)


def test_horizontal_flip_of_a_table(method):
    with refused("horizontal_flip", (3,)):
        getattr(make_sampler(horizontal_flip=True), method)(X, Y)


def test_horizontal_flip_of_signals(method):
    with refused("horizontal_flip", (16, 2)):
        sampler = make_sampler(horizontal_flip=True)
        getattr(sampler, method)(IMAGES[:, :32].reshape(60, 16, 2), Y)


def test_diff_augment_of_a_table(method):
    with refused("diff_augment", (3,)):
        getattr(make_sampler(diff_augment=("color",)), method)(X, Y)


def test_an_unknown_augmentation(method):
    with refused("diff_augment", "rotation"):
        sampler = make_sampler(diff_augment=("flip", "rotation"))
        getattr(sampler, method)(IMAGES, Y)


@pytest.mark.parametrize(
    "rates",
    [
        *((), (1e-3,), (1e-3,) * 3, (1e-3, -1e-3), ("a", 1e-3), (np.inf, 1e-3)),
        *(1e300, (1e-3, 1e300)),
    ],
)
def test_learning_rates_that_are_no_pair(method, rates):
    with refused("learning_rate"):
        getattr(make_sampler(learning_rate=rates), method)(X, Y)


@pytest.mark.parametrize(
    "parameter", ["batch_size", "latent_dim", "n_discriminator_steps"]
)
@pytest.mark.parametrize("value", [10**14, 10**400])
def test_batches_that_no_memory_holds(method, parameter, value):
    with refused(parameter, str(value)[:100], "GB"):
        getattr(make_sampler(**{parameter: value}), method)(X, Y)


@pytest.mark.parametrize("path", ["\0", "a\0b", "\ud800", "a" * 5000])
def test_checkpoint_dir_that_is_no_path(method, path):
    with refused("checkpoint_dir"):
        getattr(make_sampler(checkpoint_dir=path), method)(X, Y)


def test_early_stopping_without_rows_to_spare(method):
    few = np.r_[:3, 40:42]
    with refused("validation_fraction"):
        getattr(make_sampler(early_stopping=True), method)(X[few], Y[few])


# Networks of the user's own


def reshaped(build, shape):
    """Return a builder that believes in samples of another shape."""

    def wrong(spec, latent_dim):
        return build(type(spec)(shape, spec.n_classes, spec.activation), latent_dim)

    return wrong


def without_class_head(spec, latent_dim):
    network = dense_discriminator(spec, latent_dim)
    return keras.Model(network.input, network.outputs[0])


def without_label(spec, latent_dim):
    z = keras.Input((latent_dim,))
    return keras.Model(z, keras.layers.Dense(spec.size)(z))


@pytest.mark.parametrize(
    "networks, named",
    [
        ({"generator": reshaped(dense_generator, (5,))}, (None, 5)),
        ({"discriminator": reshaped(dense_discriminator, (5,))}, (None, 5)),
        ({"discriminator": without_class_head}, (None, 1)),
        ({"generator": without_label}, (None, 16)),
        ({"generator": lambda spec, latent_dim: None}, "NoneType"),
        ({"discriminator": lambda spec, latent_dim: "network"}, "str"),
        ({"discriminator": lambda s, d: keras.Sequential()}, "discriminator"),
        ({"generator": dense_discriminator}, "generator"),
    ],
    ids=["wide", "narrow", "no-class", "no-label", "none", "str", "unbuilt", "swapped"],
)
def test_callables_whose_networks_do_not_fit(method, networks, named):
    with refused(named):
        getattr(make_sampler(**networks), method)(X, Y)


# After fit


@pytest.mark.parametrize(
    "call",
    [
        lambda sampler: sampler.sample(3),
        lambda sampler: sampler.discriminate(X),
        lambda sampler: sampler.class_report(X, Y),
        lambda sampler: sampler.summary(),
        lambda sampler: sampler.generator_,
        lambda sampler: sampler.discriminator_,
    ],
    ids=["sample", "discriminate", "class_report", "summary", "generator_", "discr_"],
)
def test_methods_before_fit(call):
    with refused("not fitted", because=NotFittedError):
        call(make_sampler())


@pytest.mark.parametrize("classes", [{2: 5}, {"0": 5}, {0: 1, "b": 0}])
def test_sample_of_unknown_classes(fitted, classes):
    with refused(list(classes)[-1]):
        fitted.sample(classes)


@pytest.mark.parametrize("number", [-1, 2.5, 3.0, True, np.nan, "3", None, [3]])
def test_sample_of_a_number_that_cannot_be(fitted, number):
    with refused():
        fitted.sample(number)


@pytest.mark.parametrize("number", [10**12, 10**30])
@pytest.mark.parametrize("form", [int, lambda n: {1: n}], ids=["int", "dict"])
def test_sample_of_more_than_memory_can_hold(fitted, monkeypatch, form, number):
    def fail(*args):
        pytest.fail("it began to draw what no memory can hold")

    monkeypatch.setattr("skgan.synthesis._synthesizer.EncodedSampler.draw", fail)
    with refused():
        fitted.sample(form(number))


@pytest.mark.parametrize("number", [-1, 2.5, 3.0, True, np.nan, "3", None])
def test_sample_of_a_class_with_a_number_that_cannot_be(fitted, number):
    with refused(number):
        fitted.sample({0: 1, 1: number})


@pytest.mark.parametrize(
    "z", [np.zeros((3, 5)), np.zeros((4, 16)), np.zeros(16), 0.0, np.zeros((3, 16, 1))]
)
def test_z_of_wrong_shape(fitted, z):
    with refused(np.shape(z), (3, 16)):
        fitted.sample(3, z=z)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_z_that_is_not_finite(fitted, value):
    with refused("z"):
        fitted.sample(3, z=np.full((3, 16), value))


@pytest.mark.parametrize("z", [[["a"] * 16], "a", 1j, 10**400, [[1], [1, 2]], {}])
def test_z_that_is_no_array_of_numbers(fitted, z):
    with refused("z"):
        fitted.sample(1, z=z)


@pytest.mark.parametrize("y", [Y[:, None], np.eye(2, dtype=int)[Y].tolist()])
def test_class_report_of_one_hot_labels(fitted, y):
    assert fitted.class_report(X, y) == fitted.class_report(X, Y)


@pytest.mark.parametrize(
    "y", [Y + 0.5, Y * 1j, Y.astype(str), np.c_[Y, Y], np.array([[], {}] * 30, object)]
)
@pytest.mark.parametrize("method", ["class_report", "report"])
def test_labels_that_were_not_fitted(fitted, method, y):
    with refused("y"):
        getattr(fitted, method)(X, y)


def test_columns_that_are_no_numbers_where_numbers_were_fitted(fitted):
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    days = pd.Series(pd.date_range("2020", periods=60))
    for column in (days, days.dt.day_name(), days.dt.day.astype("category")):
        with refused("'b'", "dtype"):
            fitted.discriminate(frame.assign(b=column))
    with refused("'a'"):
        fitted.discriminate(frame.set_axis(["a", "b", "a"], axis=1))


@pytest.mark.parametrize("n_columns", [2, 4])
def test_another_number_of_features_than_fitted(fitted, n_columns):
    other = np.zeros((5, n_columns))
    with refused(n_columns, 3):
        fitted.discriminate(other)
    with refused(n_columns, 3):
        fitted.class_report(other, np.zeros(5))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_discriminate_values_that_are_not_finite(fitted, value):
    with refused():
        fitted.discriminate(replaced(X, value))


def test_class_report_of_lengths_that_differ(fitted):
    with refused(60, 59):
        fitted.class_report(X, Y[:-1])


def test_networks_of_a_fit_without_training():
    sampler = make_sampler(kernel_fraction=1).fit(X, Y)
    calls = [
        lambda: sampler.generator_,
        lambda: sampler.summary(),
        lambda: sampler.discriminate(X),
        lambda: sampler.sample(3, z=np.zeros((3, 16))),
    ]
    for call in calls:
        with refused(because=RuntimeError):
            call()


def test_sampling_from_the_generator_alone_after_a_balanced_fit():
    sampler = make_sampler(kernel_fraction=0).fit(X[:40], Y[20:])
    with refused(because=RuntimeError):
        sampler.sample(3)


@pytest.mark.parametrize("method", ["fit", "fit_resample"])
def test_two_columns_of_one_name(method):
    frame = pd.DataFrame(X, columns=["a", "b", "a"])
    with refused("'a'"):
        getattr(make_sampler(), method)(frame, Y)
