import numpy as np
import pytest

from skgan.exceptions import InputError
from skgan.inspection import PolicyDisplay
from skgan.kernels import Policy

GAINS = {"a": (0.0, 0.0), "b": (0.02, 0.01), "c": (-0.01, np.inf)}


def test_each_policy_has_a_bar_and_the_one_taken_is_marked():
    display = PolicyDisplay(Policy("b", ({},), GAINS, "judged")).plot()
    widths = {name: bar.get_width() for name, bar in display.bars_.items()}
    assert widths == {"a": 0.0, "b": 0.02, "c": -0.01}
    names = [label.get_text() for label in display.ax_.get_yticklabels()]
    assert names == ["a", "b (taken)", "c"]
    colours = [bar.get_facecolor() for bar in display.bars_.values()]
    assert colours[0] == colours[2] != colours[1]
    (lines,) = display.ax_.collections
    ends = [segment[:, 0].tolist() for segment in lines.get_segments()]
    np.testing.assert_allclose(ends, [[0, 0], [0.01, 0.03], [-0.01, -0.01]])


def test_a_fitted_sampler_shows_what_it_judged(signals):
    display = PolicyDisplay.from_estimator(signals)
    scores = signals.policy_.scores
    assert list(display.bars_) == list(scores) and len(scores) == 3
    for name, (gain, _) in scores.items():
        assert display.bars_[name].get_width() == pytest.approx(gain)


def test_where_nothing_was_judged_the_reason_is_told(table):
    with pytest.raises(
        InputError, match="Policies were not compared.*'plain'. Fit signals"
    ):
        PolicyDisplay.from_estimator(table)
    few = Policy("shapes", ({},), {}, "no class has enough rows to compare")
    with pytest.raises(InputError, match="no class has enough rows to compare"):
        PolicyDisplay(few).plot()


@pytest.mark.parametrize("policy", [None, "shapes", {}])
def test_what_is_no_policy_is_told(policy):
    with pytest.raises(InputError, match="is not a Policy. Give the policy_ of"):
        PolicyDisplay(policy).plot()


def test_what_is_no_sampler_is_told():
    with pytest.raises(InputError, match="is not a sampler of skgan"):
        PolicyDisplay.from_estimator("acgan")
