"""Fully connected networks: for tables, for flat images, and of two older projects."""

import keras

from skgan._spec import NetworkSpec, Shape
from skgan.networks._common import (
    GLOROT,
    LAST,
    conditional_inputs,
    leaky_dense,
    plain_heads,
    sample_of,
    source_and_class_heads,
)

HIDDEN_UNITS = (64, 64)  # wider layers overfit typical tables of a few hundred rows
WIDE_UNITS = (256, 512)  # of the generator of the plain GAN; reversed in the other one


def dense_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a multi-layer perceptron from noise and class to one sample."""
    return generator_of(HIDDEN_UNITS, spec, latent_dim)


def dense_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a multi-layer perceptron from one sample to its source and class."""
    return discriminator_of(HIDDEN_UNITS, spec)


def wide_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a wider multi-layer perceptron from noise and class to one sample."""
    return generator_of(WIDE_UNITS, spec, latent_dim)


def wide_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a wider multi-layer perceptron from one sample to its source."""
    return discriminator_of(WIDE_UNITS[::-1], spec)


def generator_of(units: Shape, spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a generator with these hidden layers."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for n_units in units:
        x = leaky_dense(n_units, x)
    return keras.Model(inputs, sample_of(spec, x), name="generator")


def discriminator_of(units: Shape, spec: NetworkSpec) -> keras.Model:
    """Build a discriminator with these hidden layers."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten(LAST)(sample)
    for n_units in units:
        x = leaky_dense(n_units, x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")


def acgan_1d_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 16-16 tanh generator of the 1-D AC-GAN for motor currents."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for _ in range(2):
        x = keras.layers.Dense(16, activation="tanh")(x)
    return keras.Model(inputs, sample_of(spec, x), name="generator")


def acgan_1d_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 16-16 ReLU discriminator of the 1-D AC-GAN for motor currents."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten(LAST)(sample)
    for _ in range(2):
        x = keras.layers.Dense(16, activation="relu")(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def mlp_gan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 256-512-1024-2048 generator of the baseline of many DCGANs."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for units in (256, 512, 1024, 2048):
        x = leaky_dense(units, x, GLOROT)
        x = keras.layers.BatchNormalization(momentum=0.8)(x)
    return keras.Model(inputs, sample_of(spec, x), name="generator")


def mlp_gan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 512-256 discriminator of the baseline of many DCGANs."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten(LAST)(sample)
    for units in (512, 256):
        x = leaky_dense(units, x, GLOROT)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")
