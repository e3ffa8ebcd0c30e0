"""Bad input ends, before any training, in two sentences: what is wrong, what to do."""

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.exceptions import InputError
from skgan.networks import dense_discriminator, dense_generator
from tests.bad_input.cases import FLAT, IMAGES, beside_numbers
from tests.bad_input.parameters import NETWORKS, PARAMETERS
from tests.bad_input.values import LABELS, SHAPES, STRATEGIES, VALUES
from tests.helpers import (
    DATA,
    METHODS,
    SAMPLERS,
    TABLE,
    Trap,
    Y,
    each_method,
    each_sampler,
    fitted,
    make_sampler,
    refused,
)

pytestmark = pytest.mark.usefixtures("few_grown_rows")
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
    pa = pytest.importorskip("pyarrow")
    with refused("pyarrow", "to_pandas"):
        make_sampler(cls).fit(pa.table({"a": TABLE[:, 0]}), Y)


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
    with refused("Class 2 has 1 sample", "use only the other classes"):
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


def test_streams_are_for_fit_alone():
    sampler = ACGANSampler(callbacks=[Trap()])
    with refused("tf.data.Dataset", "fit(X)", "sample", because=InputError):
        sampler.fit_resample(tensors(), Y)
    with refused("tf.data.Dataset", "fit(X)", "sample", because=InputError):
        sampler.fit_resample(tensors(), None)
    with refused("tf.data.Dataset", "alone", because=InputError):
        sampler.fit(tensors(), Y)
    with refused("tf.data.Dataset", "(3,)", "images", because=InputError):
        sampler.fit(tensors())
    with refused("tf.data.Dataset", "stack", because=InputError):
        fitted(kernel_fraction=1).report(tensors(), Y)


def test_series_padded_with_nan_are_to_be_filled():
    signals = np.array(DATA["signals"])
    signals[10:15, 5:] = np.nan
    for X in (signals, signals.tolist()):
        with refused("NaN in 5 of 60", "Fill", "padding", because=InputError):
            ACGANSampler(callbacks=[Trap()]).fit(X, Y)
    flat = pd.DataFrame(signals.reshape(60, 16))
    with refused("NaN in 5 of 60", "Fill", because=InputError):
        ACGANSampler(sample_shape=(8, 2), callbacks=[Trap()]).fit(flat, Y)
    with refused("NaN in 5 of 60", "Fill", because=InputError):
        fitted(kind="signals", kernel_fraction=1).report(signals, Y)


def test_weights_that_no_memory_holds_are_told_before_they_are_made(monkeypatch):
    monkeypatch.setattr("skgan.synthesis._plan_checks.memory_size", lambda: 16e9)
    with refused("latent_dim=10000000", "43.5 GB", "Reduce", because=InputError):
        ACGANSampler(latent_dim=10**7, callbacks=[Trap()]).fit(TABLE, Y)
