"""The networks of each sampler, its options, and how DCGANSampler sees tables."""

import keras
import numpy as np
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.networks import dense_generator
from tests.helpers import (
    DATA,
    IMAGES,
    SIGNALS,
    TABLE,
    Y,
    game_of,
    make_sampler,
    networks_of,
)
from tests.invariants import check_plausible, check_resampled

WIDTHS = {"array": [64, 64], "signals": [256, 512], "images": [256, 512]}


def layers_of(network, kind):
    return [layer for layer in network.layers if isinstance(layer, kind)]


@pytest.mark.parametrize("kind", WIDTHS)
@pytest.mark.parametrize("cls", [ACGANSampler, DCGANSampler, GANSampler])
def test_networks_are_those_of_the_sampler_and_told_the_class(cls, kind):
    game = game_of(make_sampler(cls, kernel_fraction=0.5), DATA[kind], Y)
    (generator, discriminator), latent_dim = networks_of(game), game.latent_dim
    made = generator([np.zeros((4, latent_dim), np.float32), np.array([0, 1, 0, 1])])
    of_rows = (8, 1) if cls is DCGANSampler and kind == "array" else None
    assert made.shape == (4, *(of_rows or DATA[kind].shape[1:]))
    outputs = keras.tree.flatten(discriminator(made))
    if cls is ACGANSampler:
        source, label = outputs
        assert source.shape in [(4, 1), (4, 2)] and label.shape == (4, 2)
        assert latent_dim == (16 if kind == "array" else 64)
        return
    assert [x.shape for x in outputs] == [(4, 2)]
    if cls is GANSampler:
        units = [layer.units for layer in layers_of(generator, keras.layers.Dense)]
        assert units == [*WIDTHS[kind], DATA[kind][0].size]
        units = [layer.units for layer in layers_of(discriminator, keras.layers.Dense)]
        assert units == [*WIDTHS[kind][::-1], 2]
    else:
        convolution = f"Conv{2 if kind == 'images' else 1}D"
        assert layers_of(discriminator, getattr(keras.layers, convolution))
        transposed = getattr(keras.layers, f"{convolution}Transpose")
        assert layers_of(generator, transposed) and latent_dim == 64


def test_the_generator_learns_the_class():
    X = TABLE + 5 * Y[:, None] * [1.0, 100.0, 0.01]
    sampler = make_sampler(GANSampler, kernel_fraction=0, max_iter=300)
    sampler.set_params(sampling_strategy={0: 90, 1: 90}).fit_resample(X, Y)
    assert min(sampler.class_fidelity_.values()) > 0.9


# Options, each at least once with a table or with images


@pytest.mark.parametrize(
    "options",
    [
        {"loss": "bce", "label_smoothing": 0.2, "pretrain_discriminator": 5},
        {"loss": "lsgan", "label_smoothing": 0.2, "latent_distribution": "uniform"},
        {"n_discriminator_steps": 3, "instance_noise": 0.1, "learning_rate": 1e-4},
        {"n_discriminator_steps": 1, "latent_dim": 1, "batch_size": 2, "loss": "hinge"},
        {"dtype_policy": "mixed_float16", "learning_rate": (1e-4, 1e-3)},
    ],
    ids=str,
)
def test_options_train_a_table(options):
    sampler = make_sampler(**options)
    resampled = sampler.fit_resample(TABLE, Y)
    check_resampled(TABLE, Y, resampled)
    assert sampler.n_iter_ == 3 and np.isfinite(resampled[0]).all()
    plain, _ = make_sampler().fit_resample(TABLE, Y)
    assert not np.array_equal(resampled[0], plain)


@pytest.mark.parametrize(
    ("cls", "options"),
    [
        (ACGANSampler, {"horizontal_flip": True, "dtype_policy": "mixed_bfloat16"}),
        (ACGANSampler, {"diff_augment": ("translation",), "instance_noise": 0.1}),
        (DCGANSampler, {"loss": "bce-gp", "latent_distribution": "uniform"}),
        (
            DCGANSampler,
            {
                "dtype_policy": "mixed_bfloat16",
                "loss": "wgan-gp",
                "n_discriminator_steps": 2,
                "pretrain_discriminator": 3,
            },
        ),
        (
            DCGANSampler,
            {
                "conditioning": "per-class",
                "diff_augment": ("flip", "translation", "cutout", "color"),
                "early_stopping": True,
                "horizontal_flip": True,
                "instance_noise": 0.1,
                "label_smoothing": 0.1,
                "learning_rate": (1e-4, 1e-3),
                "loss": "lsgan",
            },
        ),
    ],
    ids=str,
)
def test_options_train_images(cls, options):
    sampler = make_sampler(cls, kernel_fraction=0, max_iter=2, **options)
    resampled = sampler.fit_resample(IMAGES, Y)
    check_resampled(IMAGES, Y, resampled)
    check_plausible(IMAGES, resampled[0])
    assert resampled[0][60:].std() > 0


# Tables, whose columns DCGANSampler sees as the steps of a signal


@pytest.mark.parametrize("n_columns", [1, 9])
def test_a_table_is_a_signal_of_8_steps_at_least(n_columns):
    table = np.random.RandomState(0).normal(size=(60, n_columns))
    sampler = make_sampler(DCGANSampler, max_iter=1).fit(table, Y)
    assert sampler.discriminator_.input_shape == (None, max(n_columns, 8), 1)
    assert sampler.sample(4)[0].shape == (4, n_columns)
    assert sampler.discriminate(table).shape == (60,)


def test_the_kernel_of_a_table_is_that_of_tables():
    # Were rows shifted like signals, the value of a column would come from another.
    table = np.c_[np.zeros(60), np.arange(60.0), np.zeros(60)] + [[0, 0, 7]]
    sampler = make_sampler(DCGANSampler, kernel_fraction=1, clip=False)
    drawn, _ = sampler.fit(table, Y).sample(50)
    np.testing.assert_allclose(drawn[:, [0, 2]], [[0, 7]] * 50, atol=1e-5)


def test_sample_shape_makes_signals_of_rows():
    flat = SIGNALS.reshape(60, 16)
    X_new, _ = make_sampler(DCGANSampler, sample_shape=(16,)).fit_resample(flat, Y)
    folded, _ = make_sampler(DCGANSampler).fit_resample(flat[..., None], Y)
    np.testing.assert_array_equal(X_new, folded[..., 0])


def test_builders_need_no_module():
    names = {"builder": dense_generator}  # without __name__, as some uses of exec
    exec("def make(spec, latent_dim): return builder(spec, latent_dim)", names)
    assert names["make"].__module__ is None
    sampler = make_sampler(ACGANSampler, kernel_fraction=0, generator=names["make"])
    assert sampler.fit(TABLE, Y).sample({1: 2})[0].shape == (2, TABLE.shape[1])
