"""Check images for metrics: four axes, and a known range of pixels."""

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.validation._arrays import check_samples

__all__ = ["as_range", "check_images", "check_pixel_range"]


def check_images(images: ArrayLike, name: str, *, min_samples: int = 1) -> Array:
    """Return images as an array (n_samples, height, width, channels)."""
    images = np.asarray(images)
    if images.ndim == 3:
        images = images[..., None]
    if images.ndim != 4:
        raise InputError(
            f"{name} has shape {images.shape}. Give images of shape "
            "(n_samples, height, width, channels); reshape flat rows."
        )
    check_samples(images, name, min_samples=min_samples, dtype="numeric")
    return images


def check_pixel_range(
    images: Array, value_range: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the declared range of the pixels, or that of uint8."""
    if value_range is None:
        if images.dtype != np.uint8:
            raise InputError(
                f"The range of pixels of dtype {images.dtype} is not known. "
                "Give value_range, for example (0, 1)."
            )
        return 0.0, 255.0
    low, high = as_range(value_range)
    if images.min() < low or images.max() > high:
        raise InputError(
            f"The pixels are from {images.min()} to {images.max()}, outside of "
            f"value_range {value_range}. Give a range that contains all pixels."
        )
    return low, high


def as_range(value_range: tuple[float, float]) -> tuple[float, float]:
    """Return two ascending floats, whose distance is finite."""
    try:
        low, high = map(float, value_range)
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(
            f"value_range is {value_range!r}. Give two numbers, for example (0, 1)."
        ) from error
    if not (low < high and isfinite(high - low)):
        raise InputError(
            f"value_range is {value_range}. Give a smaller and a larger number, both "
            "finite."
        )
    return low, high
