import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from skgan.model_selection._summary import (
    CorrectedTest,
    corrected_t_test,
    holm,
    smallest_detectable,
)

DIFFERENCES = [0.03, -0.01, 0.05, 0.02, 0.04, 0.00, 0.01, 0.06, 0.02, 0.03]


def test_formula_of_nadeau_and_bengio():
    test = corrected_t_test(DIFFERENCES, 1 / 4)
    variance = np.var(DIFFERENCES, ddof=1) * (1 / 10 + 1 / 4)
    t = np.mean(DIFFERENCES) / np.sqrt(variance)
    assert test.p_value == pytest.approx(stats.t(9).sf(t))
    low, high = stats.t(9, np.mean(DIFFERENCES), np.sqrt(variance)).interval(0.95)
    assert test.confidence_interval == pytest.approx((low, high))
    assert corrected_t_test([np.nan, *DIFFERENCES, np.nan], 1 / 4) == test
    plain = stats.ttest_1samp(DIFFERENCES, 0.0, alternative="greater")
    assert corrected_t_test(DIFFERENCES, 0.0).p_value == pytest.approx(plain.pvalue)


@pytest.mark.parametrize("differences", [[], [np.nan], [0.3]])
def test_nothing_is_known_from_less_than_two_folds(differences):
    test = corrected_t_test(differences, 0.25)
    assert np.isnan(test.p_value) and np.isnan(test.confidence_interval).all()
    assert np.isnan(smallest_detectable(test, 1))
    test = corrected_t_test([0.0] * 10, 0.25)  # no change is no evidence
    assert test.p_value == 1.0 and np.isnan(smallest_detectable(test, 1))


@pytest.mark.parametrize("n_folds, p_value", [(2, 0.25), (10, 1 / 1024)])
def test_equal_differences_are_judged_by_their_signs(n_folds, p_value):
    # 0.1 + 0.2 - 0.3 is not 0: rounding must not pass for spread.
    differences = [0.1 + 0.2, 0.3] * (n_folds // 2)
    assert corrected_t_test(differences, 0.25).p_value == p_value
    assert corrected_t_test(np.negative(differences), 0.25).p_value == 1.0


@given(arrays(float, 10, elements=st.floats(-1, 1)))
def test_better_and_worse_share_what_there_is(differences):
    there = corrected_t_test(differences, 0.25).p_value
    back = corrected_t_test(-differences, 0.25).p_value
    if np.ptp(np.round(differences, 12)):
        assert there + back == pytest.approx(1.0)


def test_holm():
    # Holm (1979): factors 4, 3, 2, 1, and no p-value below that of a smaller one.
    p_values = [0.01, 0.04, 0.03, 0.005]
    assert holm(p_values) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]).tolist() == [1.0, 1.0]
    # Only known p-values count.
    assert holm([np.nan, 0.02, 0.5]) == pytest.approx([np.nan, 0.04, 0.5], nan_ok=True)


@given(arrays(float, st.integers(1, 8), elements=st.floats(0, 1)))
def test_holm_is_between_no_correction_and_bonferroni(p_values):
    adjusted = holm(p_values)
    assert (adjusted >= p_values).all()
    assert (adjusted <= np.minimum(1, p_values * len(p_values))).all()
    order = np.argsort(p_values, kind="stable")
    assert (np.diff(adjusted[order]) >= 0).all()


@pytest.mark.parametrize("n_tests", [1, 4])
def test_smallest_detectable_is_found_four_times_out_of_five(n_tests):
    random_state = np.random.RandomState(0)
    shift = smallest_detectable(CorrectedTest(0.0, np.sqrt(0.35), 10), n_tests)
    n_found, n_runs = 0, 1000
    for _ in range(n_runs):
        # As dependent as the test assumes, with a spread of 1 within a run.
        common = random_state.normal() * 0.5
        differences = shift + common + random_state.normal(size=10)
        n_found += corrected_t_test(differences, 0.25).p_value < 0.05 / n_tests
    assert 0.76 < n_found / n_runs < 0.84


@pytest.mark.parametrize("n_folds", [2, 3, 10, 100])
def test_smallest_detectable_of_any_design(n_folds):
    of_tests = [
        smallest_detectable(CorrectedTest(0.0, 1.0, n_folds), n) for n in (1, 30)
    ]
    assert 2.4 < of_tests[0] < of_tests[1] < np.inf
