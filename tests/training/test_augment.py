import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose, assert_array_equal

from skgan.training import AUGMENTATIONS
from skgan.training._augment import N_DRAWS, POLICIES, augment

each_policy = pytest.mark.parametrize("name", POLICIES)
SHAPES = [(8, 8, 1), (9, 16, 3)]


def images(shape=(9, 16, 3), n=20):
    return tf.random.stateless_uniform((n, *shape), [0, 1], -1.0, 1.0)


def draws(n=20, seed=0):
    return tf.constant(
        np.random.RandomState(seed).uniform(size=(n, N_DRAWS)), "float32"
    )


def test_the_names_are_those_that_the_samplers_take():
    assert tuple(POLICIES) == AUGMENTATIONS


@each_policy
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_images_keep_their_shape_and_depend_on_the_draws_alone(name, shape):
    X = images(shape)
    changed = augment(X, draws(), (name,))
    assert changed.shape == X.shape and changed.dtype == X.dtype
    assert np.isfinite(changed).all() and not np.array_equal(changed, X)
    assert_array_equal(changed, augment(X, draws(), (name,)))
    assert not np.array_equal(changed, augment(X, draws(seed=1), (name,)))


@each_policy
def test_gradients_pass_through(name):
    X = images()
    with tf.GradientTape() as tape:
        tape.watch(X)
        total = tf.reduce_sum(augment(X, draws(), (name,)) ** 2)
    slope = tape.gradient(total, X).numpy()
    assert np.isfinite(slope).all() and (slope != 0).any(axis=(1, 2, 3)).all()


def test_half_of_the_images_are_mirrored():
    X, u = images(), draws()
    flipped = augment(X, u, ("flip",)).numpy()
    for before, after, draw in zip(X.numpy(), flipped, u.numpy()[:, 0], strict=True):
        assert_array_equal(after, before[:, ::-1] if draw < 0.5 else before)


def test_shifts_are_whole_pixels_of_up_to_an_eighth_and_borders_repeat():
    y, x = np.mgrid[:16, :24].astype(np.float32)
    X = tf.constant(np.repeat(np.stack([y, x], -1)[None], 200, axis=0))
    shifted = augment(X, draws(200), ("translation",)).numpy()
    down = shifted[:, 8, 12, 0] - 8
    right = shifted[:, 8, 12, 1] - 12
    assert set(down) == set(range(-2, 3)) and set(right) == set(range(-3, 4))
    for i in range(200):
        assert_array_equal(shifted[i, ..., 0], np.clip(y + down[i], 0, 15))
        assert_array_equal(shifted[i, ..., 1], np.clip(x + right[i], 0, 23))


def test_a_rectangle_of_half_the_sides_is_cut_out():
    X = tf.ones((300, 16, 24, 2))
    cut = augment(X, draws(300), ("cutout",)).numpy() == 0
    assert_array_equal(cut[..., 0], cut[..., 1])
    assert cut[..., 0].any(axis=2).sum(axis=1).max() == 8
    assert cut[..., 0].any(axis=1).sum(axis=1).max() == 12
    assert 0.15 < cut.mean() < 0.25  # a quarter but for what is beyond the border


def test_colors_keep_the_places_of_light_and_dark():
    X = images((8, 8, 1))
    changed = augment(X, draws(), ("color",)).numpy()
    order = X.numpy().reshape(20, -1).argsort(axis=1)
    assert_array_equal(changed.reshape(20, -1).argsort(axis=1), order)
    means = changed.mean(axis=(1, 2, 3)) - X.numpy().mean(axis=(1, 2, 3))
    assert_allclose(means, draws().numpy()[:, 5] - 0.5, atol=1e-5)
