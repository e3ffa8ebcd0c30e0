"""Convert classes to plain Python values, and find classes of equal value."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["class_key", "class_names", "class_numbers", "named_as", "numbers_by_name"]

DATES = (date, np.datetime64)  # also Timestamp and datetime
SPANS = (timedelta, np.timedelta64)


def class_names(classes: np.ndarray) -> list[Any]:
    """Return an array of classes as plain Python values.

    NumPy converts dates and durations in nanoseconds to integers, because those of
    Python do not support them. They become a Timestamp or a Timedelta instead.
    """
    names: list[Any] = classes.tolist()
    if classes.dtype.kind in "mM" and any(type(name) is int for name in names):
        return [class_key(value) for value in classes]
    return names


def class_key(label: Any) -> Any:
    """Return a key for a label, which is the same for dates of all types.

    Examples
    --------
    >>> import numpy as np
    >>> from datetime import date
    >>> from skgan.validation._classes import class_key
    >>> class_key(date(2020, 1, 1)) == class_key(np.datetime64("2020-01-01", "ns"))
    True
    """
    with suppress(ValueError, OverflowError):  # not for years and months
        if isinstance(label, DATES):
            return pd.Timestamp(label)
        if isinstance(label, SPANS):
            return pd.Timedelta(label)
    return label


def class_numbers(classes: np.ndarray) -> dict[Any, int]:
    """Return a dict from the key of each class to its position."""
    return {class_key(name): i for i, name in enumerate(class_names(classes))}


def numbers_by_name(classes: np.ndarray) -> dict[Any, int]:
    """Return `class_numbers`, including the values that `tolist` returns.

    For dates in nanoseconds, these are integers.
    """
    by_item = dict(zip(classes.tolist(), range(len(classes)), strict=True))
    return by_item | class_numbers(classes)


def named_as(classes: np.ndarray, by_class: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return a dict by class, in which dates have the type of those in classes."""
    numbers = numbers_by_name(classes) if classes.dtype.kind in "mM" else {}
    places = {label: numbers.get(class_key(label)) for label in by_class}
    return {
        label if places[label] is None else classes[places[label]]: value
        for label, value in by_class.items()
    }
