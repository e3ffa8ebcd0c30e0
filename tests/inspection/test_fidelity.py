import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from skgan.exceptions import InputError
from skgan.inspection import FidelityDisplay
from skgan.inspection._fidelity import MAX_VALUES, draw_column, is_discrete
from skgan.metrics import column_distance
from tests.inspection.conftest import IMAGES, SIGNALS, TABLE, Y, fit

REAL = pd.DataFrame(TABLE, columns=list("vwxyz"))
MANY = np.random.RandomState(0).normal(size=300)
FEW = np.repeat([0.0, 1.0, 2.0], [50, 30, 20])
TEXT = np.array(["a"] * 3 + ["b"], dtype=object)
GENERATED = REAL.assign(y=REAL["y"] + 1, w=REAL["w"] + 99)


def titles(display):
    return [axis.get_title(loc="left") for axis in display.axes_.flat]


def test_the_most_different_columns_come_first():
    display = FidelityDisplay.from_results(REAL, GENERATED)
    assert display.differences_.index.tolist()[:2] == ["w", "y"]
    assert display.differences_["w"] == 1 and (display.differences_[2:] == 0).all()
    assert titles(display)[0] == "w  1.00" and titles(display)[2].endswith("0.00")


def test_few_values_differ_by_their_shares_and_many_by_their_order():
    few, many = np.repeat([0, 1], [50, 50]), np.arange(100)
    real = pd.DataFrame({"few": few, "many": many})
    generated = pd.DataFrame({"few": 1 - few // 2, "many": many + 10})
    display = FidelityDisplay.from_results(real, generated)
    assert display.differences_.to_dict() == {"few": 0.5, "many": pytest.approx(0.1)}


def test_so_many_columns_are_drawn_as_asked_for_and_panels_left_over_are_empty():
    display = FidelityDisplay.from_results(REAL, GENERATED, max_columns=2)
    assert [title[0] for title in titles(display)] == ["w", "y"]
    assert len(display.differences_) == 5
    display = FidelityDisplay.from_results(REAL, GENERATED)
    assert display.axes_.shape == (2, 4)
    assert [axis.axison for axis in display.axes_.flat] == [True] * 5 + [False] * 3


def test_classes_have_the_shares_of_the_real_rows(table):
    display = FidelityDisplay.from_estimator(table, TABLE, Y)
    assert display.X_generated.shape == (60, 5)
    pd.testing.assert_frame_equal(display.X_real, pd.DataFrame(TABLE))
    one = FidelityDisplay.from_estimator(table, TABLE, Y, classes=["c"])
    np.testing.assert_array_equal(one.X_real, TABLE[Y == "c"])
    assert len(one.X_generated) == 10


def test_rows_that_the_sampler_keeps_are_the_default():
    frame = REAL.assign(n=np.arange(60))
    display = FidelityDisplay.from_estimator(fit(frame, kernel_fraction=1))
    assert set(display.differences_.index) == set("vwxyzn")
    kept = np.sort(display.X_real["v"])
    np.testing.assert_allclose(kept, np.sort(TABLE[:, 0]), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "channels"), [("signals", 2), ("images", 1), ("flat_images", 1)]
)
def test_signals_and_images_have_a_column_a_channel(name, channels, request):
    display = FidelityDisplay.from_estimator(request.getfixturevalue(name))
    expected = [f"channel {i}" for i in range(channels)]
    assert sorted(display.differences_.index) == expected


def test_arrays_are_folded_as_asked_for():
    flat = IMAGES.reshape(60, 80)
    display = FidelityDisplay.from_results(flat, flat, sample_shape=(8, 10))
    assert display.differences_.to_dict() == {"channel 0": 0}
    display = FidelityDisplay.from_results(SIGNALS, SIGNALS)
    assert len(display.differences_) == 2


def test_classes_without_a_generator_are_left_out(per_class, kernel_only):
    assert len(FidelityDisplay.from_estimator(per_class).X_real) == 30
    assert len(FidelityDisplay.from_estimator(kernel_only).X_real) == 60


def test_columns_are_matched_by_name():
    real = pd.DataFrame({"a": np.arange(50.0), "b": np.arange(50.0) + 1000})
    display = FidelityDisplay.from_results(real, real[["b", "a"]])
    assert display.differences_.tolist() == [0, 0]
    with pytest.raises(InputError, match=r"\['b', 'c'\] are columns of only one of"):
        FidelityDisplay.from_results(real, real.rename(columns={"b": "c"}))


def test_differences_are_those_of_the_metrics():
    real = pd.DataFrame({"x": np.arange(50.0), "kind": ["a", "b"] * 25})
    generated = real.assign(x=np.where(real["x"] < 10, np.nan, real["x"]), kind="a")
    display = FidelityDisplay.from_results(real, generated)
    assert display.differences_.to_dict() == column_distance(real, generated)
    assert display.differences_["x"] == pytest.approx(0.2)  # what is missing counts


def test_numbers_generated_as_text_are_drawn():
    real, generated = pd.DataFrame({"x": range(50)}), pd.DataFrame({"x": ["a"] * 50})
    for one, other in ((real, generated), (generated, real)):
        display = FidelityDisplay.from_results(one, other)
        assert display.differences_["x"] == 1


@pytest.mark.parametrize(
    ("real", "generated", "options", "message"),
    [
        (TABLE, TABLE[:, :2], {}, "Give samples of one shape"),
        (TABLE[:0], TABLE, {}, "Give samples of one shape"),
        (TABLE, SIGNALS, {}, "Give samples of one shape"),
        (TABLE, TABLE, {"max_columns": -1}, "max_columns"),
        (REAL, REAL.mask(REAL > 0, np.inf), {}, "'v' has infinite .* Replace them"),
        (
            np.arange(5.0),
            TABLE,
            {},
            r"X_real has shape \(5,\). but it should have one row for each",
        ),
        ([[1, 2], [3]], TABLE, {}, "rows of X_real have different lengths"),
        (np.full((4, 5), np.inf), TABLE, {}, "The column '0' has infinite values in 4"),
    ],
)
def test_bad_values_are_told(real, generated, options, message):
    with pytest.raises(InputError, match=message):
        FidelityDisplay.from_results(real, generated, **options)


def test_bad_real_rows_are_told(table):
    with pytest.raises(InputError, match="without y"):
        FidelityDisplay.from_estimator(table, TABLE)
    with pytest.raises(InputError, match="has no row of classes"):
        FidelityDisplay.from_estimator(table, TABLE[:5], Y[:5], classes=["c"])


def test_numbers_of_few_values_are_discrete():
    assert is_discrete(np.arange(MAX_VALUES, dtype=float))
    assert not is_discrete(np.arange(MAX_VALUES + 1, dtype=float))
    assert is_discrete(TEXT)


def test_missing_values_are_told_in_percent():
    ax = plt.figure().add_subplot()
    draw_column(ax, np.r_[MANY, np.full(100, np.nan)], MANY)
    assert ax.get_xlabel() == "missing: 25% real, 0% generated"


def test_columns_left_out_are_told():
    legend = FidelityDisplay.from_results(REAL, GENERATED, max_columns=2).axes_[0, -1]
    assert legend.get_legend().get_title().get_text() == "2 of 5 columns\nshown"


def test_few_values_are_pairs_of_bars():
    ax = plt.figure().add_subplot()
    draw_column(ax, FEW, np.ones(4))
    assert [bar.get_height() for bar in ax.patches] == [0.5, 0.3, 0.2, 0, 1, 0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0", "1", "2"]


def test_the_most_frequent_of_many_categories_are_drawn():
    values = np.array(
        [f"category {i}" for i in range(40)] + ["often"] * 5, dtype=object
    )
    ax = plt.figure().add_subplot()
    draw_column(ax, values, values[:3])
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert len(labels) == MAX_VALUES and labels[0] == "often"


@pytest.mark.parametrize("scale", [1e-300, 1.0, 1e200])
def test_many_values_are_histograms_of_equal_bins_without_far_values(scale):
    ax = plt.figure().add_subplot()
    draw_column(ax, np.r_[MANY * scale, 1e9 * scale], np.r_[MANY * scale, np.nan])
    assert len(ax.patches) > 5  # bars of the real ones, and one outline
    assert ax.get_xlim()[1] < 1e8 * max(scale, 1.0)
