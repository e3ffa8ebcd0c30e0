"""Networks of three DCGANs: for katakana, for colour images, and for MNIST."""

from typing import Any

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LAST,
    as_map,
    conditional_inputs,
    conv,
    conv_transpose,
    cropped,
    first_map,
    first_map_sides,
    leaky,
    normalized,
    plain_discriminator,
    plain_heads,
)

KERNEL = 5
DROPOUT = 0.4  # of the one for katakana
DOUBLINGS = 4  # of the one for colour images, from 8 x 8 to 128 x 128


def keras_dcgan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 128-64-32 transposed-convolution generator."""
    rows, columns = first_map_sides(spec)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = normalized(keras.layers.Dense(rows * columns * 256)(x))
    x = keras.layers.Dropout(DROPOUT)(as_map(spec, x))
    for filters, strides in ((128, 2), (64, 2), (32, 1)):
        x = normalized(conv_transpose(filters, KERNEL, x, strides))
    x = conv_transpose(spec.shape[-1], KERNEL, x, 1)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def keras_dcgan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 64-128-256-512 discriminator, which has no normalisation."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters, strides in ((64, 2), (128, 2), (256, 2), (512, 1)):
        x = leaky(conv(filters, KERNEL, x, strides))
        x = keras.layers.Dropout(DROPOUT)(x)
    return plain_discriminator(spec, sample, x)


def dcgan_128_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 512-256-128-64 transposed-convolution generator."""
    inputs, x = conditional_inputs(spec, latent_dim)
    x = leaky(first_map(spec, 1024, x, narrow(), DOUBLINGS))
    for filters in (512, 256, 128, 64):
        x = conv_transpose(filters, KERNEL, x, 2, narrow())
        x = leaky(keras.layers.BatchNormalization()(x))
    x = conv_transpose(spec.shape[-1], KERNEL, x, 1, narrow())
    return keras.Model(inputs, cropped(spec, x, DOUBLINGS), name="generator")


def dcgan_128_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 64-128-256-512-1024 discriminator."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters, strides in ((64, 2), (128, 2), (256, 2), (512, 1), (1024, 2)):
        x = conv(filters, KERNEL, x, strides, narrow())
        x = leaky(keras.layers.BatchNormalization()(x))
    return plain_discriminator(spec, sample, x, narrow())


def narrow() -> keras.initializers.Initializer:
    """Return the initializer of all kernels: a tenth of DCGAN's spread."""
    return keras.initializers.RandomNormal(stddev=0.002)


def dcgan_mnist_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the generator of two dense layers and two upsampled convolutions."""
    rows, columns = first_map_sides(spec)
    inputs, x = conditional_inputs(spec, latent_dim)
    for units in (1024, rows * columns * 128):
        x = batch_normalized(keras.layers.Dense(units)(x))
    x = keras.layers.UpSampling2D(data_format=LAST)(as_map(spec, x))
    x = batch_normalized(conv(64, KERNEL, x))
    x = conv(spec.shape[-1], KERNEL, keras.layers.UpSampling2D(data_format=LAST)(x))
    return keras.Model(inputs, cropped(spec, x), name="generator")


def dcgan_mnist_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the discriminator of two convolutions and a dense layer, with ELU."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters in (64, 128):
        x = batch_normalized(conv(filters, KERNEL, x, 2), "elu")
    x = keras.layers.Flatten(LAST)(keras.layers.MaxPooling2D(data_format=LAST)(x))
    x = keras.layers.Dense(256)(x)
    x = keras.layers.Dropout(0.5)(batch_normalized(x, "elu"))
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def batch_normalized(x: Any, activation: str = "relu") -> Any:
    """Return x after Keras' default batch normalisation and an activation."""
    x = keras.layers.BatchNormalization()(x)
    return keras.layers.Activation(activation)(x)
