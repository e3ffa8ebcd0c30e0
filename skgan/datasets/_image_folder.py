"""Pictures in a folder with a sub-folder for each class."""

import re
import warnings
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from sklearn.utils import Bunch

from skgan._spec import Array, Shape
from skgan.datasets._bunch import check_choice, documented, image_bunch
from skgan.datasets._names import PAGE
from skgan.datasets._pictures import (
    check_image_shape,
    check_pillow,
    empty_images,
    only_bombs_fail,
    read_picture,
    shape_of,
)
from skgan.datasets._pictures_on_demand import Reasons, look_at_all
from skgan.exceptions import DataFileError, InputError

PICTURE_SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"}
FITS = ("stretch", "crop", "pad")
Pairs: TypeAlias = list[tuple[Path, str]]  # of a file and its class, or what is wrong
MAX_NAMED = 5  # files in a warning


@documented
def load_image_folder(
    directory: str | PathLike,
    image_shape: Shape,
    *,
    fit: str = "stretch",
    stream: bool = False,
    return_X_y: bool = False,
) -> Bunch | tuple[Array, Array]:
    """Load PNG, JPEG, BMP and TIFF images, with the names of sub-folders as classes.

    Images are rotated according to their EXIF data, converted to the requested
    channels, and resized. Files that can't be read are left out and listed in the
    result. This function requires Pillow.

    Parameters
    ----------
    directory : path-like
        Folder with a sub-folder for each class, which contains images at any depth.
        Files and folders whose names begin with a dot are ignored, and so is
        ``index.html``.
    image_shape : tuple of int
        (height, width) for gray images, or (height, width, channels) with 1 for gray, 2
        for gray and alpha, 3 for RGB and 4 for RGBA.
    fit : {{"stretch", "crop", "pad"}}, default="stretch"
        How images of other proportions are converted: they are stretched, cropped to
        the middle, or padded with black.
    stream : bool, default=False
        Whether to leave the images in their files, for folders larger than memory. Each
        image is checked once, and read again when a fit needs it.
    {return_X_y}

    Returns
    -------
    bunch : Bunch
        `data`, uint8 (n, height, width, channels), in the form for samplers; `images`,
        the same without the last axis if there is one channel; `target`, str (n,), the
        names of the folders; `target_names`; `filenames`, the file of each image;
        `broken`, a list of (filename, reason) for the files that could not be read.
        Numbers in names are sorted by value: ``2.png`` comes before ``10.png``.
    {X_y}

    Warns
    -----
    UserWarning
        Once, if some files could not be read.

    Raises
    ------
    DataFileError
        If no image can be read.
    InputError
        If there are no sub-folders, or if a parameter is invalid.
    FileNotFoundError
        If the folder does not exist.
    ImportError
        If Pillow is not installed.

    Notes
    -----
    If a file contains several images, the first one is read. Gray values of 12 and 16
    bits are scaled to 8 bits. Gray values of 32 bits, or with a sign, must be whole
    numbers from 0 to 255; files with other values are treated as broken. Transparency
    is dropped unless `image_shape` has a channel for it.

    With ``stream=True``, `data` is not an array, and there is no `images`. Pass it to a
    sampler, ``sampler.fit(data, target)``, which reads the images that it needs.
    ``data[rows]`` is an array of some images, and ``numpy.asarray(data)`` an array of
    all images. Do not change the files as long as `data` is used.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from PIL import Image
    >>> from skgan.datasets import load_image_folder
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ["cat", "dog"]:
    ...         (Path(folder) / name).mkdir()
    ...         Image.new("RGB", (40, 30)).save(Path(folder) / name / "1.png")
    ...     X, y = load_image_folder(folder, (16, 16, 3), return_X_y=True)
    >>> X.shape, y.tolist()
    ((2, 16, 16, 3), ['cat', 'dog'])
    """
    check_pillow("load_image_folder")
    shape = check_image_shape(image_shape, (1, 2, 3, 4))
    check_choice("fit", fit, FITS)
    files, broken = list_files(Path(directory))
    paths = [path for path, _ in files]
    images: Any
    images, kept, unread = (look_at_all if stream else read_all)(paths, shape, fit)
    broken += [(paths[place], reason) for place, reason in unread]
    report(broken, len(kept), directory)
    labels = [files[i][1] for i in kept]
    others = {
        "target_names": np.array(sorted(set(labels), key=natural_key)),
        "filenames": [str(files[i][0]) for i in kept],
        "broken": [(str(path), reason) for path, reason in broken],
    }
    target = np.array(labels)
    if stream and not return_X_y:
        others["filenames"] = images.paths
        return Bunch(data=images, target=target, **others)
    return image_bunch(images, target, return_X_y, **others)


def first_shape(directory: Path) -> tuple[Path, tuple[int, int, int]]:
    """Return the first picture that can be read, and its height, width and channels.

    They are those once upright.
    """
    check_pillow("first_shape")
    for path, _ in list_files(directory)[0]:
        # On damaged files Pillow raises whatever its decoders come upon.
        with suppress(Exception), only_bombs_fail():
            return path, shape_of(path)
    raise DataFileError(
        f"'{directory}' has no picture that can be read. Give a folder of PNG, JPEG, "
        "BMP or TIFF files."
    )


def natural_key(name: str) -> tuple[list, str]:
    """Return what names are sorted by: numbers by value, letters without their case."""
    parts: list = re.split(r"([0-9]+)", str(name).casefold())
    parts[1::2] = [(int(digits), digits) for digits in parts[1::2]]
    return parts, str(name)


def list_files(directory: Path) -> tuple[Pairs, Pairs]:
    """Return pairs of picture and class, and of any other file and the reason."""
    entries = visible(directory)
    folders = [entry for entry in entries if entry.is_dir()]
    if not folders:
        raise InputError(
            f"'{directory}' has no sub-folders. Put the pictures of each class in a "
            "folder with the name of the class."
        )
    pictures = []
    others = [
        (path, "in no class")
        for path in entries
        if path not in folders and path.name != PAGE
    ]
    for folder in folders:
        files = walk(folder)
        if not files:
            others.append((folder, "an empty folder"))
        for path in files:
            if not path.is_file():  # a pipe, say, which would be waited for
                others.append((path, "not a file"))
            elif path.suffix.lower() in PICTURE_SUFFIXES:
                pictures.append((path, folder.name))
            else:
                others.append((path, f"not a picture by its suffix '{path.suffix}'"))
    return pictures, others


def visible(folder: Path) -> list[Path]:
    """Return what is in a folder, in natural order and without hidden entries."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    return sorted(entries, key=lambda entry: natural_key(entry.name))


def walk(folder: Path) -> list[Path]:
    """Return the files in a folder and below it; links to folders are not followed."""
    files = []
    left = visible(folder)[::-1]  # not by recursion: there may be thousands of levels
    while left:
        entry = left.pop()
        if not entry.is_dir():
            files.append(entry)
        elif not entry.is_symlink():
            left += visible(entry)[::-1]
    return files


def read_all(
    paths: list[Path], shape: tuple[int, int, int], fit: str
) -> tuple[Array, list[int], Reasons]:
    """Return images, the indices of the files that were read, and what is broken."""
    images = empty_images(len(paths), shape)
    kept: list[int] = []
    broken: Reasons = []
    with only_bombs_fail():
        for i, path in enumerate(paths):
            # On damaged files Pillow raises whatever its decoders come upon.
            try:
                images[len(kept)] = read_picture(path, shape, fit)
            except Exception as error:
                broken.append((i, f"{type(error).__name__}: {error}"))
            else:
                kept.append(i)
    return images[: len(kept)], kept, broken


def report(broken: Pairs, n_read: int, directory: str | PathLike) -> None:
    """Warn of what could not be read, and raise when that is all."""
    if not broken and n_read:
        return
    named = "; ".join(f"'{path}' ({reason})" for path, reason in broken[:MAX_NAMED])
    named += "; ..." if len(broken) > MAX_NAMED else ""
    if not n_read:
        raise DataFileError(
            f"'{directory}' has no picture that can be read: {named}. Give a folder of "
            "PNG, JPEG, BMP or TIFF files."
        )
    warnings.warn(
        f"{len(broken)} of the files in '{directory}' can't be read as pictures: "
        f"{named}. They are left out.",
        stacklevel=3,
    )
