"""Write images to a folder with a sub-folder for each class."""

from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from skgan._files import write_folder_atomically
from skgan._spec import Array
from skgan.datasets._names import DIGITS, folder_names
from skgan.datasets._pictures import MODES, as_pixels, check_pillow, png_of
from skgan.exceptions import InputError
from skgan.validation import count_missing


def write_image_folder(
    directory: str | PathLike,
    X: ArrayLike,
    y: ArrayLike,
    *,
    value_range: tuple[float, float] | None = None,
) -> None:
    """Write images as PNG files to a folder with a sub-folder for each class.

    Use it to view samples or to pass them to other programs. It is the inverse of
    :func:`load_image_folder`. It requires Pillow.

    Parameters
    ----------
    directory : path-like
        A new or an empty folder. It is written completely or not at all. Its parent
        folder is created if necessary.
    X : array-like of shape (n_samples, height, width) or \
            (n_samples, height, width, channels)
        Images, without an axis of channels or with 1 for gray, 2 for gray and alpha,
        3 for RGB and 4 for RGBA.
    y : array-like of shape (n_samples,)
        The classes of the images, which are the names of the sub-folders. Letters that
        are invalid in a name on Linux, macOS or Windows are written as ``%`` and their
        bytes.
    value_range : (float, float), default=None
        The values of black and white, which become 0 and 255. None: 0 and 255 for
        uint8, 0 and 1 for floats and bools. Values in between are rounded.

    Raises
    ------
    InputError
        If X does not contain images with such values, if y does not fit X, or if the
        folder has files.
    ImportError
        If Pillow is not installed.
    OSError
        If the folder can't be written.

    Notes
    -----
    The names of the files are the positions in X, beginning with ``000001.png``.
    Therefore, each class is read in the same order. Classes are read as str.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import numpy as np
    >>> from skgan.datasets import load_image_folder, write_image_folder
    >>> X = np.random.RandomState(0).randint(0, 256, (4, 8, 8, 3)).astype(np.uint8)
    >>> y = ["cat", "cat", "dog", "dog"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_image_folder(folder, X, y)
    ...     files = sorted(path.name for path in Path(folder).glob("*/*"))
    ...     X_read, y_read = load_image_folder(folder, (8, 8, 3), return_X_y=True)
    >>> files
    ['000001.png', '000002.png', '000003.png', '000004.png']
    >>> np.array_equal(X, X_read), y_read.tolist()
    (True, ['cat', 'cat', 'dog', 'dog'])
    """
    check_pillow("write_image_folder")
    images = as_pixels(as_images(X), value_range)
    labels = as_names(y, len(images))
    write_folder_atomically(directory, partial(write_pictures, images, labels))


def as_images(X: Any) -> Array:
    """Return images as an array with an axis of channels."""
    X = np.asarray(X)
    if X.ndim == 3:
        X = X[..., np.newaxis]
    if X.ndim != 4 or X.shape[-1] not in MODES or 0 in X.shape:
        raise InputError(
            f"X has shape {X.shape}, which is not that of images. Give (n_samples, "
            "height, width), or (n_samples, height, width, channels) with 1 to 4 "
            "channels; reshape flat rows."
        )
    return X


def as_names(y: Any, n_samples: int) -> list[str]:
    """Return the class of each image as a name."""
    labels = np.asarray(y)
    if labels.shape != (n_samples,):
        raise InputError(
            f"y has shape {labels.shape}, but X has {n_samples} images. Give one "
            "class for each image."
        )
    if n_missing := count_missing(y):
        raise InputError(
            f"y has {n_missing} missing classes. Fill them in, or "
            "leave these images out."
        )
    names = [str(label) for label in labels]
    if len(set(names)) < len(pd.unique(pd.Series(labels))):
        raise InputError(
            "y has several classes with the same name, such as 1 and '1'. Give classes "
            "of one type."
        )
    return names


def write_pictures(images: Array, labels: list[str], folder: Path) -> None:
    """Write each image as a picture to the sub-folder of its class."""
    names = folder_names(sorted(set(labels)))
    for name in names.values():
        (folder / name).mkdir()
    for i, (image, label) in enumerate(zip(images, labels, strict=True), 1):
        (folder / names[label] / f"{i:0{DIGITS}d}.png").write_bytes(png_of(image))
