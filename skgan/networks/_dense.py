"""Fully connected networks, for tables."""

import keras

from skgan.networks._common import (
    conditional_inputs,
    leaky_dense,
    source_and_class_heads,
)

HIDDEN_UNITS = (64, 64)  # wider ones overfit the few hundred rows of a usual table


def dense_generator(spec, latent_dim):
    """Build a multi-layer perceptron from noise and class to one sample."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for units in HIDDEN_UNITS:
        x = leaky_dense(units, x)
    x = keras.layers.Dense(spec.size, activation=spec.activation, dtype="float32")(x)
    x = keras.layers.Reshape(spec.shape, dtype="float32")(x)
    return keras.Model(inputs, x, name="generator")


def dense_discriminator(spec, latent_dim):
    """Build a multi-layer perceptron from one sample to its source and class."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten()(sample)
    for units in HIDDEN_UNITS:
        x = leaky_dense(units, x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
