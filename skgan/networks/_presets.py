"""Networks of the presets for images: two AC-GANs and three DCGANs."""

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

NORMAL_STD = 0.02  # of all initial weights of Keras' tutorial, as in DCGAN
DCGAN_KERNEL = 5  # of all three
DROPOUT = 0.4  # of the DCGAN for katakana
DOUBLINGS = 4  # of the DCGAN for colour images, from 8 x 8 to 128 x 128


def mnist_acgan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the transposed-convolution generator of the MNIST AC-GAN project."""
    inputs, x = conditional_inputs(spec, latent_dim)
    x = leaky(first_map(spec, 128, x))
    for _ in range(2):
        x = leaky(conv_transpose(128, 4, x))
    x = conv(spec.shape[-1], 7, x)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def mnist_acgan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the two-convolution discriminator of the MNIST AC-GAN project."""
    x = sample = keras.Input(spec.shape, name="sample")
    for _ in range(2):
        x = leaky(conv(64, 3, x, 2))
        x = keras.layers.Dropout(0.4)(x)
    return plain_discriminator(spec, sample, x)


def acgan_tutorial_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the generator of the Keras AC-GAN tutorial: the class as a plane."""
    normal = keras.initializers.RandomNormal(stddev=NORMAL_STD)
    rows, columns = first_map_sides(spec)
    z = keras.Input((latent_dim,), name="z")
    label = keras.Input((), dtype="int32", name="label")
    plane = keras.layers.Embedding(spec.n_classes, 50)(label)
    plane = keras.layers.Dense(rows * columns, kernel_initializer=normal)(plane)
    plane = keras.layers.Reshape((rows, columns, 1))(plane)
    x = keras.layers.ReLU()(first_map(spec, 384, z, normal))
    x = keras.layers.Concatenate()([x, plane])
    x = keras.layers.BatchNormalization()(conv_transpose(192, 5, x, 2, normal))
    x = conv_transpose(spec.shape[-1], 5, keras.layers.ReLU()(x), 2, normal)
    return keras.Model([z, label], cropped(spec, x), name="generator")


def acgan_tutorial_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the four-convolution discriminator of the Keras AC-GAN tutorial."""
    normal = keras.initializers.RandomNormal(stddev=NORMAL_STD)
    x = sample = keras.Input(spec.shape, name="sample")
    for level, filters in enumerate((32, 64, 128, 256)):
        x = conv(filters, 3, x, (2, 1)[level % 2], normal)
        x = keras.layers.BatchNormalization()(x) if level else x
        x = leaky(x)
        x = keras.layers.Dropout(0.5)(x)
    return plain_discriminator(spec, sample, x)


def keras_dcgan_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 128-64-32 transposed-convolution generator."""
    rows, columns = first_map_sides(spec)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = normalized(keras.layers.Dense(rows * columns * 256)(x))
    x = keras.layers.Dropout(DROPOUT)(as_map(spec, x))
    for filters, strides in ((128, 2), (64, 2), (32, 1)):
        x = normalized(conv_transpose(filters, DCGAN_KERNEL, x, strides))
    x = conv_transpose(spec.shape[-1], DCGAN_KERNEL, x, 1)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def keras_dcgan_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 64-128-256-512 discriminator, which has no normalisation."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters, strides in ((64, 2), (128, 2), (256, 2), (512, 1)):
        x = leaky(conv(filters, DCGAN_KERNEL, x, strides))
        x = keras.layers.Dropout(DROPOUT)(x)
    return plain_discriminator(spec, sample, x)


def dcgan_128_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 512-256-128-64 transposed-convolution generator."""
    inputs, x = conditional_inputs(spec, latent_dim)
    x = leaky(first_map(spec, 1024, x, narrow(), DOUBLINGS))
    for filters in (512, 256, 128, 64):
        x = conv_transpose(filters, DCGAN_KERNEL, x, 2, narrow())
        x = leaky(keras.layers.BatchNormalization()(x))
    x = conv_transpose(spec.shape[-1], DCGAN_KERNEL, x, 1, narrow())
    return keras.Model(inputs, cropped(spec, x, DOUBLINGS), name="generator")


def dcgan_128_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the 64-128-256-512-1024 discriminator."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters, strides in ((64, 2), (128, 2), (256, 2), (512, 1), (1024, 2)):
        x = conv(filters, DCGAN_KERNEL, x, strides, narrow())
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
    x = batch_normalized(conv(64, DCGAN_KERNEL, x))
    x = keras.layers.UpSampling2D(data_format=LAST)(x)
    x = conv(spec.shape[-1], DCGAN_KERNEL, x)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def dcgan_mnist_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the discriminator of two convolutions and a dense layer, with ELU."""
    x = sample = keras.Input(spec.shape, name="sample")
    for filters in (64, 128):
        x = batch_normalized(conv(filters, DCGAN_KERNEL, x, 2), "elu")
    x = keras.layers.Flatten(LAST)(keras.layers.MaxPooling2D(data_format=LAST)(x))
    x = keras.layers.Dense(256)(x)
    x = keras.layers.Dropout(0.5)(batch_normalized(x, "elu"))
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def batch_normalized(x: Any, activation: str = "relu") -> Any:
    """Return x after Keras' default batch normalisation and an activation."""
    x = keras.layers.BatchNormalization()(x)
    return keras.layers.Activation(activation)(x)
