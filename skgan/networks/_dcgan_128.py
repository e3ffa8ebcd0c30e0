"""Networks of the DCGAN for colour images of 128 x 128 pixels."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LEAK,
    conditional_inputs,
    cropped,
    first_map,
    plain_heads,
)

KERNEL = 5
DOUBLINGS = 4  # from 8 x 8 to 128 x 128


def dcgan_128_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 512-256-128-64 transposed-convolution generator."""
    inputs, x = conditional_inputs(spec, latent_dim)
    x = first_map(spec, 1024, x, narrow(), DOUBLINGS)
    x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    for filters in (512, 256, 128, 64):
        x = keras.layers.Conv2DTranspose(
            filters, KERNEL, 2, padding="same", kernel_initializer=narrow()
        )(x)
        x = keras.layers.BatchNormalization()(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    x = keras.layers.Conv2DTranspose(
        spec.shape[-1], KERNEL, padding="same", kernel_initializer=narrow()
    )(x)
    return keras.Model(inputs, cropped(spec, x, DOUBLINGS), name="generator")


def dcgan_128_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 64-128-256-512-1024 discriminator."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters, strides in ((64, 2), (128, 2), (256, 2), (512, 1), (1024, 2)):
        x = keras.layers.Conv2D(
            filters, KERNEL, strides, padding="same", kernel_initializer=narrow()
        )(x)
        x = keras.layers.BatchNormalization()(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, plain_heads(spec, x, narrow()), name="discriminator")


def narrow() -> keras.initializers.Initializer:
    """Return the initializer of all kernels: a tenth of DCGAN's spread."""
    return keras.initializers.RandomNormal(stddev=0.002)
