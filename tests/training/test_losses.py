import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose

from skgan.training._losses import (
    DISCRIMINATOR_LOSSES,
    GENERATOR_LOSSES,
    class_loss,
    lipschitz_penalty,
    source_of_class,
    squared_slope,
)

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
    # Its penalty is added by the step.
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


def test_every_loss_has_both_sides():
    assert DISCRIMINATOR_LOSSES.keys() == GENERATOR_LOSSES.keys() == BY_HAND.keys()


@pytest.mark.parametrize("name", BY_HAND)
def test_the_loss_of_the_discriminator_is_that_by_hand(name):
    loss = DISCRIMINATOR_LOSSES[name](*map(tf.constant, (REAL, FAKE, TARGET)))
    assert_allclose(loss, BY_HAND[name][0], rtol=1e-6)


@pytest.mark.parametrize("name", BY_HAND)
def test_the_loss_of_the_generator_is_that_by_hand(name):
    loss = GENERATOR_LOSSES[name](tf.constant(FAKE))
    assert_allclose(loss, BY_HAND[name][1], rtol=1e-6)


@pytest.mark.parametrize("name", BY_HAND)
def test_losses_stay_finite_for_extreme_logits(name):
    extreme = tf.constant([[1e4], [-1e4]])
    assert np.isfinite(
        DISCRIMINATOR_LOSSES[name](extreme, extreme, tf.ones_like(extreme))
    )
    assert np.isfinite(GENERATOR_LOSSES[name](extreme))


def test_class_loss_is_the_mean_cross_entropy():
    logits = np.log([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]).astype(np.float32)
    loss = class_loss(tf.constant([0, 2]), tf.constant(logits))
    assert_allclose(loss, -(np.log(0.5) + np.log(0.8)) / 2, rtol=1e-6)


def linear_critic(slope):
    sample = keras.Input((2,))
    kernel = keras.initializers.Constant(np.array(slope)[:, None])
    source = keras.layers.Dense(1, kernel_initializer=kernel)(sample)
    return keras.Model(sample, [source, keras.layers.Dense(2)(sample)])


LABEL = tf.constant([0, 1, 1])


@pytest.mark.parametrize(
    ("slope", "penalty"),
    [([0.6, 0.8], 0), ([0.0, 3.0], 10 * (3 - 1) ** 2), ([0.0, 0.0], 10)],
)
def test_lipschitz_penalty_of_a_linear_critic_is_that_of_its_slope(slope, penalty):
    real, fake = tf.ones((3, 2)), tf.zeros((3, 2))
    mix = tf.constant([[0.0], [0.3], [1.0]])
    loss = lipschitz_penalty(linear_critic(slope), real, fake, LABEL, mix)
    assert_allclose(loss, penalty, atol=1e-4)


def square_critic():
    """Score x by x^2 / 2, whose slope is x."""
    sample = keras.Input((1,))
    square = keras.layers.Multiply()([sample, sample])
    return keras.Model(sample, [keras.layers.Rescaling(0.5)(square), sample])


def test_lipschitz_penalty_is_taken_between_real_and_fake():
    real, fake, mix = tf.constant([[5.0]]), tf.constant([[1.0]]), tf.constant([[0.25]])
    loss = lipschitz_penalty(square_critic(), real, fake, LABEL[:1], mix)
    assert_allclose(loss, 10 * (1 + 0.25 * 4 - 1) ** 2, rtol=1e-5)


def test_lipschitz_penalty_of_a_flat_critic_has_a_finite_gradient():
    critic = linear_critic([0.0, 0.0])
    real, fake, mix = tf.ones((3, 2)), tf.zeros((3, 2)), tf.zeros((3, 1))
    with tf.GradientTape() as tape:
        loss = lipschitz_penalty(critic, real, fake, LABEL, mix)
    assert np.isfinite(tape.gradient(loss, critic.trainable_variables[0])).all()


def test_squared_slope_is_that_of_each_sample():
    x = tf.constant([[2.0], [-3.0]])
    source, label, slope = squared_slope(square_critic(), x, LABEL[:2])
    assert_allclose(source, [[2.0], [4.5]])
    assert_allclose(label, x)
    assert_allclose(slope, [4.0, 9.0])


def test_squared_slope_counts_all_values_of_an_image():
    sample = keras.Input((2, 2, 1))
    flat = keras.layers.Flatten()(sample)
    source = keras.layers.Dense(1, kernel_initializer="ones")(flat)
    critic = keras.Model(sample, [source, keras.layers.Dense(2)(flat)])
    _, _, slope = squared_slope(critic, tf.ones((3, 2, 2, 1)), LABEL)
    assert_allclose(slope, [4.0, 4.0, 4.0])


def test_squared_slope_is_that_of_the_class_asked_for():
    sample = keras.Input((2,))
    kernel = keras.initializers.Constant([[1.0, 0.0], [0.0, 3.0]])
    of_class = keras.layers.Dense(2, kernel_initializer=kernel)(sample)
    critic = keras.Model(sample, [of_class, keras.layers.Dense(2)(sample)])
    _, _, slope = squared_slope(critic, tf.ones((3, 2)), LABEL)
    assert_allclose(slope, [1.0, 9.0, 9.0])


def test_a_single_source_is_that_of_every_class():
    source = tf.constant([[5.0], [6.0], [7.0]])
    assert_allclose(source_of_class(source, LABEL), source)


def test_of_a_source_for_each_class_that_of_the_label_is_taken():
    source = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert_allclose(source_of_class(source, LABEL), [[1.0], [4.0], [6.0]])
