"""Where results may go, which is found out before there are any."""

from io import BytesIO
from pathlib import Path

import click
import numpy as np

from skgan._cli._read import TABLES, is_folder, suffix_of
from skgan.datasets import check_pillow

__all__ = [
    "check_file",
    "check_fits",
    "check_folder",
    "check_free",
    "check_output",
    "check_pixels",
]


def check_free(path, force):
    """Raise when something is where a result is to be, or its folder is missing.

    Raises
    ------
    click.UsageError
        Naming --force where it helps.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise click.UsageError(f"The folder '{path.parent}' of -o {path} is missing.")
    is_taken = any(path.iterdir()) if path.is_dir() else path.exists()
    if is_taken and not force:
        what = "a folder with files" if path.is_dir() else "a file"
        raise click.UsageError(
            f"'{path}' is {what} already. Give another name, or --force to replace "
            "files of the same names."
        )


def check_file(path, force, suffixes=None):
    """Raise when no file can be written there, or none of that suffix.

    Raises
    ------
    click.UsageError
        With what to give instead.
    """
    if path.is_dir():
        raise click.UsageError(f"-o {path} is a folder. Give the name of a file.")
    check_free(path, force)
    if suffixes is not None and suffix_of(path) not in suffixes:
        raise click.UsageError(
            f"-o {path} is of an unknown kind. Give a name that ends in "
            f"{listed(suffixes)}."
        )
    if suffix_of(path) == ".parquet":
        import pandas as pd

        pd.DataFrame().to_parquet(BytesIO())  # raises where pyarrow is missing


def check_folder(path, force):
    """Raise when there can't be a folder of that name, or there is one with files.

    Raises
    ------
    click.UsageError
        With what to give instead.
    """
    if path.is_file():
        raise click.UsageError(f"-o {path} is a file. Give a folder, or a suffix.")
    check_free(path, force)


def check_output(path, force):
    """Raise when no samples of any kind can be written there.

    Raises
    ------
    click.UsageError
        With what to give instead.
    """
    if not is_folder(path):
        check_file(path, force, (*TABLES, ".npz"))
    else:
        check_folder(path, force)


def check_fits(path, samples):
    """Raise when these samples can't be written there.

    Raises
    ------
    click.UsageError
        With what to give instead.
    """
    suffix = suffix_of(path)
    if is_folder(path):
        if samples.is_image:
            check_pillow("skgan, for pictures,")
            check_pixels(samples.X)
    elif suffix in TABLES and not samples.is_table:
        folder = "a folder, or " if samples.is_image else ""
        raise click.UsageError(
            f"-o {path} is for rows of a table, and these are arrays. Give {folder}a "
            "name that ends in .npz."
        )
    # Objects could be kept by a pickle alone.
    elif (
        suffix == ".npz" and samples.is_table and samples.X[:0].to_numpy().dtype == "O"
    ):
        raise click.UsageError(
            f"-o {path} can't hold columns of several kinds. Give a name that ends in "
            f"{listed(TABLES)}."
        )


def check_pixels(X):
    """Raise when pixels are neither bytes nor floats from 0 to 1.

    Raises
    ------
    click.UsageError
        With the range that they have.
    """
    X = np.asarray(X)
    is_unit = X.dtype.kind == "f" and X.min() >= 0 and X.max() <= 1
    if X.dtype != np.uint8 and not is_unit:
        raise click.UsageError(
            f"Pixels of dtype {X.dtype} from {X.min():g} to {X.max():g} can't be "
            "written as PNG. Give bytes or floats from 0 to 1, or -o with a name that "
            "ends in .npz."
        )


def listed(suffixes):
    """Return suffixes as words."""
    return (
        f"{', '.join(suffixes[:-1])} or {suffixes[-1]}" if suffixes[1:] else suffixes[0]
    )
