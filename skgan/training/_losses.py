"""The adversarial losses by name, on the discriminator's source logits."""

import tensorflow as tf
from keras import ops, tree

LIPSCHITZ_PENALTY = 10.0  # WGAN-GP (Gulrajani et al. 2017, section 4)
ZERO_CENTRED_PENALTY = 0.3  # best of .1 to 1 on small tables; Mescheder uses 5 to 10


def binary_cross_entropy(target, logits):
    """Return the mean cross-entropy between logits and a target in [0, 1]."""
    return ops.mean(ops.softplus(logits) - target * logits)


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
    "bce-gp": bce_discriminator,
    "hinge": hinge_discriminator,
    "lsgan": least_squares_discriminator,
    "wgan-gp": critic,
}
GENERATOR_LOSSES = {
    "bce": bce_generator,
    "bce-gp": bce_generator,
    "hinge": critic_generator,
    "lsgan": least_squares_generator,
    "wgan-gp": critic_generator,
}


def source_and_class(network, x, training):
    """Return a discriminator's source logits and its class logits, or None."""
    source, *logits = tree.flatten(network(x, training=training))
    return source, logits[0] if logits else None


def class_loss(label, logits):
    """Return the mean cross-entropy of the auxiliary classifier, 0 without one."""
    if logits is None:
        return 0.0
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=logits)
    )


def source_of_class(source, label):
    """Return the source logit (n, 1) as the class asked for, where D has one each."""
    if source.shape[1] == 1:
        return source
    chosen = tf.one_hot(label, source.shape[1], dtype=source.dtype)
    return tf.reduce_sum(source * chosen, axis=1, keepdims=True)


def squared_slope(network, x, label):
    """Return source, class logits, and |d source / d x|^2 of each sample."""
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        source, logits = source_and_class(network, x, training=True)
        source = source_of_class(source, label)
    slope = tape.gradient(source, x)
    axes = list(range(1, len(x.shape)))
    return source, logits, tf.reduce_sum(tf.square(slope), axes)


def lipschitz_penalty(network, real, fake, label, mix):
    """Return how far the critic's slope between real and fake is from one."""
    _, _, squared = squared_slope(network, fake + mix * (real - fake), label)
    norm = tf.sqrt(squared + 1e-12)  # the slope of sqrt at 0 is infinite
    return LIPSCHITZ_PENALTY * tf.reduce_mean(tf.square(norm - 1.0))
