"""The image sets: pools of training pictures and test sets, and their long tails."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_digits, load_sample_images

from skgan.datasets import load_mnist

__all__ = ["IMAGE_SETS", "ImageSet", "balanced", "long_tail"]

# The protocol of DeepSMOTE (Dablain, Krawczyk and Chawla 2022).
MNIST_COUNTS = (4000, 2000, 1000, 750, 500, 350, 200, 100, 60, 40)
LETTER_COUNTS = (600, 400, 265, 175, 115, 75, 50, 35, 22, 15)
PATCH_COUNTS = (400, 260, 170, 110, 70, 45, 30, 20, 13, 8)
DIGIT_COUNTS = (120, 80, 55, 35, 24, 16, 11, 7, 5, 4)
CONTRAST = 96  # least difference in luminance of a letter's two colours, of 255
LUMINANCE = (0.299, 0.587, 0.114)
PATCH = 32  # pixels a side
TEST_PATCHES = 150  # of a photograph
TRAINING_PART = 0.6  # of the width; the test patches come from what is right of it


class Pool(NamedTuple):
    """Training pictures to choose from, and the test set."""

    X: np.ndarray
    y: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray


class ImageSet(NamedTuple):
    """Where pictures come from, and how many of each class there are at most."""

    read: object  # folder -> Pool
    counts: tuple
    divisors: tuple


@cache
def read_mnist(folder):
    """Return the real MNIST; a folder `mnist`, or the folder itself, has its files."""
    inside = Path(folder) / "mnist"
    where = inside if inside.is_dir() else Path(folder)
    try:
        X, y = load_mnist(where, return_X_y=True)
        return Pool(X, y, *load_mnist(where, subset="test", return_X_y=True))
    except FileNotFoundError as error:
        raise SystemExit(f"{error} --data is a folder with MNIST's files.") from None


@cache
def read_letters(folder):
    """Return A to J in gray, of typefaces of which the test set has others."""
    try:
        found = np.load(Path(folder) / "letters.npz")
    except FileNotFoundError as error:
        raise SystemExit(f"{error} --data is a folder with letters.npz.") from None
    names = ("images", "labels", "test_images", "test_labels")
    X, y, X_test, y_test = (found[name] for name in names)
    return Pool(X[..., None], y, X_test[..., None], y_test)


@cache
def read_coloured_letters(folder):
    """Return the letters, each in two random colours of clear contrast."""
    gray = read_letters(folder)
    rng = np.random.RandomState(0)
    return gray._replace(X=coloured(gray.X, rng), X_test=coloured(gray.X_test, rng))


def coloured(images, rng):
    """Return gray images between two colours of their own (n, height, width, 3)."""
    colours = rng.uniform(0, 255, (20 * len(images), 2, 3))
    luminance = colours @ np.array(LUMINANCE)
    is_clear = np.abs(luminance[:, 0] - luminance[:, 1]) >= CONTRAST
    colours = colours[is_clear][: len(images), :, None, None]
    part = images / 255.0
    return np.rint(colours[:, 0] * (1 - part) + colours[:, 1] * part).astype(np.uint8)


@cache
def read_patches(folder):
    """Return patches of ten photographs, training and test from apart regions."""
    rng = np.random.RandomState(0)
    parts = []
    for label, photograph in enumerate(photographs()):
        border = int(TRAINING_PART * photograph.shape[1])
        left, right = photograph[:, :border], photograph[:, border:]
        for region, n in ((left, max(PATCH_COUNTS)), (right, TEST_PATCHES)):
            parts.append((cut(region, n, rng), np.full(n, label)))
    both = (zip(*part, strict=True) for part in (parts[::2], parts[1::2]))
    return Pool(*(np.concatenate(side) for part in both for side in part))


def photographs():
    """Return ten colour photographs that packages ship."""
    from matplotlib import image
    from matplotlib.cbook import get_sample_data
    from skimage import data

    names = ("astronaut", "cat", "coffee", "immunohistochemistry", "rocket")
    more = ("hubble_deep_field", "retina")
    with get_sample_data("grace_hopper.jpg") as file:
        portrait = image.imread(file, format="jpg")
    own = [getattr(data, name)() for name in names + more]
    found = [*load_sample_images().images, portrait, *own]
    return [halved(photograph[..., :3]) for photograph in found]


def halved(photograph):
    """Return a photograph at half its size, or a quarter where that is large."""
    step = 4 if min(photograph.shape[:2]) > 800 else 2
    height, width = (step * (side // step) for side in photograph.shape[:2])
    cells = photograph[:height, :width].reshape(
        height // step, step, width // step, step, 3
    )
    return cells.mean(axis=(1, 3)).astype(np.uint8)


def cut(region, n, rng):
    """Return n random patches of a region."""
    down = rng.randint(region.shape[0] - PATCH + 1, size=n)
    right = rng.randint(region.shape[1] - PATCH + 1, size=n)
    return np.stack(
        [region[i : i + PATCH, j : j + PATCH] for i, j in zip(down, right, strict=True)]
    )


@cache
def read_digits(folder):
    """Return scikit-learn's digits, 8x8; every third is of the test set."""
    X, y = load_digits(return_X_y=True)
    X = (X * 15.9375).astype(np.uint8).reshape(-1, 8, 8, 1)
    test = np.arange(len(y)) % 3 == 0
    return Pool(X[~test], y[~test], X[test], y[test])


# What skgan's defaults were chosen on; the other sets are looked at only.
CHOOSING = ("coloured letters", "photographs")
IMAGE_SETS = {
    "coloured letters": ImageSet(read_coloured_letters, LETTER_COUNTS, (1, 3)),
    "photographs": ImageSet(read_patches, PATCH_COUNTS, (1, 2)),
    "MNIST": ImageSet(read_mnist, MNIST_COUNTS, (4, 10)),
    "gray letters": ImageSet(read_letters, LETTER_COUNTS, (1, 3)),
    "digits": ImageSet(read_digits, DIGIT_COUNTS, (1, 2)),
}


def long_tail(y, counts, seed):
    """Return rows with long-tailed counts over a seeded random order of the classes."""
    rng = np.random.RandomState(seed)
    order = rng.permutation(len(counts))
    kept = [
        rng.permutation(np.flatnonzero(y == label))[:count]
        for label, count in zip(order, counts, strict=True)
    ]
    return rng.permutation(np.concatenate(kept))


def balanced(y, count, seed):
    """Return the rows of the ceiling: as many of each class."""
    rng = np.random.RandomState(seed)
    labels = np.unique(y)
    rows = [rng.permutation(np.flatnonzero(y == label))[:count] for label in labels]
    return np.concatenate(rows)
