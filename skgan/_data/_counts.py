"""Numbers of samples by class."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

MAX_NAMED = 12  # classes in a line


def strategy_of(y: ArrayLike) -> str | dict[Any, int]:
    """Return "auto"; for balanced classes, one more of each, to train them all."""
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    if len(set(counts.tolist())) > 1:
        return "auto"
    return dict(zip(classes.tolist(), (counts + 1).tolist(), strict=True))


def counts_of(y: ArrayLike) -> str:
    """Return the number of samples of each class, in words that can be printed."""
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    return counts_in_words(dict(zip(classes, counts, strict=True)))


def counts_in_words(counts: Mapping[Any, int]) -> str:
    """Return class to number in words that can be printed."""
    words = [f"{label}: {n}" for label, n in counts.items()]
    text = ", ".join(words[:MAX_NAMED] + ["..."] * (len(words) > MAX_NAMED))
    return text.encode("utf-8", "replace").decode()  # folders may not be UTF-8
