"""Compute the numbers of new rows from a `sampling_strategy` and counts of classes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from imblearn.utils import check_sampling_strategy

from skgan.exceptions import InputError
from skgan.validation._classes import class_key
from skgan.validation._labels import check_number

__all__ = ["new_counts"]


def new_counts(strategy: Any, counts: Mapping[Any, int]) -> dict[Any, int]:
    """Return the number of new rows of each class, in the order of the classes.

    Parameters
    ----------
    strategy : float, str, dict or callable
        As in imbalanced-learn's over-samplers.
    counts : dict
        Number of rows of each class.

    Examples
    --------
    >>> from skgan.validation import new_counts
    >>> new_counts("auto", {"often": 10_000_000, "rare": 10_000})
    {'often': 0, 'rare': 9990000}
    """
    classes = sorted_classes(counts)
    if callable(strategy):
        strategy = strategy(np.repeat(np.array(classes), [counts[c] for c in classes]))
        if not isinstance(strategy, Mapping):
            raise InputError(
                f"The callable sampling_strategy returned {strategy!r}, which is not a "
                "dict. Return a dict from class to its total number of samples."
            )
    if isinstance(strategy, Mapping):
        return of_totals(strategy, {label: counts[label] for label in classes})
    # imbalanced-learn counts an array; small integers take one byte per row.
    dtype = np.min_scalar_type(len(classes))
    y = np.repeat(np.arange(len(classes), dtype=dtype), [counts[c] for c in classes])
    wanted = check_sampling_strategy(strategy, y, "over-sampling")
    return {label: int(wanted.get(i, 0)) for i, label in enumerate(classes)}


def sorted_classes(counts: Mapping[Any, int]) -> list[Any]:
    """Return the classes, sorted."""
    try:
        classes = sorted(counts)
    except TypeError as error:
        kinds = sorted({type(label).__name__ for label in counts})
        raise InputError(
            f"y has classes of the types {kinds}, which have no common order. Give y "
            "classes of one type: whole numbers, strings or bools."
        ) from error
    if len(classes) < 2:
        raise InputError(
            f"y has {len(classes)} class(es): {classes}. Give rows of two classes or "
            "more."
        )
    return classes


def of_totals(totals: Mapping[Any, int], counts: dict[Any, int]) -> dict[Any, int]:
    """Return the number of new rows of each class from the total numbers of rows."""
    by_key = {class_key(label): label for label in counts}
    new = dict.fromkeys(counts, 0)
    for name, total in totals.items():
        label = by_key.get(class_key(name))
        if label is None:
            raise InputError(
                f"sampling_strategy contains the unknown class {name!r}. The classes "
                f"are {list(counts)}."
            )
        check_number(total, "sampling_strategy")
        if total < counts[label]:
            raise InputError(
                f"sampling_strategy has {total} rows for class {label!r}, but there "
                f"are already {counts[label]}. Give this number or more."
            )
        new[label] = int(total) - counts[label]
    return new
