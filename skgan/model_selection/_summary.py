"""The summary of all folds: one line for each sampler and metric."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from skgan.model_selection._statistics import (
    ALPHA,
    DECIMALS,
    CorrectedTest,
    corrected_t_test,
    holm,
    smallest_detectable,
)

__all__ = ["NONE", "summarize"]

NONE = "none"
COLUMNS = [
    *("mean", "std", "difference", "confidence_low", "confidence_high", "p_value"),
    *("p_value_adjusted", "smallest_detectable", "helps", "difference_to_baseline"),
    *("p_value_to_baseline", "wins", "ties", "losses", "seconds", "n_failed"),
]


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
    ratio = (frame["n_test"] / frame["n_train"]).mean()
    gains = scores[list(baselines)].sub(scores[NONE], axis=0).mean()
    best = NONE if gains.isna().all() else gains.idxmax()
    tests = {n: corrected_t_test(scores[n] - scores[NONE], ratio) for n in names}
    columns = {"mean": scores.mean(), "std": scores.std()}
    columns["seconds"] = frame.groupby("sampler")["seconds"].median()
    lines = pd.DataFrame(columns | {"n_failed": scores.isna().sum()}, index=names)
    return lines.join([against_none(tests), against(best, scores, baselines, ratio)])


def against_none(tests: dict[str, CorrectedTest]) -> pd.DataFrame:
    """Return the test of each sampler, corrected for the number of samplers."""
    names = list(tests)
    contenders = [name for name in names if name != NONE]
    lines = pd.DataFrame(index=names)
    lines["difference"] = [tests[n].difference for n in names]
    intervals = [tests[n].confidence_interval for n in names]
    lines[["confidence_low", "confidence_high"]] = intervals
    lines["p_value"] = pd.Series({n: tests[n].p_value for n in contenders})
    lines["p_value_adjusted"] = holm(lines["p_value"])
    lines["helps"] = lines["p_value_adjusted"] < ALPHA
    n_tests = lines["p_value"].notna().sum()
    found = {n: smallest_detectable(tests[n], n_tests) for n in contenders}
    lines["smallest_detectable"] = pd.Series(found)
    return lines


def against(
    best: str, scores: pd.DataFrame, baselines: Collection[str], ratio: float
) -> pd.DataFrame:
    """Return wins over no sampler, and the lead over the best of the baselines."""
    gain = scores.sub(scores[NONE], axis=0).round(DECIMALS)
    signs = {"wins": gain > 0, "ties": gain == 0, "losses": gain < 0}
    lines = pd.DataFrame({name: folds.sum() for name, folds in signs.items()})
    tests = {n: corrected_t_test(scores[n] - scores[best], ratio) for n in scores}
    leads = {name: test.difference for name, test in tests.items()}
    lines["difference_to_baseline"] = pd.Series(leads)
    lines["p_value_to_baseline"] = np.nan
    samplers = [name for name in scores if name not in baselines]
    adjusted = holm([tests[name].p_value for name in samplers])
    lines.loc[samplers, "p_value_to_baseline"] = adjusted
    return lines
