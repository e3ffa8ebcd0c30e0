import keras
import numpy as np
import pytest

from skgan import NetworkSpec
from skgan.networks import dense_discriminator, dense_generator


@pytest.fixture(params=["mixed_float16", "mixed_bfloat16"])
def mixed_precision(request):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(request.param)
    yield
    keras.config.set_dtype_policy(before)


@pytest.mark.parametrize("shape", [(1,), (3,), (100,), (8, 2), (5, 4, 3)])
@pytest.mark.parametrize("n_classes", [1, 2, 7])
def test_noise_and_class_become_a_sample_and_a_sample_its_source_and_class(
    shape, n_classes
):
    spec = NetworkSpec(shape, n_classes)
    generator, discriminator = dense_generator(spec, 6), dense_discriminator(spec, 6)
    label = np.arange(4) % n_classes
    fake = generator([np.zeros((4, 6), np.float32), label])
    source, logits = discriminator(fake)
    assert fake.shape == (4, *shape)
    assert source.shape == logits.shape
    assert logits.shape == (4, n_classes)


def test_parameters_are_counted_by_hand():
    spec = NetworkSpec((3,), 2)
    generator = (4 + 2 + 1) * 64 + (64 + 1) * 64 + (64 + 1) * 3
    heads = 2 * (64 + 1) * 2  # source and class
    discriminator = (3 + 1) * 64 + (64 + 1) * 64 + heads
    assert dense_generator(spec, 4).count_params() == generator
    assert dense_discriminator(spec, 4).count_params() == discriminator


def test_the_class_changes_the_sample():
    generator = dense_generator(NetworkSpec((3,), 2), 4)
    fake = generator([np.ones((2, 4), np.float32), np.array([0, 1])])
    assert not np.allclose(fake[0], fake[1])


@pytest.mark.parametrize(("activation", "bounded"), [("tanh", True), ("linear", False)])
def test_the_output_has_the_activation_of_the_spec(activation, bounded):
    generator = dense_generator(NetworkSpec((3,), 2, activation), 4)
    fake = generator([np.full((1, 4), 1e3, np.float32), np.array([0])])
    assert (np.abs(fake).max() <= 1) == bounded


def test_both_outputs_of_the_discriminator_are_logits():
    discriminator = dense_discriminator(NetworkSpec((3,), 2), 4)
    outputs = discriminator(np.random.RandomState(0).normal(0, 1e3, (50, 3)))
    for output in outputs:
        assert output.numpy().min() < 0 and output.numpy().max() > 1


def test_outputs_are_float32_under_mixed_precision(mixed_precision):
    spec = NetworkSpec((3,), 2)
    generator, discriminator = dense_generator(spec, 4), dense_discriminator(spec, 4)
    outputs = [*generator.outputs, *discriminator.outputs]
    assert [output.dtype for output in outputs] == ["float32"] * 3
    assert "float16" in {layer.compute_dtype[-7:] for layer in discriminator.layers}


def test_of_a_single_class_there_is_nothing_to_tell():
    one, two = (dense_generator(NetworkSpec((3,), n), 4) for n in (1, 2))
    assert len(one.inputs) == len(two.inputs) == 2
    assert two.count_params() - one.count_params() == 2 * 64


def test_without_a_class_head_the_source_is_all():
    network = dense_discriminator(NetworkSpec((3,), 2, class_head=False), 4)
    assert [x.shape for x in network.outputs] == [(None, 2)]
