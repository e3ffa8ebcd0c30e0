"""The corrected resampled t-test, Holm's correction and the power of a design."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats
from scipy.optimize import brentq

from skgan._spec import Array

__all__ = ["CorrectedTest", "corrected_t_test", "holm", "smallest_detectable"]

ALPHA = 0.05
CONFIDENCE = 0.95
POWER = 0.8  # for the smallest detectable difference (Cohen 1988)
DECIMALS = 12  # of scores: smaller differences are rounding errors


class CorrectedTest(NamedTuple):
    """Test of a mean paired difference over folds."""

    difference: float
    standard_error: float  # of the mean, corrected for shared training rows
    n_folds: int  # with a difference

    @property
    def p_value(self) -> float:
        """One-sided p-value for a positive difference; NaN if unknown."""
        if not np.isfinite(self.standard_error):
            return np.nan
        if self.standard_error == 0:  # all folds are equal: a sign test
            return 0.5**self.n_folds if self.difference > 0 else 1.0
        t = self.difference / self.standard_error
        return float(stats.t.sf(t, self.n_folds - 1))

    @property
    def confidence_interval(self) -> tuple[float, float]:
        """Two-sided interval at 95%, not adjusted for other tests."""
        if not np.isfinite(self.standard_error):
            return np.nan, np.nan
        reach = stats.t.ppf((1 + CONFIDENCE) / 2, self.n_folds - 1)
        reach *= self.standard_error
        return float(self.difference - reach), float(self.difference + reach)


def corrected_t_test(differences: ArrayLike, test_to_train: float) -> CorrectedTest:
    """Test differences of folds, NaN where one is missing, as Nadeau and Bengio do."""
    # Folds share training rows. Their differences are therefore correlated, and a plain
    # t-test finds effects that do not exist. Its variance of the mean, s^2 / J, is
    # replaced by s^2 (1 / J + n_test / n_train): C. Nadeau, Y. Bengio, "Inference for
    # the generalization error", Machine Learning 52 (2003).
    known = np.asarray(differences, dtype=float)
    known = np.round(known[np.isfinite(known)], DECIMALS)
    n_folds = len(known)
    if n_folds == 0:
        return CorrectedTest(np.nan, np.nan, 0)
    mean = float(known.mean())
    if n_folds == 1:
        return CorrectedTest(mean, np.nan, 1)
    variance = 0.0 if np.ptp(known) == 0 else known.var(ddof=1)
    error = np.sqrt(variance * (1 / n_folds + test_to_train))
    return CorrectedTest(mean, float(error), n_folds)


def holm(p_values: ArrayLike) -> Array:
    """Adjust p-values for the number of tests by the method of Holm.

    "A simple sequentially rejective multiple test procedure", Scand. J. Stat. 6 (1979).
    """
    p_values = np.asarray(p_values, dtype=float)
    adjusted = np.full(len(p_values), np.nan)
    known = np.flatnonzero(np.isfinite(p_values))
    order = known[np.argsort(p_values[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    stepped = np.maximum.accumulate(p_values[order] * factors)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def smallest_detectable(test: CorrectedTest, n_tests: int) -> float:
    """Return the true difference that is found with a probability of 80%.

    The level is that of Holm's first and strictest step. Smaller differences can only
    be found if another sampler has been found to help.
    """
    if not (np.isfinite(test.standard_error) and test.standard_error > 0):
        return np.nan
    freedom = test.n_folds - 1
    critical = stats.t.isf(ALPHA / n_tests, freedom)

    def lack(shift: float) -> float:
        return stats.nct.sf(critical, freedom, shift) - POWER

    # Power falls short of 80% at a shift of 0; twice the critical value and 10 more
    # exceeds it even with the long tail of a single degree of freedom.
    return float(brentq(lack, 0.0, 2 * critical + 10.0) * test.standard_error)
