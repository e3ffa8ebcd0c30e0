import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from scipy import sparse

from skgan._html import COLOURS
from skgan.exceptions import InputError
from skgan.inspection import SampleGridDisplay, latent_grid
from tests.inspection.conftest import IMAGES, SIGNALS, TABLE, Y, fit


def labels_of(axis):
    return [label.get_text() for label in axis.get_yticklabels()]


def test_images_have_a_row_for_each_class(images, flat_images):
    display = SampleGridDisplay.from_estimator(images, n_samples=4)
    assert labels_of(display.ax_) == ["a", "b", "c"]
    assert display.ax_.images[0].get_array().shape == (3 * 8 + 2, 4 * 10 + 3, 3)
    assert display.y.tolist() == ["a"] * 4 + ["b"] * 4 + ["c"] * 4
    for sampler in (images, flat_images):
        X, y = latent_grid(sampler, 2)
        display = SampleGridDisplay.from_results(X, y, sampler=sampler)
        page = display.ax_.images[0].get_array()
        last = X[-1].reshape(8, 10) / 255
        np.testing.assert_allclose(page[-8:, -10:, 0], last, atol=3e-3)


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_images_without_a_sampler(dtype):
    X = IMAGES.astype(dtype)
    display = SampleGridDisplay.from_results(X[:6], Y[24:36:2], value_range=(0, 255))
    page = display.ax_.images[0].get_array()
    np.testing.assert_allclose(page[:8, :10, 0], X[0, :, :, 0] / 255, atol=3e-3)
    folded = SampleGridDisplay.from_results(
        X[:6].reshape(6, 80), Y[24:36:2], sample_shape=(8, 10), value_range=(0, 255)
    )
    np.testing.assert_array_equal(folded.ax_.images[0].get_array(), page)


def test_signals_have_a_row_of_panels_for_each_class(signals):
    display = SampleGridDisplay.from_estimator(signals, n_samples=4)
    assert display.axes_.shape == (3, 2)
    assert [axis.get_ylabel() for axis in display.axes_[:, 0]] == ["a", "b", "c"]
    for i, label in enumerate("abc"):
        lines = [line.get_ydata() for line in display.axes_[i, 1].lines]
        assert len(lines) == 8  # real ones first
        own = display.X[display.y == label][:, :, 1]
        np.testing.assert_array_equal(lines[4:], own)
        real = SIGNALS[label == Y][0, :, 1]
        np.testing.assert_allclose(lines[0], real, atol=1e-5)
    alone = SampleGridDisplay.from_results(SIGNALS[::10], Y[::10])
    assert [len(axis.lines) for axis in alone.axes_[:, 0]] == [3, 2, 1]
    assert alone.axes_[0, 1].get_legend() is None


def n_points(display):
    """Return the numbers of real and generated points, class after class."""
    return [len(c.get_offsets()) for c in display.ax_.collections]


def test_tables_are_points_of_both_kinds(table):
    display = SampleGridDisplay.from_estimator(table, n_samples=7)
    assert n_points(display) == [30, 7, 20, 7, 10, 7, 0]
    names = [text.get_text() for text in display.ax_.get_legend().get_texts()]
    assert names == ["a", "b", "c", "real (ring)"]
    given = SampleGridDisplay.from_estimator(table, TABLE[:4], Y[:4], n_samples=7)
    assert n_points(given)[0::2] == [4, 0, 0, 0]
    alone = SampleGridDisplay.from_results(sparse.csr_matrix(TABLE), Y)
    assert n_points(alone) == [0, 30, 0, 20, 0, 10, 0]


def test_colours_are_of_one_palette_and_begin_again_with_another_marker():
    y = np.repeat(np.arange(10), 6)
    display = SampleGridDisplay.from_results(TABLE, y)
    points = display.ax_.collections[1:-1:2]
    colours = [to_hex(c.get_facecolor()[0], False).upper() for c in points]
    assert colours == [*COLOURS, *COLOURS[:2]]
    shapes = [len(c.get_paths()[0].vertices) for c in points]
    assert len(set(shapes[:8])) == 1 and shapes[8] == shapes[9] != shapes[0]


def test_columns_may_be_of_any_kind():
    frame = pd.DataFrame(TABLE, columns=list("vwxyz"))
    frame = frame.assign(text=Y, flag=TABLE[:, 0] > 1, kind=pd.Categorical(Y))
    frame["day"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(np.arange(60), "D")
    frame["count"] = pd.array([*range(59), None], dtype="Int64")
    frame.loc[3, ["text", "v", "day"]] = None
    display = SampleGridDisplay.from_results(frame, Y, X_real=frame, y_real=Y)
    offsets = [np.asarray(c.get_offsets()) for c in display.ax_.collections]
    for real, same in zip(offsets[:-1:2], offsets[1::2], strict=True):
        np.testing.assert_allclose(real, same)
        assert np.isfinite(real).all()


def test_classes_and_colours_can_be_chosen(images):
    display = SampleGridDisplay.from_estimator(images, n_samples=2, classes=["c", "a"])
    assert labels_of(display.ax_) == ["a", "c"]
    display.plot(cmap="viridis")
    assert np.ptp(display.ax_.images[0].get_array(), axis=-1).max() > 0


def test_classes_that_cannot_be_drawn_are_left_out(
    per_class, per_class_images, kernel_only
):
    assert len(SampleGridDisplay.from_estimator(kernel_only).y) == 600
    display = SampleGridDisplay.from_estimator(per_class)
    assert set(display.y) == {"b", "c"}
    display = SampleGridDisplay.from_estimator(per_class_images, n_samples=2)
    assert labels_of(display.ax_) == ["a", "b", "c"]  # "a" by its kernel


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        (Y.tolist(), ["a"] * 5 + ["b"] * 3 + ["c"]),  # 4.5, 3 and 1.5
        (pd.Series(Y), ["a"] * 5 + ["b"] * 3 + ["c"]),
        (pd.DataFrame({"kind": Y}), ["a"] * 5 + ["b"] * 3 + ["c"]),
        (np.eye(3, dtype=int)[np.arange(60) // 25], [0] * 4 + [1] * 4 + [2]),
    ],
)
def test_classes_come_in_any_form(y, expected):
    sampler = fit(TABLE, y=y, kernel_fraction=1)
    display = SampleGridDisplay.from_results(*sampler.sample(9), sampler=sampler)
    assert sorted(display.y.tolist()) == expected


@pytest.mark.parametrize(
    ("X", "y", "options", "message"),
    [
        (TABLE, None, {}, "without y"),
        (TABLE, Y[:5], {}, "60 samples and y has 5 classes"),
        (TABLE[:0], Y[:0], {}, "at least one sample"),
        (TABLE, np.zeros((60, 2)), {}, "one class for each"),
        (TABLE, Y, {"X_real": TABLE}, "without y"),
        (TABLE, Y, {"sample_shape": (8, 8)}, "64 values"),
        (TABLE, Y, {"X_real": TABLE[:, :2], "y_real": Y}, "Give samples of one shape"),
        (SIGNALS, Y, {"X_real": SIGNALS[:, 1:], "y_real": Y}, "samples of one shape"),
        (IMAGES, Y, {"value_range": 5}, "value_range is 5. Give two numbers"),
        (IMAGES.astype(str), Y, {}, "X is not a dense array of numbers"),
        (np.where(IMAGES > 9, np.nan, 0), Y, {}, "X has NaN or infinite values"),
        (IMAGES, Y, {"cmap": "grey "}, "cmap is 'grey ', which is not a colour map"),
        (
            TABLE[:, 0],
            Y,
            {},
            r"X has shape \(60,\). but it should have one row for each sample",
        ),
        (TABLE, np.where(Y == "a", 1, Y.astype(object)), {}, "labels of the types"),
        (TABLE, np.where(Y == "a", np.nan, 0), {}, "y has 30 missing values among"),
    ],
)
def test_bad_samples_are_told(X, y, options, message):
    with pytest.raises(InputError, match=message):
        SampleGridDisplay.from_results(X, y, **options)


def test_samples_of_another_shape_are_told(table):
    with pytest.raises(InputError, match=r"shape \(8, 10, 1\), but .* have \(5,\)"):
        SampleGridDisplay.from_results(IMAGES, Y, sampler=table)
    with pytest.raises(InputError, match="Give samples of the fitted"):
        SampleGridDisplay.from_estimator(table, TABLE[:, :2], Y)
