import numpy as np
import pytest

from skgan import ACGANSampler, NetworkSpec, networks
from skgan.exceptions import InputError

MNIST = NetworkSpec((28, 28, 1), 10, "tanh")
MOTOR = NetworkSpec((10,), 7)


@pytest.mark.parametrize(
    ("name", "spec", "latent_dim", "generator", "discriminator"),
    [
        # 16 (3 + 7 + 1) + 16 (16 + 1) + 10 (16 + 1); 16 11 + 16 17 + 17 + 7 17
        ("acgan_1d", MOTOR, 3, 176 + 272 + 170, 176 + 272 + 17 + 119),
        # 6272 101 + 2 (128 128 16 + 128) + 49 128 + 1; 640 + 36928 + 3137 11
        ("mnist_acgan", MNIST, 90, 633472 + 524544 + 6273, 640 + 36928 + 34507),
    ],
)
def test_parameter_counts(name, spec, latent_dim, generator, discriminator):
    pair = (getattr(networks, f"{name}_{kind}") for kind in KINDS)
    counts = [build(spec, latent_dim).count_params() for build in pair]
    assert counts == [generator, discriminator]


KINDS = ("generator", "discriminator")


@pytest.mark.parametrize("name", ["mnist_acgan", "acgan_tutorial"])
@pytest.mark.parametrize("shape", [(28, 28, 1), (9, 30, 3)])
def test_images_of_any_size(name, shape):
    spec = NetworkSpec(shape, 4, "tanh")
    generator, discriminator = (
        getattr(networks, f"{name}_{kind}")(spec, 5) for kind in KINDS
    )
    assert generator.output_shape == (None, *shape)
    assert [x.shape for x in discriminator.outputs] == [(None, 1), (None, 4)]


@pytest.mark.parametrize(
    ("preset", "shape"),
    [("acgan-1d", (3,)), ("mnist-acgan", (8, 8, 1)), ("acgan-tutorial", (8, 8, 1))],
)
def test_presets_train_without_the_kernel(preset, shape):
    X = np.random.RandomState(0).normal(size=(30, *shape))
    y = np.repeat([0, 1], [20, 10])
    sampler = ACGANSampler(preset=preset, max_iter=2, random_state=0).fit(X, y)
    X_new, _ = sampler.sample({1: 4})
    assert X_new.shape == (4, *shape)
    assert sampler._sampler.shares == {0: 0.0, 1: 0.0}


def test_parameters_given_explicitly_win_over_the_preset():
    X, y = np.random.RandomState(0).normal(size=(30, 3)), np.repeat([0, 1], [20, 10])
    sampler = ACGANSampler(preset="acgan-1d", latent_dim=4, max_iter=2, random_state=0)
    assert sampler.fit(X, y).generator_.inputs[0].shape == (None, 4)


def test_a_preset_for_images_refuses_a_table():
    X, y = np.zeros((30, 3)), np.repeat([0, 1], [20, 10])
    with pytest.raises(InputError, match="is for images, but samples have shape"):
        ACGANSampler(preset="acgan-tutorial").fit(X, y)
