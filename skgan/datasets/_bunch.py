"""What loaders return: scikit-learn's Bunch, or X and y."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from sklearn.utils import Bunch

__all__ = ["find_file", "image_bunch"]


def image_bunch(
    data: NDArray, target: NDArray, return_X_y: bool, **others: Any
) -> Bunch | tuple[NDArray, NDArray]:
    """Return images and labels as X and y, or as a Bunch."""
    if return_X_y:
        return data, target
    images = data[..., 0] if data.shape[-1] == 1 else data
    return Bunch(data=data, target=target, images=images, **others)


def find_file(folders: Sequence[str | PathLike], names: Sequence[str]) -> Path:
    """Return the path of the first of some names that is in one of some folders."""
    for name in names:
        for folder in folders:
            if (Path(folder) / name).is_file():
                return Path(folder) / name
    listed = ", ".join(repr(name) for name in names)
    raise FileNotFoundError(
        f"'{folders[0]}' holds no file named {listed}. Give the folder that does."
    )
