"""Read DATA: tables, arrays and folders of pictures."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import numpy as np
import pandas as pd

from skgan import datasets
from skgan._data._tables import DASH, notes_of, read_binary, read_text, suffix_of
from skgan._spec import Shape
from skgan.datasets import TABLES, TEXTS, TextTable
from skgan.exceptions import DataFileError, InputError

MAX_SIDE = 128  # of images; the networks are not designed for larger ones


@dataclass
class Samples:
    """Samples, their classes, and properties of the file that contains them."""

    X: Any
    y: Any
    target: str = "label"  # the column of classes
    place: int | None = None  # position of that column in the file; None: last
    filenames: list = field(default_factory=list)  # of the pictures, in the order of X
    source: Path | None = None  # the file of a table
    text: TextTable | None = None  # the text of that file

    @property
    def notes(self) -> dict[str, Any]:
        """Notes for a model: the column of classes, and the format of the text."""
        notes: dict = {} if self.place is None else {"target_place": self.place}
        if self.text is not None:
            notes["dialect"] = notes_of(self.text.dialect)
        return notes

    @property
    def is_table(self) -> bool:
        """Whether the samples are rows with named columns."""
        return isinstance(self.X, pd.DataFrame)

    @property
    def is_image(self) -> bool:
        """Whether the samples are images (height, width, channels)."""
        return not self.is_table and self.X.ndim == 4 and self.X.shape[-1] <= 4


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder, or has no suffix and will become a folder."""
    return path != DASH and (path.is_dir() or not path.suffix)


def read_samples(
    path: Path,
    target: str | None,
    image_shape: Any = None,
    split: str | None = None,
    **dialect: str | None,
) -> Samples:
    """Return the samples in a file or folder, or on standard input.

    `target` is the column of classes of a table. `image_shape` and `split` have the
    same meaning as in `read_folder`. `dialect` has separator, decimal sign and encoding
    of a table of text.
    """
    if path != DASH and not path.exists():
        raise FileNotFoundError(2, "this file or folder does not exist", str(path))
    if path != DASH and not (path.is_file() or path.is_dir()):
        raise DataFileError(
            f"'{path}' is a pipe or a device. Give a file or a folder, or - for "
            "standard input."
        )
    suffix = suffix_of(path)
    texts = {f"--{name}": value for name, value in dialect.items()}
    for option, value, kind, is_one in (
        ("--target", target, "tables", suffix in TABLES),
        ("--image-shape", image_shape, "folders", path.is_dir()),
        ("--split", split, "folders", path.is_dir()),
        *((*text, "tables of text", suffix in TEXTS) for text in texts.items()),
    ):
        if value is not None and not is_one:
            raise click.UsageError(
                f"{option} is for {kind}, but '{path}' is not one. Leave it out."
            )
    if path.is_dir():
        bunch = read_folder(path, image_shape, split)
        filenames = bunch.filenames if "broken" in bunch else []  # of pictures
        return Samples(bunch.data, bunch.target, filenames=filenames)
    if suffix == ".npz":
        return read_arrays(path)
    if suffix not in TABLES:
        raise DataFileError(
            f"'{path}' has an unknown format. Give a folder, or a file that ends in "
            f"{', '.join(TABLES)} or .npz."
        )
    if target is None:
        raise click.UsageError(
            f"The column of '{path}' with the classes is not known. Give --target."
        )
    return read_table(path, suffix, target, **dialect)


def read_folder(path: Path, image_shape: Shape | None, split: str | None) -> Any:
    """Return the Bunch of the images in a folder.

    If `image_shape` is None, it is that of the first picture, or 28 x 28 for ETL6. If
    `split` is None, it is the only split of EMNIST in the folder.
    """
    splits = datasets.emnist_splits(path)
    if splits:
        if split is None and len(splits) == 1:
            [split] = splits
        if split not in splits:
            asked = "" if split is None else f" and not {split!r}"
            raise click.UsageError(
                f"'{path}' has EMNIST's {', '.join(splits)}{asked}. Choose one with "
                "--split."
            )
        return datasets.load_emnist(path, split)
    if split is not None:
        raise click.UsageError(
            f"--split is for EMNIST, but '{path}' has no files of EMNIST. Leave it out."
        )
    if any(path.glob("train-images[-.]idx3-ubyte*")):
        return datasets.load_mnist(path)
    if any(datasets.is_etl6(file) for file in path.iterdir()):
        return datasets.load_etl6(path, (image_shape or (28, 28))[:2])
    return datasets.load_image_folder(path, image_shape or shape_of_first(path))


def shape_of_first(path: Path) -> tuple[int, int, int]:
    """Return height, width and channels of the first picture unless it is too large."""
    file, shape = datasets.first_shape(path)
    if max(shape[:2]) > MAX_SIDE:
        raise InputError(
            f"'{file}' has {shape[0]} x {shape[1]} pixels, which is too large for the "
            "networks. Give a smaller size, such as --image-shape 64,64,3."
        )
    return shape


def read_table(path: Path, suffix: str, target: str, **dialect: Any) -> Samples:
    """Return the rows of a table, and their classes."""
    text = None
    try:
        if suffix in TEXTS:
            given = {"sep": None, "decimal": None, "encoding": None} | dialect
            frame, text = read_text(path, target, **given)
        else:
            frame = read_binary(path, target)
        datasets.check_target(frame, target, path)
        check_size(frame, target, path)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    place = frame.columns.get_loc(target)
    X, y = frame.drop(columns=target), frame[target]
    return Samples(X, y, target, place, source=path, text=text)


def check_size(frame: pd.DataFrame, target: str, path: Path) -> None:
    """Raise an error if a table has no rows, or only the column of classes."""
    if not len(frame):
        raise InputError(
            f"'{path}' has a header line, but no rows. Give a table with rows of at "
            "least two classes."
        )
    if frame.shape[1] == 1:
        raise InputError(
            f"'{path}' has no columns besides {target!r}. Give a table with at least "
            "one other column, and check the separator."
        )


def check_classes(path: Path, samples: Samples) -> None:
    """Raise an error if all samples are of one class."""
    classes = pd.unique(np.asarray(samples.y).ravel())
    if len(classes) == 1:
        raise DataFileError(
            f"'{path}' has only the class {str(classes[0])!r:.200}. Give samples of "
            "two classes or more."
        )


def read_arrays(path: Path) -> Samples:
    """Return the arrays X and y of an .npz file; Python objects are not read."""
    # For damaged files, zipfile and NumPy raise errors of many types.
    try:
        if not zipfile.is_zipfile(path):
            raise ValueError("it is truncated or not an .npz file")
        with np.load(path, allow_pickle=False) as arrays:
            X, y = arrays["X"], arrays["y"]
    except Exception as error:
        pickled = "allow_pickle" in str(error)
        reason = "X or y contains Python objects" if pickled else str(error).rstrip(".")
        raise DataFileError(
            f"'{path}' is not readable: {reason}. Give arrays X and y of numbers or "
            "strings, as written by numpy.savez."
        ) from error
    return Samples(X, y)
