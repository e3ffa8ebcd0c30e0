"""New rows in blocks, and how many of them."""

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.utils import check_sampling_strategy
from sklearn.exceptions import ConvergenceWarning

from skgan import ACGANSampler
from skgan.distributed import _blocks
from skgan.distributed._blocks import BLOCK_ROWS, Draws, check_sampler, fit_sample
from skgan.exceptions import InputError
from skgan.validation import new_counts

COUNTS = {"c": 5, "a": 9, "b": 2}


@pytest.mark.parametrize(
    "strategy",
    ["auto", "minority", "not minority", "not majority", "all", {"b": 4}]
    + [lambda y: {"b": (y == "a").sum()}],
)
def test_strategies_are_those_of_imbalanced_learn(strategy):
    y = np.repeat([*COUNTS], [*COUNTS.values()])
    wanted = check_sampling_strategy(strategy, y, "over-sampling")
    new = new_counts(strategy, COUNTS)
    assert list(new) == ["a", "b", "c"]
    assert {label: n for label, n in new.items() if n} == {
        label: n for label, n in wanted.items() if n
    }


def test_a_ratio_is_of_two_classes():
    assert new_counts(0.5, {1: 2, 0: 10}) == {0: 0, 1: 3}
    with pytest.raises(ValueError, match="float"):
        new_counts(0.5, COUNTS)


@pytest.mark.parametrize(
    ("strategy", "counts", "said"),
    [
        ({"d": 9}, COUNTS, "unknown class 'd'. The classes are \\['a', 'b', 'c'\\]"),
        ({"a": 8}, COUNTS, "has 8 rows for class 'a', but there are already 9"),
        ({"a": 9.5}, COUNTS, "9.5"),
        (lambda y: 3, COUNTS, "returned 3, which is not a dict"),
        ("auto", {1: 2, "1": 3}, "types \\['int', 'str'\\]"),
        ("auto", {1: 2}, "has 1 class"),
    ],
)
def test_strategies_that_are_wrong(strategy, counts, said):
    with pytest.raises(InputError, match=said):
        new_counts(strategy, counts)


def test_blocks_have_all_rows_once_in_the_order_of_the_classes():
    n_new = {"a": 0, "b": BLOCK_ROWS + 5, "c": 3, "d": 2 * BLOCK_ROWS}
    draws = Draws(None, n_new, 0)
    blocks = [draws.counts(block) for block in range(len(draws))]
    assert len(blocks) == 4
    assert blocks[1] == {"b": 5, "c": 3, "d": BLOCK_ROWS - 8}
    assert [sum(block.values()) for block in blocks[:-1]] == [BLOCK_ROWS] * 3
    totals = {c: sum(block.get(c, 0) for block in blocks) for c in n_new}
    assert totals == n_new
    assert len(Draws(None, {"a": 0}, 0)) == 0


def test_a_block_is_the_same_whatever_was_drawn_before(monkeypatch):
    monkeypatch.setattr(_blocks, "BLOCK_ROWS", 10)
    X = pd.DataFrame(np.random.RandomState(0).normal(size=(30, 3)), columns=[*"xyz"])
    y = pd.Series(["often"] * 20 + ["rare"] * 10, name="class")
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    draws = fit_sample(sampler, X, y, {"often": 2000, "rare": 1000}, seed=3)
    assert draws.n_new == {"often": 0, "rare": 1000} and len(draws) == 100
    first, last = draws.draw(0), draws.draw(99)
    again = fit_sample(sampler, X, y, {"often": 2000, "rare": 1000}, seed=3)
    pd.testing.assert_frame_equal(again.draw(99)[0], last[0])
    pd.testing.assert_frame_equal(again.draw(0)[0], first[0])
    assert not first[0].equals(last[0])
    assert (last[1] == "rare").all() and last[1].name == "class"
    assert not hasattr(sampler, "sampling_strategy_")  # a copy was fitted


def test_a_sample_of_all_rows_is_fitted_as_the_sampler_would():
    X, y = np.random.RandomState(0).normal(size=(40, 3)), np.repeat([0, 1], [28, 12])
    sampler = ACGANSampler(kernel_fraction=1, random_state=5)
    draws = fit_sample(sampler, X, y, {0: 28, 1: 12}, seed=3)
    expected = sampler.fit(X, y).sample({1: 20}, random_state=0)[0]
    assert (draws.sampler.sample({1: 20}, random_state=0)[0] == expected).all()


def test_a_fit_that_the_user_stops_draws_nothing():
    class Stop:
        def on_epoch_end(self, epoch, logs=None):
            raise KeyboardInterrupt

    X, y = np.random.RandomState(0).normal(size=(60, 3)), np.repeat([0, 1], [40, 20])
    sampler = ACGANSampler(kernel_fraction=0, max_iter=50, callbacks=[Stop()])
    with (
        pytest.warns(ConvergenceWarning, match="interrupted"),
        pytest.raises(KeyboardInterrupt),
    ):
        fit_sample(sampler, X, y, {0: 40, 1: 20}, seed=0)


@pytest.mark.parametrize("wrong", [SMOTE(), RandomOverSampler(), ACGANSampler, None])
def test_only_samplers_that_draw_rows_are_taken(wrong):
    with pytest.raises(InputError, match="is not a sampler with a method sample"):
        check_sampler(wrong)
