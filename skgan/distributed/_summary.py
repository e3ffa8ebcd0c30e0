"""The summary of a large table: counts of classes and a sample of rows."""

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

# Rows of a class that are kept for the fit. The error of their quantiles is half a
# percent, and the kernel draws from at most 1,000.
MAX_ROWS = 10_000
MAX_CLASSES = 1_000  # more are usually measured numbers instead of classes


@dataclass(frozen=True)
class Place:
    """The position of a block: the number of its part, and of its first row in it.

    `name` is the name of the part for users.
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
        Number of all rows of each class.
    ids : DataFrame of shape (n_kept, 4)
        Columns `label`, `key`, `part` and `place` of the rows that are kept.
    rows : tuple
        These rows: X and y, or a table with both.
    max_rows : int
        Maximum number of rows of each class that are kept.
    """

    counts: dict[Any, int]
    ids: pd.DataFrame
    rows: tuple[Any, ...]
    max_rows: int

    @cached_property
    def bounds(self) -> dict[Any, int]:
        """Largest key of each full class; rows with larger keys are not kept."""
        groups = self.ids.groupby("label", sort=False, observed=True)["key"]
        return groups.max()[groups.size() == self.max_rows].to_dict()

    def in_order(self) -> "Summary":
        """Return the summary with rows in the order of the table."""
        order = np.lexsort((self.ids["place"], self.ids["part"]))
        return self.take(order)

    def take(self, positions: np.ndarray) -> "Summary":
        """Return the summary with only the rows at the given positions."""
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
        The rows, as X and y or as a table with both.
    labels : Series or ndarray of shape (n_rows,)
        The classes of the rows.
    place : Place
        The position of the block.
    seed : int
        Seed for the choice of rows.
    max_rows : int, default=10,000
        Maximum number of rows of each class that are kept.
    bounds : dict, default=None
        The bounds of a summary with which this one will be merged. They only save time.
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
    """Return the summary of all rows, which does not depend on the order of merging."""
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
    """Return a summary with at most `max_rows` rows of each class."""
    if not any(n > summary.max_rows for n in summary.counts.values()):
        return summary
    # Equal keys are very unlikely, but the result should be deterministic.
    ranked = summary.ids.sort_values(["key", "part", "place"])
    ranks = ranked.groupby("label", sort=False, observed=True).cumcount()
    kept = ranks.index[ranks < summary.max_rows].to_numpy()
    return summary if len(kept) == len(ranks) else summary.take(np.sort(kept))


def check_classes(codes: np.ndarray, classes: Any, place: Place) -> None:
    """Raise an error if a row has no class, or if there are too many classes."""
    missing = codes < 0
    if missing.any():
        row = place.first + int(missing.argmax()) + 1
        raise InputError(
            f"{place.name} has rows without a class, of which row {row} is the first. "
            "Fill them in or remove them."
        )
    check_number_of_classes(classes)


def check_number_of_classes(classes: Any) -> None:
    """Raise an error if there are too many classes."""
    if len(classes) > MAX_CLASSES:
        raise InputError(
            f"y has more than {MAX_CLASSES:,} classes; perhaps it contains measured "
            "numbers. Give the column of classes, or merge the rare ones."
        )
