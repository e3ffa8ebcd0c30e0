"""Symmetries of pictures: a mirror and an inversion that leave classes as they are."""

import numpy as np
import pytest
from sklearn.datasets import load_digits, load_sample_image

from skgan.kernels._image_choice import choose_image_policy
from skgan.kernels._symmetries import share_of_nearer, symmetries_of

RANDOM = np.random.RandomState(0)


def digits():
    X, y = load_digits(return_X_y=True)
    images = (X / 8 - 1).reshape(-1, 8, 8, 1).astype(np.float32)
    return {label: images[y == label][:60] for label in range(10)}


def patches(name):
    """Return patches of a photograph, which has no left and right."""
    photograph = load_sample_image(name)[::4, ::4] / 127.5 - 1
    places = RANDOM.randint(photograph.shape[0] - 16, size=(120, 2))
    return np.float32([photograph[i : i + 16, j : j + 16] for i, j in places])


def of_any_contrast(rows):
    """Return pictures of which half have light and dark exchanged."""
    signs = {c: RANDOM.choice([-1, 1], (len(x), 1, 1, 1)) for c, x in rows.items()}
    return {label: images * signs[label] for label, images in rows.items()}


def arrows():
    """Return pictures of which the left side is brighter."""
    slope = np.linspace(1, -1, 16)[:, None] * np.ones(3)
    return np.float32(slope + RANDOM.normal(0, 0.1, (60, 16, 16, 3))).clip(-1, 1)


PHOTOGRAPHS = {0: patches("china.jpg"), 1: patches("flower.jpg")}


@pytest.mark.parametrize(
    ("rows", "symmetries"),
    [
        (digits(), []),
        (of_any_contrast(digits()), ["inverted"]),
        (PHOTOGRAPHS, ["mirrored"]),
        (of_any_contrast(PHOTOGRAPHS), ["mirrored", "inverted"]),
        (PHOTOGRAPHS | {2: arrows()}, []),
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
    rows = {0: PHOTOGRAPHS[0][:n_rows], 1: PHOTOGRAPHS[1][:n_rows]}
    assert symmetries_of(rows) is None


def test_copies_of_a_picture_count_once():
    rows = {label: np.repeat(x[:60], 2, axis=0) for label, x in PHOTOGRAPHS.items()}
    assert symmetries_of(rows) == ["mirrored"]


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        (of_any_contrast(digits()), ", inverted"),
        (digits(), ""),
        (PHOTOGRAPHS, ", mirrored"),
    ],
)
def test_the_policy_has_the_symmetries(rows, ends):
    thinned = {label: rows[label][: 60 if label else 8] for label in (0, 1)}
    policy = choose_image_policy(thinned, np.random.RandomState(0))
    plain = "shapes, class colours" if rows is PHOTOGRAPHS else "shapes"
    assert policy.scores[plain + ends][0] == 0
    if ends:
        assert plain in policy.scores
    others = [name for name in policy.scores if name != plain]
    assert all(name.endswith(ends) for name in others)
