import pytest

from skgan._html import COLOURS
from skgan.exceptions import InputError, NothingTrainedError
from skgan.inspection import LossCurveDisplay

HISTORY = {
    "iteration": [25, 50, 75],
    "discriminator_loss": [1.0, 0.5, 0.7],
    "generator_loss": [2.0, 3.0, 2.5],
}


def test_both_losses_are_drawn():
    display = LossCurveDisplay.from_results(HISTORY)
    lines = display.lines_[None]
    points = lines["discriminator_loss"].get_xydata().tolist()
    assert points == [[25, 1.0], [50, 0.5], [75, 0.7]]
    assert lines["generator_loss"].get_ydata().tolist() == [2.0, 3.0, 2.5]
    names = [text.get_text() for text in display.ax_.get_legend().get_texts()]
    assert names == ["discriminator", "generator"]
    assert display.score_ax_ is None and display.figure_ is display.ax_.figure


def test_the_held_out_score_has_axes_of_its_own():
    history = HISTORY | {"validation_score": [-3.0, -1.0, -2.0]}
    display = LossCurveDisplay.from_results(history)
    line, best = display.score_ax_.lines
    assert line.get_ydata().tolist() == [-3.0, -1.0, -2.0]
    assert best.get_xydata().tolist() == [[50, -1.0]]
    empty = {name: [] for name in history}
    assert LossCurveDisplay.from_results(empty).score_ax_ is None


def test_a_fitted_sampler_shows_its_history(table):
    display = LossCurveDisplay.from_estimator(table)
    loss = display.lines_[None]["generator_loss"].get_ydata()
    assert loss.tolist() == table.history_["generator_loss"]
    assert display.lines_[None]["generator_loss"].get_marker() == "o"  # a line of one


def test_each_class_has_lines_where_it_has_a_training(per_class):
    display = LossCurveDisplay.from_estimator(per_class)
    assert list(display.lines_) == ["b", "c"]
    colours = [lines["generator_loss"].get_color() for lines in display.lines_.values()]
    assert colours == [*COLOURS[:2]]


def test_the_colours_of_many_trainings_begin_again():
    display = LossCurveDisplay.from_results(dict.fromkeys(range(9), HISTORY))
    colours = [lines["generator_loss"].get_color() for lines in display.lines_.values()]
    assert colours == [*COLOURS, COLOURS[0]]


def test_nothing_trained_is_told(kernel_only):
    with pytest.raises(
        NothingTrainedError, match="Loss curves are not available: this fit"
    ):
        LossCurveDisplay.from_estimator(kernel_only)


@pytest.mark.parametrize(
    "history",
    [{}, None, 3, {"iteration": [1]}, {"a": {}}, HISTORY | {"generator_loss": [1.0]}],
)
def test_what_is_no_history_is_told(history):
    with pytest.raises(InputError, match="Give the history_ of a sampler"):
        LossCurveDisplay.from_results(history)


def test_of_many_trainings_the_first_are_named():
    display = LossCurveDisplay.from_results({i: HISTORY for i in range(30)})
    assert len(display.lines_) == 30
    names = [text.get_text() for text in display.ax_.get_legend().get_texts()]
    assert names == [*"01234567", "discriminator", "generator"]
    assert display.ax_.get_legend().get_title().get_text() == "8 of 30 classes\nnamed"
