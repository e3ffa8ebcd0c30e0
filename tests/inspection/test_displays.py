"""What holds for all displays."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from skgan.exceptions import InputError
from skgan.inspection import (
    FidelityDisplay,
    LossCurveDisplay,
    NearestRowsDisplay,
    PolicyDisplay,
    SampleGridDisplay,
)
from skgan.inspection._figure import MAX_NAME, MAX_SIZE, label_of
from skgan.inspection._nearest import NearestRows
from tests.helpers import as_it_was

FEW = {"n_samples": 2}
SHOWN = [
    (SampleGridDisplay, "table", FEW),
    (SampleGridDisplay, "signals", FEW),
    (SampleGridDisplay, "images", FEW),
    (NearestRowsDisplay, "table", FEW),
    (NearestRowsDisplay, "images", FEW),
    (FidelityDisplay, "table", {}),
    (LossCurveDisplay, "table", {}),
    (PolicyDisplay, "signals", {}),
]
each_display = pytest.mark.parametrize(("cls", "name", "options"), SHOWN)


@each_display
def test_axes_that_are_given_are_drawn_in_and_the_sampler_stays(
    cls, name, options, request
):
    figure, axes = plt.subplots(1, 2)
    sampler = request.getfixturevalue(name)
    with as_it_was(sampler):
        display = cls.from_estimator(sampler, ax=axes[1], **options)
    assert display.ax_ is axes[1] and display.figure_ is figure
    assert figure.get_suptitle() == ""  # the title of the user's figure is the user's
    assert plt.get_fignums() == [figure.number]
    assert display.plot() is display and display.figure_ is not figure
    assert display.figure_.get_suptitle() == display.title


@each_display
def test_what_is_no_axes_is_told(cls, name, options, request):
    with pytest.raises(InputError, match="ax is 5, which is not a matplotlib"):
        cls.from_estimator(request.getfixturevalue(name), ax=5, **options)


def test_axes_that_cannot_be_divided_are_told(signals):
    ax = plt.figure().add_axes([0, 0, 1, 1])
    with pytest.raises(InputError, match="cannot be divided. Create it with"):
        SampleGridDisplay.from_estimator(signals, ax=ax)


SHAPES = {"image": (8, 8, 3), "signal": (8, 2), "table": (5,)}
NAMES = [f"{i}, a class with a name of more than thirty letters" for i in range(60)]


def many(kind, n_classes):
    """Return two samples of each class."""
    y = np.repeat(NAMES[:n_classes], 2)
    X = np.random.RandomState(0).uniform(size=(len(y), *SHAPES[kind]))
    return X, y


def of_nearest(X, y):
    pairs = NearestRows(X, y, X[::-1], y, np.zeros(len(y)))
    return NearestRowsDisplay(pairs, sample_shape=X.shape[1:]).plot()


def assert_legible(display):
    """Check that no text leaves the figure, and that labels do not overlap."""
    figure = display.figure_
    figure.canvas.draw()
    box = figure.bbox.padded(2)
    axes = [axis for axis in figure.axes if axis.axison]
    parts = [axis.get_tightbbox() for axis in axes]
    for one in (*parts, figure._suptitle.get_window_extent()):
        assert box.x0 <= one.x0 and one.x1 <= box.x1
        assert box.y0 <= one.y0 and one.y1 <= box.y1
    names = [axis.yaxis.label.get_window_extent() for axis in axes]
    names = [one for one in names if one.width > 5]
    assert not any(a.overlaps(b) for a in names for b in names if a is not b)
    assert (figure.get_size_inches() <= MAX_SIZE).all()


@pytest.mark.parametrize("n_classes", [2, 60])
@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("draw", [SampleGridDisplay.from_results, of_nearest])
def test_many_classes_with_long_names_are_legible(draw, kind, n_classes):
    X, y = many(kind, n_classes)
    assert_legible(draw(X, y))


@pytest.mark.parametrize(
    ("draw", "kind", "note"),
    [
        (SampleGridDisplay.from_results, "image", "24 of 60 classes shown"),
        (SampleGridDisplay.from_results, "signal", "10 of 60 classes shown"),
        (SampleGridDisplay.from_results, "table", "20 of 60 classes named"),
        (of_nearest, "image", "24 of 60 classes shown"),
        (of_nearest, "signal", "12 of 60 classes shown"),
        (of_nearest, "table", "12 of 60 classes shown"),
    ],
)
def test_classes_left_out_are_told(draw, kind, note):
    display = draw(*many(kind, 60))
    legends = [axis.get_legend() for axis in display.figure_.axes if axis.get_legend()]
    texts = [legend.get_title().get_text() for legend in legends]
    texts.append(display.ax_.get_xlabel())
    assert any(text.replace("\n", " ").endswith(note) for text in texts)


def test_names_are_no_formulas_and_are_shortened_in_the_middle():
    assert label_of("$x^$ and $") == r"\$x^\$ and \$"
    short = label_of(NAMES[17])
    assert len(short) == MAX_NAME and short[:3] == "17," and short.endswith("y letters")
