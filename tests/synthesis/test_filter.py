import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_array_equal
from scipy.stats import chisquare

from skgan.synthesis._filter import choose

quick = settings(deadline=None, max_examples=30, derandomize=True)


@quick
@given(st.data(), st.integers(1, 30), st.integers(1, 4))
def test_the_exact_number_is_chosen_once_each_in_ascending_order(
    data, n_candidates, n_classes
):
    values = st.floats(-(2.0**100), 2.0**100, width=32)
    logits = data.draw(
        hnp.arrays(np.float32, (n_candidates, n_classes), elements=values)
    )
    label = data.draw(st.integers(0, n_classes - 1))
    n_samples = data.draw(st.integers(1, n_candidates))
    chosen = choose(logits, label, n_samples, np.random.RandomState(0))
    assert len(chosen) == n_samples
    assert (np.diff(chosen) > 0).all()
    assert chosen[0] >= 0 and chosen[-1] < n_candidates


def test_the_same_seed_chooses_the_same():
    logits = np.random.RandomState(0).normal(size=(100, 3))
    one, same, other = (
        choose(logits, 2, 20, np.random.RandomState(seed)) for seed in (1, 1, 2)
    )
    assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    assert len(choose(logits, 0, 0, np.random.RandomState(0))) == 0
    everything = choose(logits, 1, 100, np.random.RandomState(0))
    assert_array_equal(everything, np.arange(100))


@pytest.mark.parametrize("gap", [50.0, 1e4, 1e30])
def test_candidates_of_the_class_go_before_hopeless_ones(gap):
    logits = np.zeros((40, 2))
    good = np.arange(0, 40, 2)
    logits[:, 1], logits[good, 1] = gap, -gap
    chosen = choose(logits, 0, 20, np.random.RandomState(0))
    assert_array_equal(chosen, good)


def test_hopeless_candidates_are_still_told_apart_without_underflow():
    # The weights of the last 20 are exp(-2000) and exp(-4000): zero, both.
    margin = np.repeat([0.0, 2000.0, 4000.0], [1, 10, 10])
    logits = np.column_stack([-margin, np.zeros(21)])
    chosen = choose(logits, 0, 11, np.random.RandomState(0))
    assert_array_equal(chosen, np.arange(11))


def test_among_the_surest_candidates_all_are_equally_likely():
    # 20 of 40 are wanted: the two surest set the threshold, and the third that is
    # as sure as the second has the same weight as the first.
    log_odds = np.full(40, -3.0)
    log_odds[:3] = [30.0, 20.0, 20.0]
    counts = counted(np.column_stack([log_odds, np.zeros(40)]), 20, 500)
    assert (counts[:3] > 480).all()
    assert (counts[3:] < 350).all()


def test_weights_are_those_of_the_asked_for_class():
    random_state = np.random.RandomState(0)
    logits = np.array([[0.0, 0.0]] * 9 + [[np.log(1 / 3), 0.0]] * 9)
    first = sum(choose(logits, 0, 1, random_state)[0] < 9 for _ in range(3000))
    # p is 1/2 for the first nine and 1/4 for the others: twice as likely.
    expected, error = 2 / 3, np.sqrt(2 / 9 / 3000)
    assert abs(first / 3000 - expected) < 5 * error


def counted(logits, n_samples, n_runs, **options):
    """Return how often each candidate is chosen."""
    random_state = np.random.RandomState(0)
    counts = np.zeros(len(logits))
    for _ in range(n_runs):
        counts[choose(logits, 0, n_samples, random_state, **options)] += 1
    return counts


def test_candidates_as_sure_as_each_other_or_real_rows_are_not_told_apart():
    assert chisquare(counted(np.zeros((20, 3)), 5, 500)).pvalue > 0.001
    logits = np.column_stack([np.repeat([30.0, 1.0], 20), np.zeros(40)])
    of_real = np.column_stack([np.linspace(-2, 20, 11), np.zeros(11)])
    # The first decile of the real rows is less sure than all candidates.
    assert chisquare(counted(logits, 10, 500, of_real=of_real)).pvalue > 0.001


def test_what_is_kept_is_hardly_surer_than_real_rows():
    # Two classes a standard deviation apart, a linear class head that knows them.
    random_state = np.random.RandomState(0)
    real, candidates = random_state.normal([[0.5]] * 2, size=(2, 3000))

    def logits(x):
        return np.column_stack([x, np.zeros(len(x))])

    kept, without = (
        candidates[choose(logits(candidates), 0, 1000, random_state, of_real=of_real)]
        for of_real in (logits(real), None)
    )
    assert kept.mean() - real.mean() < (without.mean() - real.mean()) / 2


def test_where_all_candidates_are_doubtful_the_surest_are_kept():
    logits = np.column_stack([np.repeat([-9.0, -60.0], 20), np.zeros(40)])
    of_real = np.column_stack([np.full(10, 30.0), np.zeros(10)])
    chosen = choose(logits, 0, 20, np.random.RandomState(0), of_real=of_real)
    assert_array_equal(chosen, np.arange(20))


def test_strays_are_kept_last():
    strays = np.arange(40) % 2 == 1
    logits = np.zeros((40, 2))
    of_real = np.column_stack([np.full(10, -60.0), np.zeros(10)])
    random_state = np.random.RandomState(0)
    for n_samples, n_strays in [(5, 0), (30, 10)]:
        chosen = choose(
            logits, 0, n_samples, random_state, of_real=of_real, strays=strays
        )
        assert strays[chosen].sum() == n_strays


def test_the_same_share_of_each_group_is_kept_and_its_surest():
    groups = np.repeat([0, 1, 2], [60, 29, 1])
    logits = np.zeros((90, 2))
    logits[:60, 0] = 9.0  # all of the first group are surer
    random_state = np.random.RandomState(0)
    kept = np.zeros(3)
    for _ in range(300):
        chosen = choose(logits, 0, 30, random_state, groups=groups)
        counts = np.bincount(groups[chosen], minlength=3)
        assert counts.sum() == 30 and abs(counts[0] - 20) <= 1
        kept += counts / 300
    np.testing.assert_allclose(kept, [20, 29 / 3, 1 / 3], atol=0.15)
    logits = np.column_stack([np.repeat([0.0, -99.0], 20), np.zeros(40)])
    chosen = choose(logits, 0, 20, random_state, groups=np.tile([0, 1], 20))
    assert (chosen < 20).sum() >= 19
