from dataclasses import replace

import keras
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan import NetworkSpec
from skgan.networks import (
    conv1d_discriminator,
    conv1d_generator,
    dense_discriminator,
    dense_generator,
)
from skgan.training import (
    Game,
    TrainedNetworks,
    build_networks,
    draw_latent,
    generate,
    score,
)
from skgan.training._inference import rows_a_pass, widest
from skgan.training._program import borrow_program
from tests.training.fits import GAME

LATENT = draw_latent(GAME, 11, np.random.RandomState(0))
LABEL = np.arange(11) % 2
SAMPLES = np.random.RandomState(0).normal(size=(11, 3)).astype(np.float32)


@pytest.fixture(scope="module")
def networks():
    with borrow_program(GAME) as program:
        program.reset(np.random.RandomState(0))
        return TrainedNetworks(
            program.generator.get_weights(), program.discriminator.get_weights()
        )


def test_generate_returns_a_sample_for_each_latent_vector(networks):
    X = generate(GAME, networks.generator, LATENT, LABEL)
    assert X.shape == (11, 3)
    assert X.dtype == np.float32
    assert len(np.unique(X, axis=0)) == 11


def test_score_returns_one_source_and_the_class_logits_of_each_sample(networks):
    source, label = score(GAME, networks.discriminator, SAMPLES)
    assert source.shape == (11,)
    assert label.shape == (11, 2)


def test_generate_makes_of_each_row_what_it_makes_of_it_alone(networks):
    X = generate(GAME, networks.generator, LATENT, LABEL)
    alone = generate(GAME, networks.generator, LATENT[6:7], LABEL[6:7])
    assert_allclose(alone[0], X[6], rtol=1e-5)


@pytest.mark.parametrize("values", [1, 6, 33, 3 * 2**20])
def test_blocks_give_the_same_as_one_pass(networks, monkeypatch, values):
    X = generate(GAME, networks.generator, LATENT, LABEL)
    source, label = score(GAME, networks.discriminator, SAMPLES)
    monkeypatch.setattr("skgan.training._inference.VALUES_A_PASS", values)
    in_blocks = score(GAME, networks.discriminator, SAMPLES)
    assert_allclose(
        generate(GAME, networks.generator, LATENT, LABEL), X, rtol=1e-5, atol=1e-6
    )
    assert_allclose(in_blocks[0], source, rtol=1e-5, atol=1e-6)
    assert_allclose(in_blocks[1], label, rtol=1e-5, atol=1e-6)


def test_a_pass_is_as_small_as_the_widest_layer_needs(networks):
    players = {"generator": conv1d_generator, "discriminator": conv1d_discriminator}
    game = replace(GAME, spec=NetworkSpec((56, 1), 2), **players)
    with borrow_program(GAME) as dense, borrow_program(game) as conv:
        assert widest(dense.generator, 3) == 64
        assert widest(conv.generator, 56) == 56 * 16  # channels at full length
        assert rows_a_pass(dense.generator, 3) == 2**22 // 64
        assert rows_a_pass(conv.generator, 56) == 2**22 // (56 * 16) // 64 * 64
        assert rows_a_pass(conv.generator, 2**21 + 1) == 1


def test_zero_rows_give_zero_rows(networks):
    X = generate(GAME, networks.generator, LATENT[:0], LABEL[:0])
    source, label = score(GAME, networks.discriminator, SAMPLES[:0])
    assert (X.shape, source.shape, label.shape) == ((0, 3), (0,), (0, 2))


def test_weights_given_are_those_used(networks):
    zeros = [np.zeros_like(w) for w in networks.generator]
    X = generate(GAME, zeros, LATENT, LABEL)
    assert_array_equal(X, np.zeros((11, 3)))


def test_built_networks_answer_like_the_weights_they_were_given(networks):
    generator, discriminator = build_networks(GAME, networks)
    X = generate(GAME, networks.generator, LATENT, LABEL)
    source, label = score(GAME, networks.discriminator, SAMPLES)
    assert_allclose(generator([LATENT, LABEL]), X, rtol=1e-6)
    assert_allclose(discriminator(SAMPLES)[0][:, 0], source, rtol=1e-6)
    assert_allclose(discriminator(SAMPLES)[1], label, rtol=1e-6)


def test_built_networks_are_nobody_elses(networks):
    generator, _ = build_networks(GAME, networks)
    another, _ = build_networks(GAME, networks)
    generator.set_weights([np.zeros_like(w) for w in networks.generator])
    for weight, expected in zip(another.get_weights(), networks.generator, strict=True):
        assert_array_equal(weight, expected)


def latent(distribution):
    game = Game(
        GAME.spec, dense_generator, dense_discriminator, 50, distribution, "hinge"
    )
    return draw_latent(game, 4000, np.random.RandomState(0))


@pytest.mark.parametrize(
    ("distribution", "std"), [("normal", 1.0), ("uniform", 1 / np.sqrt(3))]
)
def test_latent_vectors_are_centred_float32_with_the_spread_of_their_name(
    distribution, std
):
    z = latent(distribution)
    assert z.shape == (4000, 50)
    assert z.dtype == np.float32
    assert abs(z.mean()) < 5 * std / np.sqrt(z.size)
    assert z.std() == pytest.approx(std, rel=5 / np.sqrt(2 * z.size))


def test_uniform_latent_values_fill_minus_one_to_one():
    z = latent("uniform")
    assert -1 <= z.min() < -0.99 and 0.99 < z.max() <= 1


def test_normal_latent_values_are_not_bounded():
    assert np.abs(latent("normal")).max() > 3


def test_the_same_seed_draws_the_same_latent_vectors():
    one, same, other = (
        draw_latent(GAME, 5, np.random.RandomState(seed)) for seed in (0, 0, 1)
    )
    assert_array_equal(one, same)
    assert not np.isin(one, other).any()


def test_without_a_class_head_the_class_that_looks_most_real_counts():
    game = replace(GAME, spec=replace(GAME.spec, class_head=False))
    with borrow_program(game) as program:
        program.reset(np.random.RandomState(0))
        weights = program.discriminator.get_weights()
        (sources,) = keras.tree.flatten(program.discriminator(SAMPLES))
    source, label = score(game, weights, SAMPLES)
    assert label is None
    assert_allclose(source, sources.numpy().max(axis=1), rtol=1e-6)
