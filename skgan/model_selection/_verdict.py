"""The verdict: the summary in words."""

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd

from skgan.model_selection._summary import ALPHA, NONE, holm

Words: TypeAlias = Mapping[str, str | None]  # the baselines, by their names

MAKES_ROWS = {"kernel", "warp", "mixup"}  # the words for over-sampling
DECIMALS = 3  # of differences
DECISIONS = {"class_weight", "threshold", "prior"}  # words that only move decisions
FAILED = "failed in all folds and was not compared (to_frame() has the reasons)"
UNTRIED = " (class weights and a tuned threshold were not compared)"


def give_verdict(summary: pd.DataFrame, baselines: Words) -> str:
    """Return advice in one or two sentences; the first metric decides."""
    metrics = list(summary.index.get_level_values("metric").unique())
    lines = {m: summary.xs(m, level="metric").drop(NONE) for m in metrics}
    failed = failed_everywhere(summary)
    compared = {m: of_metric.drop(failed) for m, of_metric in lines.items()}
    tried = {n: word for n, word in baselines.items() if n not in failed}
    said = [decide(metrics[0], compared[metrics[0]], tried)]
    if metrics[1:] and len(compared[metrics[0]]):
        clauses = [in_short(metric, compared[metric]) for metric in metrics[1:]]
        said.append(f"Further metrics: {'; '.join(clauses)}.")
    said += [f"{name!r} {FAILED}." for name in failed]
    n_failed = int(summary["n_failed"].drop(failed, level="sampler").sum())
    if n_failed:
        said.append(f"{n_failed} scores are missing (to_frame() has the reasons).")
    return " ".join(said)


def failed_everywhere(summary: pd.DataFrame) -> list[str]:
    """Return the samplers and words that have no score of any metric."""
    is_missing = summary["mean"].isna().groupby(level="sampler", sort=False).all()
    return [name for name in is_missing[is_missing].index if name != NONE]


def decide(metric: str, lines: pd.DataFrame, baselines: Words) -> str:
    """Return the sentence on the first metric."""
    if lines["difference"].isna().all():
        return f"Nothing can be said of {metric}: there are no pairs of scores."
    if lines["p_value"].isna().all():
        why = "one fold has no spread to judge its difference by."
        return f"Nothing can be said of {metric}: {why}"
    helpful = lines[lines["helps"]]
    if helpful.empty:
        return f"Do not augment: {nothing_found(metric, lines)}."
    samplers = helpful[~helpful.index.isin(list(baselines))]
    if samplers.empty:
        return for_baseline(metric, lines, helpful["difference"].idxmax(), baselines)
    return for_sampler(metric, lines, samplers["difference"].idxmax(), baselines)


def for_sampler(metric: str, lines: pd.DataFrame, name: str, baselines: Words) -> str:
    """Return the sentence if a sampler is better than none."""
    better = raises(metric, lines, name)
    gains = lines.loc[lines.index.isin(list(baselines)), "difference"]
    if not (gains > 0).any():
        tried = DECISIONS & set(baselines.values())
        return f"Augment: {better}{'' if tried else UNTRIED}."
    best = gains.idxmax()
    lead, p_value = lines.loc[name, ["difference_to_baseline", "p_value_to_baseline"]]
    if lead < 0.1**DECIMALS:
        p_value = say(lines.loc[best, "p_value_adjusted"])
        as_well = f"{best!r} does as well ({gains[best]:+.{DECIMALS}f}, {p_value})"
        return f"{head(best, baselines)}: {better}, but {as_well}."
    over = f"{lead:.{DECIMALS}f} over {best!r}"
    if p_value < ALPHA:
        return f"Augment: {better}, and by {over} ({say(p_value)})."
    return (
        f"Augment, or take the simpler {best!r}: {better}, but its lead of {over} is "
        f"within the noise ({say(p_value)})."
    )


def for_baseline(metric: str, lines: pd.DataFrame, name: str, baselines: Words) -> str:
    """Return the sentence if only baselines are better than no sampler."""
    others = lines[~lines.index.isin(list(baselines))]
    rest = "" if others.empty else f"; {nothing_found(metric, others, 'a sampler')}"
    return f"{head(name, baselines)}: {raises(metric, lines, name)}{rest}."


def nothing_found(metric: str, lines: pd.DataFrame, who: str = "any of them") -> str:
    """Return what is known if nothing helps: worse, equal or too little data."""
    changed = changing(lines)
    if changed.empty:
        return f"none of them changes {metric} in any fold"
    lowered, best = worse(lines), changed["difference"].idxmax()
    line = lines.loc[best]
    if best in lowered:
        by = amount(-line["difference"], lowered[best])
        return f"all lower {metric}, the best, {best!r}, by {by}"
    by = amount(line["difference"], line["p_value_adjusted"], "+")
    return (
        f"there is no evidence that {who} raises {metric}; the best, {best!r}, "
        f"differs by {by}{could_find(line)}"
    )


def in_short(metric: str, lines: pd.DataFrame) -> str:
    """Return a clause on a further metric."""
    if lines["p_value"].isna().all():
        return f"nothing can be said of {metric}"
    helpful, lowered = lines[lines["helps"]], worse(lines)
    clauses = []
    if len(helpful):
        clauses.append(raises(metric, lines, helpful["difference"].idxmax()))
    if len(lowered):
        worst = lines.loc[lowered.index, "difference"].idxmin()
        by = amount(-lines.loc[worst, "difference"], lowered[worst])
        clauses.append(f"{worst!r} lowers {metric} by {by}")
    if clauses:
        return " and ".join(clauses)
    changed = changing(lines)
    if changed.empty:
        return f"{metric} is the same in all folds"
    best = changed["difference"].idxmax()
    return f"no evidence for {metric}{could_find(lines.loc[best])}"


def changing(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of the samplers that change a score in any fold."""
    return lines[lines["wins"] + lines["losses"] > 0]


def worse(lines: pd.DataFrame) -> pd.Series:
    """Return the adjusted p-values of the samplers that lower the score."""
    adjusted = lines["p_value"].copy()
    adjusted[:] = holm((1 - lines["p_value"]).where(lines["difference"] < 0, 1.0))
    return adjusted[(adjusted < ALPHA) & (lines["difference"] < 0)]


def head(name: str, baselines: Words) -> str:
    """Return the advice if a baseline is sufficient."""
    if baselines[name] in MAKES_ROWS:
        return f"Augment by {name!r}, without a network"
    return f"Do not augment, take {name!r}"


def raises(metric: str, lines: pd.DataFrame, name: str) -> str:
    """Return how much a sampler raises a metric."""
    line = lines.loc[name]
    by = amount(line["difference"], line["p_value_adjusted"])
    return f"{name!r} raises {metric} by {by}"


def amount(difference: float, p_value: float, sign: str = "") -> str:
    """Return a difference and its p-value."""
    return f"{difference:{sign}.{DECIMALS}f} ({say(p_value)})"


def could_find(line: pd.Series) -> str:
    """Return the smallest detectable difference, since no evidence is not no effect."""
    found = line["smallest_detectable"]
    if pd.isna(found):
        return ""
    size = f"{found:.{DECIMALS}f}"
    return f", and this design reliably detects only differences of {size} or more"


def say(p_value: float) -> str:
    """Return a p-value in words."""
    value = f"{p_value:.{DECIMALS}f}".replace("0.", ".")
    return "p < .001" if p_value < 0.001 else f"p = {value}"
