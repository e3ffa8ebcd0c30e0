"""Fit a sampler on a sample of a table, and draw new rows in blocks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from numbers import Integral
from typing import Any

import numpy as np
from sklearn.base import clone

from skgan.distributed._keys import block_random_state
from skgan.exceptions import InputError
from skgan.samplers import synthesizer_of
from skgan.validation import class_names, new_counts

__all__ = ["BLOCK_ROWS", "Draws", "check_sampler", "fit_sample"]

# New rows of a block, which are drawn at once. Smaller blocks are slower, and larger
# ones take more memory: with 100 columns, 50 MB while candidates are compared.
BLOCK_ROWS = 20_000


@dataclass(frozen=True)
class Draws:
    """New rows of a fitted sampler, in blocks that do not depend on each other.

    Attributes
    ----------
    sampler : sampler
        A fitted sampler.
    n_new : dict
        Number of new rows of each class, in the order in which they are drawn.
    seed : int
        Seed of the random states of the blocks.
    """

    sampler: Any
    n_new: dict[Any, int]
    seed: int

    @property
    def n_rows(self) -> int:
        """The number of new rows."""
        return sum(self.n_new.values())

    def __len__(self) -> int:
        return -(-self.n_rows // BLOCK_ROWS)

    def counts(self, block: int) -> dict[Any, int]:
        """Return the number of rows of each class in one block."""
        first, last = block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS
        ends = accumulate(self.n_new.values())
        spans = zip(self.n_new.items(), ends, strict=True)
        inside = {
            label: min(end, last) - max(end - n, first) for (label, n), end in spans
        }
        return {label: n for label, n in inside.items() if n > 0}

    def draw(self, block: int) -> tuple[Any, Any]:
        """Return X and y of one block."""
        random_state = block_random_state(self.seed, block)
        return self.sampler.sample(self.counts(block), random_state=random_state)


def fit_sample(
    sampler: Any, X: Any, y: Any, counts: Mapping[Any, int], seed: int
) -> Draws:
    """Fit a copy of a sampler on a sample of rows, and return its draws.

    Parameters
    ----------
    sampler : sampler
        The sampler. Its `sampling_strategy` is applied to `counts`.
    X, y : frame, series or array
        The sample, with rows of all classes.
    counts : dict
        Number of rows of each class in the whole table.
    seed : int
        Seed of the draws, and of the fit if `random_state` of the sampler is not an
        int.

    Raises
    ------
    KeyboardInterrupt
        If the user interrupts the fit.
    """
    n_new = new_counts(sampler.sampling_strategy, counts)
    kept = Counter(class_names(np.asarray(y)))
    # The fit only depends on whether new rows of a class are needed. It is not given
    # their numbers, as it would raise an error if they did not fit into memory.
    totals = {label: kept[label] + min(n, kept[label]) for label, n in n_new.items()}
    fitted = clone(sampler).set_params(sampling_strategy=totals)
    if not isinstance(sampler.random_state, Integral):
        fitted.set_params(random_state=seed)
    fitted.fit(X, y)
    if synthesizer_of(fitted).interrupted:  # as in fit_resample
        raise KeyboardInterrupt
    return Draws(fitted, n_new, seed)


def check_sampler(sampler: Any) -> None:
    """Raise an error if an object is not a sampler that can draw rows."""
    is_sampler = hasattr(sampler, "sample") and hasattr(sampler, "sampling_strategy")
    if isinstance(sampler, type) or not is_sampler:
        raise InputError(
            f"{sampler!r} is not a sampler with a method sample. Give a sampler of "
            "skgan, such as ACGANSampler()."
        )
