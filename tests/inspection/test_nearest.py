import numpy as np
import pandas as pd
import pytest

from skgan.encoding import TabularEncoder
from skgan.exceptions import InputError
from skgan.inspection import NearestRowsDisplay, nearest_rows
from tests.inspection.conftest import IMAGES, NUMBER, TABLE, Y, fit


def test_copies_are_found(table, monkeypatch):
    def copies(sampler, counts, *, z=None):
        rows = np.concatenate([TABLE[c == Y][:n] for c, n in counts.items()])
        return rows + 0.5 * (np.arange(len(rows)) % 5 > 0)[:, None], None

    monkeypatch.setattr(type(table), "sample", copies)
    pairs = nearest_rows(table, TABLE, Y, n_samples=2, n_candidates=10)
    assert pairs.y.tolist() == ["a", "a", "b", "b", "c", "c"]
    np.testing.assert_allclose(pairs.distance, 0, atol=1e-5)
    np.testing.assert_array_equal(pairs.X, pairs.X_nearest)
    np.testing.assert_array_equal(pairs.y, pairs.y_nearest)


def test_the_nearest_come_first(table):
    pairs = nearest_rows(table, n_samples=4, n_candidates=20)
    for label in "abc":
        own = pairs.distance[pairs.y == label]
        assert len(own) == 4 and (np.diff(own) >= 0).all()
    every = nearest_rows(table, n_samples=20, n_candidates=1)
    assert len(every.y) == 60
    np.testing.assert_array_equal(every.distance[:4], pairs.distance[:4])


def test_the_row_found_is_the_nearest_as_the_networks_see_it(table):
    pairs = nearest_rows(table, TABLE, Y, n_samples=3)
    encode = TabularEncoder().fit(TABLE, NUMBER).encode
    apart = encode(pairs.X)[:, None] - encode(TABLE)[None]
    distance = np.sqrt((apart**2).mean(axis=-1))
    np.testing.assert_allclose(pairs.distance, distance.min(axis=1), rtol=1e-4)
    np.testing.assert_array_equal(pairs.X_nearest, TABLE[distance.argmin(axis=1)])
    np.testing.assert_array_equal(pairs.y_nearest, Y[distance.argmin(axis=1)])


def test_tables_come_back_in_their_form():
    frame = pd.DataFrame(TABLE, columns=list("vwxyz")).assign(n=np.arange(60))
    pairs = nearest_rows(fit(frame, kernel_fraction=1), n_samples=2)
    for part in (pairs.X, pairs.X_nearest):
        assert part.dtypes.equals(frame.dtypes) and len(part) == 6


def test_unclipped_pixels_are_no_error():
    X = IMAGES / 255.0
    options = {"clip": False, "kernel_fraction": 0, "value_range": (0, 1)}
    pairs = nearest_rows(fit(X, **options), X, Y, n_samples=2)
    assert pairs.X.shape == (6, 8, 10, 1)


@pytest.mark.parametrize(
    ("X", "options", "message"),
    [
        (None, {"n_samples": -1}, "n_samples"),
        (None, {"n_candidates": -1}, "n_candidates"),
        (None, {"n_samples": 0}, "There are no pairs"),
        (TABLE[:, :2], {}, "Give samples of the fitted shape"),
    ],
)
def test_bad_values_are_told(X, options, message, table):
    with pytest.raises(InputError, match=message):
        NearestRowsDisplay.from_estimator(table, X, Y, **options)


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
