"""Networks of the 1-D AC-GAN for motor currents: two layers of 16 units."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import conditional_inputs, plain_heads, sample_of

UNITS = 16


def acgan_1d_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 16-16 tanh generator of the 1-D AC-GAN."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for _ in range(2):
        x = keras.layers.Dense(UNITS, activation="tanh")(x)
    return keras.Model(inputs, sample_of(spec, x), name="generator")


def acgan_1d_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 16-16 ReLU discriminator of the 1-D AC-GAN."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten()(sample)
    for _ in range(2):
        x = keras.layers.Dense(UNITS, activation="relu")(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")
