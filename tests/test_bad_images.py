"""Images and signals that can't be fitted, told before any training by all samplers."""

import re
from contextlib import contextmanager

import keras
import numpy as np
import pytest
from scipy import sparse

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.networks import dense_discriminator, dense_generator

Y = np.repeat([0, 1], [40, 20])
RNG = np.random.RandomState(0)
IMAGES = RNG.uniform(size=(60, 8, 8, 1))
KINDS = [ACGANSampler, DCGANSampler, GANSampler]


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture(params=["fit", "fit_resample"])
def method(request):
    return request.param


@pytest.fixture
def no_training(monkeypatch):
    def fail(*args, **kwargs):
        pytest.fail("a training began before the input was refused")

    monkeypatch.setattr("skgan.training._loop.Run", fail)


@contextmanager
def refused(*named):
    """Check that an error of two sentences names these values."""
    with pytest.raises(ValueError) as caught:
        yield
    message = str(caught.value)
    assert re.search(r"\S[.!]\s+\S", message), f"one sentence only: {message}"
    for value in named:
        assert str(value) in message, f"{value} is missing in: {message}"


# Shapes


def mixed(*shapes):
    return [np.zeros(shapes[i % len(shapes)]) for i in range(60)]


def in_an_object_array(samples):
    array = np.empty(len(samples), dtype=object)
    array[:] = samples
    return array


@pytest.mark.parametrize("form", [list, tuple, in_an_object_array])
@pytest.mark.parametrize(
    "shapes", [[(8, 8, 1), (9, 9, 1)], [(8, 8), (8, 8, 3)], [(20, 2), (21, 2)]]
)
def test_samples_of_several_shapes(no_training, kind, method, form, shapes):
    with refused(*shapes, "one shape"):
        getattr(kind(), method)(form(mixed(*shapes)), Y)


def test_only_some_of_many_shapes_are_named(no_training, kind):
    shapes = [(8 + i, 8, 1) for i in range(20)]
    with refused(*shapes[:5], "..."):
        kind().fit(mixed(*shapes), Y)


def test_nested_lists_of_several_lengths(no_training, kind, method):
    with refused((3,), (2,)):
        getattr(kind(), method)([[1.0, 2.0, 3.0]] * 59 + [[1.0, 2.0]], Y)
    with refused("several lengths"):
        getattr(kind(), method)([[[1.0, 2.0], [1.0]]] * 59 + [[[1.0, 2.0]] * 2], Y)


def test_an_object_array_of_arrays_of_one_shape(no_training, kind, method):
    with refused((8, 8, 1), "np.stack"):
        getattr(kind(), method)(in_an_object_array(mixed((8, 8, 1))), Y)


def test_lists_of_images_of_one_shape_are_fine(kind):
    sampler = kind(max_iter=2, random_state=0)
    assert np.shape(sampler.fit_resample(list(IMAGES), Y)[0]) == (80, 8, 8, 1)


@pytest.mark.parametrize("shape", [(60, 7, 8, 1), (60, 8, 7, 3), (60, 3, 32, 32)])
def test_images_smaller_than_8x8(no_training, kind, method, shape):
    with refused(shape[1:], 8):
        getattr(kind(), method)(np.zeros(shape), Y)


def test_signals_of_fewer_than_8_steps(no_training, kind, method):
    with refused((7, 2), 8):
        getattr(kind(), method)(np.zeros((60, 7, 2)), Y)


@pytest.mark.parametrize("n_columns", [1, 2, 7, 8])
def test_rows_of_a_table_may_be_short(kind, n_columns):
    table = RNG.normal(size=(60, n_columns))
    sampler = kind(max_iter=2, random_state=0)
    assert sampler.fit_resample(table, Y)[0].shape == (80, n_columns)


# Channels


@pytest.mark.parametrize(
    "networks",
    [
        {},
        {"generator": dense_generator},
        {"discriminator": dense_discriminator},
        {"generator": dense_generator, "discriminator": "mnist-acgan"},
    ],
    ids=["own", "generator", "discriminator", "preset"],
)
def test_more_than_4_channels(no_training, kind, method, networks):
    images = np.zeros((60, 8, 8, 5)) + Y[:, None, None, None]
    with refused((8, 8, 5), "5 channels", 4):
        getattr(kind(**networks), method)(images, Y)


def test_more_than_4_channels_with_networks_of_ones_own(kind):
    images = RNG.uniform(size=(60, 8, 8, 5))
    own = {"generator": dense_generator, "discriminator": dense_discriminator}
    sampler = kind(**own, max_iter=2, random_state=0)
    assert sampler.fit_resample(images, Y)[0].shape == (80, 8, 8, 5)


def test_more_than_4_channels_without_networks(kind):
    images = RNG.uniform(size=(60, 8, 8, 5))
    sampler = kind(kernel_fraction=1, random_state=0)
    assert sampler.fit_resample(images, Y)[0].shape == (80, 8, 8, 5)


# value_range


@pytest.mark.parametrize(
    "value_range, images",
    [
        ((0, 1), IMAGES * 2.5),
        ((0.0, 255.0), IMAGES - 0.5),
        ([-1, 1], IMAGES * 255),
        ((0, 100), (IMAGES * 255).astype(np.uint8)),
    ],
    ids=["above", "below", "bytes", "uint8"],
)
def test_pixels_outside_of_the_declared_range(
    no_training, kind, method, value_range, images
):
    named = [f"{v:g}" for v in (images.min(), images.max(), *value_range)]
    with refused("value_range", *named):
        getattr(kind(value_range=value_range), method)(images, Y)


@pytest.mark.parametrize("form", [np.asarray, sparse.csr_matrix])
def test_flat_pixels_outside_of_the_declared_range(no_training, kind, form):
    flat = form(IMAGES.reshape(60, 64) * 3)
    with refused("value_range"):
        kind(value_range=(0, 1), sample_shape=(8, 8)).fit(flat, Y)


@pytest.mark.parametrize("samples", [IMAGES[:, :, 0, 0], IMAGES[..., 0]])
def test_a_range_of_pixels_without_images(no_training, kind, method, samples):
    with refused("value_range=(0, 1)", samples.shape[1:]):
        getattr(kind(value_range=(0, 1)), method)(samples, Y)


@pytest.mark.parametrize(
    "value_range", [(), (1,), (0, 1, 2), (1, 0), (1, 1), (0, np.inf), ("a", 1), "ab"]
)
def test_a_range_that_is_none(no_training, kind, value_range):
    with pytest.raises(ValueError, match="value_range"):
        kind(value_range=value_range).fit(IMAGES, Y)


def test_the_declared_range_is_what_becomes_minus_one_and_one():
    sampler = DCGANSampler(value_range=(-3, 5), max_iter=2, random_state=0)
    sampler.fit(IMAGES, Y)
    encoded = sampler._encoder.encode(np.array([-3.0, 1.0, 5.0]))
    np.testing.assert_allclose(encoded, [-1, 0, 1])


@pytest.mark.parametrize("kernel_fraction", [0, 0.5])
def test_generated_pixels_stay_inside(kind, kernel_fraction):
    sampler = kind(
        value_range=(0, 1), kernel_fraction=kernel_fraction, max_iter=2, random_state=0
    )
    X_new, _ = sampler.fit_resample(IMAGES, Y)
    assert X_new.min() >= 0 and X_new.max() <= 1
    with refused("value_range", 2):
        sampler.discriminate(IMAGES * 0 + 2)


# Networks of the user's own


def wrong_shape(spec, latent_dim):
    z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    return keras.Model([z, label], keras.layers.Dense(5)(z))


def no_output_for_the_class(spec, latent_dim):
    sample = keras.Input(spec.shape)
    x = keras.layers.Flatten()(sample)
    return keras.Model(sample, keras.layers.Dense(7)(x))


@pytest.mark.parametrize(
    "networks, named",
    [
        ({"generator": wrong_shape}, (None, 5)),
        ({"discriminator": no_output_for_the_class}, (None, 7)),
        ({"generator": lambda spec, latent_dim: None}, "NoneType"),
    ],
    ids=["generator", "discriminator", "none"],
)
def test_callables_whose_networks_do_not_fit(no_training, kind, networks, named):
    with refused(named):
        kind(**networks).fit(IMAGES, Y)
