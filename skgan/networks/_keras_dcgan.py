"""Networks of the Keras DCGAN for handwritten katakana."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LEAK,
    as_map,
    conditional_inputs,
    cropped,
    first_map_sides,
    normalized,
    plain_heads,
)

KERNEL = 5
DROPOUT = 0.4


def keras_dcgan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 128-64-32 transposed-convolution generator."""
    rows, columns = first_map_sides(spec)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = normalized(keras.layers.Dense(rows * columns * 256)(x))
    x = keras.layers.Dropout(DROPOUT)(as_map(spec, x))
    for filters, strides in ((128, 2), (64, 2), (32, 1)):
        x = normalized(
            keras.layers.Conv2DTranspose(filters, KERNEL, strides, padding="same")(x)
        )
    x = keras.layers.Conv2DTranspose(spec.shape[-1], KERNEL, padding="same")(x)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def keras_dcgan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 64-128-256-512 discriminator, which has no normalisation."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters, strides in ((64, 2), (128, 2), (256, 2), (512, 1)):
        x = keras.layers.Conv2D(filters, KERNEL, strides, padding="same")(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
        x = keras.layers.Dropout(DROPOUT)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")
