"""What holds for all displays."""

import matplotlib.pyplot as plt
import pytest

from skgan.exceptions import InputError
from skgan.inspection import (
    FidelityDisplay,
    LossCurveDisplay,
    NearestRowsDisplay,
    PolicyDisplay,
    SampleGridDisplay,
)
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
    assert plt.get_fignums() == [figure.number]
    assert display.plot() is display and display.figure_ is not figure


@each_display
def test_what_is_no_axes_is_told(cls, name, options, request):
    with pytest.raises(InputError, match="ax is 5, which is not a matplotlib"):
        cls.from_estimator(request.getfixturevalue(name), ax=5, **options)


def test_axes_that_cannot_be_divided_are_told(signals):
    ax = plt.figure().add_axes([0, 0, 1, 1])
    with pytest.raises(InputError, match="cannot be divided. Create it with"):
        SampleGridDisplay.from_estimator(signals, ax=ax)
