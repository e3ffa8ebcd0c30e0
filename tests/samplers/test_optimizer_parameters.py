"""beta_1, epsilon and initial_std: what they change, and where they are refused."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import skgan
from skgan import ACGANSampler, DCGANSampler, training
from skgan.exceptions import InputError
from skgan.networks import dense_discriminator, dense_generator
from tests.helpers import IMAGES, TABLE, Y, game_of, make_sampler

OURS = {"beta_1": 0.5, "epsilon": 1e-7}  # what "auto" means for tables
OTHERS = {"beta_1": 0.9, "epsilon": 0.1, "initial_std": 0.5}


def fitted(cls=ACGANSampler, X=TABLE, **parameters):
    given = {"kernel_fraction": 0, "max_iter": 2} | parameters
    return make_sampler(cls, **given).fit(X, Y)


def weights_of(sampler):
    return sampler.generator_.get_weights()


def test_what_auto_stands_for_changes_no_bit():
    for one, other in zip(
        weights_of(fitted()), weights_of(fitted(**OURS)), strict=True
    ):
        assert_array_equal(one, other)


@pytest.mark.parametrize("name", OTHERS)
def test_each_has_an_effect_and_is_reproducible(name):
    usual, *twice = (fitted(**given) for given in ({}, *2 * [{name: OTHERS[name]}]))
    first, again = (weights_of(sampler)[0] for sampler in twice)
    assert_array_equal(first, again)
    assert not np.array_equal(first, weights_of(usual)[0])


def test_epsilon_is_of_rmsprop_too():
    given = {"preset": "keras-dcgan", "batch_size": 2, "conditioning": "class"}
    usual, other = (
        fitted(DCGANSampler, IMAGES, epsilon=e, **given) for e in ("auto", 0.1)
    )
    assert not np.array_equal(weights_of(usual)[0], weights_of(other)[0])


def kernels_of(network):
    layers = [layer for layer in network.layers if hasattr(layer, "kernel")]
    return [np.asarray(layer.kernel) for layer in layers]


@pytest.mark.parametrize(
    ("cls", "X"),
    [(ACGANSampler, TABLE), (DCGANSampler, IMAGES)],
    ids=["table", "image"],
)
def test_the_first_kernels_of_all_layers_have_the_standard_deviation(cls, X):
    tiny = {"learning_rate": 1e-12, "initial_std": 0.25}
    sampler = fitted(cls, X, max_iter=1, **tiny)
    for network in (sampler.generator_, sampler.discriminator_):
        for kernel in kernels_of(network):
            n = kernel.size
            assert abs(kernel.std() / 0.25 - 1) < 5 / np.sqrt(n)


def test_one_callable_leaves_the_other_network_to_initial_std():
    def own_generator(spec, latent_dim):
        return dense_generator(spec, latent_dim)

    game = game_of(
        make_sampler(
            ACGANSampler, generator=own_generator, kernel_fraction=0, initial_std=0.25
        ),
        TABLE,
        Y,
    )
    networks = (kernels_of(network) for network in training._built.build_players(game))
    generator, discriminator = networks
    assert abs(discriminator[1].std() - 0.25) < 0.02
    assert abs(generator[1].std() - 0.25) > 0.02


@pytest.mark.parametrize("name", OTHERS)
def test_they_are_saved_and_loaded(name, tmp_path):
    sampler = fitted(**{name: OTHERS[name]})
    sampler.save(tmp_path / "sampler.skgan")
    loaded = skgan.load(tmp_path / "sampler.skgan")
    assert loaded.get_params()[name] == OTHERS[name]
    assert_array_equal(loaded.sample(5)[0], sampler.sample(5)[0])


@pytest.mark.parametrize("name", OTHERS)
def test_they_belong_to_the_identity_of_a_checkpoint(name, tmp_path):
    fitted(checkpoint_dir=tmp_path)
    with pytest.raises(InputError, match=f"{name} was .* and is {OTHERS[name]}"):
        fitted(checkpoint_dir=tmp_path, **{name: OTHERS[name]})


@pytest.mark.parametrize("name", OTHERS)
def test_they_tell_that_networks_are_wanted_for_images(name):
    sampler = make_sampler(ACGANSampler, max_iter="auto", batch_size="auto")
    sampler.set_params(kernel_fraction="auto", latent_dim="auto", loss="auto")
    sampler.set_params(**{name: OTHERS[name]})
    assert game_of(sampler, IMAGES, Y) is not None


def test_beta_1_is_refused_where_the_optimizer_is_not_adam():
    given = {"preset": "keras-dcgan", "beta_1": 0.5}
    with pytest.raises(InputError, match=r"beta_1=0.5 is .* of Adam, .*uses rmsprop"):
        fitted(DCGANSampler, IMAGES, **given)


def test_beta_1_that_float32_takes_for_1_is_refused():
    with pytest.raises(InputError, match="beta_1=0.99999999 is 1 in single precision"):
        fitted(beta_1=0.99999999)


def test_initial_std_is_refused_where_both_networks_are_the_users():
    builders = {
        "generator": lambda *given: dense_generator(*given),
        "discriminator": lambda *given: dense_discriminator(*given),
    }
    with pytest.raises(InputError, match="initial_std=0.1 .* are both callables"):
        fitted(initial_std=0.1, **builders)


@pytest.mark.parametrize(
    ("name", "value"),
    [("beta_1", 1.0), ("beta_1", -0.1), ("epsilon", 0.0), ("initial_std", 0.0)],
)
def test_values_that_can_not_work_are_refused(name, value):
    with pytest.raises(ValueError, match=f"'{name}' parameter of ACGANSampler"):
        fitted(**{name: value})
