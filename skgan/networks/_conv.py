"""Convolutional networks: one-dimensional for signals, two-dimensional for images."""

from math import prod

import keras

from skgan._spec import NetworkSpec
from skgan.networks._common import (
    LAST,
    conditional_inputs,
    conv,
    conv_transpose,
    cropped,
    first_map,
    leaky,
    n_halvings,
    normalized,
    source_and_class_heads,
)

SIGNAL_CHANNELS = 16  # at full length; 32 would take 3 to 4 times as long on a CPU
MAX_SIGNAL_CHANNELS = 64
MIN_STEPS = 8  # a level with more steps is divided again
MAX_LEVELS = 5
LONG = 128  # steps; a level with more is divided by 4, which takes a third of the time
SIGNAL_KERNEL = 8  # a multiple of the strides, wide enough for the shape of a wave
IMAGE_KERNEL = 4  # a multiple of the stride, to avoid checkerboards, and fast on a CPU
# Channels at half of the sides. There is no level at the full sides, which would take
# half of the time. A generator with 64 needs half the steps of one with 32.
GENERATOR_CHANNELS = 64
DISCRIMINATOR_CHANNELS = 32
MAX_IMAGE_CHANNELS = 128
HE = {"padding": "same", "data_format": LAST, "kernel_initializer": "he_normal"}


def strides_and_widths(steps: int) -> tuple[list[int], list[int]]:
    """Return the strides and the numbers of channels of all levels."""
    strides: list[int] = []
    widths = [SIGNAL_CHANNELS]
    while not strides or (steps > MIN_STEPS and len(strides) < MAX_LEVELS):
        strides.append(4 if steps > LONG else 2)
        widths.append(min(2 * widths[-1], MAX_SIGNAL_CHANNELS))
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
        x = keras.layers.Conv1DTranspose(filters, SIGNAL_KERNEL, stride, **HE)(x)
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
        x = leaky(keras.layers.Conv1D(filters, SIGNAL_KERNEL, stride, **HE)(x))
    x = keras.layers.Flatten(LAST)(x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")


def widths(channels: int, halvings: int) -> list[int]:
    """Return the channels of each level, from half of the sides to the smallest map."""
    levels = range(halvings) if halvings > 1 else [1]  # a single map needs more
    return [min(channels * 2**level, MAX_IMAGE_CHANNELS) for level in levels]


def conv2d_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a transposed-convolution network from noise and class to an image.

    The feature maps start at the side divided by a power of two, rounded up, and
    the surplus is cropped at the end, so that any height and width is possible.
    """
    halvings = max(1, n_halvings(min(spec.shape[:2])))
    *levels, deepest = widths(GENERATOR_CHANNELS, halvings)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = normalized(first_map(spec, deepest, x, "he_normal", halvings))
    for filters in reversed(levels):
        x = normalized(conv_transpose(filters, IMAGE_KERNEL, x, initial="he_normal"))
    x = conv_transpose(spec.shape[2], IMAGE_KERNEL, x, dtype="float32")
    return keras.Model(inputs, cropped(spec, x, halvings), name="generator")


def conv2d_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a strided-convolution network from an image to its source and class."""
    sample = keras.Input(spec.shape, name="sample")
    halvings = max(1, n_halvings(min(spec.shape[:2])))
    x = sample
    for filters in widths(DISCRIMINATOR_CHANNELS, halvings):
        x = leaky(conv(filters, IMAGE_KERNEL, x, 2, "he_normal"))
    x = keras.layers.Flatten(LAST)(x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
