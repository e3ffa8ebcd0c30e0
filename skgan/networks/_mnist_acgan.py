"""Networks of the AC-GAN for MNIST, Fashion-MNIST and EMNIST."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LEAK,
    conditional_inputs,
    cropped,
    first_map,
    plain_heads,
)


def mnist_acgan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the transposed-convolution generator of the MNIST AC-GAN project."""
    inputs, x = conditional_inputs(spec, latent_dim)
    x = first_map(spec, 128, x)
    x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    for _ in range(2):
        x = keras.layers.Conv2DTranspose(128, 4, strides=2, padding="same")(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    x = keras.layers.Conv2D(spec.shape[-1], 7, padding="same")(x)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def mnist_acgan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the two-convolution discriminator of the MNIST AC-GAN project."""
    x = sample = keras.Input(spec.shape, name="sample")
    for _ in range(2):
        x = keras.layers.Conv2D(64, 3, strides=2, padding="same")(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
        x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")
