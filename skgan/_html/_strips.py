"""Strips of images that are small enough for a page."""

from io import BytesIO
from typing import NamedTuple

import numpy as np

from skgan._html._page import Picture, data_uri
from skgan._spec import Array

GAP = 1  # pixels between two images
MAX_SIDE = 128  # pixels of an image; larger ones are drawn smaller
MIN_SHOWN = 32  # pixels of the screen; smaller images are magnified
MAX_BYTES = 680_000  # of all pictures; as text, they take a third more, less than 1 MB
# Number of images of a class and divisor of their sides, from the best to the smallest.
FORMS = ((8, 1), (6, 1), (4, 1), (3, 1), (8, 2), (4, 2), (8, 4), (4, 4), (2, 4), (2, 8))


class Images(NamedTuple):
    """Images of dtype uint8 (n, height, width, channels) with their texts."""

    images: Array
    alt: str
    caption: str


def image_strips(parts: list[Images]) -> tuple[list[Picture], int]:
    """Return a picture of each part, and the divisor of the sides of images.

    Fewer and smaller images are shown if the page would become too large.
    """
    sides = [max(part.images.shape[1:3]) for part in parts]
    first = max(1, -(-max(sides, default=1) // MAX_SIDE))
    strips: list[Picture] = []
    divisor = 1
    for n_images, further in FORMS:
        divisor, size, strips = first * further, 0, []
        for part in parts:
            strip = as_strip(part, n_images, divisor)
            strips.append(strip)
            size += len(strip.source) * 3 // 4
            if size > MAX_BYTES:
                break
        else:
            break
    return strips, divisor


def as_strip(part: Images, n_images: int, divisor: int) -> Picture:
    """Return the first images of a part next to each other."""
    from PIL import Image

    images = [reduced(image, divisor) for image in part.images[:n_images]]
    height, width, channels = images[0].shape
    n = len(images)
    strip = np.full((height, n * (width + GAP) - GAP, channels), 255, np.uint8)
    for i, image in enumerate(images):
        strip[:, i * (width + GAP) : i * (width + GAP) + width] = image
    file = BytesIO()
    Image.fromarray(strip[..., 0] if channels == 1 else strip).save(file, "PNG")
    scale = max(1, MIN_SHOWN // height)
    alt = part.alt.format(n=n)
    return Picture(data_uri(file.getvalue()), alt, part.caption, strip.shape[1] * scale)


def reduced(image: Array, divisor: int) -> Array:
    """Return a smaller image with a number of channels that PNG supports."""
    from PIL import Image

    if image.shape[-1] not in (1, 3, 4):
        image = image.mean(axis=-1, keepdims=True).round().astype(np.uint8)
    if divisor == 1:
        return image
    flat = image[..., 0] if image.shape[-1] == 1 else image
    small = np.asarray(Image.fromarray(flat).reduce(divisor))
    return small.reshape(*small.shape[:2], image.shape[-1])
