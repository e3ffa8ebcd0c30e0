"""What DCGANSampler does by default, and with tables."""

from collections import Counter

import keras
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan import DCGANSampler

Y = np.repeat([0, 1], [40, 20])
RNG = np.random.RandomState(0)
X = RNG.normal(size=(60, 3)) * [1.0, 100.0, 0.01] + Y[:, None]
SIGNALS = RNG.normal(size=(60, 16, 2))
IMAGES = RNG.uniform(size=(60, 8, 8, 1))


def make_sampler(**parameters):
    return DCGANSampler(**{"max_iter": 5, "random_state": 0, **parameters})


def layers_of(network):
    return {type(layer) for layer in network.layers}


@pytest.mark.parametrize(
    "samples, convolution",
    [
        (X, keras.layers.Conv1D),
        (SIGNALS, keras.layers.Conv1D),
        (IMAGES, keras.layers.Conv2D),
    ],
    ids=["table", "signals", "images"],
)
def test_networks_are_convolutional_and_told_the_class(samples, convolution):
    sampler = make_sampler().fit(samples, Y)
    generator, discriminator = sampler.generator_, sampler.discriminator_
    transposed = getattr(keras.layers, f"{convolution.__name__}Transpose")
    assert transposed in layers_of(generator)
    assert convolution in layers_of(discriminator)
    assert [x.shape for x in generator.inputs] == [(None, 64), (None,)]
    assert [x.shape for x in discriminator.outputs] == [(None, 2)]


@pytest.mark.parametrize("kernel_fraction", [0, 0.5, "auto", 1])
@pytest.mark.parametrize("samples", [X, SIGNALS, IMAGES], ids=["2", "3", "4"])
def test_original_rows_come_first_and_counts_are_exact(samples, kernel_fraction):
    sampler = make_sampler(
        kernel_fraction=kernel_fraction, sampling_strategy={0: 41, 1: 70}
    )
    X_new, y_new = sampler.fit_resample(samples, Y)
    np.testing.assert_array_equal(X_new[:60], samples)
    assert Counter(y_new.tolist()) == {0: 41, 1: 70}
    assert X_new[60:].min() >= samples.min() and X_new[60:].max() <= samples.max()
    assert set(sampler.class_fidelity_) == {0, 1}


# Tables, whose columns are seen as the steps of a signal


@pytest.mark.parametrize("n_columns", [1, 7, 8, 20])
def test_a_table_is_a_signal_of_8_steps_at_least(n_columns):
    table = RNG.normal(size=(60, n_columns))
    sampler = make_sampler().fit(table, Y)
    assert sampler.discriminator_.input_shape == (None, max(n_columns, 8), 1)
    assert sampler.sample(4)[0].shape == (4, n_columns)
    assert sampler.discriminate(table).shape == (60,)


@pytest.mark.parametrize("kernel_fraction", [0, 1])
def test_columns_of_a_table_keep_their_scale_and_kind(kernel_fraction):
    table = np.c_[X * [1, 1e6, 1e-9], Y * 3, np.full(60, 0.1)]
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    generated = sampler.fit_resample(table, Y)[0][60:]
    assert (generated >= table.min(axis=0)).all()
    assert (generated <= table.max(axis=0)).all()
    assert (generated[:, :3].std(axis=0) > 0).all()
    assert set(generated[:, 3]) <= {0, 1, 2, 3} and (generated[:, 4] == 0.1).all()


def test_the_kernel_of_a_table_is_that_of_tables():
    # Were rows shifted like signals, the value of a column would come from another.
    table = np.c_[np.zeros(60), np.arange(60.0), np.zeros(60)] + [[0, 0, 7]]
    sampler = make_sampler(kernel_fraction=1, clip=False)
    drawn, _ = sampler.fit(table, Y).sample(50)
    np.testing.assert_allclose(drawn[:, [0, 2]], [[0, 7]] * 50, atol=1e-5)


def test_sample_shape_makes_signals_of_rows():
    flat = SIGNALS.reshape(60, 32)
    X_new, _ = make_sampler(sample_shape=(32,)).fit_resample(flat, Y)
    folded, _ = make_sampler().fit_resample(flat[..., None], Y)
    np.testing.assert_array_equal(X_new, folded[..., 0])


@pytest.mark.parametrize(
    "form", [np.ndarray.tolist, pd.DataFrame, sparse.csr_matrix, sparse.csc_array]
)
def test_forms_of_a_table(form):
    table = form(np.where(X > 0, X, 0.0))
    X_new, _ = make_sampler().fit_resample(table, Y)
    assert type(X_new) is type(table)
    assert type(make_sampler().fit(table, Y).sample(3)[0]) is type(table)


# Options


@pytest.mark.parametrize(
    "options",
    [
        {"loss": "bce-gp"},
        {"loss": "hinge", "instance_noise": 0.1},
        {"loss": "lsgan", "label_smoothing": 0.1},
        {"loss": "wgan-gp", "n_discriminator_steps": 2},
        {"horizontal_flip": True, "latent_distribution": "uniform"},
        {"diff_augment": ("flip", "translation", "cutout", "color")},
        {"pretrain_discriminator": 3, "dtype_policy": "mixed_bfloat16"},
        {"early_stopping": True, "max_iter": 26},
        {"verbose": 1, "learning_rate": (1e-4, 1e-3)},
    ],
    ids=str,
)
@pytest.mark.parametrize("conditioning", ["class", "per-class"])
def test_options_train_images(options, conditioning):
    sampler = make_sampler(conditioning=conditioning, kernel_fraction=0, **options)
    X_new, _ = sampler.fit_resample(IMAGES, Y)
    assert X_new.shape == (80, 8, 8, 1) and np.isfinite(X_new).all()
    assert X_new[60:].std() > 0


def test_there_is_no_class_report():
    assert not hasattr(make_sampler(), "class_report")
