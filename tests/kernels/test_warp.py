import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.kernels import draw_from_rows
from skgan.kernels._warp import SHIFT, bilinear, warp_images

SHAPES = [(8, 1), (33, 3), (8, 8, 1), (9, 16, 3)]
ROWS = {
    shape: np.random.RandomState(0).uniform(-1, 1, (4, *shape)).astype(np.float32)
    for shape in SHAPES
}
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=str)


@each_shape
@pytest.mark.parametrize("n_samples", [0, 1, 7])
def test_samples_have_the_shape_asked_for_and_depend_on_the_seed_alone(
    shape, n_samples
):
    samples = draw_from_rows(ROWS[shape], n_samples, np.random.RandomState(5))
    again = draw_from_rows(ROWS[shape], n_samples, np.random.RandomState(5))
    assert samples.shape == (n_samples, *shape)
    assert samples.dtype == np.float32
    assert_array_equal(samples, again)


@each_shape
def test_no_warp_repeats_a_row_or_another_warp(shape):
    samples = draw_from_rows(ROWS[shape], 20, np.random.RandomState(0))
    both = np.concatenate([ROWS[shape], samples]).reshape(24, -1)
    assert len(np.unique(both, axis=0)) == 24


@each_shape
def test_a_reach_of_zero_is_the_identity(shape):
    rows = ROWS[shape]
    samples = draw_from_rows(rows, 30, np.random.RandomState(0), reach=0.0)
    copied = {row.tobytes() for row in samples}
    assert copied == {row.tobytes() for row in rows}


@each_shape
def test_rows_of_probability_zero_are_never_used(shape):
    rows = np.zeros((3, *shape), np.float32)
    rows[1] = 9.0
    p = np.array([0.5, 0.0, 0.5])
    samples = draw_from_rows(rows, 100, np.random.RandomState(0), p=p)
    assert_array_equal(samples, np.zeros((100, *shape)))


@each_shape
def test_likelier_rows_are_used_more(shape):
    rows = np.zeros((2, *shape), np.float32)
    rows[1] = 9.0
    samples = draw_from_rows(
        rows, 1000, np.random.RandomState(0), reach=0.1, p=np.array([0.2, 0.8])
    )
    share = np.mean(samples.reshape(1000, -1)[:, 0] > 4.5)
    assert abs(share - 0.8) < 5 * np.sqrt(0.8 * 0.2 / 1000)


def test_warped_constant_images_are_the_same_constant():
    rows = np.full((2, 12, 9, 3), 0.3, np.float32)
    samples = warp_images(rows, 20, np.random.RandomState(0), reach=1.0)
    assert_allclose(samples, 0.3, rtol=1e-6)


@pytest.mark.parametrize("reach", [0.5, 1.0])
@pytest.mark.parametrize("shape", SHAPES[2:], ids=str)
def test_warped_images_stay_in_the_range_of_the_rows(shape, reach):
    rows = ROWS[shape]
    samples = warp_images(rows, 200, np.random.RandomState(0), reach)
    assert samples.min() >= rows.min()
    assert samples.max() <= rows.max()


def test_all_channels_of_an_image_go_the_same_way():
    rows = np.repeat(ROWS[8, 8, 1], 3, axis=-1)
    samples = warp_images(rows, 10, np.random.RandomState(0))
    assert_array_equal(samples[..., 0], samples[..., 1])
    assert_array_equal(samples[..., 0], samples[..., 2])


def test_a_larger_reach_goes_further():
    rows = ROWS[9, 16, 3][:1]
    near, far = (
        np.abs(warp_images(rows, 100, np.random.RandomState(0), reach) - rows).mean()
        for reach in (0.1, 1.0)
    )
    assert near < far / 2


def test_the_middle_of_an_image_moves_by_the_shift_at_most():
    side = 41
    rows = np.zeros((1, side, side, 1), np.float32)
    rows[0, side // 2, side // 2] = 1.0
    samples = warp_images(rows, 100, np.random.RandomState(0), reach=1.0)
    _, row, column, _ = np.nonzero(samples)
    # Rounded up to the next pixel, and zoomed by a tenth at most.
    furthest = np.ceil(SHIFT * side / 0.9) + 1
    assert np.abs(row - side // 2).max() <= furthest
    assert np.abs(column - side // 2).max() <= furthest


def test_bilinear_reads_between_pixels_and_repeats_the_border():
    image = np.array([[0.0, 1.0], [2.0, 3.0]], np.float32).reshape(1, 2, 2, 1)
    y = np.array([[[0.5, 0.0, -4.0, 9.0]]])
    x = np.array([[[0.5, 0.25, -4.0, 9.0]]])
    assert_allclose(bilinear(image, y, x).ravel(), [1.5, 0.25, 0.0, 3.0])
