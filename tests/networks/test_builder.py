"""What all networks have in common, and how they are found by name."""

import keras
import numpy as np
import pytest

from skgan import NetworkSpec, networks
from skgan._spec import PLAYERS
from skgan.exceptions import InputError
from skgan.networks import builder, dense_discriminator, dense_generator
from skgan.networks._common import n_halvings
from skgan.synthesis import PRESETS

# Shapes, and the kind of networks of skgan's own that is for them.
SHAPES = {
    "dense": [(1,), (3,), (100,), (8, 2), (5, 4, 3)],
    "conv1d": [(n, 1 + n % 3) for n in (8, 9, 15, 16, 17, 31, 50, 64, 99, 128, 200)],
    "conv2d": [
        *((8, 8, 1), (9, 9, 2), (13, 8, 3), (8, 64, 1), (15, 31, 2)),
        *((28, 28, 3), (33, 17, 1), (64, 63, 4)),
    ],
}
SHAPES["wide"] = SHAPES["dense"]
each_network = pytest.mark.parametrize("name", SHAPES)


def build_pair(name, spec, latent_dim=4):
    return [builder(player, name)(spec, latent_dim) for player in PLAYERS]


@pytest.mark.parametrize(
    ("name", "shape"), [(name, shape) for name in SHAPES for shape in SHAPES[name]]
)
@pytest.mark.parametrize("n_classes", [1, 3])
def test_a_batch_of_any_shape_goes_through_both(name, shape, n_classes):
    generator, discriminator = build_pair(name, NetworkSpec(shape, n_classes))
    label = np.arange(4) % n_classes
    fake = generator([np.zeros((4, 4), np.float32), label])
    assert fake.shape == (4, *shape)
    assert [x.shape for x in discriminator(fake)] == [(4, n_classes)] * 2


@each_network
def test_the_class_changes_the_sample(name):
    generator, _ = build_pair(name, NetworkSpec(SHAPES[name][1], 2))
    fake = generator([np.ones((2, 4), np.float32), np.array([0, 1])])
    assert not np.allclose(fake[0], fake[1])


@each_network
@pytest.mark.parametrize(("activation", "bounded"), [("tanh", True), ("linear", False)])
def test_the_output_has_the_activation_of_the_spec(name, activation, bounded):
    generator, _ = build_pair(name, NetworkSpec(SHAPES[name][1], 2, activation))
    fake = generator([np.full((1, 4), 1e4, np.float32), np.array([0])])
    assert (np.abs(fake).max() <= 1) == bounded


@each_network
def test_both_outputs_of_the_discriminator_are_logits(name):
    shape = SHAPES[name][1]
    _, discriminator = build_pair(name, NetworkSpec(shape, 2))
    for output in discriminator(np.random.RandomState(0).normal(0, 1e3, (50, *shape))):
        assert output.numpy().min() < 0 and output.numpy().max() > 1


@each_network
@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_outputs_are_float32_under_mixed_precision(name, policy):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        generator, discriminator = build_pair(name, NetworkSpec(SHAPES[name][1], 3))
    finally:
        keras.config.set_dtype_policy(before)
    outputs = [*generator.outputs, *discriminator.outputs]
    assert [output.dtype for output in outputs] == ["float32"] * 3
    assert "float16" in {layer.compute_dtype[-7:] for layer in discriminator.layers}


@pytest.mark.parametrize("name", [*PRESETS, "dense", "wide", "conv1d", "conv2d"])
@pytest.mark.parametrize("player", PLAYERS)
def test_each_name_has_both_networks(player, name):
    function = builder(player, name)
    assert function.__name__ == f"{name.replace('-', '_')}_{player}"
    assert getattr(networks, function.__name__) is function


@pytest.mark.parametrize("name", ["biggan", "dense_generator", "", "_common"])
def test_an_unknown_network_lists_the_known_ones(name):
    with pytest.raises(
        InputError, match=f"generator '{name}' is unknown. .*'conv1d', "
    ):
        builder("generator", name)


def test_parameters_are_counted_by_hand():
    spec = NetworkSpec((3,), 2)
    generator = (4 + 2 + 1) * 64 + (64 + 1) * 64 + (64 + 1) * 3
    heads = 2 * (64 + 1) * 2  # source and class
    discriminator = (3 + 1) * 64 + (64 + 1) * 64 + heads
    assert dense_generator(spec, 4).count_params() == generator
    assert dense_discriminator(spec, 4).count_params() == discriminator
    of_one = dense_generator(NetworkSpec((3,), 1), 4)  # which is not told the class
    assert len(of_one.inputs) == 2 and generator - of_one.count_params() == 2 * 64
    without = dense_discriminator(NetworkSpec((3,), 2, class_head=False), 4)
    assert [x.shape for x in without.outputs] == [(None, 2)]


@pytest.mark.parametrize(
    ("side", "halvings"), [(7, 0), (8, 1), (14, 1), (15, 2), (28, 2), (64, 4), (999, 4)]
)
def test_a_side_is_halved_until_it_would_be_smaller_than_four(side, halvings):
    assert n_halvings(side) == halvings
