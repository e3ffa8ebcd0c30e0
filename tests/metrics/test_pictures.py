"""Odd colours and edges of pictures: which are found, and which are not odd."""

import time

import numpy as np
import pandas as pd
import pytest
from scipy.ndimage import gaussian_filter
from sklearn.datasets import load_digits, load_sample_images

from skgan.kernels import fit_kernel, policy_of
from skgan.metrics import figures_of_classes, flags_of
from skgan.metrics._pictures import picture_figures

N_HELD, N_MADE = 60, 200


def coloured_shapes(n, random):
    """Return discs and squares, red or blue, on a dark ground, a bit noisy."""
    place = np.mgrid[:16, :16]
    X = np.empty((n, 16, 16, 3))
    for i in range(n):
        away = np.abs(place - random.uniform(5, 11, (2, 1, 1)))
        is_disc, size = i % 2, random.uniform(2.5, 5)
        is_in = np.hypot(*away) < size if is_disc else away.max(axis=0) < 0.85 * size
        front = [0.8, -0.5, -0.5] if is_disc else [-0.5, -0.3, 0.8]
        X[i] = np.array([-0.6, -0.6, -0.4]) + random.normal(0, 0.08, 3)
        X[i][is_in] = front + random.normal(0, 0.1, 3)
    return X + random.normal(0, 0.05, X.shape), np.arange(n) % 2


def photographs(n, random):
    """Return parts of two photographs, a class each."""
    X = []
    for i in range(n):
        image = load_photographs()[i % 2]
        down, right = (random.randint(side - 24) for side in image.shape[:2])
        X.append(image[down : down + 24, right : right + 24])
    return np.array(X), np.arange(n) % 2


def load_photographs():
    if not PHOTOGRAPHS:
        PHOTOGRAPHS.extend(
            image[:420, :640].reshape(210, 2, 320, 2, 3).mean(axis=(1, 3)) / 127.5 - 1
            for image in load_sample_images().images
        )
    return PHOTOGRAPHS


def digits(n, random):
    X, y = load_digits(n_class=2, return_X_y=True)
    return (X / 8 - 1).reshape(-1, 8, 8, 1)[:n], y[:n]


PHOTOGRAPHS = []
SETS = {"shapes": coloured_shapes, "photographs": photographs, "digits": digits}
COLOURED = ["shapes", "photographs"]
# What is taken where no other policy is judged to be better.
DEFAULTS = dict.fromkeys(COLOURED, "shapes, class colours, mirrored")
DEFAULTS["digits"] = "shapes"


@pytest.fixture(scope="module")
def sets():
    """Return name to pictures: of the training, held-out, others, the kernel's."""
    made = {}
    for name, make in SETS.items():
        random = np.random.RandomState(0)
        X, y = make(360, random)
        X = X.astype(np.float32)
        trained = {0: X[y == 0][:80], 1: X[y == 1][:20]}
        held, other = X[y == 1][20 : 20 + N_HELD], X[y == 1][20 + N_HELD :]
        policy = policy_of(DEFAULTS[name], "image")
        p = {0: None, 1: None}
        kernel = fit_kernel("image", trained, p, random, policy=policy)
        made[name] = trained, held, other, kernel.draw(1, N_MADE, random)
    return made


def flags(parts, made, n_held=N_HELD):
    """Return the figures, and the first words of the flags, of pictures of class 1."""
    trained, held, _, _ = parts
    held = held[:n_held]
    figures = picture_figures({1: held}, trained, {1: made}, made.shape[1:])[1]
    row = {"generated": len(made), "held_out": len(held)}
    for name, pair in figures.items():
        row[name], row[f"{name}_real"] = pair
    return [flag.split(":")[0] for flag in flags_of(pd.DataFrame([row], index=["a"]))]


def matched(X, random):
    """Return pictures whose channels have the values of channels of three others."""
    flat = X.reshape(len(X), -1, X.shape[3])
    new = np.empty_like(flat)
    for k in range(X.shape[3]):
        values = np.sort(flat[random.permutation(len(X)), :, k], axis=1)
        np.put_along_axis(new[..., k], flat[..., k].argsort(axis=1), values, axis=1)
    return new.reshape(X.shape)


def shuffled(X, random):
    """Return pictures in each of whose pixels the channels are in a random order."""
    return np.take_along_axis(X, random.uniform(size=X.shape).argsort(axis=3), axis=3)


def noisy(X, random):
    return np.clip(X + random.normal(0, 0.25, X.shape), -1, 1)


def blurred(X, random):
    return gaussian_filter(X, (0, 1, 1, 0))


@pytest.mark.parametrize("name", SETS)
def test_pictures_in_good_order_have_no_flag(sets, name):
    parts = sets[name]
    _, _, other, by_kernel = parts
    for made in (other, other[:, :, ::-1], by_kernel, by_kernel[:, :, ::-1]):
        assert flags(parts, made) == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [("shapes", shuffled), ("photographs", shuffled), ("photographs", matched)],
)
def test_colours_that_are_made_channel_by_channel_are_flagged(sets, name, spoil):
    parts = sets[name]
    assert "Colours" in flags(parts, spoil(parts[2], np.random.RandomState(0)))


@pytest.mark.parametrize("name", SETS)
def test_blurred_pictures_are_flagged(sets, name):
    assert flags(sets[name], blurred(sets[name][2], None)) == ["Edges"]


@pytest.mark.parametrize("name", COLOURED)
def test_noisy_pictures_are_flagged(sets, name):
    made = noisy(sets[name][2], np.random.RandomState(0))
    assert "Edges" in flags(sets[name], made)


def test_few_held_out_pictures_raise_no_flag(sets):
    parts = sets["photographs"]
    made = matched(parts[2], np.random.RandomState(0))
    assert "Colours" in flags(parts, made) and flags(parts, made, n_held=3) == []


def test_real_pictures_that_are_no_better_excuse_everything(sets):
    trained, _, other, _ = sets["photographs"]
    spoilt = noisy(matched(other, np.random.RandomState(0)), np.random.RandomState(1))
    assert flags((trained, spoilt[:N_HELD], other, None), spoilt) == []


@pytest.mark.parametrize("n_channels", [1, 2, 3, 4])
def test_a_colour_is_odd_by_all_channels_together(n_channels):
    """Each value of each channel was seen, and most colours were not."""
    values = np.linspace(-1, 1, 256).reshape(1, 16, 16, 1)
    gray = np.repeat(values, n_channels, axis=3)
    other = gray.copy()
    other[..., 0] *= -1
    shape = gray.shape[1:]
    figures = picture_figures({0: gray}, {0: gray}, {0: other}, shape)
    assert figures[0]["odd_colours"] == (float(n_channels > 1), 0.0)


def test_few_pixels_may_have_any_colour_and_near_ones_do():
    black = np.full((4, 10, 10, 3), -1.0)
    spotted = black.copy()
    spotted[:2, 0, :5], spotted[2:, 0, :6] = 1.0, 1.0
    parts = {0: black}, {0: black}
    odd = picture_figures(*parts, {0: spotted}, (10, 10, 3))[0]["odd_colours"]
    assert odd == (0.5, 0.0)
    near = picture_figures(*parts, {0: black + 0.2}, (10, 10, 3))[0]["odd_colours"]
    assert near == (0.0, 0.0)


def test_contrast_is_no_matter_of_edges(sets):
    trained, held, other, _ = sets["shapes"]
    for made in (other * 0.1, np.clip(other * 1.3, -1, 1)):
        figures = picture_figures({1: held}, trained, {1: made}, (16, 16, 3))[1]
        assert figures["odd_edges"][0] < 0.1


@pytest.mark.parametrize("shape", [(1, 9, 3), (2, 2, 1)])
def test_tiny_pictures_have_no_edges(shape):
    one = {0: np.zeros((3, *shape))}
    figures = picture_figures(one, one, one, shape)[0]
    assert np.isnan(figures["odd_edges"]).all() and figures["odd_colours"] == (0, 0)


def test_large_pictures_are_looked_at_in_part():
    large = {0: np.zeros((2, 300, 1000, 3))}
    assert picture_figures(large, large, large, (300, 1000, 3))[0] == {
        "odd_colours": (0.0, 0.0),
        "odd_edges": (0.0, 0.0),
    }


def test_a_thousand_pictures_take_about_a_second():
    X = np.random.RandomState(0).uniform(-1, 1, (400, 64, 64, 3)).astype(np.float32)
    start = time.process_time()
    picture_figures({0: X[:300]}, {0: X[:300]}, {0: X}, (64, 64, 3))
    assert time.process_time() - start < 3  # .4


def test_only_images_are_looked_at():
    rows = np.random.RandomState(0).normal(size=(20, 64)).astype(np.float32)
    for shape, has_figures in (((64,), False), ((16, 4), False), ((8, 8, 1), True)):
        state = np.random.RandomState(0)
        frame = figures_of_classes({0: rows}, {0: rows}, {0: rows}, shape, state)
        assert ("odd_colours" in frame and "odd_edges" in frame) == has_figures
        assert any("odd" in name for name in frame) == has_figures
