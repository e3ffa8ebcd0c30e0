"""The results of loaders, a Bunch or X and y, and texts that their docstrings share."""

from collections.abc import Callable, Iterable, Sequence
from inspect import cleandoc
from itertools import product
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from imblearn.utils import Substitution
from sklearn.utils import Bunch

from skgan._spec import Array
from skgan.exceptions import InputError

Loader = TypeVar("Loader", bound=Callable)
TEXTS = {
    "mnist_files": """directory : path-like
    Folder with ``train-images-idx3-ubyte`` and the other files, gzipped or not.
subset : {"train", "test"}, default="train"
    The subset to load, with 60,000 or 10,000 images.""",
    "return_X_y": """return_X_y : bool, default=False
    Whether to return only `data` and `target`.""",
    "ink": """`data`, uint8 (n, 28, 28, 1), where ink is 255, in the form for samplers;
    `images`, the same without the last axis""",
    "X_y": """(X, y) : tuple of ndarray
    `data` and `target`, if `return_X_y` is True.""",
    "pair_error": """DataFileError
    If a file is truncated, damaged or in another format, if the numbers of images and
    labels differ, or""",
    "no_file": """FileNotFoundError
    If a file is missing.""",
}


def documented(loader: Loader) -> Loader:
    """Insert these texts in the docstring of a loader, if there is one (python -OO)."""
    loader.__doc__ = cleandoc(loader.__doc__ or "")
    return Substitution(**TEXTS)(loader)


def image_bunch(
    data: Array, target: Array, return_X_y: bool, **others: Any
) -> Bunch | tuple[Array, Array]:
    """Return images and labels as X and y, or as a Bunch."""
    if return_X_y:
        return data, target
    images = data[..., 0] if data.shape[-1] == 1 else data
    return Bunch(data=data, target=target, images=images, **others)


def check_choice(name: str, value: Any, choices: Iterable[str]) -> None:
    """Raise an error if a parameter is not one of several strings."""
    if value not in list(choices):
        known = ", ".join(map(repr, choices))
        raise InputError(f"{name}={value!r} is invalid. Give one of {known}.")


def find_file(folders: Sequence[str | PathLike], names: Sequence[str]) -> Path:
    """Return the path of the first of the names that exists in one of the folders."""
    for name, folder in product(names, folders):
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    listed = ", ".join(repr(name) for name in names)
    raise FileNotFoundError(
        f"'{folders[0]}' has no file named {listed}. Give the folder of this file."
    )
