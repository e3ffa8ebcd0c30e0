"""What loaders return, scikit-learn's Bunch or X and y, and say alike."""

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
    Where ``train-images-idx3-ubyte`` and the other files are, gzipped or not.
subset : {"train", "test"}, default="train"
    60,000 or 10,000 images. They are never merged.""",
    "return_X_y": """return_X_y : bool, default=False
    Whether to return `data` and `target` alone.""",
    "ink": """`data`, uint8 (n, 28, 28, 1) with ink at 255, as the samplers take it;
    `images`, the same without the last axis""",
    "X_y": """(X, y) : tuple of ndarray
    `data` and `target`, if `return_X_y` is True.""",
    "pair_error": """DataFileError
    When a file is truncated, damaged or of another kind, when the numbers of images
    and of labels differ, or""",
    "no_file": """FileNotFoundError
    When a file is missing.""",
}


def documented(loader: Loader) -> Loader:
    """Fill these texts into the docstring of a loader; python -OO leaves none."""
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
    """Raise when a parameter is not one of some texts."""
    if value not in list(choices):
        known = ", ".join(map(repr, choices))
        raise InputError(f"{name}={value!r} is unknown. Give one of {known}.")


def find_file(folders: Sequence[str | PathLike], names: Sequence[str]) -> Path:
    """Return the path of the first of some names that is in one of some folders."""
    for name, folder in product(names, folders):
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    listed = ", ".join(repr(name) for name in names)
    raise FileNotFoundError(
        f"'{folders[0]}' holds no file named {listed}. Give the folder that does."
    )
