"""Two-dimensional convolutional networks, for images."""

import keras

from skgan.networks._common import (
    LEAK,
    conditional_inputs,
    n_halvings,
    normalized,
    source_and_class_heads,
    widths,
)

KERNEL = 4  # a multiple of the stride: no checkerboard, and fast on CPU


def conv2d_generator(spec, latent_dim):
    """Build a transposed-convolution network from noise and class to an image.

    The feature maps start at the side divided by a power of two, rounded up, and
    the surplus is cropped at the end, so any height and width will do.
    """
    height, width, channels = spec.shape
    halvings = max(1, n_halvings(min(height, width)))
    scale = 2**halvings
    rows, columns = -(-height // scale), -(-width // scale)
    *levels, deepest = widths(halvings)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = keras.layers.Dense(rows * columns * deepest, kernel_initializer="he_normal")(x)
    x = keras.layers.Reshape((rows, columns, deepest))(x)
    for filters in reversed(levels):
        x = normalized(x)
        x = keras.layers.Conv2DTranspose(
            filters, KERNEL, strides=2, padding="same", kernel_initializer="he_normal"
        )(x)
    x = normalized(x)
    x = keras.layers.Conv2D(channels, 3, padding="same", dtype="float32")(x)
    x = keras.layers.Activation(spec.activation, dtype="float32")(x)
    surplus = ((0, rows * scale - height), (0, columns * scale - width))
    x = keras.layers.Cropping2D(surplus, dtype="float32")(x)
    return keras.Model(inputs, x, name="generator")


def conv2d_discriminator(spec, latent_dim):
    """Build a strided-convolution network from an image to its source and class."""
    sample = keras.Input(spec.shape, name="sample")
    halvings = max(1, n_halvings(min(spec.shape[:2])))
    x = sample
    for filters in widths(halvings)[1:]:
        x = keras.layers.Conv2D(
            filters, KERNEL, strides=2, padding="same", kernel_initializer="he_normal"
        )(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
