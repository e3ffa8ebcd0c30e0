"""The kernel of images: small warps that keep the class."""

import numpy as np

__all__ = ["warp_images"]

# At reach 1: 2 pixels of 28, 15 degrees and 10 %, which digits tolerate.
SHIFT = 0.07  # of the side
ROTATION = np.deg2rad(15.0)
ZOOM = 0.1


def warp_images(rows, n_samples, random_state, reach=0.7, p=None):
    """Shift, rotate and zoom random rows (height, width, channels) a little."""
    n_rows, height, width, _ = rows.shape
    images = rows[random_state.choice(n_rows, n_samples, p=p)]
    angle, zoom, down, right = random_state.uniform(-reach, reach, size=(4, n_samples))
    cos, sin = np.cos(angle * ROTATION), np.sin(angle * ROTATION)
    scale = 1.0 + zoom * ZOOM
    row, column = np.mgrid[:height, :width].astype(float)
    row, column = row - (height - 1) / 2, column - (width - 1) / 2
    matrix = np.stack([cos, -sin, sin, cos]) * scale
    a, b, c, d = matrix[:, :, None, None]
    y = a * row + b * column + (down * SHIFT * height)[:, None, None]
    x = c * row + d * column + (right * SHIFT * width)[:, None, None]
    return bilinear(images, y + (height - 1) / 2, x + (width - 1) / 2)


def bilinear(images, y, x):
    """Return images read at fractional pixels; the border is repeated outside."""
    n, height, width, _ = images.shape
    y, x = np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)
    top, left = np.floor(y).astype(int), np.floor(x).astype(int)
    bottom, right = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    down, across = (y - top)[..., None], (x - left)[..., None]
    image = np.arange(n)[:, None, None]
    upper = images[image, top, left] * (1 - across) + images[image, top, right] * across
    lower = (
        images[image, bottom, left] * (1 - across)
        + images[image, bottom, right] * across
    )
    return (upper * (1 - down) + lower * down).astype(images.dtype)
