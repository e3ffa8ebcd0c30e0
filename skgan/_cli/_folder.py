"""Folders as DATA: pictures, or files of MNIST, EMNIST or ETL6."""

import warnings

import click

from skgan._cli._options import LARGEST_SIDE
from skgan.exceptions import DataFileError, InputError

__all__ = ["read_folder"]

CHANNELS = {"1": 1, "L": 1, "I": 1, "F": 1, "LA": 2, "RGBA": 4}  # of modes; else 3
UPRIGHT = range(1, 5)  # values of EXIF's orientation that keep width and height
ORIENTATION = 0x0112


def read_folder(path, image_shape, split):
    """Return the Bunch of the images in a folder.

    Parameters
    ----------
    path : Path
        Of the folder.
    image_shape : tuple of int or None
        Of pictures; None: that of the first one, or 28 x 28 of ETL6.
    split : str or None
        Of EMNIST; None: the only one that there is.

    Raises
    ------
    click.UsageError
        When a split is missing, or of no use.
    """
    from skgan.datasets import load_emnist, load_etl6, load_image_folder, load_mnist
    from skgan.datasets._etl6 import FILES

    splits = splits_in(path)
    if splits:
        return load_emnist(path, choose(split, splits, path))
    if split is not None:
        raise click.UsageError(f"--split is for EMNIST, and '{path}' has none of it.")
    if any(path.glob("train-images[-.]idx3-ubyte*")):
        return load_mnist(path)
    if any(FILES.fullmatch(file.name) for file in path.iterdir()):
        return load_etl6(path, (image_shape or (28, 28))[:2])
    return load_image_folder(path, image_shape or first_shape(path))


def splits_in(path):
    """Return the splits of EMNIST that have files in a folder."""
    from skgan.datasets._emnist import CHARACTERS, FOLDERS

    names = "emnist-{}-train-images-idx3-ubyte*", "emnist-{}.mat"
    return [
        split
        for split in CHARACTERS
        if any(any((path / f).glob(n.format(split))) for f in FOLDERS for n in names)
    ]


def choose(split, splits, path):
    """Return the split asked for, or the only one."""
    if split in splits or (split is None and len(splits) == 1):
        return split or splits[0]
    asked = "" if split is None else f" and not {split!r}"
    raise click.UsageError(
        f"'{path}' has EMNIST's {', '.join(splits)}{asked}. Give one by --split."
    )


def first_shape(path):
    """Return height, width and channels, once upright, of the first picture."""
    from skgan.datasets._image_folder import list_files
    from skgan.datasets._pictures import FORMATS, check_pillow

    check_pillow("skgan")
    from PIL import Image

    for file, _ in list_files(path)[0]:
        # On damaged files Pillow raises whatever its decoders come upon.
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(file, formats=FORMATS) as image:
                    size, mode = image.size, image.mode
                    turned = image.getexif().get(ORIENTATION, 1) not in UPRIGHT
        except Exception:  # noqa: S112
            continue
        width, height = size[::-1] if turned else size
        if max(size) > LARGEST_SIDE:
            raise InputError(
                f"'{file}' has {height} x {width} pixels, which is more than networks "
                "here are made for. Give a smaller size, such as --image-shape 64,64,3."
            )
        return height, width, CHANNELS.get(mode.split(";")[0], 3)
    raise DataFileError(f"'{path}' has no picture that can be read.")
