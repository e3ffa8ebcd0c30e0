"""Networks of the fully connected GAN, the baseline of many DCGANs."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import LEAK, conditional_inputs, plain_heads, sample_of


def mlp_gan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 256-512-1024-2048 generator with batch normalisation."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for units in (256, 512, 1024, 2048):
        x = keras.layers.Dense(units)(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
        x = keras.layers.BatchNormalization(momentum=0.8)(x)
    return keras.Model(inputs, sample_of(spec, x), name="generator")


def mlp_gan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 512-256 discriminator."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten()(sample)
    for units in (512, 256):
        x = keras.layers.Dense(units)(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")
