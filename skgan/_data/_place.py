"""Check the output path before results are computed."""

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click
import numpy as np
import pandas as pd

from skgan._data._read import Samples, is_folder
from skgan._data._tables import DASH, suffix_of
from skgan.datasets import TABLES, check_excel, check_pillow, excel_of, parquet_of


def check_free(path: Path, force: bool) -> None:
    """Raise an error if a result would replace files, or if its folder is missing."""
    if not path.parent.is_dir():
        raise click.UsageError(
            f"The folder '{path.parent}' of -o {path} is missing. Create it first."
        )
    check_writable(path)
    is_taken = any(path.iterdir()) if path.is_dir() else path.exists()
    if is_taken and not force:
        what = "a folder with files" if path.is_dir() else "a file"
        raise click.UsageError(
            f"'{path}' is already {what}. Give another name, or --force to replace "
            "files with the same names."
        )


def check_writable(path: Path) -> None:
    """Raise an error if no file can be created in the folder of the result."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    folder = target if target.is_dir() else target.parent
    try:
        with NamedTemporaryFile(dir=folder, prefix=".skgan-", suffix=".tmp"):
            pass
    except OSError as error:
        raise click.UsageError(
            f"No file can be created in the folder '{folder}' of -o {path}: "
            f"{error.strerror}. Give a folder that you may write to."
        ) from error


def check_file(path: Path, force: bool, suffixes: Sequence[str] | None = None) -> None:
    """Raise an error if a path is not that of a file with one of the suffixes."""
    if path == DASH:
        raise click.UsageError("-o - is for samples. Give the name of a file.")
    if path.is_dir():
        raise click.UsageError(f"-o {path} is a folder. Give the name of a file.")
    check_free(path, force)
    if suffixes is not None and suffix_of(path) not in suffixes:
        raise click.UsageError(
            f"-o {path} has an unknown format. Give a name that ends in "
            f"{listed(suffixes)}."
        )
    if suffix_of(path) == ".parquet":
        parquet_of(pd.DataFrame())  # raises an error if pyarrow is missing
    if suffix_of(path) == ".xlsx":
        check_excel()


def check_folder(path: Path, force: bool) -> None:
    """Raise an error if a folder cannot be created, or if it already has files."""
    if path.is_file():
        raise click.UsageError(f"-o {path} is a file. Give a folder, or a suffix.")
    check_free(path, force)


def check_output(path: Path, force: bool) -> None:
    """Raise an error if samples of no kind can be written to a path."""
    if is_folder(path):
        check_folder(path, force)
    elif path != DASH:
        check_file(path, force, (*TABLES, ".npz"))


def check_large(path: Path, suffixes: Sequence[str]) -> None:
    """Raise an error if tables larger than memory can't be written to a path."""
    if is_folder(path):
        if path.is_dir() and any(path.iterdir()):
            raise click.UsageError(
                f"'{path}' is already a folder with files, and tables in it would "
                "become a part of the result. Give another name, or delete it."
            )
    elif suffix_of(path) not in suffixes:
        raise click.UsageError(
            f"-o {path} does not have the format of DATA, which is too large to be "
            f"converted. Give a folder, or a name that ends in {listed(suffixes)}."
        )


def check_fits(path: Path, samples: Samples) -> None:
    """Raise an error if the file or folder cannot contain these samples."""
    suffix = suffix_of(path)
    # Only a pickle would keep these columns as one array.
    is_mixed = samples.is_table and samples.X[:0].to_numpy().dtype == "O"
    if is_folder(path):
        if samples.is_image:
            check_pillow("skgan, for pictures,")
            check_pixels(samples.X)
    elif suffix in TABLES and not samples.is_table:
        folder = "a folder, or " if samples.is_image else ""
        raise click.UsageError(
            f"-o {path} is for rows of a table, but DATA has arrays. Give {folder}a "
            "name that ends in .npz."
        )
    elif suffix == ".xlsx":
        check_cells(path, samples)
    elif suffix == ".npz" and is_mixed:
        raise click.UsageError(
            f"-o {path} cannot contain columns of several types. Give a name that ends "
            f"in {listed(TABLES)}."
        )


def check_cells(path: Path, samples: Samples) -> None:
    """Raise an error if Excel cannot contain these rows, such as dates with a zone."""
    try:
        excel_of(samples.X.assign(**{samples.target: np.asarray(samples.y)}))
    except Exception as error:  # not a ValueError for control characters
        reason = str(error).rstrip(".")
        raise click.UsageError(
            f"-o {path} cannot contain these rows: {reason or type(error).__name__}. "
            "Give a name that ends in .csv."
        ) from error


def check_pixels(X: Any) -> None:
    """Raise an error if pixels are neither of dtype uint8 nor floats from 0 to 1."""
    X = np.asarray(X)
    is_unit = X.dtype.kind == "f" and X.min() >= 0 and X.max() <= 1
    if X.dtype != np.uint8 and not is_unit:
        raise click.UsageError(
            f"Pixels of dtype {X.dtype} from {X.min():g} to {X.max():g} cannot be "
            "written as PNG. Use pixels of dtype uint8 or floats from 0 to 1, or -o "
            "with a name that ends in .npz."
        )


def listed(suffixes: Sequence[str]) -> str:
    """Return suffixes as text."""
    *others, last = suffixes
    return f"{', '.join(others)} or {last}" if others else last
