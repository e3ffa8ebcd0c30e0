import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.datasets import load_digits
from sklearn.svm import SVC

from skgan.kernels import fit_kernel
from skgan.kernels._images import MOST_PAIRS_OF_CLASS, choose_pairs, small_moves

SHAPES = [(8, 8, 1), (9, 16, 3), (40, 12, 4)]
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=str)


def random_images(n_rows, shape, seed=0):
    images = np.random.RandomState(seed).uniform(-1, 1, (n_rows, *shape))
    return images.astype(np.float32)


def fitted(shape, counts=(5, 2), p=(None, None)):
    rows = {i: random_images(n, shape, i) for i, n in enumerate(counts)}
    return fit(rows, dict(enumerate(p)))


def fit(rows, p):
    return fit_kernel("image", rows, p, np.random.RandomState(0))


@each_shape
@pytest.mark.parametrize("n_samples", [0, 1, 7])
def test_images_have_the_shape_asked_for_and_depend_on_the_seed_alone(shape, n_samples):
    samples = fitted(shape).draw(0, n_samples, np.random.RandomState(5))
    assert samples.shape == (n_samples, *shape)
    assert samples.dtype == np.float32
    again = fitted(shape).draw(0, n_samples, np.random.RandomState(5))
    assert_array_equal(samples, again)


@each_shape
def test_pixels_keep_the_values_of_a_real_image_in_each_channel(shape):
    kernel = fitted(shape)
    real = np.sort(kernel.rows[1].reshape(2, -1, shape[2]), axis=1)
    drawn = np.sort(
        kernel.draw(1, 10, np.random.RandomState(0)).reshape(10, -1, shape[2]), axis=1
    )
    for image in drawn:
        assert any(np.array_equal(image, one) for one in real)
    drawn = kernel.draw(1, 20, np.random.RandomState(0))
    both = np.concatenate([kernel.rows[1], drawn]).reshape(22, -1)
    assert len(np.unique(both, axis=0)) == 22, "an image repeats a row or another"


def test_shapes_that_frequent_classes_vary_in_are_lent():
    """A single shape of the rare class becomes wide and narrow, as others are."""
    y, x = np.mgrid[:16, :16] - 7.5
    widths = np.linspace(2, 6, 40)[:, None, None]
    ellipses = np.clip(3 - np.hypot(y, 3 * x / widths), 0, 1) * 2 - 1
    square = np.where(np.maximum(abs(y), abs(x)) < 4, 1.0, -1.0)
    rows = {0: ellipses[..., None], 1: np.stack([square, square])[..., None]}
    rows = {label: images.astype(np.float32) for label, images in rows.items()}
    p = dict.fromkeys(rows)
    lent, alone = fit(rows, p), fit({1: rows[1]}, p)

    def spread(kernel):
        drawn = kernel.draw(1, 200, np.random.RandomState(0))[..., 0] > 0
        return (drawn.any(axis=1).sum(axis=1)).std()

    assert spread(lent) > 1.3 * spread(alone)


def test_digits_stay_digits():
    X, y = load_digits(return_X_y=True)
    rows = (X / 8 - 1).reshape(-1, 8, 8, 1).astype(np.float32)
    rng = np.random.RandomState(0)
    few = [rng.permutation(np.flatnonzero(y == c))[:10] for c in range(10)]
    few = np.concatenate(few)
    of_class = {c: rows[few][y[few] == c] for c in range(10)}
    kernel = fit(of_class, dict.fromkeys(of_class))
    drawn = [kernel.draw(c, 100, np.random.RandomState(1)) for c in range(10)]
    X_grown = np.concatenate([rows[few], *drawn]).reshape(-1, 64)
    y_grown = np.r_[y[few], np.repeat(range(10), 100)]
    others = np.setdiff1d(np.arange(len(y)), few)

    def score(X_train, y_train):
        model = SVC(C=10).fit(X_train, y_train)
        return model.score(rows[others].reshape(-1, 64), y[others])

    assert score(X_grown, y_grown) > score(rows[few].reshape(-1, 64), y[few]) > 0.8


def test_rows_of_probability_zero_are_never_used():
    p = np.array([0.5, 0.0, 0.5])
    rows = np.zeros((3, 8, 8, 1), np.float32)
    rows[1] = 0.9
    kernel = fit({0: rows}, {0: p})
    assert not kernel.draw(0, 100, np.random.RandomState(0)).any()


@pytest.mark.parametrize("p", [None, np.array([0.0, 1.0])])
def test_a_single_usable_row_is_its_own_partner(p):
    n_rows = 1 if p is None else 2
    pairs = choose_pairs(n_rows, 5, p, np.random.RandomState(0))
    assert_array_equal(pairs, [[n_rows - 1, n_rows - 1]])


def test_few_rows_are_paired_in_all_ways_and_many_in_some():
    pairs = choose_pairs(4, 12, None, np.random.RandomState(0))
    assert len(np.unique(pairs, axis=0)) == 12
    many = choose_pairs(500, MOST_PAIRS_OF_CLASS, None, np.random.RandomState(0))
    assert many.shape == (MOST_PAIRS_OF_CLASS, 2)
    assert (many[:, 0] != many[:, 1]).all()


def test_small_moves_are_small():
    flow = small_moves(np.zeros((2, 50, 32, 32)), np.random.RandomState(0))
    assert 0.2 < np.abs(flow).mean() < 2.0
    assert np.abs(flow).max() < 0.4 * 32
