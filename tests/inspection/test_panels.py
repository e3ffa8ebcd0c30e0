import matplotlib.pyplot as plt
import numpy as np
import pytest

from skgan.inspection._figure import MAX_SIZE
from skgan.inspection._panels import as_colours, draw_mosaic, mosaic_size, project


def page_of(ax):
    return ax.images[0].get_array()


def draw(rows, shape=(8, 8, 1), pixel_range=(0, 16), **options):
    ax = plt.figure().add_subplot()
    names = [str(i) for i in range(len(rows))]
    draw_mosaic(ax, rows, names, shape, pixel_range, "gray", **options)
    return ax


def test_images_are_where_their_row_and_column_are():
    rows = np.zeros((2, 3, 8, 8, 1))
    rows[1, 2] = 16
    rows[0, 1, 0, 0] = 16
    page = page_of(draw(list(rows)))
    assert page.shape == (17, 26, 3)  # gaps of one pixel
    np.testing.assert_array_equal(page[9:17, 18:26], 1.0)
    assert page[0, 9, 0] == 1.0 and page[0, 10, 0] == 0.0
    np.testing.assert_array_equal(page[8], 1.0)


def test_rows_may_have_several_lengths_or_nothing_and_have_names():
    ax = draw([np.zeros((2, 8, 8, 1)), np.zeros((0, 8, 8, 1))])
    assert page_of(ax).shape == (17, 17, 3)
    np.testing.assert_array_equal(page_of(ax)[9:], 1.0)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["0", "1"]
    assert ax.get_yticks().tolist() == [3.5, 12.5] and len(ax.get_xticks()) == 0


def test_pairs_stand_apart():
    page = page_of(draw([np.zeros((4, 8, 8, 1))], pair=2))
    assert page.shape == (8, 4 * 8 + 3 + 2, 3)
    np.testing.assert_array_equal(page[:, 17:20], 1.0)
    np.testing.assert_array_equal(page[:, 9:17], 0.0)


@pytest.mark.parametrize("channels", range(1, 7))
def test_the_range_is_that_of_the_pixels(channels):
    images = np.array([-1.0, 0.0, 3.0, 99.0]).reshape(4, 1, 1, 1)
    images = np.repeat(images, channels, axis=-1)
    if channels == 4:
        images[..., 3] = 3.0  # opaque
    colours = as_colours(images, (-1, 3), "gray")
    assert colours.shape == (4, 1, 1, 3)
    np.testing.assert_allclose(colours[:, 0, 0, 0], [0, 0.25, 1, 1], atol=2e-3)


def test_what_is_transparent_is_white_and_strange_ranges_are_no_error():
    images = np.zeros((1, 2, 1, 4), dtype=np.uint8)
    images[0, 0, 0, 3] = 255
    colours = as_colours(images, (0, 255), "gray")
    assert colours[0, :, 0].tolist() == [[0, 0, 0], [1, 1, 1]]
    for strange in ((0, 0), (-1.7e308, 1.7e308)):
        assert np.isfinite(as_colours(np.zeros((1, 2, 2, 1)), strange, "gray")).all()


@pytest.mark.parametrize("rows", [1, 10, 200])
@pytest.mark.parametrize("shape", [(8, 8, 1), (8, 128, 3), (128, 8, 3)])
def test_figures_are_no_larger_than_a_screen(rows, shape):
    width, height = mosaic_size(range(rows), 10, shape)
    assert 1 < width <= MAX_SIZE[0] and 0.3 < height <= MAX_SIZE[1]


def test_the_plane_is_that_of_the_real_rows():
    random = np.random.RandomState(0)
    hidden = random.normal(size=(200, 2)) * [3, 1]
    X = np.column_stack([hidden, hidden.sum(axis=1), hidden @ [1, -1]])
    real, generated, shares = project(X, X[:50])
    np.testing.assert_allclose(generated, real[:50], atol=1e-9)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] > shares[1]


def test_units_do_not_matter():
    X = np.random.RandomState(0).normal(size=(50, 3))
    one, _, _ = project(X, X)
    other, _, _ = project(X * [1, 1000, 1e-6] + [0, 5, 0], X)
    np.testing.assert_allclose(np.abs(one), np.abs(other), atol=1e-8)


@pytest.mark.parametrize(
    "X",
    [
        np.arange(5.0)[:, None],
        np.ones((4, 3)),
        np.full((4, 2), np.nan),
        np.arange(12.0).reshape(4, 3) * 1e200,
        np.array([[1.0, 2.0, 3.0]]),
    ],
    ids=["one column", "constant", "missing", "huge", "one row"],
)
def test_poor_tables_have_points_too(X):
    real, generated, shares = project(X, X)
    assert real.shape == generated.shape == (len(X), 2)
    assert np.isfinite(real).all() and np.isfinite(shares).all()
