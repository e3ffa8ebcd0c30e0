import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.kernels._registration import BLOCK, pull, register, resize_flow, shrink


def disc(row, column, radius=6.0, side=28):
    """Return a soft disc in [0, 1]."""
    y, x = np.mgrid[:side, :side]
    far = np.hypot(y - row, x - column)
    return np.clip(radius - far, 0, 1).astype(np.float32)


def test_a_flow_carries_one_image_to_another():
    moving, fixed = disc(13, 12)[None], disc(15, 15)[None]
    flow = register(moving, fixed)
    before = np.abs(moving - fixed).mean()
    assert np.abs(pull(moving, flow) - fixed).mean() < 0.25 * before
    # The disc is read where it was: up and to the left.
    middle = flow[:, 0, 13:17, 13:17].mean(axis=(1, 2))
    assert_allclose(middle, [-2, -3], atol=1.0)


def test_equal_images_need_no_flow():
    images = np.random.RandomState(0).random_sample((2, 9, 14)).astype(np.float32)
    assert_array_equal(register(images, images), np.zeros((2, 2, 9, 14)))


def test_blocks_do_not_change_the_flows():
    rng = np.random.RandomState(0)
    moving, fixed = rng.random_sample((2, BLOCK + 3, 8, 8)).astype(np.float32)
    assert_array_equal(
        register(moving, fixed)[:, -2:], register(moving[-2:], fixed[-2:])
    )


@pytest.mark.parametrize("channels", [(), (3,)])
def test_pull_reads_between_pixels_and_repeats_the_border(channels):
    image = np.array([[0.0, 1.0], [2.0, 3.0]], np.float32).reshape(1, 2, 2)
    image = np.broadcast_to(
        image.reshape(1, 2, 2, *[1] * len(channels)), (1, 2, 2, *channels)
    )
    flow = np.zeros((2, 1, 2, 2))
    flow[:, 0, 0, 0] = 0.5  # the middle of all four
    flow[:, 0, 0, 1] = -4.0  # beyond the first corner
    flow[:, 0, 1, 0] = 9.0  # beyond the last
    expected = np.array([1.5, 0.0, 3.0, 3.0])
    pulled = pull(image, flow).reshape(4, -1)
    assert_allclose(pulled, np.repeat(expected[:, None], pulled.shape[1], axis=1))


@pytest.mark.parametrize(("height", "width"), [(128, 128), (33, 8), (97, 31)])
def test_large_images_are_shrunk_and_their_flows_enlarged(height, width):
    small = shrink(np.zeros((2, height, width, 1)))
    assert max(small.shape[1:]) <= 32
    flow = np.ones((2, 2, *small.shape[1:]))
    larger = resize_flow(flow, height, width)
    assert larger.shape == (2, 2, height, width)
    assert_allclose(larger[0], height / small.shape[1])
    assert_allclose(larger[1], width / small.shape[2])


@pytest.mark.parametrize("sides", [(20, 431), (13, 300), (8, 2000), (431, 20)])
def test_long_and_narrow_images_keep_pixels_along_both_sides(sides):
    images = np.random.RandomState(0).uniform(-1, 1, (4, *sides, 1)).astype(np.float32)
    small = shrink(images)
    assert min(small.shape[1:]) >= 8 and max(small.shape[1:]) <= 32
    flow = register(small[:2], small[2:])
    assert np.isfinite(flow).all()
    assert resize_flow(flow, *sides).shape == (2, 2, *sides)
