"""What GANSampler does by default."""

import keras
import numpy as np
import pytest

from skgan import GANSampler

Y = np.repeat([0, 1], [40, 20])
RNG = np.random.RandomState(0)
SAMPLES = {
    "table": RNG.normal(size=(60, 3)) * [1.0, 100.0, 0.01] + Y[:, None],
    "signals": RNG.normal(size=(60, 16, 2)),
    "images": RNG.uniform(size=(60, 8, 8, 1)),
}
WIDTHS = {"table": [64, 64], "signals": [256, 512], "images": [256, 512]}
each_kind = pytest.mark.parametrize("kind", SAMPLES)


def make_sampler(**parameters):
    return GANSampler(**{"max_iter": 5, "random_state": 0, **parameters})


def dense_units(network):
    layers = [x for x in network.layers if isinstance(x, keras.layers.Dense)]
    return [layer.units for layer in layers]


@each_kind
def test_networks_are_fully_connected_and_as_wide_as_the_samples_need(kind):
    sampler = make_sampler().fit(SAMPLES[kind], Y)
    widths = WIDTHS[kind]
    size = SAMPLES[kind][0].size
    assert dense_units(sampler.generator_) == [*widths, size]
    assert dense_units(sampler.discriminator_) == [*widths[::-1], 2]


@each_kind
@pytest.mark.parametrize("kernel_fraction", [0, "auto", 1])
def test_original_rows_come_first_and_counts_are_exact(kind, kernel_fraction):
    X = SAMPLES[kind]
    X_new, y_new = make_sampler(kernel_fraction=kernel_fraction).fit_resample(X, Y)
    np.testing.assert_array_equal(X_new[:60], X)
    assert np.bincount(y_new).tolist() == [40, 40]
    assert X_new[60:].min() >= X.min() and X_new[60:].max() <= X.max()


@each_kind
def test_two_fits_are_bit_equal(kind):
    made = [make_sampler().fit_resample(SAMPLES[kind], Y)[0] for _ in range(2)]
    np.testing.assert_array_equal(*made)


def test_the_generator_learns_the_class():
    X = SAMPLES["table"] + 5 * Y[:, None] * [1.0, 100.0, 0.01]
    sampler = make_sampler(kernel_fraction=0, max_iter=300)
    sampler.set_params(sampling_strategy={0: 90, 1: 90}).fit_resample(X, Y)
    assert min(sampler.class_fidelity_.values()) > 0.9
