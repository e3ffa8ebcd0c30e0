import keras
import numpy as np
import pytest

from skgan import NetworkSpec
from skgan.networks import conv2d_discriminator, conv2d_generator
from skgan.networks._common import n_halvings

SIDES = [(8, 8), (9, 9), (13, 8), (8, 64), (15, 31), (28, 28), (33, 17), (64, 63)]


@pytest.fixture(params=["mixed_float16", "mixed_bfloat16"])
def mixed_precision(request):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(request.param)
    yield
    keras.config.set_dtype_policy(before)


def build_pair(spec, latent_dim=4):
    generator = conv2d_generator(spec, latent_dim)
    return generator, conv2d_discriminator(spec, latent_dim)


@pytest.mark.parametrize(("height", "width"), SIDES)
def test_any_height_width_and_channels_come_out_as_they_went_in(height, width):
    channels = 1 + height % 3
    spec = NetworkSpec((height, width, channels), 5, "tanh")
    generator, discriminator = build_pair(spec)
    assert generator.output_shape == (None, height, width, channels)
    assert discriminator.input_shape == (None, height, width, channels)
    assert discriminator.output_shape == [(None, 5), (None, 5)]


@pytest.mark.parametrize(
    ("side", "halvings"), [(7, 0), (8, 1), (14, 1), (15, 2), (28, 2), (64, 4), (999, 4)]
)
def test_a_side_is_halved_until_it_would_be_smaller_than_four(side, halvings):
    assert n_halvings(side) == halvings


def test_a_batch_goes_through_both():
    spec = NetworkSpec((11, 9, 2), 3)
    generator, discriminator = build_pair(spec)
    fake = generator([np.zeros((4, 4), np.float32), np.array([0, 1, 2, 0])])
    source, logits = discriminator(fake)
    assert fake.shape == (4, 11, 9, 2)
    assert source.shape == logits.shape
    assert logits.shape == (4, 3)


def test_the_class_changes_the_sample():
    generator, _ = build_pair(NetworkSpec((8, 8, 1), 2))
    fake = generator([np.ones((2, 4), np.float32), np.array([0, 1])])
    assert not np.allclose(fake[0], fake[1])


def test_the_output_of_the_generator_has_the_activation_of_the_spec():
    latent = [np.full((1, 4), 1e4, np.float32), np.array([0])]
    bounded, _ = build_pair(NetworkSpec((8, 8, 1), 2, "tanh"))
    linear, _ = build_pair(NetworkSpec((8, 8, 1), 2, "linear"))
    assert np.abs(bounded(latent)).max() <= 1
    assert np.abs(linear(latent)).max() > 1


def test_both_outputs_of_the_discriminator_are_logits():
    _, discriminator = build_pair(NetworkSpec((8, 8, 1), 2))
    samples = np.random.RandomState(0).normal(0, 1e3, (50, 8, 8, 1))
    for output in discriminator(samples):
        assert output.numpy().min() < 0 and output.numpy().max() > 1


def test_outputs_are_float32_under_mixed_precision(mixed_precision):
    generator, discriminator = build_pair(NetworkSpec((9, 8, 2), 3))
    outputs = [*generator.outputs, *discriminator.outputs]
    assert [output.dtype for output in outputs] == ["float32"] * 3
    assert "float16" in {layer.compute_dtype[-7:] for layer in discriminator.layers}
