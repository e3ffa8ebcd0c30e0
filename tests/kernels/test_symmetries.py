"""Symmetries of pictures: a mirror and an inversion that leave classes as they are."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from sklearn.datasets import load_digits

from skgan.kernels._image_choice import choose_image_policy
from skgan.kernels._symmetries import share_of_nearer, symmetries_of

RANDOM = np.random.RandomState(0)


def digits():
    X, y = load_digits(return_X_y=True)
    images = (X / 8 - 1).reshape(-1, 8, 8, 1).astype(np.float32)
    return {label: images[y == label][:60] for label in range(10)}


def textures(width):
    """Return bright clouds, which look the same from all sides."""
    clouds = gaussian_filter(RANDOM.normal(size=(120, 24, 24, 3)), (0, width, width, 0))
    return np.float32(clouds[:, 4:20, 4:20] / clouds.std() / 4 + 0.4).clip(-1, 1)


def of_any_contrast(rows):
    """Return pictures of which half have light and dark exchanged."""
    signs = {c: RANDOM.choice([-1, 1], (len(x), 1, 1, 1)) for c, x in rows.items()}
    return {label: images * signs[label] for label, images in rows.items()}


def slopes():
    """Return pictures of which the left side is brighter."""
    slope = np.linspace(1, -1, 16)[:, None] * np.ones(3)
    return np.float32(slope + RANDOM.normal(0, 0.1, (60, 16, 16, 3))).clip(-1, 1)


TEXTURES = {0: textures(1.0), 1: textures(3.0)}
TURNS = ["mirror", "flip", "turn"]


@pytest.mark.parametrize(
    ("rows", "symmetries"),
    [
        (digits(), []),
        (of_any_contrast(digits()), ["inversion"]),
        (TEXTURES, TURNS),
        ({label: images[:, 4:] for label, images in TEXTURES.items()}, TURNS[:2]),
        (of_any_contrast(TEXTURES), [*TURNS, "inversion"]),
        (TEXTURES | {2: slopes()}, ["flip"]),
    ],
)
def test_symmetries_are_found_and_no_others(rows, symmetries):
    assert symmetries_of(rows) == symmetries


def test_the_share_is_a_half_where_the_change_leaves_a_class_as_it_is():
    symmetric = RANDOM.normal(size=(400, 4, 4, 1))
    assert share_of_nearer(symmetric, -symmetric) == pytest.approx(0.5, abs=0.06)
    assert share_of_nearer(symmetric + 9, -symmetric - 9) == 0
    assert share_of_nearer(symmetric * 0, symmetric * 0) == 0.5


@pytest.mark.parametrize("n_rows", [2, 9, 19])
def test_few_rows_tell_nothing(n_rows):
    rows = {0: TEXTURES[0][:n_rows], 1: TEXTURES[1][:n_rows]}
    assert symmetries_of(rows) is None


def test_copies_of_a_picture_count_once():
    rows = {label: np.repeat(x[:60], 2, axis=0) for label, x in TEXTURES.items()}
    assert symmetries_of(rows) == TURNS


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        (of_any_contrast(digits()), ", inverted"),
        (digits(), ""),
        (TEXTURES, ", mirrored, flipped, turned"),
    ],
)
def test_the_policy_has_the_symmetries(rows, ends):
    thinned = {label: rows[label][: 60 if label else 8] for label in (0, 1)}
    policy = choose_image_policy(thinned, np.random.RandomState(0))
    plain = "shapes, class colours" if rows is TEXTURES else "shapes"
    assert policy.scores[plain + ends][0] == 0
    if ends:
        assert plain in policy.scores
    others = [name for name in policy.scores if name != plain]
    assert all(name.endswith(ends) for name in others)
