"""A line for each sampler and metric: corrected tests, Holm's correction and power."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats
from scipy.optimize import brentq

from skgan._spec import Array

ALPHA = 0.05
CONFIDENCE = 0.95
POWER = 0.8  # for the smallest detectable difference (Cohen 1988)
DECIMALS = 12  # of scores: smaller differences are rounding errors
NONE = "none"
COLUMNS = [
    *("mean", "std", "difference", "confidence_low", "confidence_high", "p_value"),
    *("p_value_adjusted", "smallest_detectable", "helps", "difference_to_baseline"),
    *("p_value_to_baseline", "wins", "ties", "losses", "seconds", "n_failed"),
]


class CorrectedTest(NamedTuple):
    """Test of a mean paired difference over folds."""

    difference: float
    standard_error: float  # of the mean, corrected for shared training rows
    n_folds: int  # with a difference

    @property
    def p_value(self) -> float:
        """One-sided p-value for a positive difference; NaN if unknown."""
        if self.standard_error == 0:  # all folds are equal: a sign test
            return 0.5**self.n_folds if self.difference > 0 else 1.0
        t = self.difference / self.standard_error
        return float(stats.t.sf(t, self.n_folds - 1))

    @property
    def confidence_interval(self) -> tuple[float, float]:
        """Two-sided interval at 95%, not adjusted for other tests."""
        reach = stats.t.ppf((1 + CONFIDENCE) / 2, self.n_folds - 1)
        reach *= self.standard_error
        return float(self.difference - reach), float(self.difference + reach)


def corrected_t_test(differences: ArrayLike, test_to_train: float) -> CorrectedTest:
    """Test differences of folds, of which missing ones are NaN."""
    # Folds share training rows. Their differences are therefore correlated, and a plain
    # t-test finds effects that do not exist. Its variance of the mean, s^2 / J, is
    # replaced by s^2 (1 / J + n_test / n_train): C. Nadeau, Y. Bengio, "Inference for
    # the generalization error", Machine Learning 52 (2003).
    known = np.asarray(differences, dtype=float)
    known = np.round(known[np.isfinite(known)], DECIMALS)
    n_folds = len(known)
    mean = float(known.mean()) if n_folds else np.nan
    error = np.nan
    if n_folds > 1:
        variance = 0.0 if np.ptp(known) == 0 else known.var(ddof=1)
        error = float(np.sqrt(variance * (1 / n_folds + test_to_train)))
    return CorrectedTest(mean, error if np.isfinite(error) else np.nan, n_folds)


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
    if not test.standard_error > 0:  # NaN is not
        return np.nan
    freedom = test.n_folds - 1
    critical = stats.t.isf(ALPHA / n_tests, freedom)

    def lack(shift: float) -> float:
        with np.errstate(divide="ignore"):  # which SciPy before 1.14 warns of
            return stats.nct.sf(critical, freedom, shift) - POWER

    # Power falls short of 80% at a shift of 0; twice the critical value and 10 more
    # exceeds it even with the long tail of a single degree of freedom.
    return float(brentq(lack, 0.0, 2 * critical + 10.0) * test.standard_error)


def summarize(frame: pd.DataFrame, baselines: Collection[str]) -> pd.DataFrame:
    """Return a line for each sampler and metric, in their order in the frame."""
    samplers, metrics = frame["sampler"].unique(), frame["metric"].unique()
    parts = {m: of_metric(frame[frame["metric"] == m], baselines) for m in metrics}
    summary = pd.concat(parts, names=["metric", "sampler"]).swaplevel()
    order = pd.MultiIndex.from_product([samplers, metrics], names=["sampler", "metric"])
    return summary.reindex(order)[COLUMNS]


def of_metric(frame: pd.DataFrame, baselines: Collection[str]) -> pd.DataFrame:
    """Return the lines of one metric, indexed by the samplers' names."""
    names = frame["sampler"].unique()
    scores = frame.pivot(index="fold", columns="sampler", values="score")[names]
    gains = scores.sub(scores[NONE], axis=0)
    means = gains[list(baselines)].mean()
    best = NONE if means.isna().all() else means.idxmax()
    ratio = (frame["n_test"] / frame["n_train"]).mean()
    columns = {
        "mean": scores.mean(),
        "std": scores.std(),
        "wins": (gains.round(DECIMALS) > 0).sum(),
        "ties": (gains.round(DECIMALS) == 0).sum(),
        "losses": (gains.round(DECIMALS) < 0).sum(),
        "seconds": frame.groupby("sampler")["seconds"].median(),
        "n_failed": scores.isna().sum(),
    }
    lines = pd.DataFrame(columns, index=names)
    tests = {name: corrected_t_test(gains[name], ratio) for name in names}
    leads = {
        name: corrected_t_test(scores[name] - scores[best], ratio) for name in names
    }
    lines[["confidence_low", "confidence_high"]] = [
        test.confidence_interval for test in tests.values()
    ]
    for suffix, compared in (("", tests), ("_to_baseline", leads)):
        lines[f"difference{suffix}"] = [test.difference for test in compared.values()]
    is_sampler = [name not in baselines for name in names]
    p_values = pd.Series({name: test.p_value for name, test in tests.items()})
    lines["p_value"] = p_values.drop(NONE)
    lines["p_value_adjusted"] = holm(lines["p_value"])
    lines["helps"] = lines["p_value_adjusted"] < ALPHA
    p_values = pd.Series({name: test.p_value for name, test in leads.items()})
    lines["p_value_to_baseline"] = holm(p_values.where(is_sampler))
    n_tests = lines["p_value"].notna().sum()
    lines["smallest_detectable"] = [
        np.nan if name == NONE else smallest_detectable(test, n_tests)
        for name, test in tests.items()
    ]
    return lines
