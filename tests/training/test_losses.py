from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf
from keras import ops
from numpy.testing import assert_allclose

from skgan.samplers._parameters import PARAMETERS
from skgan.training import LOSSES
from skgan.training._losses import Loss
from tests.training.fits import GAME, fit

REAL = np.array([[2.0], [0.5], [-1.0]], np.float32)
FAKE = np.array([[1.0], [-0.5], [-3.0]], np.float32)
TARGET = np.array([[0.9], [1.0], [0.8]], np.float32)


def softplus(x):
    return np.log1p(np.exp(x))


BY_HAND = {
    "bce": (
        # -t log p - (1 - t) log(1 - p), and -log(1 - p)
        np.mean(TARGET * softplus(-REAL) + (1 - TARGET) * softplus(REAL))
        + np.mean(softplus(FAKE)),
        np.mean(softplus(-FAKE)),
    ),
    # Its penalty is added by discriminator_loss.
    "bce-gp": (
        np.mean(TARGET * softplus(-REAL) + (1 - TARGET) * softplus(REAL))
        + np.mean(softplus(FAKE)),
        np.mean(softplus(-FAKE)),
    ),
    # Real: 0, 0.5, 2; fake: 2, 0.5, 0.
    "hinge": (2.5 / 3 + 2.5 / 3, 2.5 / 3),
    "lsgan": (
        (np.mean((REAL - TARGET) ** 2) + np.mean(FAKE**2)) / 2,
        np.mean((FAKE - 1) ** 2) / 2,
    ),
    "wgan-gp": (-2.5 / 3 - 1.5 / 3, 2.5 / 3),
}


def test_the_losses_are_those_that_the_samplers_take():
    assert (
        LOSSES.keys()
        == BY_HAND.keys()
        == PARAMETERS["loss"].constraint[0].options - {"auto"}
    )


@pytest.mark.parametrize("name", BY_HAND)
def test_the_loss_of_the_discriminator_is_that_by_hand(name):
    loss = LOSSES[name].discriminator(*map(tf.constant, (REAL, FAKE, TARGET)))
    assert_allclose(loss, BY_HAND[name][0], rtol=1e-6)


@pytest.mark.parametrize("name", BY_HAND)
def test_the_loss_of_the_generator_is_that_by_hand(name):
    loss = LOSSES[name].generator(tf.constant(FAKE))
    assert_allclose(loss, BY_HAND[name][1], rtol=1e-6)


@pytest.mark.parametrize("name", BY_HAND)
def test_losses_stay_finite_for_extreme_logits(name):
    extreme = tf.constant([[1e4], [-1e4]])
    assert np.isfinite(
        LOSSES[name].discriminator(extreme, extreme, tf.ones_like(extreme))
    )
    assert np.isfinite(LOSSES[name].generator(extreme))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("bce-gp", 0.3 * (0 + 1 + 9) / 3), ("wgan-gp", 10 * (1 + 0 + 4) / 3)],
)
def test_penalties_are_those_of_the_slopes_by_hand(name, expected):
    squared = tf.constant([0.0, 1.0, 9.0])
    assert_allclose(LOSSES[name].penalty(squared), expected, rtol=1e-4)


def test_the_penalty_of_a_flat_critic_has_a_finite_gradient():
    flat = tf.zeros(3)
    with tf.GradientTape() as tape:
        tape.watch(flat)
        penalty = LOSSES["wgan-gp"].penalty(flat)
    assert np.isfinite(tape.gradient(penalty, flat)).all()


class Absolute(Loss):
    """Pull scores of real samples to 1 and of generated ones to 0."""

    slope_at = "samples"

    def discriminator(self, real, fake, target):
        return ops.mean(ops.abs(real - 1.0)) + ops.mean(ops.abs(fake))

    def penalty(self, squared_slope):
        return 0.1 * ops.mean(squared_slope)


def test_a_new_loss_is_a_class_with_a_name(monkeypatch):
    monkeypatch.setitem(LOSSES, "absolute", Absolute())
    game = replace(GAME, loss="absolute")
    trained, again = fit(game=game), fit(game=game)
    assert trained.history == again.history != fit().history
    assert np.isfinite(trained.history["discriminator_loss"]).all()
