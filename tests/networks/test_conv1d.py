import keras
import numpy as np
import pytest

from skgan import NetworkSpec
from skgan.networks import conv1d_discriminator, conv1d_generator

STEPS = [8, 9, 15, 16, 17, 31, 50, 64, 99, 128, 187, 200]


@pytest.fixture(params=["mixed_float16", "mixed_bfloat16"])
def mixed_precision(request):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(request.param)
    yield
    keras.config.set_dtype_policy(before)


def build_pair(spec, latent_dim=4):
    generator = conv1d_generator(spec, latent_dim)
    return generator, conv1d_discriminator(spec, latent_dim)


@pytest.mark.parametrize("steps", STEPS)
def test_any_number_of_steps_and_channels_comes_out_as_it_went_in(steps):
    channels = 1 + steps % 3
    spec = NetworkSpec((steps, channels), 5)
    generator, discriminator = build_pair(spec)
    assert generator.output_shape == (None, steps, channels)
    assert discriminator.input_shape == (None, steps, channels)
    assert discriminator.output_shape == [(None, 5), (None, 5)]


def test_a_batch_goes_through_both():
    spec = NetworkSpec((19, 2), 3)
    generator, discriminator = build_pair(spec)
    fake = generator([np.zeros((4, 4), np.float32), np.array([0, 1, 2, 0])])
    source, logits = discriminator(fake)
    assert fake.shape == (4, 19, 2)
    assert source.shape == logits.shape
    assert logits.shape == (4, 3)


def test_the_class_changes_the_sample():
    generator, _ = build_pair(NetworkSpec((16, 1), 2))
    fake = generator([np.ones((2, 4), np.float32), np.array([0, 1])])
    assert not np.allclose(fake[0], fake[1])


def test_the_output_of_the_generator_has_the_activation_of_the_spec():
    latent = [np.full((1, 4), 1e4, np.float32), np.array([0])]
    bounded, _ = build_pair(NetworkSpec((16, 1), 2, "tanh"))
    linear, _ = build_pair(NetworkSpec((16, 1), 2, "linear"))
    assert np.abs(bounded(latent)).max() <= 1
    assert np.abs(linear(latent)).max() > 1


def test_both_outputs_of_the_discriminator_are_logits():
    _, discriminator = build_pair(NetworkSpec((16, 1), 2))
    samples = np.random.RandomState(0).normal(0, 1e3, (50, 16, 1))
    for output in discriminator(samples):
        assert output.numpy().min() < 0 and output.numpy().max() > 1


def test_outputs_are_float32_under_mixed_precision(mixed_precision):
    generator, discriminator = build_pair(NetworkSpec((17, 2), 3))
    outputs = [*generator.outputs, *discriminator.outputs]
    assert [output.dtype for output in outputs] == ["float32"] * 3
    assert "float16" in {layer.compute_dtype[-7:] for layer in discriminator.layers}
