"""What one pass over a large table keeps: counts of classes and a sample of rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from skgan.distributed._keys import row_keys
from skgan.distributed._rows import concatenate, take
from skgan.exceptions import InputError
from skgan.validation import class_names

__all__ = ["MAX_ROWS", "Place", "Summary", "merge", "summarize"]

# Rows of a class that are kept for the fit. A quantile of so many is right to half a
# percent, and the kernel draws from no more than 1,000.
MAX_ROWS = 10_000
MAX_CLASSES = 1_000  # more are most often numbers that are no classes


@dataclass(frozen=True)
class Place:
    """Where a block of rows is: the number of its part, and of its first row there.

    `name` is what users call the part.
    """

    part: int
    first: int
    name: str


@dataclass(frozen=True)
class Summary:
    """Counts of classes, and the rows of each class with the smallest keys.

    Attributes
    ----------
    counts : dict
        Class to its number of rows, all rows counted.
    ids : DataFrame of shape (n_kept, 4)
        Columns `label`, `key`, `part` and `place` of the rows that are kept.
    rows : tuple
        These rows, in what holds them: X and y, or a table with both.
    max_rows : int
        How many rows of a class are kept at most.
    """

    counts: dict[Any, int]
    ids: pd.DataFrame
    rows: tuple[Any, ...]
    max_rows: int

    @cached_property
    def bounds(self) -> dict[Any, int]:
        """Class to the largest key kept, where rows of larger ones won't be."""
        groups = self.ids.groupby("label", sort=False, observed=True)["key"]
        return groups.max()[groups.size() == self.max_rows].to_dict()

    def in_order(self) -> "Summary":
        """Return the same with rows in the order of the table."""
        order = np.lexsort((self.ids["place"], self.ids["part"]))
        return self.take(order)

    def take(self, positions: np.ndarray) -> "Summary":
        """Return the same with the rows at some positions only."""
        ids = self.ids.iloc[positions].reset_index(drop=True)
        return replace(self, ids=ids, rows=tuple(take(r, positions) for r in self.rows))


def summarize(
    rows: tuple[Any, ...],
    labels: pd.Series | np.ndarray,
    place: Place,
    *,
    seed: int,
    max_rows: int = MAX_ROWS,
    bounds: dict[Any, int] | None = None,
) -> Summary:
    """Return the summary of a block of rows.

    Parameters
    ----------
    rows : tuple
        What holds the rows; each has as many.
    labels : Series or ndarray of shape (n_rows,)
        Their classes.
    place : Place
        Where the block is.
    seed : int
        Decides which rows are kept.
    max_rows : int, default=10,000
        How many rows of a class are kept at most.
    bounds : dict, default=None
        Those of a summary that this one will be merged with. They only save time.
    """
    codes, classes = pd.factorize(np.asarray(labels), use_na_sentinel=True)
    check_classes(codes, classes, place)
    keys = row_keys(seed, place.part, place.first, len(codes))
    numbers = np.bincount(codes, minlength=len(classes))
    counts = dict(zip(class_names(classes), numbers.tolist(), strict=True))
    if bounds:
        highest = np.iinfo(np.uint64).max
        most = [bounds.get(label, highest) for label in counts]
        kept = np.flatnonzero(keys <= np.array(most, np.uint64)[codes])
    else:
        kept = np.arange(len(codes))
    ids = pd.DataFrame({"label": classes[codes[kept]], "key": keys[kept]})
    ids = ids.assign(part=place.part, place=place.first + kept)
    rows = tuple(take(r, kept) for r in rows) if len(kept) < len(codes) else rows
    return with_smallest_keys(Summary(counts, ids, rows, max_rows))


def merge(summaries: Sequence[Summary]) -> Summary:
    """Return the summary of all rows, in whatever order theirs are merged."""
    counts: dict[Any, int] = {}
    for summary in summaries:
        for label, n in summary.counts.items():
            counts[label] = counts.get(label, 0) + n
    check_number_of_classes(counts)
    filled = [s for s in summaries if len(s.ids)] or summaries[:1]
    ids = pd.concat([s.ids for s in filled], ignore_index=True)
    stacks = zip(*(s.rows for s in filled), strict=True)
    rows = tuple(concatenate(stack) for stack in stacks)
    return with_smallest_keys(Summary(counts, ids, rows, summaries[0].max_rows))


def with_smallest_keys(summary: Summary) -> Summary:
    """Return a summary without the rows that are more than a class may keep."""
    if not any(n > summary.max_rows for n in summary.counts.values()):
        return summary
    # Equal keys are as good as impossible, but the result should be certain.
    ranked = summary.ids.sort_values(["key", "part", "place"])
    ranks = ranked.groupby("label", sort=False, observed=True).cumcount()
    kept = ranks.index[ranks < summary.max_rows].to_numpy()
    return summary if len(kept) == len(ranks) else summary.take(np.sort(kept))


def check_classes(codes: np.ndarray, classes: Any, place: Place) -> None:
    """Raise when a row has no class, or there are too many classes."""
    missing = codes < 0
    if missing.any():
        row = place.first + int(missing.argmax()) + 1
        raise InputError(
            f"{place.name} has rows without a class, the first of them row {row}. Fill "
            "them in or remove them."
        )
    check_number_of_classes(classes)


def check_number_of_classes(classes: Any) -> None:
    """Raise when there are so many classes that they are none."""
    if len(classes) > MAX_CLASSES:
        raise InputError(
            f"y has more than {MAX_CLASSES:,} classes, as numbers that are measured "
            "have. Give the column of classes, or merge the rare ones."
        )
