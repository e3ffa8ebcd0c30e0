import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.kernels._colours import MAX_GAIN, change_colours, cut_out, lend_colours

RNG = np.random.RandomState(0)


def colours(mean, covariance, n_pictures=2, side=16):
    """Return pictures whose colours have exactly this mean and covariance."""
    n = len(mean)
    white = np.random.RandomState(1).normal(size=(n_pictures, side * side, n))
    white -= white.mean(axis=1, keepdims=True)
    for i, one in enumerate(white):
        white[i] = one @ np.linalg.inv(np.linalg.cholesky(np.cov(one.T, bias=True)).T)
    pixels = white @ np.linalg.cholesky(covariance).T + mean
    assert np.abs(pixels).max() < 1, "else they would be clipped"
    return pixels.reshape(n_pictures, side, side, n).astype(np.float32)


A = np.array([[0.02, 0.005, 0.0], [0.005, 0.01, 0.0], [0.0, 0.0, 0.015]]) / 2
B = np.array([[0.01, 0.0, 0.004], [0.0, 0.02, 0.002], [0.004, 0.002, 0.02]]) / 2
MEAN_A, MEAN_B = np.array([0.1, -0.1, 0.2]), np.array([-0.2, 0.1, 0.0])


def moments_of(image):
    pixels = image.reshape(-1, image.shape[-1])
    return pixels.mean(axis=0), np.cov(pixels.T, bias=True)


def test_mean_and_covariance_become_those_of_the_donor():
    lent = lend_colours(colours(MEAN_A, A), colours(MEAN_B, B)[::-1], 1.0)
    assert lent.dtype == np.float32
    for image in lent:
        mean, covariance = moments_of(image)
        assert_allclose(mean, MEAN_B, atol=1e-3)
        # What is taken as noise, a standard deviation of 0.03, is added to both.
        assert_allclose(covariance, B, atol=2e-3)


def test_part_of_the_way_and_none():
    images, donors = colours(MEAN_A, A), colours(MEAN_B, B)
    assert_allclose(lend_colours(images, donors, 0.0), images, atol=1e-6)
    whole, half = (lend_colours(images, donors, part) for part in (1.0, 0.5))
    assert_allclose(half, (images + whole) / 2, atol=1e-5)


@pytest.mark.parametrize("contrast", [1.0, 0.1, 0.01, 0.0])
def test_a_picture_lends_itself_its_own_colours(contrast):
    """Dim ones, and dim axes of colour, got up to four times their contrast."""
    images = colours(MEAN_A, A) * np.float32(contrast)
    assert_allclose(lend_colours(images, images, 1.0), images, atol=1e-5)


def test_scaled_colours_are_known_answers():
    """Of colours that are others' times a number, the map is that number."""
    images = colours(np.zeros(3), A) / 2
    for factor in (0.5, 1.5):
        lent = lend_colours(images, images * factor + 0.1, 1.0)
        noise = 0.03**2
        variance = np.linalg.eigvalsh(A / 4)
        gains = np.sqrt((variance * factor**2 + noise) / (variance + noise))
        pixels = [one[0].reshape(-1, 3) for one in (images, lent - 0.1)]
        told = np.linalg.lstsq(*pixels, rcond=None)[0]
        assert_allclose(np.linalg.eigvalsh(told), np.sort(gains), rtol=1e-3)


def test_gray_pictures_get_brightness_and_contrast():
    images, donors = RNG.uniform(-0.4, 0.0, (2, 3, 16, 16, 1)) * [[[[[1]]]], [[[[-2]]]]]
    lent = lend_colours(images, donors, 1.0)
    assert_allclose(lent.mean(axis=(1, 2, 3)), donors.mean(axis=(1, 2, 3)), atol=0.02)
    assert_allclose(lent.std(axis=(1, 2, 3)), donors.std(axis=(1, 2, 3)), rtol=0.1)
    for one, other in zip(images, lent, strict=True):
        assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.999


@pytest.mark.parametrize("n_channels", [1, 2, 3, 4])
def test_one_flat_colour_becomes_the_mean_of_the_donor(n_channels):
    flat = np.full((2, 9, 9, n_channels), 0.5, np.float32)
    donors = RNG.uniform(-1, 1, (2, 9, 9, n_channels)).astype(np.float32)
    lent = lend_colours(flat, donors, 1.0)
    n_colours = {2: 1, 4: 3}.get(n_channels, n_channels)
    assert_allclose(np.ptp(lent[..., :n_colours], axis=(1, 2)), 0, atol=1e-6)
    expected = donors.mean(axis=(1, 2))[:, :n_colours]
    assert_allclose(lent[:, 0, 0, :n_colours], expected, atol=1e-5)
    # And of a donor that is flat, the picture becomes flatter, around its colour.
    flattened = lend_colours(donors, flat, 1.0)[..., :n_colours]
    assert flattened.std() < 0.2 * donors.std()
    assert abs(flattened.mean() - 0.5) < 1e-3


def test_the_noise_of_dim_pictures_is_not_shown():
    dim = (RNG.normal(0, 0.001, (2, 16, 16, 3))).astype(np.float32)
    lent = lend_colours(dim, colours(MEAN_B, 4 * B), 1.0)
    assert lent.std(axis=(1, 2)).max() < 1.01 * MAX_GAIN * dim.std(axis=(1, 2)).max()


@pytest.mark.parametrize(
    "move", ["lend", "brightness", "contrast", "mixing", "cut_out"]
)
@pytest.mark.parametrize("channels", [2, 4])
def test_the_opacity_stays(move, channels):
    """The second channel, which load_image_folder calls alpha, was a colour."""
    images, donors = RNG.uniform(-1, 1, (2, 5, 12, 12, channels)).astype(np.float32)
    before = images.copy()
    changed = {
        "lend": lambda: lend_colours(images, donors, 1.0),
        "cut_out": lambda: cut_out(images, {"cut_out": 0.5}, np.random.RandomState(0)),
    }.get(move, lambda: change_colours(images, {move: 0.5}, np.random.RandomState(0)))()
    assert_array_equal(changed[..., -1], images[..., -1])
    assert np.abs(changed - images).max() > 0.1
    assert_array_equal(images, before, "what is given stays as it is")


EXTREME = {
    "black": np.full((2, 8, 8, 3), -1.0),
    "white": np.full((2, 8, 8, 3), 1.0),
    "checked": np.tile([[-1.0, 1.0], [1.0, -1.0]], (4, 4))[None, ..., None]
    * np.ones((2, 1, 1, 3)),
    "one channel": np.stack(
        [RNG.uniform(-1, 1, (2, 8, 8)), *np.full((2, 2, 8, 8), -1.0)], 3
    ),
    "one pixel": np.pad(np.ones((2, 1, 1, 3)), ((0, 0), (0, 7), (0, 7), (0, 0))),
}


@pytest.mark.parametrize("of_donor", EXTREME)
@pytest.mark.parametrize("of_image", EXTREME)
def test_extreme_pictures_stay_finite_and_in_range(of_image, of_donor):
    lent = lend_colours(EXTREME[of_image], EXTREME[of_donor], 1.0)
    assert np.isfinite(lent).all() and np.abs(lent).max() <= 1.0
    changes = {"brightness": 1.0, "contrast": 1.0, "mixing": 1.0}
    changed = change_colours(EXTREME[of_image], changes, np.random.RandomState(0))
    assert np.isfinite(changed).all() and np.abs(changed).max() <= 1.0


def test_without_moves_of_colours_nothing_changes():
    images = EXTREME["checked"]
    assert change_colours(images, {"bend": 1.0}, None) is images
    assert cut_out(images, {"bend": 1.0}, None) is images
