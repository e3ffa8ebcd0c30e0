"""Bad input ends, before any training, in two sentences: what is wrong, what to do."""

from typing import NamedTuple

import keras
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.exceptions import InputError
from skgan.networks import dense_discriminator, dense_generator
from tests.helpers import (
    DATA,
    FRAME,
    METHODS,
    SAMPLERS,
    TABLE,
    Trap,
    Y,
    each_method,
    each_sampler,
    fitted,
    make_sampler,
    mixed_table,
    refused,
    with_value,
)

pytestmark = pytest.mark.usefixtures("few_grown_rows")
FLAT = np.random.RandomState(0).uniform(size=(60, 64))
IMAGES, SIGNALS = FLAT.reshape(60, 8, 8, 1), FLAT[:, :16].reshape(60, 8, 2)
FORMS = [np.asarray, np.ndarray.tolist, pd.DataFrame, sparse.csr_matrix]
AC = [ACGANSampler]


class Case(NamedTuple):
    """What is given, and what the message has to name; None where others word it."""

    named: list | None
    X: object
    y: object
    weight: object
    only: list
    parameters: dict


def case(*named, X=TABLE, y=Y, weight=None, only=SAMPLERS, **parameters):
    named = None if named == (None,) else list(named)
    return Case(named, X, y, weight, only, parameters)


def cases(name, values, make):
    """Return a case for each value, which is named by its number."""
    return {f"{name} {i}": make(value) for i, value in enumerate(values)}


def beside_numbers(column):
    return pd.DataFrame({"a": TABLE[:, 0], "b": column})


def with_object(value):
    table = TABLE.astype(object)
    table[3, 1] = value
    return table


def labelled(*labels):
    y = np.empty(60, dtype=object)
    y[:] = [labels[i] for i in Y]
    return y


def mixing(*shapes):
    return [np.zeros(shapes[i % len(shapes)]) for i in range(60)]


def in_an_object_array(samples):
    array = np.empty(len(samples), dtype=object)
    array[:] = samples
    return array


INFINITE = with_value(TABLE, np.inf)
BEYOND = np.array([*INFINITE[:-1], [0, 0, np.nan]])
VALUES = {
    **cases("infinity", FORMS, lambda f: case("X", "infinity", X=f(INFINITE))),
    **cases("infinity and NaN", FORMS, lambda f: case("X", "infinity", X=f(BEYOND))),
    "infinity in a mixed table": case(
        *("X", "infinity", "'a'"), X=mixed_table().assign(a=-INFINITE[:, 1]), only=AC
    ),
    "infinity among texts": case(
        *("X", "infinity", "'b'"), X=beside_numbers([np.inf, *["a"] * 59]), only=AC
    ),
    "infinity as a category": case(
        *("X", "infinity", "'b'"),
        X=beside_numbers(pd.Series([-np.inf, *[1.0] * 59], dtype="category")),
        only=AC,
    ),
    **cases(
        "NaN in rows that are folded",
        [(8, 8), (64,)],
        lambda s: case("X", "NaN", X=with_value(FLAT, np.nan), sample_shape=s),
    ),
    **{
        f"{name} in samples of {shape}": case(
            *("X", name), X=with_value(FLAT, value).reshape(60, *shape)
        )
        for shape in [(8, 8, 1), (32, 2)]
        for name, value in {"NaN": np.nan, "infinity": np.inf}.items()
    },
    **cases(
        "texts in an array",
        [np.where(TABLE > 0, "low", "high"), TABLE.astype(str), TABLE.astype("S8")]
        + [np.where(TABLE > 0, "low", "high").astype(object)],
        lambda X: case(X=X),
    ),
    "texts of a frame": case(
        "'b'", "high", X=beside_numbers(["high"] * 60), only=[DCGANSampler, GANSampler]
    ),
    "texts that are no categories": case(
        *("'b'", "high"),
        X=beside_numbers(["high"] * 60),
        only=AC,
        categorical_features=None,
    ),
    "bools as categories": case(
        *("'b'", "True"),
        X=beside_numbers(pd.Series(TABLE[:, 0] > 0, dtype="category")),
        only=[GANSampler],
    ),
    **{
        f"categorical_features {i}, {form.__name__}": case(
            "categorical_features", X=form(TABLE), categorical_features=value, only=AC
        )
        for i, value in enumerate(
            [
                *(["z"], [3], [-4], [True, False], [0.5], [True, False, True, False]),
                *([[0]], [10**30], [np.inf], np.array(1), np.array(["z"])),
            ]
        )
        for form in (np.asarray, pd.DataFrame)
    },
    "categorical_features of images": case(
        *("categorical_features", "[0]"), X=IMAGES, categorical_features=[0], only=AC
    ),
    "lists as categories": case(
        "'b'", "list", X=beside_numbers([[1], [2]] * 30), only=AC
    ),
    "no Unicode": case(
        *("'b'", r"\ud800"),
        X=beside_numbers(pd.Series(["\ud800", "b"] * 30, dtype="category")),
    ),
    "dates": case(None, X=np.asarray(pd.date_range("2020", periods=60))[:, None]),
    "spans": case(None, X=np.arange(60)[:, None].astype("m8[D]")),
    "complex": case(None, X=TABLE + 1j),
    **cases(
        "object",
        [1j, 10**400, [1], {}, pd.NA, "\ud800", "a"],
        lambda value: case("X", X=with_object(value)),
    ),
}
SHAPES = {
    "rows of several lengths": case((3,), (2,), X=[[1.0] * 3] * 59 + [[1.0] * 2]),
    "lists of several lengths": case(
        *("X", "several lengths"), X=[[[1.0], [2.0, 3.0]]] * 60
    ),
    "one list of several lengths": case(
        "several lengths", X=[[[1.0, 2.0], [1.0]]] * 59 + [[[1.0, 2.0]] * 2]
    ),
    **{
        f"shapes {shapes}, {form.__name__}": case(
            *shapes, "one shape", X=form(mixing(*shapes))
        )
        for shapes in [[(8, 8, 1), (9, 9, 1)], [(8, 8), (8, 8, 3)], [(20, 2), (21, 2)]]
        for form in (list, tuple, in_an_object_array)
    },
    "only some of many shapes are named": case(
        *[(8 + i, 8, 1) for i in range(5)],
        "...",
        X=mixing(*[(8 + i, 8, 1) for i in range(20)]),
    ),
    "an object array of arrays of one shape": case(
        *((8, 8, 1), "np.stack"), X=in_an_object_array(mixing((8, 8, 1)))
    ),
    "no columns": case("X", X=pd.DataFrame(index=range(60))),
    "one dimension": case("1D", X=TABLE[:, 0]),
    "a list of numbers": case("1D", X=TABLE[:, 0].tolist()),
    "a Series": case("Series", X=pd.Series(TABLE[:, 0])),
    "five dimensions": case("5 dimensions", X=np.zeros((60, 8, 8, 1, 1))),
    **cases("no table", [None, 3.0, "table"], lambda X: case(None, X=X)),
    **cases(
        "no values",
        [(0, 3), (60, 0), (60, 0, 2), (60, 16, 0), (60, 8, 8, 0)],
        lambda shape: case(None, X=np.zeros(shape), y=Y[: shape[0]]),
    ),
    **cases(
        "small images",
        [(7, 8, 1), (8, 7, 3), (4, 4, 4), (3, 32, 32)],
        lambda shape: case(shape, 8, X=np.zeros((60, *shape))),
    ),
    "short signals": case((7, 2), 8, X=np.zeros((60, 7, 2))),
    **cases(
        "more than 4 channels",
        [
            {},
            {"generator": dense_generator},
            {"discriminator": dense_discriminator},
            {"generator": dense_generator, "discriminator": "mnist-acgan"},
        ],
        lambda networks: case(
            (8, 8, 5), "5 channels", 4, X=np.repeat(IMAGES, 5, axis=3), **networks
        ),
    ),
    "more than memory holds": case(
        *(1_000_000, 10_000_000, "GB"),
        X=sparse.csr_matrix(([1.0], ([0], [5])), shape=(1_000_000, 10_000_000)),
        y=np.repeat([0, 1], [600_000, 400_000]),
        kernel_fraction=0.5,  # networks take dense rows
    ),
    **cases(
        "sample_shape that does not multiply",
        [(8, 9), (8,), (4, 4, 5), (65,), ()],
        lambda shape: case(shape, 64, X=FLAT, sample_shape=shape),
    ),
    **cases(
        "sample_shape that is none",
        [(-8, -8), (8.0, 8.0), ("8", "8"), (8, 8, 1, 1), (True, 64), (0, 64)],
        lambda shape: case(X=FLAT, sample_shape=shape),
    ),
    **cases(
        "sample_shape that is too small",
        [(4, 4, 4), (2, 32), (4, 16)],
        lambda shape: case(8, X=FLAT, sample_shape=shape),
    ),
}
TEXTS = np.repeat(["a", "b"], [40, 20])
LABELS = {
    **cases(
        "no number", [np.nan, np.inf], lambda v: case("y", y=with_value(Y, v, float))
    ),
    **{
        f"{value} among texts of a {name}": case(
            "y", y=form(with_value(TEXTS, value, object))
        )
        for value in (np.nan, None)
        for name, form in {
            **{"array": np.asarray, "list": np.ndarray.tolist, "series": pd.Series},
            "category": lambda y: pd.Series(y, dtype="category"),
            "string": lambda y: pd.Series(y, dtype="string"),
        }.items()
    },
    "mixed types": case("y", "one type", y=labelled(0, "b")),
    **cases(
        "odd types",
        [("a", 1), (1, True), ([1], [2]), (b"a", b"b")],
        lambda labels: case("y", y=labelled(*labels)),
    ),
    "continuous": case("y", y=TABLE[:, 0]),
    "two columns": case("y", y=np.c_[Y, Y]),
    **cases(
        "one row of a class",
        [(0, 1), ("a", "b"), (False, True)],
        lambda labels: case(labels[1], "1 sample", 2, y=np.repeat(labels, [59, 1])),
    ),
    **cases("one class", [0, "a"], lambda label: case("1 class", y=[label] * 60)),
    **cases("lengths", [0, 59, 61], lambda n: case(60, n, y=np.resize(Y, n))),
    **cases("no array", [None, 3, "ab"], lambda y: case(None, y=y)),
}
STRATEGIES = {
    **cases(
        "strategy",
        [
            *(({0: 40, 1: 5}, 5), ({7: 50}, 7), ({"1": 50}, "1"), ({1: -5}, -5)),
            *(({1: 30.5}, 30.5), ({1: "30"}, "30"), (0.1, "ratio")),
            *((lambda y: {1: 5}, 5), (lambda y: {7: 50}, 7), (lambda y: None, "None")),
        ],
        lambda given: case(given[1], sampling_strategy=given[0]),
    ),
    "a share of three classes": case(None, y=np.arange(60) % 3, sampling_strategy=0.5),
    **cases(
        "more than memory holds",
        [10**12, 10**30],
        lambda total: case(sampling_strategy={1: total}),
    ),
    **cases(
        "sample_weight",
        [
            (with_value(np.ones(60), -1.5), -1.5),
            *((1.0 - Y, 1), (np.ones(59), 59), (np.ones((60, 1)), "2D")),
            (with_value(np.ones(60), np.nan), "NaN"),
            (with_value(np.ones(60), np.inf), "infinity"),
            *((["heavy"] * 60, "sample_weight"), (np.zeros(60), "sample_weight")),
            *(({0: 1, 1: 2}, "sample_weight"), ([10**400] * 60, "sample_weight")),
            ([[1], [1, 2]] * 30, "sample_weight"),
        ],
        lambda given: case(given[1], weight=given[0]),
    ),
}
FEW = np.r_[:3, 40:42]
PARAMETERS = {
    **cases(
        "label_smoothing",
        ["wgan-gp", "hinge"],
        lambda loss: case(0.1, loss, label_smoothing=0.1, loss=loss),
    ),
    "flips of a table": case("horizontal_flip", horizontal_flip=True),
    "flips of signals": case(
        "horizontal_flip", (8, 2), X=SIGNALS, horizontal_flip=True
    ),
    "diff_augment of a table": case("diff_augment", diff_augment=("color",)),
    "an unknown augmentation": case(
        *("diff_augment", "rotation"), X=IMAGES, diff_augment=("flip", "rotation")
    ),
    **cases(
        "learning_rate",
        [
            *((), (1e-3,), (1e-3,) * 3, (1e-3, -1e-3), ("a", 1e-3), (np.inf, 1e-3)),
            *(1e300, (1e-3, 1e300)),
        ],
        lambda rates: case("learning_rate", learning_rate=rates),
    ),
    **{
        f"a {name} of {len(str(value))} digits": case(
            name, str(value)[:100], "GB", **{name: value}
        )
        for name in ("batch_size", "latent_dim", "n_discriminator_steps")
        for value in (10**14, 10**400)
    },
    **cases(
        "checkpoint_dir",
        ["\0", "a\0b", "\ud800", "a" * 5000],
        lambda path: case("checkpoint_dir", checkpoint_dir=path),
    ),
    "early stopping without rows to spare": case(
        "validation_fraction",
        X=TABLE[FEW],
        y=Y[FEW],
        early_stopping=True,
        kernel_fraction=0.5,
    ),
    **cases(
        "pixels outside of value_range",
        [
            *(((0, 1), IMAGES * 2.5), ((0.0, 255.0), IMAGES - 0.5)),
            *(([-1, 1], IMAGES * 255), ((0, 100), (IMAGES * 255).astype(np.uint8))),
        ],
        lambda given: case(
            *("value_range", f"{given[1].min():g}", f"{given[1].max():g}"),
            *(f"{value:g}" for value in given[0]),
            X=given[1],
            value_range=given[0],
        ),
    ),
    **cases(
        "flat pixels outside of value_range",
        [np.asarray, sparse.csr_matrix],
        lambda form: case(
            "value_range", X=form(FLAT * 3), value_range=(0, 1), sample_shape=(8, 8)
        ),
    ),
    **cases(
        "value_range without images",
        [TABLE, SIGNALS],
        lambda X: case("value_range=(0, 1)", X.shape[1:], X=X, value_range=(0, 1)),
    ),
    **cases(
        "value_range that is none",
        [(), (1,), (0, 1, 2), (1, 0), (1, 1), (0, np.inf), ("a", 1), "ab"],
        lambda value: case("value_range", X=IMAGES, value_range=value),
    ),
}


# Networks of the user's own


def reshaped(build):
    """Return a builder that believes in samples of another shape."""

    def wrong(spec, latent_dim):
        return build(type(spec)((5,), spec.n_classes, spec.activation), latent_dim)

    return wrong


def without_label(spec, latent_dim):
    z = keras.Input((latent_dim,))
    return keras.Model(z, keras.layers.Dense(spec.size)(z))


def with_outputs(*units):
    """Return a builder of a discriminator with outputs of these sizes."""

    def wrong(spec, latent_dim):
        sample = keras.Input(spec.shape)
        x = keras.layers.Flatten()(sample)
        return keras.Model(sample, [keras.layers.Dense(n)(x) for n in units])

    return wrong


NETWORKS = {
    **cases(
        "other outputs",
        [(3,), (2, 1), (3, 3), (1, 2, 2)],
        lambda units: case(
            "discriminator's output", discriminator=with_outputs(*units)
        ),
    ),
    **cases(
        "other arguments",
        [lambda: None, lambda spec: None, lambda spec, *, latent_dim: None, dict],
        lambda build: case("generator", "(spec, latent_dim)", generator=build),
    ),
    "another latent_dim": case(
        *("generator's input", (None, 9)), generator=lambda s, d: dense_generator(s, 9)
    ),
    "wide": case((None, 5), generator=reshaped(dense_generator)),
    "narrow": case((None, 5), discriminator=reshaped(dense_discriminator)),
    "no class": case((None, 1), discriminator=with_outputs(1), only=AC),
    "no label": case((None, 64), X=IMAGES, generator=without_label),
    "seven outputs": case((None, 7), X=IMAGES, discriminator=with_outputs(7)),
    "none": case("NoneType", generator=lambda spec, latent_dim: None),
    "text": case("str", discriminator=lambda spec, latent_dim: "network"),
    "unbuilt": case("discriminator", discriminator=lambda s, d: keras.Sequential()),
    "swapped": case("generator", generator=dense_discriminator),
}
CASES = VALUES | SHAPES | LABELS | STRATEGIES | PARAMETERS | NETWORKS


def test_no_case_hides_another():
    parts = VALUES, SHAPES, LABELS, STRATEGIES, PARAMETERS, NETWORKS
    assert len(CASES) == sum(map(len, parts)), "two cases of one name"


def samplers_for(i, name):
    """Return who is given a case: all what networks are about, else one in turn."""
    only = CASES[name].only
    return only if name in NETWORKS else [only[i % len(only)]]


@pytest.mark.parametrize(
    ("cls", "name"),
    [(cls, name) for i, name in enumerate(CASES) for cls in samplers_for(i, name)],
)
def test_what_can_not_be_fitted_is_refused(cls, name):
    given = CASES[name]
    somehow = pytest.raises((ValueError, TypeError))
    for method in METHODS:
        sampler = cls(**given.parameters, callbacks=[Trap()])
        with somehow if given.named is None else refused(*given.named):
            fit = getattr(sampler, method)
            fit(given.X, given.y, sample_weight=given.weight)


@pytest.mark.parametrize("cls", SAMPLERS)
def test_frames_of_other_libraries_are_refused(cls):
    pa, polars = pytest.importorskip("pyarrow"), pytest.importorskip("polars")
    for library, X in {
        "polars": polars.DataFrame({"a": TABLE[:, 0]}),
        "pyarrow": pa.table({"a": TABLE[:, 0]}),
    }.items():
        with refused(library, "to_pandas"):
            make_sampler(cls).fit(X, Y)


def test_arrow_columns_that_hold_no_categories_are_refused():
    pa = pytest.importorskip("pyarrow")
    column = pd.Series([[1]] * 60, dtype=pd.ArrowDtype(pa.list_(pa.int64())))
    with refused("'b'", "compared"):
        make_sampler().fit(beside_numbers(column), Y)


# What looks as bad and is good


@each_sampler
@pytest.mark.parametrize("n_columns", [1, 8])
def test_rows_of_a_table_may_be_short(cls, n_columns):
    sampler = make_sampler(cls, kernel_fraction=1)
    assert sampler.fit_resample(FLAT[:, :n_columns], Y)[0].shape == (80, n_columns)


@each_sampler
def test_lists_of_images_and_more_than_4_channels_are_fine(cls):
    sampler = make_sampler(cls, kernel_fraction=1)
    assert np.shape(sampler.fit_resample(list(IMAGES), Y)[0]) == (80, 8, 8, 1)
    images = np.random.RandomState(0).uniform(size=(60, 8, 8, 5))
    assert sampler.fit_resample(images, Y)[0].shape == (80, 8, 8, 5)
    if cls is ACGANSampler:
        own = {"generator": dense_generator, "discriminator": dense_discriminator}
        sampler = make_sampler(cls, **own, max_iter=1)
        assert sampler.fit_resample(images, Y)[0].shape == (80, 8, 8, 5)


@pytest.mark.parametrize(
    ("cls", "kernel_fraction"),
    [(ACGANSampler, 0.5), (DCGANSampler, 0), (GANSampler, 0.5)],
)
def test_generated_pixels_stay_inside_of_value_range(cls, kernel_fraction):
    options = {"kernel_fraction": kernel_fraction, "max_iter": 1}
    sampler = make_sampler(cls, value_range=(0, 1), **options)
    X_new, _ = sampler.fit_resample(IMAGES, Y)
    assert X_new.min() >= 0 and X_new.max() <= 1
    with refused("value_range", 2):
        sampler.discriminate(IMAGES * 0 + 2)


# After a fit


@pytest.fixture(scope="module")
def sampler():
    return fitted(kernel_fraction=0.5)


@pytest.mark.parametrize("classes", [{2: 5}, {"0": 5}, {0: 1, "b": 0}])
def test_samples_of_unknown_classes(sampler, classes):
    with refused(list(classes)[-1]):
        sampler.sample(classes)


@pytest.mark.parametrize("n_samples", [10**12, {1: 10**12}, 10**30, {1: 10**30}])
def test_more_samples_than_memory_can_hold(sampler, n_samples):
    with refused():
        sampler.sample(n_samples)


@pytest.mark.parametrize("number", [-1, 2.5, 3.0, True, np.nan, "3", None])
def test_samples_in_a_number_that_can_not_be(sampler, number):
    with refused():
        sampler.sample(number)
    with refused(number):
        sampler.sample({0: 1, 1: number})
    with refused():
        sampler.sample([number])


@pytest.mark.parametrize(
    "z", [np.zeros((3, 5)), np.zeros((4, 16)), np.zeros(16), 0.0, np.zeros((3, 16, 1))]
)
def test_z_of_a_wrong_shape(sampler, z):
    with refused(np.shape(z), (3, 16)):
        sampler.sample(3, z=z)


@pytest.mark.parametrize(
    "z",
    [
        *([[["a"] * 16], "a", 1j, 10**400, [[1], [1, 2]], {}]),
        *(np.full((1, 16), np.nan), np.full((1, 16), np.inf)),
    ],
)
def test_z_that_is_no_array_of_numbers(sampler, z):
    with refused("z"):
        sampler.sample(1, z=z)


@pytest.mark.parametrize("y", [Y[:, None], np.eye(2, dtype=int)[Y].tolist()])
def test_a_class_report_of_one_hot_labels(sampler, y):
    assert sampler.class_report(TABLE, y) == sampler.class_report(TABLE, Y)


@pytest.mark.parametrize("method", ["class_report", "report"])
def test_rows_and_labels_that_can_not_be_judged(sampler, method):
    judge = getattr(sampler, method)
    strange = np.array([[], {}] * 30, object)
    for y in (Y + 0.5, Y * 1j, Y.astype(str), np.c_[Y, Y], strange):
        with refused("y"):
            judge(TABLE, y)
    with refused(60, 59):
        judge(TABLE, Y[:-1])


@pytest.mark.parametrize("n_columns", [2, 4])
def test_another_number_of_columns_than_fitted(sampler, n_columns):
    other = np.zeros((5, n_columns))
    for call in (
        lambda: sampler.discriminate(other),
        lambda: sampler.report(other, np.zeros(5)),
        lambda: sampler.class_report(other, np.zeros(5)),
    ):
        with refused(n_columns, 3):
            call()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_to_judge_that_are_not_finite(sampler, value):
    with refused():
        sampler.discriminate(with_value(TABLE, value))


def test_columns_that_are_no_numbers_where_numbers_were_fitted(sampler):
    days = pd.Series(pd.date_range("2020", periods=60))
    for column in (days, days.dt.day_name(), days.dt.day.astype("category")):
        with refused("'b'", "dtype"):
            sampler.discriminate(FRAME.assign(b=column))
    with refused("'a'"):
        sampler.discriminate(FRAME.set_axis(["a", "b", "a"], axis=1))
    mixed, X = fitted(kind="mixed", kernel_fraction=0.5), mixed_table()
    for column, words in [("foo", "no numbers"), (pd.Timestamp("2020"), "the dtype")]:
        with refused("'count' of X has", words):
            mixed.discriminate(X.assign(count=column))


@pytest.mark.parametrize("kind", ["frame", "mixed"])
def test_other_columns_than_those_fitted(kind):
    sampler = fitted(kind=kind, kernel_fraction=0.5)
    X = FRAME if kind == "frame" else mixed_table()
    names = list(X)
    for others in ([*names[:-1], "z"], [names[1], names[0], *names[2:]]):
        with pytest.raises(ValueError, match="feature names"):
            sampler.discriminate(X.set_axis(others, axis=1))
        with pytest.raises(ValueError, match="feature names"):
            sampler.report(X.set_axis(others, axis=1), Y)


# A class of one row that is not asked for


@pytest.mark.parametrize("options", [{}, {"kernel_fraction": 1}])
@pytest.mark.parametrize(
    ("cls", "kind"),
    [(ACGANSampler, "array"), (DCGANSampler, "signals"), (GANSampler, "images")],
)
def test_a_class_of_one_row_that_is_not_asked_for_is_left_alone(cls, kind, options):
    y = np.repeat([0, 1, 2], [38, 21, 1])
    sampler = make_sampler(cls, sampling_strategy={1: 30}, **options)
    X_new, y_new = sampler.fit_resample(DATA[kind], y)
    assert np.bincount(y_new).tolist() == [38, 30, 1]
    assert (X_new[59] == DATA[kind][59]).all()


def test_a_class_of_one_row_that_is_asked_for_is_named():
    y = np.repeat([0, 1, 2], [38, 21, 1])
    with refused("Class 2 has 1 sample", "name the other classes"):
        make_sampler(sampling_strategy={1: 30, 2: 5}).fit(TABLE, y)


# X that is no array


class Pairs:
    """A dataset as PyTorch has them."""

    def __len__(self):
        return 60

    def __getitem__(self, i):
        if i >= 60:
            raise IndexError(i)
        return TABLE[i], Y[i]


class Batches:
    """What gives batches, as a loader of data does."""

    def __iter__(self):
        return iter([(TABLE, Y)])


def tensors():
    import tensorflow as tf

    return tf.data.Dataset.from_tensor_slices((TABLE, Y))


@each_method
@pytest.mark.parametrize(
    ("make", "named"),
    [
        (tensors, "tf.data.Dataset"),
        (Pairs, "Pairs"),
        (Batches, "Batches"),
        (lambda: (row for row in TABLE), "generator"),
        (lambda: iter(TABLE.tolist()), "list_iterator"),
        (lambda: map(list, TABLE), "map"),
        (lambda: {"a": TABLE[:, 0]}, "dict"),
    ],
)
def test_streams_and_datasets_are_to_be_stacked(method, make, named):
    with refused(named, "Stack", "array", because=InputError):
        getattr(ACGANSampler(callbacks=[Trap()]), method)(make(), Y)
    sampler = fitted(kernel_fraction=1)
    with refused(named, "Stack", because=InputError):
        sampler.report(make(), Y)


def test_series_padded_with_nan_are_to_be_filled():
    signals = np.array(DATA["signals"])
    signals[10:15, 5:] = np.nan
    for X in (signals, signals.tolist()):
        with refused("NaN in 5 of 60", "Fill", "padded", because=InputError):
            ACGANSampler(callbacks=[Trap()]).fit(X, Y)
    flat = pd.DataFrame(signals.reshape(60, 16))
    with refused("NaN in 5 of 60", "Fill", because=InputError):
        ACGANSampler(sample_shape=(8, 2), callbacks=[Trap()]).fit(flat, Y)
    with refused("NaN in 5 of 60", "Fill", because=InputError):
        fitted(kind="signals", kernel_fraction=1).report(signals, Y)


def test_weights_that_no_memory_holds_are_told_before_they_are_made(monkeypatch):
    monkeypatch.setattr("skgan.synthesis._plan_checks.memory_size", lambda: 16e9)
    with refused("latent_dim=10000000", "43.5 GB", "Lower", because=InputError):
        ACGANSampler(latent_dim=10**7, callbacks=[Trap()]).fit(TABLE, Y)
