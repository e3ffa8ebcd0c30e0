"""Augmentation of all images that the discriminator sees, real and generated ones."""

from collections.abc import Callable
from typing import Any

import tensorflow as tf

__all__ = ["N_DRAWS", "POLICIES", "augment"]

N_DRAWS = 8  # uniform numbers of an image, for all policies together
LONGEST_SHIFT = 1 / 8  # of the side, as in the paper's code; CUTOUT too
CUTOUT = 1 / 2


def augment(images: Any, u: Any, policy: tuple[str, ...]) -> Any:
    """Return images changed by the policy; gradients pass through the changes.

    The discriminator never sees an image twice, and as the generated ones are changed
    in the same way, the generator does not learn the changes.

    References
    ----------
    S. Zhao, Z. Liu, J. Lin, J.-Y. Zhu, S. Han, "Differentiable augmentation for
    data-efficient GAN training", NeurIPS 2020.
    """
    for name in policy:
        images = POLICIES[name](images, u[:, :, None, None, None])
    return images


def flip(images: Any, u: Any) -> Any:
    """Mirror half of the images."""
    return tf.where(u[:, 0] < 0.5, tf.reverse(images, [2]), images)


def translate(images: Any, u: Any) -> Any:
    """Shift images by whole pixels, up to an eighth of the sides; borders repeat."""
    height, width = images.shape[1:3]
    down, right = selector(height, u[:, 1]), selector(width, u[:, 2])
    # Matrix products instead of gathers, whose gradients are summed in an order that
    # depends on timing.
    return tf.einsum("nij,njkc,nlk->nilc", down, images, right)


def selector(side: int, u: Any) -> Any:
    """Return matrices (n_images, side, side) that pick the pixels of a shifted side."""
    longest = max(1, round(LONGEST_SHIFT * side))
    shift = tf.floor(u[..., 0, 0] * (2 * longest + 1)) - longest
    source = tf.range(side, dtype=tf.float32) + shift
    return tf.one_hot(tf.cast(tf.clip_by_value(source, 0, side - 1), tf.int32), side)


def within(side: int, u: Any) -> Any:
    """Return 1 for positions (n_images, side) inside the part cut out, otherwise 0."""
    far = tf.abs(tf.range(side, dtype=tf.float32) + 0.5 - u[..., 0, 0] * side)
    return tf.cast(far < CUTOUT * side / 2, tf.float32)


def cut_out(images: Any, u: Any) -> Any:
    """Make a rectangle of half the sides mid-gray, in part beyond the border."""
    inside = [
        within(side, u[:, 3 + axis]) for axis, side in enumerate(images.shape[1:3])
    ]
    return images * (1.0 - inside[0][:, :, None, None] * inside[1][:, None, :, None])


def change_colors(images: Any, u: Any) -> Any:
    """Change brightness, saturation (of colour images) and contrast."""
    images += u[:, 5] - 0.5
    gray = tf.reduce_mean(images, axis=3, keepdims=True)
    images = gray + 2.0 * u[:, 6] * (images - gray)
    mean = tf.reduce_mean(images, axis=[1, 2, 3], keepdims=True)
    return mean + (0.5 + u[:, 7]) * (images - mean)


POLICIES: dict[str, Callable[[Any, Any], Any]] = {
    "flip": flip,
    "translation": translate,
    "cutout": cut_out,
    "color": change_colors,
}
