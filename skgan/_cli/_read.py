"""What DATA stands for: tables, arrays and folders of pictures."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from skgan.exceptions import DataFileError, InputError

__all__ = ["Samples", "is_folder", "read_samples"]

TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".parquet")
LARGEST_SIDE = 128  # of pictures whose size is taken as it is
CHANNELS = {"1": 1, "L": 1, "LA": 2, "RGBA": 4}  # of Pillow's modes; 3 of others


@dataclass
class Samples:
    """Samples with what is known of the file they are from, or are to be for.

    Parameters
    ----------
    X, y : array-like
        Samples and classes.
    target : str, default="label"
        Name of the column of classes.
    place : int, default=None
        Its position in the file; None: last.
    filenames : list of str, default=[]
        Of the pictures, in the order of X.
    source : Path, default=None
        The file of a table.
    """

    X: Any
    y: Any
    target: str = "label"
    place: int | None = None
    filenames: list = field(default_factory=list)
    source: Path | None = None

    @property
    def is_table(self):
        """Whether the samples are rows with named columns."""
        return hasattr(self.X, "iloc")


def suffix_of(path):
    """Return the suffix in lower case, that before .gz included."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def is_folder(path):
    """Return whether a path is that of a folder, or of what is to become one."""
    return Path(path).is_dir() or not Path(path).suffix


def read_samples(path, target, image_shape=None):
    """Return the samples in a file or folder.

    Parameters
    ----------
    path : Path
        Of the data.
    target : str or None
        The column of classes, where the data is a table.
    image_shape : tuple of int or None
        Of pictures; None: that of the first one.

    Raises
    ------
    InputError
        When an option is missing or of no use, or the kind of file is unknown.
    DataFileError
        When the content is none of that kind.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(2, "there is no such file or folder", str(path))
    suffix = suffix_of(path)
    if suffix not in TABLES and target is not None:
        raise InputError(f"--target {target} is for tables, and '{path}' is none.")
    if not path.is_dir() and image_shape is not None:
        raise InputError(f"--image-shape is for folders, and '{path}' is none.")
    if path.is_dir():
        return read_folder(path, image_shape)
    if suffix == ".npz":
        return read_arrays(path)
    if suffix not in TABLES:
        raise InputError(
            f"'{path}' is of an unknown kind. Give a folder, or a file that ends in "
            f"{', '.join(TABLES)} or .npz."
        )
    if target is None:
        raise InputError(f"Which column of '{path}' has the classes? Give --target.")
    return read_table(path, suffix, target)


def read_table(path, suffix, target):
    """Return the rows of a table, and their classes."""
    from skgan.datasets import load_csv
    from skgan.datasets._csv import check_target

    if suffix != ".parquet":
        sep = "\t" if suffix.startswith(".tsv") else ","
        frame = load_csv(path, target, sep=sep).frame
    else:
        import pandas as pd

        frame = pd.read_parquet(path)
        check_target(frame, target, path)
    place = frame.columns.get_loc(target)
    X, y = frame.drop(columns=target), frame[target]
    return Samples(X, y, target, place, source=path)


def read_arrays(path):
    """Return the arrays X and y of an .npz file; objects are not read."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            X, y = arrays["X"], arrays["y"]
    except (KeyError, ValueError, EOFError) as error:
        raise DataFileError(
            f"'{path}' can't be read: {error}. Give arrays X and y of numbers or "
            "texts, as numpy.savez writes them."
        ) from error
    return Samples(X, y)


def read_folder(path, image_shape):
    """Return the pictures in a folder, or MNIST."""
    from skgan.datasets import load_image_folder, load_mnist

    if any(path.glob("train-images-idx3-ubyte*")):
        return Samples(*load_mnist(path, return_X_y=True))
    bunch = load_image_folder(path, image_shape or first_shape(path))
    return Samples(bunch.data, bunch.target, filenames=bunch.filenames)


def first_shape(path):
    """Return height, width and channels of the first picture in a folder."""
    from skgan.datasets._image_folder import list_files
    from skgan.datasets._pictures import check_pillow

    check_pillow("skgan")
    from PIL import Image, UnidentifiedImageError

    for file, _ in list_files(path)[0]:
        try:
            with Image.open(file) as image:
                width, height = image.size
                mode = image.mode
        except (UnidentifiedImageError, OSError):
            continue
        if max(width, height) > LARGEST_SIDE:
            raise InputError(
                f"'{file}' has {height} x {width} pixels, which is more than networks "
                "here are made for. Give a smaller size, such as --image-shape 64,64,3."
            )
        return height, width, CHANNELS.get(mode.split(";")[0], 3)
    raise DataFileError(f"'{path}' has no picture that can be read.")
