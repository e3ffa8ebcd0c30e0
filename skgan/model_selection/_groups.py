"""Folds that keep the rows of a group together."""

from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.utils import check_random_state

from skgan._spec import Array, RandomState
from skgan.exceptions import InputError
from skgan.validation import as_pandas, count_missing


@dataclass
class RepeatedStratifiedGroupKFold:
    """Stratified folds of whole groups, repeated with different divisions.

    Groups of different sizes may allow only one division. It is then used once, because
    repeated folds would count as more evidence.
    """

    n_splits: int = 5
    n_repeats: int = 2
    random_state: RandomState = None

    def split(
        self, X: Any, y: ArrayLike, groups: ArrayLike
    ) -> Iterator[tuple[Array, Array]]:
        """Yield training and test rows of each fold."""
        generator = check_random_state(self.random_state)
        known = set()
        for _ in range(self.n_repeats):
            splitter = StratifiedGroupKFold(
                self.n_splits, shuffle=True, random_state=generator
            )
            folds = list(splitter.split(X, y, groups))
            division = frozenset(tuple(test.tolist()) for _, test in folds)
            if division not in known:
                yield from folds
            known.add(division)


def check_groups(groups: Any, n_rows: int) -> Array | None:
    """Return one group for each row, as numbers from 0, or None."""
    if groups is None:
        return None
    values = np.asarray(as_pandas(groups))
    if values.shape != (n_rows,):
        raise InputError(
            f"groups has shape {values.shape}, but there are {n_rows} samples. Give "
            "one group for each sample."
        )
    if n_missing := count_missing(as_pandas(groups)):
        raise InputError(
            f"groups has {n_missing} missing values. Give each sample a group, which "
            "may consist of this sample only."
        )
    numbers, known = pd.factorize(values)
    if len(known) < 2:
        raise InputError(
            "groups has only one group, which can't be divided into folds. Give at "
            "least two, or leave groups out."
        )
    return numbers


def group_splitter(cv: Any, groups: Array, splitter: Any) -> Any:
    """Return a splitter of whole groups: `splitter` if cv is None, or that of cv."""
    if cv is None or isinstance(cv, Integral):
        splitter = splitter if cv is None else StratifiedGroupKFold(int(cv))
        n_groups = len(np.unique(groups))
        if n_groups < splitter.n_splits:
            raise InputError(
                f"groups has {n_groups} groups, fewer than the {splitter.n_splits} "
                "folds. Reduce the number of folds in cv."
            )
        return splitter
    if not hasattr(cv, "split"):
        raise InputError(
            "cv is a list of pairs of rows, and groups are given although the folds "
            "are already defined. Give a splitter such as StratifiedGroupKFold(), or "
            "leave groups out."
        )
    return cv


def check_whole_groups(folds: list[tuple[Array, Array]], groups: Array) -> None:
    """Raise an error if rows of one group are in both parts of a fold."""
    for i, (train, test) in enumerate(folds):
        both = np.intersect1d(groups[train], groups[test])
        if len(both):
            raise InputError(
                f"cv puts {len(both)} of {len(np.unique(groups))} groups into both the "
                f"training and the test rows of fold {i}. Give a splitter that keeps "
                "groups together, such as StratifiedGroupKFold()."
            )
