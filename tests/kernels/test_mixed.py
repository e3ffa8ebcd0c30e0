import numpy as np

from skgan._spec import Layout
from skgan.kernels import MixedKernel, linear_kernel

RNG = np.random.RandomState(0)
NUMBERS = RNG.normal(size=(200, 3)).astype(np.float32)
CODES = RNG.randint(0, 3, size=200)
GAPS = RNG.uniform(size=200) < 0.3
LAYOUT = Layout(3, (3, 3, 2), 2)
ROWS = np.hstack(
    [NUMBERS, np.eye(3)[CODES], np.eye(3)[CODES], np.eye(2)[GAPS.astype(int)]]
).astype(np.float32)


def draw(n_samples=4000, p=None, rows=ROWS):
    kernel = MixedKernel({0: rows}, {0: p}, LAYOUT)
    return kernel.draw(0, n_samples, np.random.RandomState(0))


def test_numbers_are_those_of_the_linear_kernel():
    expected = linear_kernel(ROWS, 50, np.random.RandomState(0))
    np.testing.assert_array_equal(draw(50)[:, :3], expected[:, :3])


def test_each_block_has_one_one():
    drawn = draw()
    for start, stop in ((3, 6), (6, 9), (9, 11)):
        block = drawn[:, start:stop]
        assert set(np.unique(block)) == {0, 1} and (block.sum(axis=1) == 1).all()


def test_rates_and_associations_are_kept():
    drawn = draw()
    np.testing.assert_allclose(drawn[:, 3:].mean(0), ROWS[:, 3:].mean(0), atol=0.05)
    same = (drawn[:, 3:6] == drawn[:, 6:9]).all(axis=1).mean()
    assert same > 0.95  # in the rows it is 1; with any partner it would be 2 / 3


def test_rows_of_no_weight_are_not_used():
    p = np.zeros(200)
    p[CODES == 1] = 1 / (CODES == 1).sum()
    assert (draw(300, p)[:, 4] == 1).all()


def test_combinations_that_are_another_class_s_are_not_drawn():
    one, two = (block.ravel() for block in np.meshgrid(range(3), range(3)))
    table = np.hstack([np.eye(3)[one], np.eye(3)[two]]).astype(np.float32)
    is_rare = one == two  # the rule of the class
    rows = {0: table[~is_rare], 1: table[is_rare]}
    kernel = MixedKernel(rows, dict.fromkeys(rows), Layout(0, (3, 3), 2))
    drawn = kernel.draw(1, 100, np.random.RandomState(0))
    np.testing.assert_array_equal(drawn[:, :3], drawn[:, 3:])
    assert len(np.unique(drawn, axis=0)) == 3
