"""Folders as DATA: pictures, or files of MNIST, EMNIST or ETL6."""

from pathlib import Path

import click
from sklearn.utils import Bunch

from skgan import datasets
from skgan._cli._options import MAX_SIDE
from skgan._spec import Shape
from skgan.exceptions import InputError


def read_folder(path: Path, image_shape: Shape | None, split: str | None) -> Bunch:
    """Return the Bunch of the images in a folder.

    `image_shape` None is that of the first picture, or 28 x 28 for ETL6; `split` None
    is the only one of EMNIST in the folder.
    """
    splits = datasets.emnist_splits(path)
    if splits:
        return datasets.load_emnist(path, choose(split, splits, path))
    if split is not None:
        raise click.UsageError(
            f"--split is for EMNIST, but '{path}' has no files of it. Leave it out."
        )
    if any(path.glob("train-images[-.]idx3-ubyte*")):
        return datasets.load_mnist(path)
    if any(datasets.is_etl6(file) for file in path.iterdir()):
        return datasets.load_etl6(path, (image_shape or (28, 28))[:2])
    return datasets.load_image_folder(path, image_shape or shape_of_first(path))


def choose(split: str | None, splits: list[str], path: Path) -> str:
    """Return the split asked for, or the only one."""
    if split in splits or (split is None and len(splits) == 1):
        return split or splits[0]
    asked = "" if split is None else f" and not {split!r}"
    raise click.UsageError(
        f"'{path}' has EMNIST's {', '.join(splits)}{asked}. Give one by --split."
    )


def shape_of_first(path: Path) -> tuple[int, int, int]:
    """Return height, width and channels of the first picture, if networks take it."""
    file, shape = datasets.first_shape(path)
    if max(shape[:2]) > MAX_SIDE:
        raise InputError(
            f"'{file}' has {shape[0]} x {shape[1]} pixels, which is more than networks "
            "here are made for. Give a smaller size, such as --image-shape 64,64,3."
        )
    return shape
