"""Flags of a report: sentences about problems with the samples of a class."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact

# A share is flagged if it exceeds that of real rows by a margin. The comments have the
# values of working samplers with at least 8 training rows of each class, on tables,
# signals and digits, and then the values of broken samplers.
SHARES = {  # share: margin, column with the number of generated rows, sentence
    # .16; with a generator that ignores z: 1, or .1 to .5 together with the kernel
    "repeats": (
        0.2,
        "held_out",
        "Collapse: {repeats:.0%} of the samples of {name} nearly repeat another one "
        "(real rows: {repeats_real:.0%}).",
    ),
    # .14 with the kernel; 1 for training rows
    "copies": (
        0.25,
        "generated",
        "Copies: {copies:.0%} of the samples of {name} are nearly copies of training "
        "rows (held-out real rows: {copies_real:.0%}).",
    ),
    # .22; .3 to 1 with a generator that ignores the class
    "lost": (
        0.25,
        "generated",
        "Class confusion: {fidelity:.0%} of the samples of {name} are recognised as "
        "such (real rows: {fidelity_real:.0%}). Most of the others look like class "
        "{mistaken_for!r}.",
    ),
    # .13 with the kernel; .3 to .7 for images that are made channel by channel
    "odd_colours": (
        0.2,
        "generated",
        "Colours: {odd_colours:.0%} of the samples of {name} have colours that are far "
        "from all colours of training rows (held-out real rows: "
        "{odd_colours_real:.0%}).",
    ),
    # .05 with the kernel; .7 to 1 for images that are blurred by a pixel
    "odd_edges": (
        0.2,
        "generated",
        "Edges: {odd_edges:.0%} of the samples of {name} are more blurred or noisy "
        "than training rows (held-out real rows: "
        "{odd_edges_real:.0%}).",
    ),
}
SPREAD = 0.5  # share of the spread of real rows (.76; 0 if the generator ignores z)
SIGNIFICANCE = 0.01  # of Fisher's exact test: shares of a few rows differ by chance
MIN_ROWS = 5  # held-out rows; the spread of fewer rows is unreliable


def flags_of(frame: pd.DataFrame) -> list[str]:
    """Return a sentence for each sign of collapse, copies, confusion or oddity."""
    flags = []
    for label, row in zip(frame.index, frame.to_dict("records"), strict=True):
        row["name"] = f"class {label!r}"
        spread, real = (row.get(name, np.nan) for name in ("spread", "spread_real"))
        if row["held_out"] >= MIN_ROWS and spread < SPREAD * real:
            flags.append(
                f"Collapse: the samples of {row['name']} are too alike: a spread of "
                f"{spread:.2f} (real rows: {real:.2f})."
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
