"""What DCGANSampler does by default, and with tables."""

import keras
import numpy as np
import pytest

from skgan import DCGANSampler
from tests.helpers import IMAGES, SIGNALS, Y, fitted, make_sampler
from tests.invariants import check_plausible, check_resampled


def layers_of(network):
    return {type(layer) for layer in network.layers}


@pytest.mark.parametrize(
    "kind, convolution",
    [
        ("array", keras.layers.Conv1D),
        ("signals", keras.layers.Conv1D),
        ("images", keras.layers.Conv2D),
    ],
)
def test_networks_are_convolutional_and_told_the_class(kind, convolution):
    sampler = fitted(DCGANSampler, kind, kernel_fraction=0.5)
    generator, discriminator = sampler.generator_, sampler.discriminator_
    transposed = getattr(keras.layers, f"{convolution.__name__}Transpose")
    assert transposed in layers_of(generator)
    assert convolution in layers_of(discriminator)
    assert [x.shape for x in generator.inputs] == [(None, 64), (None,)]
    assert [x.shape for x in discriminator.outputs] == [(None, 2)]


# Tables, whose columns are seen as the steps of a signal


@pytest.mark.parametrize("n_columns", [1, 7, 8, 20])
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


# Options


@pytest.mark.parametrize(
    "options",
    [
        {"loss": "bce-gp", "conditioning": "per-class"},
        {"loss": "hinge", "instance_noise": 0.1},
        {"loss": "lsgan", "label_smoothing": 0.1, "conditioning": "per-class"},
        {"loss": "wgan-gp", "n_discriminator_steps": 2},
        {"horizontal_flip": True, "latent_distribution": "uniform"},
        {
            "diff_augment": ("flip", "translation", "cutout", "color"),
            "conditioning": "per-class",
        },
        {"pretrain_discriminator": 3, "dtype_policy": "mixed_bfloat16"},
        {"early_stopping": True, "max_iter": 26, "conditioning": "per-class"},
        {"verbose": 1, "learning_rate": (1e-4, 1e-3)},
    ],
    ids=str,
)
def test_options_train_images(options):
    sampler = make_sampler(DCGANSampler, kernel_fraction=0, **options)
    resampled = sampler.fit_resample(IMAGES, Y)
    check_resampled(IMAGES, Y, resampled)
    check_plausible(IMAGES, resampled[0])
    assert resampled[0][60:].std() > 0
