"""Networks of the classic Keras tutorial on AC-GAN."""

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LEAK,
    cropped,
    first_map,
    first_map_sides,
    plain_heads,
)

NORMAL_STD = 0.02  # of all initial weights, as in DCGAN


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
    x = keras.layers.Conv2DTranspose(
        192, 5, strides=2, padding="same", kernel_initializer=normal
    )(x)
    x = keras.layers.ReLU()(keras.layers.BatchNormalization()(x))
    x = keras.layers.Conv2DTranspose(
        spec.shape[-1], 5, strides=2, padding="same", kernel_initializer=normal
    )(x)
    return keras.Model([z, label], cropped(spec, x), name="generator")


def acgan_tutorial_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build the four-convolution discriminator of the Keras AC-GAN tutorial."""
    normal = keras.initializers.RandomNormal(stddev=NORMAL_STD)
    x = sample = keras.Input(spec.shape, name="sample")
    for level, filters in enumerate((32, 64, 128, 256)):
        x = keras.layers.Conv2D(
            filters, 3, (2, 1)[level % 2], padding="same", kernel_initializer=normal
        )(x)
        x = keras.layers.BatchNormalization()(x) if level else x
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
        x = keras.layers.Dropout(0.5)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")
