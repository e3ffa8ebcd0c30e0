"""What DATA stands for: tables, arrays and folders of pictures."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import numpy as np

from skgan._cli._folder import read_folder
from skgan.datasets import check_target, load_csv
from skgan.exceptions import DataFileError, InputError

SPELT = r"\s*0\d|true|TRUE|false|FALSE"  # written differently as number or bool
TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet")


@dataclass
class Samples:
    """Samples, their classes, and what is known of the file that they are from."""

    X: Any
    y: Any
    target: str = "label"  # the column of classes
    place: int | None = None  # of that column in the file; None: last
    filenames: list = field(default_factory=list)  # of the pictures, in the order of X
    source: Path | None = None  # the file of a table

    @property
    def is_table(self):
        """Whether the samples are rows with named columns."""
        return hasattr(self.X, "iloc")

    @property
    def is_image(self):
        """Whether the samples are images (height, width, channels)."""
        return not self.is_table and self.X.ndim == 4 and self.X.shape[-1] <= 4


def suffix_of(path: str | Path) -> str:
    """Return the suffix in lower case, that before .gz included."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def separator_of(path: Path) -> str:
    """Return what separates the columns of a table of text."""
    return "\t" if suffix_of(path).startswith(".tsv") else ","


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder, or has no suffix and will become one."""
    return path.is_dir() or not path.suffix


def read_samples(
    path: Path, target: str | None, image_shape: Any = None, split: str | None = None
) -> Samples:
    """Return the samples in a file or folder; the last two are as for `read_folder`.

    `target` is the column of classes, where the data is a table.
    """
    if not path.exists():
        raise FileNotFoundError(2, "there is no such file or folder", str(path))
    suffix = suffix_of(path)
    if suffix not in TABLES and target is not None:
        raise click.UsageError(
            f"--target {target} is for tables, but '{path}' is not one. Leave it out."
        )
    for option, value in (("--image-shape", image_shape), ("--split", split)):
        if not path.is_dir() and value is not None:
            raise click.UsageError(
                f"{option} is for folders, but '{path}' is not one. Leave it out."
            )
    if path.is_dir():
        bunch = read_folder(path, image_shape, split)
        filenames = bunch.filenames if "broken" in bunch else []  # of pictures
        return Samples(bunch.data, bunch.target, filenames=filenames)
    if suffix == ".npz":
        return read_arrays(path)
    if suffix not in TABLES:
        raise DataFileError(
            f"'{path}' is of an unknown kind. Give a folder, or a file that ends in "
            f"{', '.join(TABLES)} or .npz."
        )
    if target is None:
        raise click.UsageError(
            f"Which column of '{path}' has the classes? Give --target."
        )
    return read_table(path, suffix, target)


def read_table(path: Path, suffix: str, target: str) -> Samples:
    """Return the rows of a table, and their classes."""
    sep = separator_of(path)
    try:
        if suffix == ".parquet":
            frame = read_parquet(path)
            check_target(frame, target, path)
        else:
            bunch: Any = load_csv(path, target, sep=sep)
            frame = as_spelt(bunch.frame, path, sep)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    place = frame.columns.get_loc(target)
    X, y = frame.drop(columns=target), frame[target]
    return Samples(X, y, target, place, source=path)


def as_spelt(frame: Any, path: Path, sep: str) -> Any:
    """Return a table whose columns such as 007 or true stay texts."""
    import pandas as pd

    suspects = [name for name, column in frame.items() if may_be_respelt(column)]
    if not suspects:
        return frame
    texts = pd.read_csv(path, sep=sep, index_col=False, usecols=suspects, dtype=str)
    is_spelt = texts.apply(lambda text: text.str.match(SPELT).any())
    return frame.assign(**texts.loc[:, is_spelt])


def may_be_respelt(column: Any) -> bool:
    """Return whether a column has only whole numbers, or bools."""
    known = column.dropna()
    if column.dtype.kind == "f":
        return bool((known % 1 == 0).all())
    return column.dtype.kind in "iub" or (
        column.dtype == object and known.map(type).eq(bool).any()
    )


def read_parquet(path: Path) -> Any:
    """Return the table of a parquet file."""
    import pandas as pd

    try:
        return pd.read_parquet(path)
    except (ValueError, OSError) as error:
        raise DataFileError(
            f"'{path}' can't be read as parquet: {str(error).rstrip('.')}. Get it "
            "or write it again."
        ) from error


def read_arrays(path: Path) -> Samples:
    """Return the arrays X and y of an .npz file; objects are not read."""
    # On damaged files zipfile and NumPy raise whatever they come upon.
    try:
        if not zipfile.is_zipfile(path):
            raise ValueError("it is truncated or not an .npz file")
        with np.load(path, allow_pickle=False) as arrays:
            X, y = arrays["X"], arrays["y"]
    except Exception as error:
        pickled = "allow_pickle" in str(error)
        reason = "X or y holds Python objects" if pickled else str(error).rstrip(".")
        raise DataFileError(
            f"'{path}' can't be read: {reason}. Give arrays X and y of numbers or "
            "texts, as numpy.savez writes them."
        ) from error
    return Samples(X, y)
