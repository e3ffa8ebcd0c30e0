from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose

from skgan import NetworkSpec
from skgan.networks import dense_discriminator
from skgan.training import LOSSES
from skgan.training._losses import class_loss, discriminator_loss, judge, squared_slope
from tests.training.programs import BATCH, SPEC, X, Y, make_program


def batch_normalized(spec, latent_dim):
    sample = keras.Input(spec.shape)
    x = keras.layers.BatchNormalization()(sample)
    outputs = [keras.layers.Dense(1)(x), keras.layers.Dense(spec.n_classes)(x)]
    return keras.Model(sample, outputs)


def discriminate(network, loss="bce-gp", real=X[:BATCH], fake=X[BATCH:]):
    game = make_program(loss).game
    noise = {"mix": tf.fill((BATCH, 1), 0.5)}
    return discriminator_loss(game, network, real, fake, Y[:BATCH], noise).numpy()


def nested(spec, latent_dim):
    sample = keras.Input(spec.shape)
    return keras.Model(sample, batch_normalized(spec, latent_dim)(sample))


@pytest.mark.parametrize(
    ("loss", "build"),
    [("hinge", nested), ("lsgan", batch_normalized), ("hinge", dense_discriminator)],
)
def test_both_batches_are_judged_on_their_own(loss, build):
    network = build(SPEC, 4)
    real, fake = X[:BATCH], 3 + 2 * X[BATCH:]
    game = make_program(loss).game
    real_source, real_class, _ = judge(game, network, real, Y[:BATCH])
    fake_source, _, _ = judge(game, network, fake, Y[:BATCH])
    expected = LOSSES[loss].discriminator(real_source, fake_source, 1.0)
    expected += class_loss(Y[:BATCH], real_class)
    assert_allclose(discriminate(network, loss, real, fake), expected, rtol=1e-5)


def test_the_zero_centred_penalty_is_the_mean_squared_slope_of_both():
    network, game = dense_discriminator(SPEC, 4), make_program("bce-gp").game
    slopes = [judge(game, network, x, Y[:BATCH])[2] for x in (X[:BATCH], X[BATCH:])]
    penalty = 0.3 * np.mean(slopes)
    assert penalty > 1e-4
    added = discriminate(network, "bce-gp") - discriminate(network, "bce")
    assert_allclose(added, penalty, atol=5e-6)


def test_smoothed_targets_are_those_of_real_samples():
    network, game = dense_discriminator(SPEC, 4), make_program("lsgan").game
    source, _, _ = judge(game, network, X[:BATCH], Y[:BATCH])
    with_target = discriminator_loss(
        game, network, X[:BATCH], X[BATCH:], Y[:BATCH], {"target": source}
    )
    gap = 0.5 * np.mean((source - 1) ** 2)
    assert_allclose(discriminate(network, "lsgan") - with_target, gap, rtol=1e-4)


LABEL = tf.constant([0, 1, 1])


def test_class_loss_is_the_mean_cross_entropy():
    logits = np.log([[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]).astype(np.float32)
    loss = class_loss(tf.constant([0, 2]), tf.constant(logits))
    assert_allclose(loss, -(np.log(0.5) + np.log(0.8)) / 2, rtol=1e-6)


def square_critic():
    """Score x by x^2 / 2, whose slope is x."""
    sample = keras.Input((1,))
    square = keras.layers.Multiply()([sample, sample])
    return keras.Model(sample, [keras.layers.Rescaling(0.5)(square), sample])


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


def test_the_slope_of_a_critic_is_taken_between_real_and_fake():
    real, fake = tf.constant([[5.0]]), tf.constant([[1.0]])
    noise = {"mix": tf.constant([[0.25]])}
    game = replace(make_program("wgan-gp").game, spec=NetworkSpec((1,), 1))
    d_loss = discriminator_loss(game, square_critic(), real, fake, LABEL[:1], noise)
    scores, penalty = (1 - 25) / 2, 10 * (1 + 0.25 * 4 - 1) ** 2
    assert_allclose(d_loss, scores + penalty, rtol=1e-5)  # one class: no class loss
