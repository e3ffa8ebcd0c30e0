"""Networks of the DCGAN for MNIST by upsampling and convolution."""

from typing import Any

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    as_map,
    conditional_inputs,
    cropped,
    first_map_sides,
    plain_heads,
)

KERNEL = 5


def dcgan_mnist_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the generator of two dense layers and two upsampled convolutions."""
    rows, columns = first_map_sides(spec)
    inputs, x = conditional_inputs(spec, latent_dim)
    for units in (1024, rows * columns * 128):
        x = batch_normalized(keras.layers.Dense(units)(x))
    x = keras.layers.UpSampling2D()(as_map(spec, x))
    x = batch_normalized(keras.layers.Conv2D(64, KERNEL, padding="same")(x))
    x = keras.layers.UpSampling2D()(x)
    x = keras.layers.Conv2D(spec.shape[-1], KERNEL, padding="same")(x)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def dcgan_mnist_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the discriminator of two convolutions and a dense layer, with ELU."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters in (64, 128):
        x = keras.layers.Conv2D(filters, KERNEL, 2, padding="same")(x)
        x = batch_normalized(x, keras.layers.ELU())
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Dense(256)(keras.layers.Flatten()(x))
    x = keras.layers.Dropout(0.5)(batch_normalized(x, keras.layers.ELU()))
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def batch_normalized(x: Any, activation: keras.layers.Layer | None = None) -> Any:
    """Return x after Keras' default batch normalisation and ReLU or another."""
    return (activation or keras.layers.ReLU())(keras.layers.BatchNormalization()(x))
