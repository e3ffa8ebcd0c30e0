"""Numbers of samples of each class."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

MAX_NAMED = 12  # classes in a line


def strategy_of(y: ArrayLike) -> str | dict[Any, int]:
    """Return "auto", or, for balanced classes, a dict that adds one sample to each."""
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    if len(set(counts.tolist())) > 1:
        return "auto"
    return dict(zip(classes.tolist(), (counts + 1).tolist(), strict=True))


def counts_of(y: ArrayLike) -> str:
    """Return the number of samples of each class as printable text."""
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    return counts_in_words(dict(zip(classes, counts, strict=True)))


def counts_in_words(counts: Mapping[Any, int]) -> str:
    """Return a dict from class to number as printable text."""
    words = [f"{label}: {n}" for label, n in counts.items()]
    text = ", ".join(words[:MAX_NAMED] + ["..."] * (len(words) > MAX_NAMED))
    return text.encode("utf-8", "replace").decode()  # names of folders may not be UTF-8
