"""Each move of images does what its name says."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.kernels import MOVES
from tests.kernels.pictures import SORTS, drawn, encoded, fit, icons, masks, transparent

BAR = np.full((1, 33, 33, 1), -1.0, np.float32)
BAR[:, 6:27, 14:19] = 1.0


def places(images):
    """Return the rows and columns of what is white in each picture."""
    return [np.argwhere(one[..., 0] > 0) for one in images]


def spans(values):
    return np.min(values), np.max(values)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("move", MOVES["image"])
def test_every_move_leaves_pictures_finite_and_in_range(sort, move):
    real = SORTS[sort]()
    samples = drawn(real, {move: MOVES["image"][move].largest}, 6)
    assert samples.dtype == np.float32 and samples.shape == (6, *real.shape[1:])
    assert np.isfinite(samples).all() and np.abs(samples).max() <= 1.0


@pytest.mark.parametrize("policy", ["copies", {}, {"shift": 0}, [{}, {}]], ids=str)
def test_without_moves_pictures_are_copies(policy):
    real = icons()
    for one in drawn(real, policy):
        assert (real == one).all(axis=(1, 2, 3)).any()


def test_mirror_is_left_to_right_and_as_frequent_as_said():
    real = BAR.copy()
    real[:, 6:10, 19:25] = 1.0  # a flag
    mirrored = real[0, :, ::-1]
    assert all(np.array_equal(one, mirrored) for one in drawn(real, {"mirror": 1.0}))
    samples = drawn(real, {"mirror": 0.3}, 400)
    share = np.mean([np.array_equal(one, mirrored) for one in samples])
    assert 0.22 < share < 0.38


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_inversion_makes_light_dark_and_keeps_the_opacity(channels):
    real = np.full((1, 8, 8, channels), 0.5, dtype=np.float32)
    is_colour = np.arange(channels) < {2: 1, 4: 3}.get(channels, channels)
    wanted = np.where(is_colour, -0.5, 0.5)
    before = real.copy()
    for one in drawn(real, {"inversion": 1.0}):
        assert_allclose(one, np.broadcast_to(wanted, one.shape))
    assert np.array_equal(real, before)
    light = [one[0, 0, 0] > 0 for one in drawn(real, {"inversion": 0.3}, 400)]
    assert 0.62 < np.mean(light) < 0.78


def test_interpolation_is_part_of_the_way_to_a_near_picture():
    one, other = masks(2)
    for most in (0.4, 1.0):
        part = []
        for image in drawn(np.stack([one, other]), {"interpolation": most}, 100):
            from_one = ((image - one) * (other - one)).sum() / (
                (other - one) ** 2
            ).sum()
            assert_allclose(image, one + from_one * (other - one), atol=1e-5)
            part.append(min(from_one, 1 - from_one) if most < 0.5 else from_one)
        assert 0 <= min(part) < 0.1 * most and 0.9 * most < max(part) <= most + 1e-6


def test_shifts_go_all_ways_and_not_further_than_said():
    samples = drawn(BAR, {"shift": 0.1}, 200)
    moved = np.array([place.mean(axis=0) for place in places(samples)]) - [16, 16]
    assert (np.abs(moved) <= 3.3 + 0.5).all()
    assert (moved.min(axis=0) < -2.3).all() and (moved.max(axis=0) > 2.3).all()


def test_rotations_go_both_ways_and_not_further_than_said():
    angles = []
    for place in places(drawn(BAR, {"rotation": 40}, 200)):
        _, along = np.linalg.eigh(np.cov(place.T))
        row, column = along[:, 1] * np.sign(along[0, 1])
        angles.append(np.rad2deg(np.arctan2(column, row)))
    low, high = spans(angles)
    assert -43 < low < -32 and 32 < high < 43


def test_zooms_go_both_ways_and_not_further_than_said():
    sizes = [
        len(place) / (BAR > 0).sum() for place in places(drawn(BAR, {"zoom": 0.2}, 200))
    ]
    low, high = spans(np.log(sizes) / 2)
    assert -0.3 < low < -0.09 and 0.12 < high < 0.3


def test_ripples_bend_what_is_straight():
    straight, rippled = (
        [np.ptp(place[place[:, 1] == place[:, 1].max(), 0]) for place in places(images)]
        for images in (BAR, drawn(BAR, {"ripple": 0.05}, 50))
    )
    assert np.median(rippled) < 0.7 * straight[0]


def test_a_bend_goes_to_shapes_of_the_class():
    y, x = np.mgrid[:24, :24] - 11.5
    narrow, wide = (np.hypot(y / 8, x / width) < 1 for width in (4, 8))
    real = encoded(255 * np.stack([narrow, wide])[..., None])
    widths = [np.ptp(place[:, 1]) for place in places(drawn(real, {"bend": 0.7}, 200))]
    assert len({*widths}) >= 5
    assert np.mean([7 <= width <= 16 for width in widths]) > 0.8


REDS, BLUES = (
    encoded(np.broadcast_to(np.reshape(one, (-1, 1, 1, 3)), (3, 8, 8, 3)))
    for one in (
        [[200, 0, 0], [220, 20, 0], [240, 0, 20]],
        [[0, 0, 200], [0, 20, 220], [20, 0, 240]],
    )
)


@pytest.mark.parametrize(("move", "share"), [("class_colours", 0.0), ("colours", 0.5)])
def test_colours_are_lent_by_the_class_or_by_all(move, share):
    kernel = fit({0: REDS, 1: BLUES}, {move: 1.0})
    samples = kernel.draw(0, 200, np.random.RandomState(0))
    known = np.concatenate([REDS, BLUES])
    far = np.abs(samples[:, None] - known).max(axis=(2, 3, 4))
    assert_allclose(far.min(axis=1), 0, atol=1e-5)
    assert abs((far.argmin(axis=1) >= 3).mean() - share) < 0.12


def test_a_part_of_the_way_to_other_colours():
    kernel = fit({0: REDS[:1], 1: BLUES[:1]}, {"colours": 0.25})
    samples = kernel.draw(0, 50, np.random.RandomState(0))
    quarter = 0.75 * REDS[0] + 0.25 * BLUES[0]
    far = [np.abs(samples - one).max(axis=(1, 2, 3)) for one in (REDS[0], quarter)]
    assert_allclose(np.min(far, axis=0), 0, atol=1e-5)


def gray_picture():
    return np.random.RandomState(0).uniform(-0.1, 0.1, (1, 9, 9, 1)).astype(np.float32)


def test_brightness_is_added():
    real = gray_picture()
    added = drawn(real, {"brightness": 0.2}, 500) - real
    assert_allclose(np.ptp(added, axis=(1, 2, 3)), 0, atol=1e-5)
    assert 0.17 < added[:, 0, 0, 0].std() < 0.23
    assert abs(added.mean()) < 0.05


def test_contrast_is_scaled_around_the_mean():
    real = gray_picture()
    samples = drawn(real, {"contrast": 0.3}, 500)
    scales = samples.std(axis=(1, 2, 3)) / real.std()
    assert_allclose(samples.mean(axis=(1, 2, 3)), real.mean(), atol=1e-5)
    assert 0.25 < np.log(scales).std() < 0.35


def test_mixing_moves_channels_into_each_other():
    real = np.zeros((1, 9, 9, 3), np.float32)
    real[..., :1] = gray_picture()
    samples = drawn(real, {"mixing": 0.3}, 300)
    parts = samples.reshape(300, -1, 3).std(axis=1) / real[..., 0].std()
    assert (parts[:, 1:].mean(axis=0) > 0.15).all()


def test_cut_out_is_a_gray_square_of_the_side_that_was_said():
    real = np.ones((1, 20, 30, 1), np.float32)
    is_cut = drawn(real, {"cut_out": 0.4}, 200)[..., 0] == 0
    sizes = is_cut.any(axis=2).sum(axis=1), is_cut.any(axis=1).sum(axis=1)
    assert_array_equal(is_cut.sum(axis=(1, 2)), sizes[0] * sizes[1])
    assert (sizes[0].max(), sizes[1].max()) == (8, 12), "0.4 of each side"
    assert sizes[0].min() < 7 and sizes[1].min() < 10, "in part beyond the border"


COLOURS = ["class_colours", "colours", "brightness", "contrast", "mixing", "cut_out"]


@pytest.mark.parametrize("move", COLOURS)
def test_colours_change_and_the_opacity_does_not(move):
    real = transparent(1)
    samples = drawn(real, {move: 0.5})
    for one in samples:
        assert_array_equal(one[..., 3], real[0, ..., 3])
    if move not in ("class_colours", "colours"):  # a single picture lends its own
        assert np.abs(samples[..., :3] - real[..., :3]).max() > 0.05
