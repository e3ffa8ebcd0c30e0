"""Pictures stay of their sort: flat, dithered, binary, transparent, noisy."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import maximum_filter, minimum_filter
from scipy.spatial import KDTree

from tests.kernels.pictures import SORTS, drawn, fit, icons, masks, noisy, transparent

FLAT = ["icons", "masks", "dithered", "transparent", "of one colour"]
RANGE = 2.0  # of encoded pixels


def colours_of(image):
    return np.unique(image.reshape(-1, image.shape[-1]), axis=0)


def farthest(image, real):
    """Return how far colours of a picture are from those of the nearest real one."""
    far, _ = KDTree(colours_of(real)).query(colours_of(image), p=np.inf)
    return far.max()


def mixed(image, real):
    """Return which pixels are clearly of no colour of a picture, and the nearest."""
    far = [np.abs(image - colour).max(axis=2) for colour in colours_of(real)]
    return np.min(far, axis=0) > 0.01 * RANGE, np.argmin(far, axis=0)


def not_flat(real):
    """Return the plain kernel that takes pictures as if they had many colours."""
    return replace(fit({0: real}, "shapes"), is_flat=False)


@pytest.mark.parametrize("sort", SORTS)
def test_pictures_have_the_colours_of_a_real_one(sort):
    real = SORTS[sort]()
    bound = 0.15 * RANGE if sort == "noisy" else 0.0
    for image in drawn(real, "shapes"):
        assert min(farthest(image, one) for one in real) <= bound


@pytest.mark.parametrize("sort", SORTS)
def test_flat_pictures_are_known(sort):
    assert fit({0: SORTS[sort]()}, "shapes").is_flat == (sort in FLAT)


@pytest.mark.parametrize("sort", SORTS)
def test_shapes_are_new(sort):
    if sort == "of one colour":
        return
    real = SORTS[sort]()
    samples = drawn(real, "shapes")
    is_copy = [(real == image).all(axis=(1, 2, 3)).any() for image in samples]
    assert not any(is_copy)


@pytest.mark.parametrize("sort", [icons, masks, transparent])
def test_areas_stay_of_one_colour_but_for_two_pixels_at_an_edge(sort):
    """Matching of histograms broke them up: it had to place each gray somewhere."""
    real = sort()
    for image in not_flat(real).draw(0, 20, np.random.RandomState(0)):
        own = min(real, key=lambda one: mixed(image, one)[0].sum())
        is_mixed, known = mixed(image, own)
        near = [filter(known, size=5) for filter in (minimum_filter, maximum_filter)]
        assert not is_mixed[near[0] == near[1]].any()
        assert is_mixed.mean() < 0.3


@pytest.mark.parametrize("sort", [icons, masks, noisy])
def test_moved_pictures_are_nearly_as_sharp_as_real_ones(sort):
    real = sort(1)

    def sharpness(images):
        return sum(np.abs(np.diff(images, axis=axis)).mean() for axis in (1, 2))

    samples = not_flat(real).draw(0, 60, np.random.RandomState(0))
    least = 0.6 if sort is noisy else 0.85  # bilinear reading leaves half of the noise
    assert least * sharpness(real) < sharpness(samples) < 1.1 * sharpness(real)


def test_channels_move_together():
    gray = noisy()[..., :1]
    for image in drawn(np.repeat(gray, 3, axis=3), "shapes"):
        np.testing.assert_array_equal(image[..., 0], image[..., 1])
        np.testing.assert_array_equal(image[..., 0], image[..., 2])


def test_what_is_transparent_stays_so_with_its_colour():
    for image in drawn(transparent(), "shapes"):
        is_green = (image[..., :3] == [-1, 1, -1]).all(axis=2)
        np.testing.assert_array_equal(is_green, image[..., 3] == -1)


def test_pictures_of_one_colour_stay_of_one_colour_with_lent_ones():
    real = SORTS["of one colour"]()
    for image in drawn(real, "shapes, colours"):
        assert np.ptp(image, axis=(0, 1)).max() < 1e-5
        assert min(np.abs(image - one).max() for one in real) < 1e-5
