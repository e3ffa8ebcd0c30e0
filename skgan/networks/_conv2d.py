"""Two-dimensional convolutional networks, for images."""

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

KERNEL = 4  # a multiple of the stride: no checkerboard, and fast on CPU
# Channels at half of the sides; none at the full sides, which would take half of the
# time. A generator of 64 needs half the steps of one of 32 for the same pictures.
GENERATOR_CHANNELS = 64
DISCRIMINATOR_CHANNELS = 32
MOST_CHANNELS = 128


def widths(channels: int, halvings: int) -> list[int]:
    """Return the channels of each level, from half of the sides to the smallest map."""
    levels = range(halvings) if halvings > 1 else [1]  # a single map needs more
    return [min(channels * 2**level, MOST_CHANNELS) for level in levels]


def conv2d_generator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a transposed-convolution network from noise and class to an image.

    The feature maps start at the side divided by a power of two, rounded up, and
    the surplus is cropped at the end, so any height and width will do.
    """
    halvings = max(1, n_halvings(min(spec.shape[:2])))
    *levels, deepest = widths(GENERATOR_CHANNELS, halvings)
    inputs, x = conditional_inputs(spec, latent_dim)
    x = normalized(first_map(spec, deepest, x, "he_normal", halvings))
    for filters in reversed(levels):
        x = normalized(conv_transpose(filters, KERNEL, x, initial="he_normal"))
    x = conv_transpose(spec.shape[2], KERNEL, x, dtype="float32")
    return keras.Model(inputs, cropped(spec, x, halvings), name="generator")


def conv2d_discriminator(spec: NetworkSpec, latent_dim: int) -> keras.Model:
    """Build a strided-convolution network from an image to its source and class."""
    sample = keras.Input(spec.shape, name="sample")
    halvings = max(1, n_halvings(min(spec.shape[:2])))
    x = sample
    for filters in widths(DISCRIMINATOR_CHANNELS, halvings):
        x = leaky(conv(filters, KERNEL, x, 2, "he_normal"))
    x = keras.layers.Flatten(LAST)(x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")
