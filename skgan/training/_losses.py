"""The adversarial losses by name, on the discriminator's source logits."""

import keras
import tensorflow as tf
from keras import ops

# Lipschitz penalty of WGAN-GP (Gulrajani et al. 2017, section 4).
GRADIENT_PENALTY = 10.0


def binary_cross_entropy(target, logits):
    """Return the mean cross-entropy between logits and a target in [0, 1]."""
    return ops.mean(keras.losses.binary_crossentropy(target, logits, from_logits=True))


def bce_discriminator(real, fake, real_target):
    """Return the loss of the original game (Goodfellow et al. 2014)."""
    return binary_cross_entropy(real_target, real) + binary_cross_entropy(
        ops.zeros_like(fake), fake
    )


def bce_generator(fake):
    """Return the non-saturating loss (Goodfellow et al. 2014, section 3)."""
    return binary_cross_entropy(ops.ones_like(fake), fake)


def hinge_discriminator(real, fake, _):
    """Return the hinge loss (Lim and Ye 2017; Miyato et al. 2018)."""
    return ops.mean(ops.relu(1.0 - real)) + ops.mean(ops.relu(1.0 + fake))


def least_squares_discriminator(real, fake, real_target):
    """Return half the squared errors (LSGAN, Mao et al. 2017, equation 9)."""
    return 0.5 * (ops.mean((real - real_target) ** 2) + ops.mean(fake**2))


def least_squares_generator(fake):
    """Return half the squared error to "real" (LSGAN, equation 9)."""
    return 0.5 * ops.mean((fake - 1.0) ** 2)


def critic(real, fake, _):
    """Return the negative Wasserstein estimate (Arjovsky et al. 2017)."""
    return ops.mean(fake) - ops.mean(real)


def critic_generator(fake):
    """Return the negative score of the generated samples."""
    return -ops.mean(fake)


DISCRIMINATOR_LOSSES = {
    "bce": bce_discriminator,
    "hinge": hinge_discriminator,
    "lsgan": least_squares_discriminator,
    "wgan-gp": critic,
}
GENERATOR_LOSSES = {
    "bce": bce_generator,
    "hinge": critic_generator,
    "lsgan": least_squares_generator,
    "wgan-gp": critic_generator,
}


def class_loss(label, logits):
    """Return the mean cross-entropy of the auxiliary classifier."""
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=logits)
    )


def gradient_penalty(discriminator, real, fake, mix):
    """Return how far the critic's slope between real and fake is from one."""
    between = fake + mix * (real - fake)
    with tf.GradientTape() as tape:
        tape.watch(between)
        source, _ = discriminator(between, training=True)
    slope = tf.reshape(tape.gradient(source, between), (tf.shape(between)[0], -1))
    norm = tf.sqrt(tf.reduce_sum(slope**2, axis=1) + 1e-12)  # sqrt'(0) is infinite
    return GRADIENT_PENALTY * tf.reduce_mean((norm - 1.0) ** 2)
