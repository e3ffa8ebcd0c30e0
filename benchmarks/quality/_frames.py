"""KEEL sets as DataFrames: texts as strings, numbers as numbers; a rarer class."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from _keel import as_numbers, encode_labels, find_dat, read_cells

TENTH_SETS = ("crx", "bands", "breast", "mammographic", "titanic")
WHOLE_SETS = (
    "lymphography-normal-fibrosis",
    "dermatology-6",
    "kddcup-rootkit-imap_vs_back",
    "car-good",
)
MIXED_SETS = TENTH_SETS + WHOLE_SETS
# Nothing was chosen on these; the first two keep a tenth of the rarer class, too.
UNSEEN_TENTH_SETS = ("chess", "tic-tac-toe")
UNSEEN_SETS = (
    *UNSEEN_TENTH_SETS,
    "abalone-20_vs_8-9-10",
    "abalone-21_vs_8",
    "abalone-3_vs_11",
    "kddcup-land_vs_satan",
    "kr-vs-k-zero_vs_eight",
    "kr-vs-k-zero-one_vs_draw",
)


@dataclass(frozen=True)
class MixedSet:
    """A classification set of two classes.

    Parameters
    ----------
    name : str
        KEEL's name.
    X : DataFrame
        Texts as objects, whole numbers as integers, other numbers as floats.
    y : ndarray of shape (n_samples,), int
        Class 1 is the rarer one.
    """

    name: str
    X: pd.DataFrame
    y: np.ndarray

    @property
    def categorical(self):
        """Names of the columns of texts."""
        return [name for name in self.X if self.X[name].dtype == object]

    def training_rows(self, rows, seed):
        """Return the rows to train on: of some sets a tenth of the rarer class.

        The test rows keep all of it, so that what is measured is less a matter of
        which few rows were drawn.
        """
        if self.name not in TENTH_SETS + UNSEEN_TENTH_SETS:
            return rows
        rare = rows[self.y[rows] == 1]
        kept = max(2, round(len(rare) / 10))
        rng = np.random.RandomState(seed)
        dropped = rng.permutation(rare)[kept:]
        return np.setdiff1d(rows, dropped)


@cache
def read_frame(name):
    """Read one KEEL set as a MixedSet."""
    cells = read_cells(find_dat(name))
    columns = {f"x{j}": as_column(cells[:, j]) for j in range(cells.shape[1] - 1)}
    X = pd.DataFrame(columns)
    varies = [name for name in X if X[name].nunique() > 1]
    return MixedSet(name, X[varies], encode_labels(cells[:, -1]))


def as_column(texts):
    """Return a column of integers, floats or objects."""
    values = as_numbers(texts)
    if values is None:
        return pd.Series(texts, dtype=object)  # else pandas 3 makes strings of them
    return values.astype(int) if np.all(np.rint(values) == values) else values
