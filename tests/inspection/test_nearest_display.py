import numpy as np
import pytest

from skgan.exceptions import InputError
from skgan.inspection import NearestRowsDisplay, nearest_rows
from tests.inspection.conftest import TABLE, Y


def test_images_are_pairs(images, flat_images):
    for sampler in (images, flat_images):
        display = NearestRowsDisplay.from_estimator(sampler, n_samples=2)
        page = display.ax_.images[0].get_array()
        assert page.shape == (3 * 8 + 2, 4 * 10 + 3 + 2, 3)
        real = np.asarray(display.pairs.X_nearest)[0].reshape(8, 10) / 255
        np.testing.assert_allclose(page[:8, 11:21, 0], real, atol=3e-3)
        labels = [label.get_text() for label in display.ax_.get_yticklabels()]
        assert labels == ["a", "b", "c"]


@pytest.mark.parametrize(("name", "lines"), [("signals", 4), ("table", 2)])
def test_signals_and_rows_are_lines(name, lines, request):
    sampler = request.getfixturevalue(name)
    display = NearestRowsDisplay.from_estimator(sampler, n_samples=2)
    panels = [axis for axis in display.figure_.axes if axis is not display.ax_]
    assert len(panels) == 6
    assert {len(axis.lines) for axis in panels} == {lines}


def test_a_copy_lies_on_its_row(table):
    pairs = nearest_rows(table, TABLE, Y, n_samples=3)
    copies = pairs._replace(X=pairs.X_nearest)
    display = NearestRowsDisplay(copies, sample_shape=(5,)).plot()
    real, made = display.figure_.axes[1].lines
    np.testing.assert_array_equal(real.get_ydata(), made.get_ydata())


def test_no_pairs_are_told(table):
    with pytest.raises(InputError, match="There are no pairs"):
        NearestRowsDisplay.from_estimator(table, n_samples=0)
