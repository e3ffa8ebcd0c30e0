import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split

from skgan.exceptions import InputError
from skgan.inspection import MetricByClassDisplay
from skgan.inspection._class_panels import NO_VALUE
from skgan.metrics import by_class, energy_distance, frechet_distance
from tests.helpers import as_it_was
from tests.inspection.conftest import IMAGES, TABLE, Y, fit

FRAME = pd.DataFrame(
    {
        "coverage": [0.5, np.nan, 0.9],
        "coverage_std": [0.1, np.nan, 0.05],
        "coverage_real": [0.8, 0.9, 1.0],
        "FID": [3.0, 2.0, 1.0],
    },
    index=["few", "many", "some"],
)
COUNTS = {"few": 5, "many": 100, "some": 50}


@pytest.fixture(scope="module")
def iris():
    """Return a sampler without networks, and held-out rows."""
    X, y = load_iris(return_X_y=True)
    X, X_test, y, y_test = train_test_split(
        X, y, test_size=0.5, stratify=y, random_state=0
    )
    return fit(X, kernel_fraction=1, y=y), X_test, y_test


def labels_of(display):
    return [label.get_text() for label in display.axes_[0].get_yticklabels()]


def texts_of(axis):
    return [text.get_text() for text in axis.texts]


def test_classes_are_sorted_by_their_rows_and_rare_ones_are_marked():
    display = MetricByClassDisplay(FRAME, counts=COUNTS).plot()
    assert display.classes_ == ["many", "some", "few"]
    assert labels_of(display) == ["many (100)", "some (50)", "few (5)"]
    for axis in display.axes_:
        (band,) = axis.patches
        assert band.get_y() == 1.5 and band.get_height() == 1.0
        assert axis.get_ylim()[0] > axis.get_ylim()[1]
    legend = display.axes_[-1].get_legend()
    names = [text.get_text() for text in legend.get_texts()]
    assert names == ["generated", "real rows", "rare class"]


def test_each_metric_has_a_panel_with_dots_diamonds_and_units():
    display = MetricByClassDisplay(FRAME, counts=COUNTS).plot()
    coverage, fid = display.axes_
    real, made = coverage.lines
    assert real.get_marker() == "D" and made.get_marker() == "o"
    np.testing.assert_array_equal(made.get_xdata(), [np.nan, 0.9, 0.5])
    assert real.get_xdata().tolist() == [0.9, 1.0, 0.8]
    assert np.isnan(fid.lines[0].get_xdata()).all()  # not known for real rows
    spread = coverage.collections[2].get_segments()
    np.testing.assert_allclose(spread[-1][:, 0], [0.4, 0.6])
    assert coverage.get_xlabel() == "share of real rows (more is better)"
    assert coverage.get_xlim() == (-0.03, 1.03)
    assert fid.get_title() == "FID" and fid.get_xlim()[0] <= 0


def test_a_class_without_a_value_is_named():
    display = MetricByClassDisplay(FRAME, counts=COUNTS).plot()
    assert [texts_of(axis) for axis in display.axes_] == [[NO_VALUE], []]


@pytest.mark.parametrize("counts", [dict(enumerate(range(100, 40, -1))), None])
def test_of_many_classes_the_smallest_are_drawn_and_the_others_told(counts):
    values = dict.fromkeys(range(60), 0.5)
    display = MetricByClassDisplay.from_results(values, counts=counts, max_classes=8)
    expected = list(range(8)) if counts is None else list(range(52, 60))
    assert display.classes_ == expected
    note = display.ax_.get_legend().get_title().get_text().replace("\n", " ")
    assert note.startswith("8 of 60 classes shown")
    assert note.endswith("fewest training rows") == (counts is not None)


def test_results_of_by_class_are_shown():
    made = by_class(frechet_distance, TABLE, Y, TABLE + 1, Y)
    real = by_class(frechet_distance, TABLE, Y, TABLE[::-1], Y[::-1])
    display = MetricByClassDisplay.from_results(made, real, name="frechet_distance")
    assert display.classes_ == ["a", "b", "c"]
    assert display.ax_.get_title() == "Fréchet distance"
    assert display.ax_.lines[1].get_xdata() == pytest.approx([5.0] * 3)
    assert display.ax_.lines[0].get_xdata() == pytest.approx([0.0] * 3, abs=1e-9)


def test_figures_of_a_report_are_shown(iris):
    report = iris[0].report(*iris[1:])
    display = MetricByClassDisplay.from_report(report, metrics=["fidelity", "copies"])
    assert display.frame["copies"].equals(report.to_frame()["copies"])
    assert report.class_counts == {0: 25, 1: 25, 2: 25}
    assert labels_of(display) == ["0 (25)", "1 (25)", "2 (25)"]
    with pytest.raises(InputError, match=r"contains \['luck'\].*Use some of"):
        MetricByClassDisplay.from_report(report, metrics=["luck"])
    with pytest.raises(InputError, match="is not a SamplerReport"):
        MetricByClassDisplay.from_report(report.to_frame())


def test_a_sampler_is_compared_with_real_rows(iris):
    sampler, X, y = iris
    with as_it_was(sampler):
        display = MetricByClassDisplay.from_estimator(
            sampler, X, y, metrics=["frechet_distance", "coverage", "class_fidelity"]
        )
    frame = display.frame
    assert frame.index.tolist() == [0, 1, 2] and frame.shape == (3, 12)
    assert frame.filter(regex="^[a-z_]*(coverage|fidelity)").notna().all(axis=None)
    assert (frame["class_fidelity"] > 0.8).all()
    assert (frame["frechet_distance_real"] > 0).all()
    assert (frame["frechet_distance_std"] > 0).all()
    again = MetricByClassDisplay.from_estimator(sampler, X, y, metrics="coverage")
    assert again.axes_.tolist() == [again.ax_]


def test_worse_samples_have_worse_values(iris, monkeypatch):
    sampler, X, y = iris
    before = MetricByClassDisplay.from_estimator(sampler, X, y, n_repeats=2).frame
    sample = type(sampler).sample

    def shifted(self, *args, **options):
        made, classes = sample(self, *args, **options)
        return made + (classes == 1)[:, None] * 5, classes

    monkeypatch.setattr(type(sampler), "sample", shifted)
    after = MetricByClassDisplay.from_estimator(sampler, X, y, n_repeats=2).frame
    worse = after["frechet_distance"] > 10 * before["frechet_distance"]
    assert worse.tolist() == [False, True, False]
    assert after["class_fidelity"].tolist()[1] < 0.2
    same = [name for name in before if "_real" in name]
    pd.testing.assert_frame_equal(before[same], after[same])


def test_functions_get_samples_in_the_users_form_and_as_many_of_both():
    images = fit(IMAGES, kernel_fraction=1)
    shapes = set()

    def metric(X, Y):
        shapes.add((X.shape, Y.shape, X.dtype))
        return energy_distance(X, Y)

    held = 255 - IMAGES[:50]
    display = MetricByClassDisplay.from_estimator(
        images, held, Y[:50], metrics={"FID": metric}, n_repeats=2
    )
    expected = {((n, 8, 10, 1),) * 2 + (np.dtype("uint8"),) for n in (30, 20)}
    assert shapes == expected
    assert display.axes_[0].get_title() == "FID"
    assert display.frame["FID"].isna().tolist() == [False, False, True]
    assert texts_of(display.ax_) == [NO_VALUE]  # no held-out row of class "c"


def test_columns_of_any_type_are_compared():
    frame = pd.DataFrame(TABLE, columns=list("vwxyz")).assign(kind=list("pq") * 30)
    frame.loc[3, ["v", "kind"]] = None
    sampler = fit(frame.iloc[::2], kernel_fraction=1, y=Y[::2])
    display = MetricByClassDisplay.from_estimator(
        sampler, frame.iloc[1::2], Y[1::2], metrics=["energy_distance", "precision"]
    )
    assert display.frame.notna().all(axis=None)


def test_training_rows_are_told():
    sampler = fit(TABLE, kernel_fraction=1)
    with pytest.warns(UserWarning, match="training rows.*Give rows that were held"):
        MetricByClassDisplay.from_estimator(sampler, TABLE, Y, metrics="coverage")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"metrics": "FID"}, "'FID', which is neither a function nor the name of"),
        ({"metrics": []}, "metrics is empty"),
        ({"n_repeats": 0}, "n_repeats"),
        ({"max_classes": 0}, "max_classes"),
        ({"classes": [7]}, "unknown classes"),
    ],
)
def test_bad_parameters_are_told(options, message, iris):
    with pytest.raises(InputError, match=message):
        MetricByClassDisplay.from_estimator(*iris, **options)


def test_too_few_rows_are_told(iris):
    sampler, X, y = iris
    with pytest.raises(InputError, match="fewer than 2 rows of each class"):
        MetricByClassDisplay.from_estimator(sampler, X[:1], y[:1])


@pytest.mark.parametrize(
    ("frame", "counts", "message"),
    [
        (FRAME[["coverage_real"]], None, "has no metrics"),
        (FRAME[:0], None, "has no metrics"),
        (FRAME, {"few": 3}, r"counts lacks the classes \['many', 'some'\]"),
    ],
)
def test_what_cannot_be_drawn_is_told(frame, counts, message):
    with pytest.raises(InputError, match=message):
        MetricByClassDisplay(frame, counts=counts).plot()


@pytest.mark.parametrize("values", [None, {}, [1.0], 3])
def test_what_are_no_values_is_told(values):
    with pytest.raises(InputError, match="is not a dict with values"):
        MetricByClassDisplay.from_results(values)
