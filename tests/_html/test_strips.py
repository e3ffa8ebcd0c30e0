"""Strips of images, which are small enough for a page."""

from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from skgan._html import Images, image_strips

NOISE = np.random.RandomState(0).randint(0, 256, (8, 128, 128, 3), np.uint8)


def pixels(strip):
    content = b64decode(strip.source.removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(BytesIO(content)))


@pytest.mark.parametrize(("n_parts", "n_images", "divisor"), [(2, 6, 1), (20, 8, 4)])
def test_a_page_stays_small_by_fewer_and_smaller_images(n_parts, n_images, divisor):
    strips, found = image_strips([Images(NOISE, "{n} images", "a")] * n_parts)
    assert found == divisor and len(strips) == n_parts
    assert sum(len(one.source) for one in strips) < 920_000
    side = 128 // divisor
    assert pixels(strips[-1]).shape == (side, n_images * (side + 1) - 1, 3)
    assert {one.alt for one in strips} == {f"{n_images} images"}


@pytest.mark.parametrize("n_channels", [1, 2, 3, 4, 5])
def test_images_may_have_any_number_of_channels(n_channels):
    images = NOISE[:, :8, :8, :1].repeat(n_channels, axis=-1)
    [strip], divisor = image_strips([Images(images, "{n} images", "a")])
    assert divisor == 1 and pixels(strip).shape[:2] == (8, 71)
    np.testing.assert_array_equal(
        pixels(strip)[:, :8].reshape(8, 8, -1)[..., 0], images[0, ..., 0]
    )


def test_larger_images_than_a_strip_has_are_averages():
    image = np.zeros((1, 4, 256, 1), np.uint8)
    image[:, ::2] = 200
    [strip], divisor = image_strips([Images(image, "{n} images", "a")])
    assert divisor == 2 and np.all(pixels(strip) == 100)


def test_no_images_have_no_strips():
    assert image_strips([]) == ([], 1)
