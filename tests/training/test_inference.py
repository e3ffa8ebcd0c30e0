from dataclasses import replace

import keras
import numpy as np
import pytest
from numpy.testing import assert_allclose

from skgan import NetworkSpec
from skgan.networks import conv1d_discriminator, conv1d_generator
from skgan.training import TrainedNetworks, build_networks, draw_latent, generate, score
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


def test_built_networks_answer_like_the_weights_they_were_given(networks):
    generator, discriminator = build_networks(GAME, networks)
    X = generate(GAME, networks.generator, LATENT, LABEL)
    source, label = score(GAME, networks.discriminator, SAMPLES)
    assert_allclose(generator([LATENT, LABEL]), X, rtol=1e-6)
    assert_allclose(discriminator(SAMPLES)[0][:, 0], source, rtol=1e-6)
    assert_allclose(discriminator(SAMPLES)[1], label, rtol=1e-6)


def test_latent_vectors_have_the_distribution_of_their_name():
    for distribution, std, most in [("normal", 1, 6), ("uniform", 1 / np.sqrt(3), 1)]:
        game = replace(GAME, latent_dim=50, latent_distribution=distribution)
        z = draw_latent(game, 4000, np.random.RandomState(0))
        assert z.shape == (4000, 50) and z.dtype == np.float32
        assert abs(z.mean()) < 0.01 and z.std() == pytest.approx(std, rel=0.01)
        assert 0.6 * most < np.abs(z).max() <= most


def test_without_a_class_head_the_class_that_looks_most_real_counts():
    game = replace(GAME, spec=replace(GAME.spec, class_head=False))
    with borrow_program(game) as program:
        program.reset(np.random.RandomState(0))
        weights = program.discriminator.get_weights()
        (sources,) = keras.tree.flatten(program.discriminator(SAMPLES))
    source, label = score(game, weights, SAMPLES)
    assert label is None
    assert_allclose(source, sources.numpy().max(axis=1), rtol=1e-6)
