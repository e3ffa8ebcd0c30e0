"""One-dimensional convolutional networks, for signals."""

import keras

from skgan.networks._common import (
    LEAK,
    conditional_inputs,
    n_halvings,
    normalized,
    source_and_class_heads,
    widths,
)

KERNEL = 8  # a multiple of the stride, wide enough to see a wave's shape


def conv1d_generator(spec, latent_dim):
    """Build a transposed-convolution network from noise and class to a signal."""
    steps, channels = spec.shape
    halvings = max(1, n_halvings(steps))
    scale = 2**halvings
    shortest = -(-steps // scale)
    *levels, deepest = widths(halvings)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = keras.layers.Dense(shortest * deepest, kernel_initializer="he_normal")(x)
    x = keras.layers.Reshape((shortest, deepest))(x)
    for filters in reversed(levels):
        x = normalized(x)
        x = keras.layers.Conv1DTranspose(
            filters, KERNEL, strides=2, padding="same", kernel_initializer="he_normal"
        )(x)
    x = normalized(x)
    x = keras.layers.Conv1D(channels, 5, padding="same", dtype="float32")(x)
    x = keras.layers.Activation(spec.activation, dtype="float32")(x)
    x = keras.layers.Cropping1D((0, shortest * scale - steps), dtype="float32")(x)
    return keras.Model(inputs, x, name="generator")


def conv1d_discriminator(spec, latent_dim):
    """Build a strided-convolution network from a signal to its source and class."""
    sample = keras.Input(spec.shape, name="sample")
    x = sample
    for filters in widths(max(1, n_halvings(spec.shape[0])))[1:]:
        x = keras.layers.Conv1D(
            filters, KERNEL, strides=2, padding="same", kernel_initializer="he_normal"
        )(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
