"""Networks of two AC-GANs for small images: of a project for MNIST, and Keras'."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    conditional_inputs,
    conv,
    conv_transpose,
    cropped,
    first_map,
    first_map_sides,
    leaky,
    plain_discriminator,
)

NORMAL_STD = 0.02  # of all initial weights of Keras' tutorial, as in DCGAN


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
