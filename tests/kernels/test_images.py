import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.datasets import load_digits
from sklearn.svm import SVC

from skgan.kernels import policy_of
from skgan.kernels._flows import small_moves
from skgan.kernels._images import MAX_PAIRS_OF_CLASS, choose_pairs, fit_image_kernel
from tests.kernels.pictures import fit

SHAPES = [(8, 8, 1), (9, 16, 3), (40, 12, 4)]
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=str)


def random_images(n_rows, shape, seed=0):
    images = np.random.RandomState(seed).uniform(-1, 1, (n_rows, *shape))
    return images.astype(np.float32)


def fitted(shape, counts=(5, 2), p=(None, None)):
    rows = {i: random_images(n, shape, i) for i, n in enumerate(counts)}
    return fit(rows, "shapes", dict(enumerate(p)))


@each_shape
@pytest.mark.parametrize("n_samples", [0, 1, 7])
def test_images_have_the_shape_asked_for_and_depend_on_the_seed_alone(shape, n_samples):
    samples = fitted(shape).draw(0, n_samples, np.random.RandomState(5))
    assert samples.shape == (n_samples, *shape)
    assert samples.dtype == np.float32
    again = fitted(shape).draw(0, n_samples, np.random.RandomState(5))
    assert_array_equal(samples, again)


def test_shapes_that_frequent_classes_vary_in_are_lent():
    """A single shape of the rare class becomes wide and narrow, as others are."""
    y, x = np.mgrid[:16, :16] - 7.5
    widths = np.linspace(2, 6, 40)[:, None, None]
    ellipses = np.clip(3 - np.hypot(y, 3 * x / widths), 0, 1) * 2 - 1
    square = np.where(np.maximum(abs(y), abs(x)) < 4, 1.0, -1.0)
    rows = {0: ellipses[..., None], 1: np.stack([square, square])[..., None]}
    rows = {label: images.astype(np.float32) for label, images in rows.items()}
    lent, alone = fit(rows, "shapes"), fit({1: rows[1]}, "shapes", {1: None})

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
    kernel = fit(of_class, "shapes")
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
    kernel = fit({0: rows}, "shapes", {0: p})
    assert not kernel.draw(0, 100, np.random.RandomState(0)).any()


@pytest.mark.parametrize("p", [None, np.array([0.0, 1.0])])
def test_a_single_usable_row_is_its_own_partner(p):
    n_rows = 1 if p is None else 2
    pairs = choose_pairs(n_rows, 5, p, np.random.RandomState(0))
    assert_array_equal(pairs, [[n_rows - 1, n_rows - 1]])


def test_few_rows_are_paired_in_all_ways_and_many_in_some():
    pairs = choose_pairs(4, 12, None, np.random.RandomState(0))
    assert len(np.unique(pairs, axis=0)) == 12
    many = choose_pairs(500, MAX_PAIRS_OF_CLASS, None, np.random.RandomState(0))
    assert many.shape == (MAX_PAIRS_OF_CLASS, 2)
    assert (many[:, 0] != many[:, 1]).all()


def test_small_moves_are_small():
    [moves] = policy_of("shapes", "image").parts
    flow = small_moves(50, 32, 32, moves, np.random.RandomState(0))
    assert flow.shape == (2, 50, 32, 32) and flow.dtype == np.float32
    assert 0.2 < np.abs(flow).mean() < 2.0
    assert np.abs(flow).max() < 0.4 * 32


def test_pictures_are_registered_for_a_bend_alone_and_not_too_many():
    rows = {label: random_images(20, (8, 8, 1), label) for label in (0, 1)}
    for moves in ({"shift": 0.1}, {"mirror": 1.0}, {}):
        kernel = fit(rows, moves)
        assert not kernel.flows and kernel.pairs[1].shape[1] == 2
    p, bend = dict.fromkeys(rows), policy_of({"bend": 0.1}, "image")
    kernel = fit_image_kernel(rows, p, np.random.RandomState(0), bend, max_pairs=60)
    assert kernel.flows[0].shape == (2, 30, 8, 8)
