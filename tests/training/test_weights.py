import tracemalloc

import pytest

from skgan import NetworkSpec, networks
from skgan.training import Game, weight_shapes
from skgan.training._built import build_players

SHAPES = {"dense": (5,), "wide": (5,), "conv1d": (16, 2), "acgan_1d": (16, 2)}
NAMES = (*SHAPES, "acgan_tutorial", "conv2d", "mnist_acgan")


def game_of(name, shape, latent_dim=4):
    builders = (
        getattr(networks, f"{name}_{p}") for p in ("generator", "discriminator")
    )
    return Game(NetworkSpec(shape, 3), *builders, latent_dim)


@pytest.mark.parametrize("name", NAMES)
def test_shapes_are_those_of_the_built_networks(name):
    game = game_of(name, SHAPES.get(name, (16, 16, 1)))
    built = [[w.shape for w in n.get_weights()] for n in build_players(game)]
    assert weight_shapes(game) == built


@pytest.mark.parametrize(
    ("name", "shape"), [("dense", (10**8,)), ("conv2d", (4096,) * 3)]
)
def test_shapes_of_absurd_networks_take_no_memory(name, shape):
    tracemalloc.start()
    try:
        assert weight_shapes(game_of(name, shape, 10**7))[0][0][0] == 10**7 + 3
        assert tracemalloc.get_traced_memory()[1] < 2**26
    finally:
        tracemalloc.stop()
