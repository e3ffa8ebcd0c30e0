"""Warnings about the samples of a class, in words."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact

# A share is flagged when it is higher than that of real rows by a margin. In comments:
# the values of working samplers with at least 8 training rows of each class, on tables,
# signals and digits, and the values of broken samplers.
SHARES = {  # to the margin, the column with the number of generated rows, and the words
    # .16; a generator that ignores z 1, beside the kernel .1 to .5
    "repeats": (
        0.2,
        "held_out",
        "Collapse: {repeats:.0%} of the samples of {name} nearly repeat another one, "
        "of real rows {repeats_real:.0%}.",
    ),
    # .14, by the kernel; training rows 1
    "copies": (
        0.25,
        "generated",
        "Copies: {copies:.0%} of the samples of {name} are nearly copies of training "
        "rows, of real rows that were not trained on {copies_real:.0%}.",
    ),
    # .22; a generator that ignores the class .3 to 1
    "lost": (
        0.25,
        "generated",
        "Class confusion: {fidelity:.0%} of the samples of {name} are recognised as "
        "such, of real rows {fidelity_real:.0%}; most of the others look like class "
        "{mistaken_for!r}.",
    ),
    # .13, by the kernel; pictures made channel by channel .3 to .7
    "odd_colours": (
        0.2,
        "generated",
        "Colours: {odd_colours:.0%} of the samples of {name} have colours that are far "
        "from all those of training rows, of real rows that were not trained on "
        "{odd_colours_real:.0%}.",
    ),
    # .05, by the kernel; blurred by a pixel .7 to 1
    "odd_edges": (
        0.2,
        "generated",
        "Edges: {odd_edges:.0%} of the samples of {name} are more blurred or noisy "
        "than training rows, of real rows that were not trained on "
        "{odd_edges_real:.0%}.",
    ),
}
SPREAD = 0.5  # of the spread of real rows (.76; a generator that ignores z 0)
SIGNIFICANCE = 0.01  # of Fisher's exact test: shares of a few rows differ by chance
MIN_ROWS = 5  # held out; the spread of fewer rows is unreliable


def flags_of(frame: pd.DataFrame) -> list[str]:
    """Return a sentence for each sign of collapse, copies, confusion or oddity."""
    flags = []
    for label, row in zip(frame.index, frame.to_dict("records"), strict=True):
        row["name"] = f"class {label!r}"
        spread, real = (row.get(name, np.nan) for name in ("spread", "spread_real"))
        if row["held_out"] >= MIN_ROWS and spread < SPREAD * real:
            flags.append(
                f"Collapse: the samples of {row['name']} are too alike: a spread of "
                f"{spread:.2f}, real rows {real:.2f}."
            )
        for suffix in ("", "_real"):
            row[f"lost{suffix}"] = 1.0 - row.get(f"fidelity{suffix}", 1.0)
        for share, (margin, n_generated, words) in SHARES.items():
            if is_higher(row, share, margin, row[n_generated]):
                flags.append(words.format(**row))
    return flags


def is_higher(row: dict[Any, Any], name: str, margin: float, n_generated: int) -> bool:
    """Return whether a share is higher than that of real rows, and not by chance."""
    share, real = row.get(name, 0.0), row.get(f"{name}_real", 0.0)
    if not share - real >= margin:  # also for NaN
        return False
    sizes = np.array([n_generated, row["held_out"]])
    counts = np.rint(sizes * [share, real])
    table = np.stack([counts, sizes - counts], axis=1).astype(int)
    return bool(fisher_exact(table, alternative="greater").pvalue < SIGNIFICANCE)
