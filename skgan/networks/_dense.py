"""Fully connected networks, small for tables and larger for flat images."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    conditional_inputs,
    leaky_dense,
    sample_of,
    source_and_class_heads,
)

HIDDEN_UNITS = (64, 64)  # wider ones overfit the few hundred rows of a usual table
WIDE_UNITS = (256, 512)  # of the plain GAN's generator; its discriminator's reversed


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


def generator_of(
    hidden_units: tuple[int, ...], spec: NetworkSpec, latent_dim: int
) -> keras.Model:
    """Build a generator with these hidden layers."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for units in hidden_units:
        x = leaky_dense(units, x)
    return keras.Model(inputs, sample_of(spec, x), name="generator")


def discriminator_of(hidden_units: tuple[int, ...], spec: NetworkSpec) -> keras.Model:
    """Build a discriminator with these hidden layers."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten()(sample)
    for units in hidden_units:
        x = leaky_dense(units, x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
