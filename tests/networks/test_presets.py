"""The networks of older projects, counted by hand, and what a preset sets."""

import keras
import numpy as np
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler, NetworkSpec, networks
from skgan._spec import PLAYERS
from skgan.exceptions import InputError
from skgan.samplers import synthesizer_of
from skgan.synthesis import PRESETS, RECIPES
from tests import helpers

SAMPLERS = {kind.__name__: kind for kind in (ACGANSampler, DCGANSampler, GANSampler)}
MNIST = NetworkSpec((28, 28, 1), 10, "tanh")
MOTOR = NetworkSpec((10,), 7)
GRAY = NetworkSpec((28, 28, 1), 1, "tanh", class_head=False)
COLOUR = NetworkSpec((128, 128, 3), 1, "tanh", class_head=False)
Y = np.repeat([0, 1], [20, 10])
IMAGES = np.random.RandomState(0).normal(size=(30, 8, 8, 1))
TABLE = np.random.RandomState(0).normal(size=(30, 3))


def build(preset, player, spec, latent_dim=100):
    return networks.builder(player, preset)(spec, latent_dim)


def conv(side, *channels):
    """Return the weights of convolutions from each number of channels to the next."""
    pairs = zip(channels, channels[1:], strict=False)
    return sum(side * side * a * b + b for a, b in pairs)


def dense(*units):
    return conv(1, *units)


COUNTS = {
    "acgan-1d": (MOTOR, dense(10, 16, 16, 10), dense(10, 16, 16, 1) + dense(16, 7)),
    "mnist-acgan": (
        MNIST,
        dense(90 + 10, 6272) + conv(4, 128, 128, 128) + conv(7, 128, 1),
        conv(3, 1, 64, 64) + dense(3136, 1) + dense(3136, 10),
    ),
    "acgan-tutorial": (
        MNIST,
        10 * 50 + dense(50, 49) + dense(100, 49 * 384) + conv(5, 385, 192, 1) + 4 * 192,
        conv(3, 1, 32, 64, 128, 256)
        + 4 * (64 + 128 + 256)
        + dense(12544, 1)
        + dense(12544, 10),
    ),
    "keras-dcgan": (GRAY, 2_394_241, 4_311_553),  # as that project prints them
    "dcgan-128": (
        COLOUR,
        dense(128, 65536)
        + conv(5, 1024, 512, 256, 128, 64, 3)
        + 4 * (512 + 256 + 128 + 64),
        conv(5, 3, 64, 128, 256, 512, 1024)
        + 4 * (64 + 128 + 256 + 512 + 1024)
        + dense(65536, 1),
    ),
    "dcgan-mnist": (
        GRAY,
        dense(100, 1024, 6272) + conv(5, 128, 64, 1) + 4 * (1024 + 6272 + 64),
        conv(5, 1, 64, 128) + dense(1152, 256, 1) + 4 * (64 + 128 + 256),
    ),
    "mlp-gan": (
        GRAY,
        dense(100, 256, 512, 1024, 2048, 784) + 4 * (256 + 512 + 1024 + 2048),
        dense(784, 512, 256, 1),
    ),
}
each_preset = pytest.mark.parametrize("preset", PRESETS)


def data_of(preset):
    return TABLE if "table" in PRESETS[preset].kinds else IMAGES


def recipe_of(preset):
    return RECIPES[preset, PRESETS[preset].kinds[0]]


def make_sampler(preset, **parameters):
    kind = SAMPLERS[PRESETS[preset].sampler]
    defaults = {"preset": preset, "max_iter": 2, "batch_size": 4, "random_state": 0}
    return kind(**defaults | parameters)


@each_preset
def test_parameter_counts(preset):
    spec, *expected = COUNTS[preset]
    latent_dim = recipe_of(preset).latent_dim
    counts = [build(preset, p, spec, latent_dim).count_params() for p in PLAYERS]
    assert counts == expected


@each_preset
@pytest.mark.parametrize(
    ("shape", "n_classes", "class_head"),
    [
        ((8, 8, 1), 1, True),
        ((9, 30, 3), 4, False),
        ((40, 17, 4), 4, True),
        ((8, 9, 3), 1, False),
    ],
)
def test_images_of_any_size(preset, shape, n_classes, class_head):
    spec = NetworkSpec(shape, n_classes, "tanh", class_head)
    generator, discriminator = (build(preset, player, spec, 5) for player in PLAYERS)
    assert generator.output_shape == (None, *shape)
    assert discriminator.input_shape == (None, *shape)
    units = [1, n_classes] if class_head else [n_classes]
    assert [x.shape for x in discriminator.outputs] == [(None, n) for n in units]
    label = np.array([0, n_classes - 1])
    made = generator([np.ones((2, 5), np.float32), label])
    assert np.abs(made).max() <= 1
    if n_classes > 1:  # the class changes the sample
        assert not np.array_equal(made[0], made[1])


# The 43 million weights of dcgan-128 take a minute; its networks are looked at above.
@pytest.mark.parametrize("preset", [name for name in PRESETS if name != "dcgan-128"])
def test_a_preset_trains_without_the_kernel(preset, untraced):
    X, sampler = data_of(preset), make_sampler(preset, max_iter=1, batch_size=2)
    X_new, _ = sampler.fit_resample(X, Y)
    assert X_new.shape == (40, *X.shape[1:]) and np.isfinite(X_new).all()
    assert synthesizer_of(sampler).shares == {0: 0.0, 1: 0.0}
    if preset in ("acgan-1d", "mnist-acgan"):
        again, _ = make_sampler(preset, max_iter=1, batch_size=2).fit_resample(X, Y)
        np.testing.assert_array_equal(X_new, again)


@pytest.mark.parametrize("shape", [(16, 2), (8, 8, 3)])
def test_the_plain_gan_is_for_samples_of_any_kind(shape):
    X = np.random.RandomState(0).normal(size=(30, *shape))
    game = helpers.game_of(make_sampler("mlp-gan"), X, Y)
    generator, discriminator = helpers.networks_of(game)
    assert generator.output_shape == discriminator.input_shape == (None, *shape)


# What a preset sets


def game_of(preset, **parameters):
    """Return the game that a fit would play, without playing it."""
    return helpers.game_of(make_sampler(preset, **parameters), data_of(preset), Y)


def test_the_katakana_project_has_rmsprop_with_rates_that_fall():
    game = game_of("keras-dcgan", batch_size="auto")
    assert game.optimizer == "rmsprop" and game.batch_size == 256
    assert game.inverse_time_decay == (3e-8, 6e-8)
    assert recipe_of("keras-dcgan").learning_rate == (1e-4, 2e-4)


def test_the_large_dcgan_has_levers_and_a_uniform_z():
    game = game_of("dcgan-128")
    assert (game.beta_1, game.beta_2, game.latent_dim) == (0.9, 0.999, 128)
    assert game.latent_distribution == "uniform" and game.horizontal_flip
    assert (game.label_smoothing, game.instance_noise) == (0.1, 0.1)
    first = next(w for w in game.generator(GRAY, 128).weights if w.ndim == 2)
    assert 0.0019 < np.std(first) < 0.0021


@pytest.mark.parametrize(
    ("preset", "momentum"), [("keras-dcgan", 0.9), ("mlp-gan", 0.8)]
)
def test_momenta_of_batch_normalisation(preset, momentum):
    kind = keras.layers.BatchNormalization
    layers = build(preset, "generator", GRAY).layers
    assert {x.momentum for x in layers if isinstance(x, kind)} == {momentum}


@each_preset
def test_adam_has_the_usual_betas_except_where_the_project_says_otherwise(preset):
    game = game_of(preset)
    assert game.optimizer == ("rmsprop" if preset == "keras-dcgan" else "adam")
    if game.optimizer == "adam":
        assert game.beta_2 == 0.999
        assert game.beta_1 == (0.9 if preset == "dcgan-128" else 0.5)
    assert game.ema_momentum is None and not game.learning_rate_decay
    per_class = PRESETS[preset].sampler != "ACGANSampler"
    assert (game.spec.n_classes == 1) == per_class


def test_parameters_given_explicitly_win_over_the_preset():
    given = {"latent_dim": 4, "latent_distribution": "normal", "loss": "hinge"}
    given |= {"label_smoothing": 0.0, "horizontal_flip": False}
    networks_given = {"conditioning": "class", "generator": "dcgan-mnist"}
    game = game_of("dcgan-128", **given, **networks_given)
    assert {name: getattr(game, name) for name in given} == given
    assert game.spec.n_classes == 2
    assert game.generator is networks.dcgan_mnist_generator
    assert game.discriminator is networks.dcgan_128_discriminator


def test_the_class_is_told_where_conditioning_asks_for_it():
    game = game_of("keras-dcgan", conditioning="class")
    assert (game.spec.n_classes, game.spec.class_head) == (2, False)
    assert [x.shape for x in game.discriminator(game.spec, 100).outputs] == [(None, 2)]
    first = next(w for w in game.generator(game.spec, 100).weights if w.ndim == 2)
    assert first.shape == (102, 1024)


@pytest.mark.parametrize("player", PLAYERS)
def test_networks_of_any_preset_serve_any_sampler(player):
    game = game_of("dcgan-mnist", **{player: "mnist-acgan"})
    assert getattr(game, player) is getattr(networks, f"mnist_acgan_{player}")


# Errors


@pytest.mark.parametrize("preset", ["acgan-tutorial", "keras-dcgan"])
def test_presets_and_networks_for_images_refuse_a_table(preset):
    message = r"is for images, .* shape \(3,\)\. Choose"
    with pytest.raises(InputError, match=message):
        make_sampler(preset).fit(TABLE, Y)
    with pytest.raises(InputError, match="discriminator='dcgan-128' is for images"):
        GANSampler(discriminator="dcgan-128").fit(TABLE, Y)


@pytest.mark.parametrize("kind", SAMPLERS)
@each_preset
def test_a_preset_of_another_sampler_names_that_sampler(preset, kind):
    owner = PRESETS[preset].sampler
    if owner != kind:
        with pytest.raises(InputError, match=rf"Use {owner}\(preset='{preset}'\)\."):
            SAMPLERS[kind](preset=preset).fit(IMAGES, Y)


def test_a_sampler_derived_from_the_owner_has_its_presets():
    class Own(ACGANSampler):
        pass

    sampler = Own(preset="acgan-1d", max_iter=2, random_state=0)
    assert sampler.fit_resample(TABLE, Y)[0].shape == (40, 3)


@pytest.mark.parametrize("kind", SAMPLERS.values())
def test_an_unknown_preset_lists_the_known_ones(kind):
    with pytest.raises(ValueError, match="'keras-dcgan'") as caught:
        kind(preset="biggan").fit(IMAGES, Y)
    assert all(repr(name) in str(caught.value) for name in PRESETS)
