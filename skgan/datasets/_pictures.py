"""Read pictures with Pillow, which is imported when it is needed."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import prod
from os import PathLike
from typing import Any, Literal

import numpy as np

from skgan._spec import Array, Shape
from skgan.exceptions import InputError
from skgan.validation import as_range

MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}  # Pillow's names, by channels
FORMATS = ("PNG", "JPEG", "BMP", "TIFF")
# Of one picture, decoded or requested, which takes up to 300 MB. Pictures of cameras
# are JPEGs, which are decoded at a smaller size.
MAX_PIXELS = 2**25
FINER = 2  # minimum ratio of the decoded size of a JPEG to the result, for averaging
CHANNELS = {"1": 1, "L": 1, "I": 1, "F": 1, "LA": 2, "RGBA": 4}  # of modes; others: 3
BITS_PER_SAMPLE = 258  # a tag of TIFF
ORIENTATION = 0x0112  # a tag of EXIF
TURNED = range(5, 9)  # values of this tag that swap width and height


@contextmanager
def only_bombs_fail(
    action: Literal["ignore", "always"] = "ignore",
) -> Iterator[list[warnings.WarningMessage]]:
    """Make an error of the warning of too many pixels.

    All others are ignored, or noted in the list that is yielded: they are of metadata,
    and what matters is the picture.
    """
    from PIL import Image

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter(action)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield told


def check_pillow(caller: str) -> None:
    """Raise an error if Pillow is not installed."""
    try:
        import PIL.Image  # noqa: F401
    except ImportError as error:
        raise ImportError(
            f"{caller} requires Pillow. You can install Pillow with `pip install "
            "pillow`"
        ) from error


def check_image_shape(image_shape: Any, channels: Shape) -> tuple[int, int, int]:
    """Return (height, width, channels); a pair means one channel."""
    try:
        shape = (*image_shape, 1) if len(image_shape) == 2 else tuple(image_shape)
    except TypeError:
        shape = ()
    whole = all(isinstance(n, int | np.integer) and n > 0 for n in shape)
    if len(shape) != 3 or not whole or shape[2] not in channels:
        listed = " or ".join(map(str, channels))
        raise InputError(
            f"image_shape={image_shape!r} is not a shape of images. Give (height, "
            f"width), or (height, width, channels) with {listed} channel(s)."
        )
    if int(shape[0]) * int(shape[1]) > MAX_PIXELS:
        raise InputError(
            f"image_shape={image_shape!r} has more than the {MAX_PIXELS:.3g} pixels "
            "that a picture may have. Give a smaller size, such as (64, 64)."
        )
    return int(shape[0]), int(shape[1]), int(shape[2])


def empty_images(n_images: int, shape: tuple[int, int, int]) -> Array:
    """Allocate an array of images, or raise an error if there is too little memory."""
    try:
        return np.empty((n_images, *shape), np.uint8)
    except (MemoryError, ValueError) as error:
        raise InputError(
            f"{n_images} pictures of image_shape={shape} take "
            f"{n_images * prod(shape) / 1e9:.3g} GB, which are not available. Give a "
            "smaller size, such as (64, 64)."
        ) from error


def read_picture(path: str | PathLike, shape: tuple[int, int, int], fit: str) -> Array:
    """Return one picture as uint8 (height, width, channels); `fit` as in the loader."""
    from PIL import Image, ImageOps

    height, width, channels = shape
    mode = MODES[channels]
    with Image.open(path, formats=FORMATS) as picture:
        # Both sides are used, because the picture may be rotated.
        picture.draft(mode, (FINER * max(height, width),) * 2)
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError(
                f"it has {picture.width} x {picture.height} pixels, more than "
                f"{MAX_PIXELS:.3g}; save it smaller"
            )
        n_bits = count_bits(picture)
        ImageOps.exif_transpose(picture, in_place=True)  # without a copy
        upright = as_bytes(picture, n_bits)
        if upright.mode != mode:
            upright = upright.convert(mode)
        upright.load()
    return resize(upright, (height, width), fit).reshape(shape)


def shape_of(path: str | PathLike) -> tuple[int, int, int]:
    """Return height, width and channels of a picture after rotation by EXIF."""
    from PIL import Image

    with Image.open(path, formats=FORMATS) as picture:
        width, height = picture.size
        if picture.getexif().get(ORIENTATION, 1) in TURNED:
            width, height = height, width
        return height, width, CHANNELS.get(picture.mode.split(";")[0], 3)


def as_pixels(images: Array, value_range: tuple[float, float] | None = None) -> Array:
    """Return images as uint8; without a range, floats and bools are from 0 to 1."""
    if images.dtype == np.uint8 and value_range is None:
        return images
    has_known_range = images.dtype.kind in "fb" or value_range is not None
    low, high = as_range((0, 1) if value_range is None else value_range)
    if images.dtype.kind not in "fiub" or not has_known_range:
        raise InputError(
            f"Pixels have dtype {images.dtype}, and their range is not known. Give "
            "value_range, for example (0, 255)."
        )
    lowest, highest = float(images.min()), float(images.max())
    if not (low <= lowest and highest <= high):  # also for NaN
        raise InputError(
            f"Pixels are from {lowest:g} to {highest:g}, outside of ({low:g}, "
            f"{high:g}). Give their range as value_range."
        )
    unit = (images.astype(float) - low) / (high - low)
    return np.rint(255 * unit).astype(np.uint8)


def png_of(image: Array) -> bytes:
    """Return one uint8 image (height, width, channels) as the content of a PNG."""
    from PIL import Image

    file = BytesIO()
    plain = image[..., 0] if image.shape[-1] == 1 else image
    Image.fromarray(plain).save(file, format="PNG")
    return file.getvalue()


def resize(picture: Any, shape: Shape, fit: str = "stretch") -> Array:
    """Return a picture of Pillow, or an array, resized to a height and width."""
    from PIL import Image, ImageOps

    if isinstance(picture, np.ndarray):
        picture = Image.fromarray(picture)
    size = shape[::-1]
    how = Image.Resampling.BILINEAR  # averages when it shrinks, without ringing
    if picture.size == size:
        return np.asarray(picture)
    if fit == "stretch":
        return np.asarray(picture.resize(size, how))
    resized = {"crop": ImageOps.fit, "pad": ImageOps.pad}[fit](picture, size, how)
    return np.asarray(resized)


def count_bits(picture: Any) -> int:
    """Return the number of bits of a gray value that the file declares.

    For values of 32 bits or with a sign, white is not defined. They are treated as
    values of 8 bits.
    """
    if picture.format == "PNG":
        return 16  # also for mode "I", which older Pillow uses for these
    if picture.mode.startswith("I;16"):
        return picture.tag_v2[BITS_PER_SAMPLE][0]  # 12 or 16
    return 8


def as_bytes(picture: Any, n_bits: int) -> Any:
    """Return a Pillow image with 8 bits per channel; gray values may have `n_bits`.

    Pillow would clip gray values with more bits to 255 when it converts them.
    """
    from PIL import Image

    if picture.mode[0] not in "IF":
        return picture
    values = np.asarray(picture)
    if picture.mode == "F" or values.min() < 0 or values.max() >= 2**n_bits:
        raise ValueError(
            f"gray values are from {values.min():g} to {values.max():g}, and white is "
            "not defined; save them with 8 or 16 bits, without a sign"
        )
    return Image.fromarray((values >> (n_bits - 8)).astype(np.uint8))
