"""What GANSampler does by default."""

import keras
import pytest

from skgan import GANSampler
from tests.helpers import DATA, TABLE, Y, fitted, make_sampler

WIDTHS = {"array": [64, 64], "signals": [256, 512], "images": [256, 512]}


def dense_units(network):
    layers = [x for x in network.layers if isinstance(x, keras.layers.Dense)]
    return [layer.units for layer in layers]


@pytest.mark.parametrize("kind", WIDTHS)
def test_networks_are_fully_connected_and_as_wide_as_the_samples_need(kind):
    sampler = fitted(GANSampler, kind, kernel_fraction=0.5)
    assert dense_units(sampler.generator_) == [*WIDTHS[kind], DATA[kind][0].size]
    assert dense_units(sampler.discriminator_) == [*WIDTHS[kind][::-1], 2]


def test_the_generator_learns_the_class():
    X = TABLE + 5 * Y[:, None] * [1.0, 100.0, 0.01]
    sampler = make_sampler(GANSampler, kernel_fraction=0, max_iter=300)
    sampler.set_params(sampling_strategy={0: 90, 1: 90}).fit_resample(X, Y)
    assert min(sampler.class_fidelity_.values()) > 0.9
