import pytest

from skgan import networks
from skgan.exceptions import InputError
from skgan.networks import builder
from skgan.synthesis._recipes import PRESETS


@pytest.mark.parametrize("name", [*PRESETS, "dense", "wide", "conv1d", "conv2d"])
@pytest.mark.parametrize("player", ["generator", "discriminator"])
def test_each_name_has_both_networks(player, name):
    function = builder(player, name)
    assert function.__name__ == f"{name.replace('-', '_')}_{player}"
    assert getattr(networks, function.__name__) is function


@pytest.mark.parametrize("name", ["biggan", "dense_generator", "", "_common"])
def test_an_unknown_network_lists_the_known_ones(name):
    with pytest.raises(InputError, match=f"no generator '{name}'. Choose .*'conv1d', "):
        builder("generator", name)
