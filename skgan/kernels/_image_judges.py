"""Two quick classifiers of images: trees on pixels, and ridge regression on patches."""

from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.ndimage import gaussian_filter1d
from sklearn.ensemble import ExtraTreesClassifier

__all__ = ["class_accuracies", "reduced"]

LARGEST_SIDE = 16  # pixels of the images that are classified
N_TREES = 25
N_PATCHES = 48  # random patches with which images are compared
PATCH = 5  # pixels per side
STRIDE = 2  # pixels between two patches of an image
N_CELLS = 3  # per side, in which the responses are averaged
RIDGE = 0.02  # share of the mean eigenvalue


def reduced(images: np.ndarray) -> np.ndarray:
    """Return images (n, height, width, channels) with at most 16 pixels per side."""
    factor = -(-max(images.shape[1:3]) // LARGEST_SIDE)
    if factor == 1:
        return images
    for axis in (1, 2):
        images = gaussian_filter1d(images, factor / 2.5, axis=axis, mode="nearest")
        kept = np.arange(factor // 2, images.shape[axis], factor)
        images = images.take(kept, axis=axis)
    return images


def class_accuracies(
    X: np.ndarray, y: np.ndarray, X_test: np.ndarray, y_test: np.ndarray, seed: int
) -> dict[int, float]:
    """Return the accuracy of each class, averaged over the two classifiers."""
    right = judged_by_trees(X, y, X_test, seed) == y_test
    right = right / 2 + (judged_by_patches(X, y, X_test, seed) == y_test) / 2
    return {int(label): float(right[y_test == label].mean()) for label in set(y_test)}


def judged_by_trees(X, y, X_test, seed):
    """Return the labels that a forest of pixels predicts."""
    trees = ExtraTreesClassifier(N_TREES, random_state=seed)
    flat = X.reshape(len(X), -1)
    return trees.fit(flat, y).predict(X_test.reshape(len(X_test), -1))


def judged_by_patches(X, y, X_test, seed):
    """Return the labels that ridge regression on responses to patches predicts.

    References
    ----------
    A. Coates, A. Y. Ng, H. Lee, "An analysis of single-layer networks in unsupervised
    feature learning", AISTATS 2011.
    """
    patches = random_patches(X, np.random.RandomState(seed))
    features, asked = answers(X, patches), answers(X_test, patches)
    mean, std = features.mean(axis=0), features.std(axis=0) + 1e-3
    features, asked = (features - mean) / std, (asked - mean) / std
    labels = np.unique(y)
    goal = (y[:, None] == labels) - 1.0 / len(labels)
    normal = features.T @ features
    normal[np.diag_indices_from(normal)] += RIDGE * len(y)
    weights = cho_solve(cho_factor(normal), features.T @ goal)
    return labels[(asked @ weights).argmax(axis=1)]


def windows(images: np.ndarray) -> np.ndarray:
    """Return all patches (n, rows, columns, values), with mean 0 and norm 1."""
    side = min(PATCH, *images.shape[1:3])
    seen = np.lib.stride_tricks.sliding_window_view(images, (side, side), axis=(1, 2))
    seen = seen[:, ::STRIDE, ::STRIDE]
    flat = seen.reshape(*seen.shape[:3], -1)
    flat = flat - flat.mean(axis=3, keepdims=True)
    return flat / (np.linalg.norm(flat, axis=3, keepdims=True) + 0.5)


def random_patches(images: np.ndarray, random_state: Any) -> np.ndarray:
    """Return random patches of the images (n_patches, values)."""
    some = images[random_state.randint(len(images), size=2 * N_PATCHES)]
    flat = windows(some)
    down, right = (random_state.randint(s, size=len(some)) for s in flat.shape[1:3])
    found = flat[np.arange(len(some)), down, right]
    strength = np.linalg.norm(found, axis=1)
    found = found[np.argsort(-strength)[:N_PATCHES]]
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-6)


def answers(images: np.ndarray, patches: np.ndarray) -> np.ndarray:
    """Return the similarity of images and patches, by cells (n, n_features)."""
    parts = []
    for block in np.array_split(images, -(-len(images) // 200)):
        like = windows(block) @ patches.T
        like = np.concatenate(
            [np.maximum(like - 0.1, 0), np.maximum(-like - 0.1, 0)], 3
        )
        for axis in (1, 2):
            cells = np.array_split(like, min(N_CELLS, like.shape[axis]), axis=axis)
            like = np.stack([cell.mean(axis=axis) for cell in cells], axis=axis)
        parts.append(like.reshape(len(block), -1))
    return np.concatenate(parts).astype(np.float64)
