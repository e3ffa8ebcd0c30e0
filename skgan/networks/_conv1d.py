"""One-dimensional convolutional networks, for signals."""

from math import prod

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LAST,
    conditional_inputs,
    leaky,
    normalized,
    source_and_class_heads,
)

CHANNELS = 16  # at full length; twice as many take 3 to 4 times as long on a CPU
MOST_CHANNELS = 64
SHORTEST = 8  # steps; a level with more is divided once more
MOST_LEVELS = 5
LONG = 128  # steps; a level with more divides by 4, which takes a third of the time
OPTIONS = {"padding": "same", "data_format": LAST, "kernel_initializer": "he_normal"}
KERNEL = 8  # a multiple of the strides, wide enough to see a wave's shape


def strides_and_widths(steps: int) -> tuple[list[int], list[int]]:
    """Return by what each level divides the steps, and all levels' channels."""
    strides: list[int] = []
    widths = [CHANNELS]
    while not strides or (steps > SHORTEST and len(strides) < MOST_LEVELS):
        strides.append(4 if steps > LONG else 2)
        widths.append(min(2 * widths[-1], MOST_CHANNELS))
        steps = -(-steps // strides[-1])
    return strides, widths


def conv1d_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a transposed-convolution network from noise and class to a signal."""
    steps, channels = spec.shape
    strides, (*levels, deepest) = strides_and_widths(steps)
    scale = prod(strides)
    shortest = -(-steps // scale)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = keras.layers.Dense(shortest * deepest, kernel_initializer="he_normal")(x)
    x = keras.layers.Reshape((shortest, deepest))(x)
    for filters, stride in zip(reversed(levels), reversed(strides), strict=True):
        x = normalized(x)
        x = keras.layers.Conv1DTranspose(filters, KERNEL, stride, **OPTIONS)(x)
    x = normalized(x)
    x = keras.layers.Conv1D(
        channels, 5, padding="same", data_format=LAST, dtype="float32"
    )(x)
    x = keras.layers.Activation(spec.activation, dtype="float32")(x)
    x = keras.layers.Cropping1D((0, shortest * scale - steps), dtype="float32")(x)
    return keras.Model(inputs, x, name="generator")


def conv1d_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a strided-convolution network from a signal to its source and class."""
    sample = keras.Input(spec.shape, name="sample")
    strides, widths = strides_and_widths(spec.shape[0])
    x = sample
    for filters, stride in zip(widths[1:], strides, strict=True):
        x = keras.layers.Conv1D(filters, KERNEL, stride, **OPTIONS)(x)
        x = leaky(x)
    x = keras.layers.Flatten(LAST)(x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
