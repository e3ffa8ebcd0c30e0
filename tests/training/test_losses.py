import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose

from skgan.samplers._parameters import PARAMETERS
from skgan.training import LOSSES

REAL = np.array([[2.0], [0.5], [-1.0]], np.float32)
FAKE = np.array([[1.0], [-0.5], [-3.0]], np.float32)
TARGET = np.array([[0.9], [1.0], [0.8]], np.float32)


def softplus(x):
    return np.log1p(np.exp(x))


BCE = (  # -t log p - (1 - t) log(1 - p), and -log(1 - p)
    np.mean(TARGET * softplus(-REAL) + (1 - TARGET) * softplus(REAL))
    + np.mean(softplus(FAKE)),
    np.mean(softplus(-FAKE)),
)
BY_HAND = {
    "bce": BCE,
    "bce-gp": BCE,  # its penalty is added by discriminator_loss
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
def test_losses_are_those_by_hand_and_stay_finite(name):
    loss = LOSSES[name]
    of_discriminator = loss.discriminator(*map(tf.constant, (REAL, FAKE, TARGET)))
    assert_allclose(of_discriminator, BY_HAND[name][0], rtol=1e-6)
    assert_allclose(loss.generator(tf.constant(FAKE)), BY_HAND[name][1], rtol=1e-6)
    far = tf.constant([[1e4], [-1e4]])
    assert np.isfinite(loss.discriminator(far, far, tf.ones_like(far)))
    assert np.isfinite(loss.generator(far))


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
