"""Warnings about the samples of a class, in words."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact

# A share is flagged when it is worse than that of real rows by so much. In brackets:
# the values of working samplers with at least 8 training rows of each class, on tables,
# signals and digits, and the values of broken samplers.
REPEATS = 0.2  # (.16; a generator that ignores z 1, beside the kernel .1 to .5)
COPIES = 0.25  # (.14, by the kernel; training rows 1)
CONFUSION = 0.25  # (.22; a generator that ignores the class .3 to 1)
SPREAD = 0.5  # of the spread of real rows (.76; a generator that ignores z 0)
SIGNIFICANCE = 0.01  # of Fisher's exact test: shares of a few rows differ by chance
FEWEST_ROWS = 5  # held out; the spread of fewer rows is unreliable


def flags_of(frame: pd.DataFrame) -> list[str]:
    """Return a sentence for each sign of collapse, copies or class confusion."""
    flags = []
    for label, row in zip(frame.index, frame.to_dict("records"), strict=True):
        name = f"class {label!r}"
        rules = collapse, repetition, memorization, confusion
        flags += [flag for rule in rules if (flag := rule(name, row))]
    return flags


def collapse(name: str, row: dict[Any, Any]) -> str:
    """Return a warning if all samples are alike."""
    spread, real = row.get("spread", np.nan), row.get("spread_real", np.nan)
    if row["held_out"] < FEWEST_ROWS or not spread < SPREAD * real:
        return ""
    return (
        f"Collapse: the samples of {name} are too alike: a spread of {spread:.2f}, "
        f"real rows {real:.2f}."
    )


def repetition(name: str, row: dict[Any, Any]) -> str:
    """Return a warning if samples repeat each other."""
    if not is_higher(row, "repeats", REPEATS, row["held_out"]):
        return ""
    return (
        f"Collapse: {row['repeats']:.0%} of the samples of {name} nearly repeat "
        f"another one, of real rows {row['repeats_real']:.0%}."
    )


def memorization(name: str, row: dict[Any, Any]) -> str:
    """Return a warning if samples are copies of training rows."""
    if not is_higher(row, "copies", COPIES, row["generated"]):
        return ""
    return (
        f"Copies: {row['copies']:.0%} of the samples of {name} are all but training "
        f"rows, of real rows that were not trained on {row['copies_real']:.0%}."
    )


def confusion(name: str, row: dict[Any, Any]) -> str:
    """Return a warning if samples look like another class."""
    lost = {
        "lost": 1.0 - row.get("fidelity", 1.0),
        "lost_real": 1.0 - row.get("fidelity_real", 1.0),
    }
    if not is_higher(row | lost, "lost", CONFUSION, row["generated"]):
        return ""
    return (
        f"Class confusion: {row['fidelity']:.0%} of the samples of {name} are "
        f"recognised as such, of real rows {row['fidelity_real']:.0%}; most of the "
        f"others look like class {row['mistaken_for']!r}."
    )


def is_higher(row: dict[Any, Any], name: str, margin: float, n_generated: int) -> bool:
    """Return whether a share is higher than that of real rows, and not by chance."""
    share, real = row.get(name, 0.0), row.get(f"{name}_real", 0.0)
    if not share - real >= margin:  # NaN is not
        return False
    table = [
        [round(part * n), n - round(part * n)]
        for part, n in ((share, n_generated), (real, row["held_out"]))
    ]
    return bool(fisher_exact(table, alternative="greater").pvalue < SIGNIFICANCE)
