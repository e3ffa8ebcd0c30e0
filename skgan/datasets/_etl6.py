"""ETL6: handwritten katakana, digits, capitals and symbols."""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.utils import Bunch

from skgan._spec import Array, Shape
from skgan.datasets._bunch import check_choice, documented, image_bunch
from skgan.datasets._pictures import (
    check_image_shape,
    check_pillow,
    empty_images,
    resize,
)
from skgan.exceptions import DataFileError, InputError

# Name and type of each field ("ETL6" in the specification of ETLCDB); "V4" is unused.
RECORD = np.dtype(
    [
        *(("data_number", ">u2"), ("code", "S2"), ("sheet_number", ">u2")),
        *(("jis_code", "u1"), ("ebcdic_code", "u1"), ("image_quality", "u1")),
        *(("group_quality", "u1"), ("sex", "u1"), ("age", "u1")),
        *(("serial_number", ">u4"), ("industry", ">u2"), ("occupation", ">u2")),
        *(("gather_date", ">u2"), ("scan_date", ">u2"), ("sheet_y", "u1")),
        *(("sheet_x", "u1"), ("min_level", "u1"), ("max_level", "u1")),
        *(("unused", "V4"), ("pixels", "u1", 2016), ("more", "V4")),
    ]
)
FIELDS: Any = RECORD.fields
SHAPE = (63, 64)
BLACK = 15  # the highest of 4 bits
# JIS X 0201: wo is before the others, and 0xB0 is the mark of a long vowel.
KATAKANA = (0xA6, *range(0xB1, 0xDE))
DIGITS, CAPITALS = range(0x30, 0x3A), range(0x41, 0x5B)
SETS = {
    "katakana": KATAKANA,
    "digits": DIGITS,
    "capitals": CAPITALS,
    "symbols": sorted({*range(0x100)} - {*KATAKANA, *DIGITS, *CAPITALS}),
    "all": range(0x100),
}
# Characters of all codes of JIS X 0201; katakana have full width.
CHARACTERS = np.array(
    [
        unicodedata.normalize("NFKC", bytes([code]).decode("shift_jis", "replace"))
        for code in range(0x100)
    ]
)
FILES = re.compile(r"ETL6C_(0[1-9]|1[0-2])", re.IGNORECASE)
RECORDS_AT_ONCE = 1024


def read_etl6(path: str | PathLike) -> Bunch:
    """Read one file of ETL6 without changes.

    For training, use :func:`load_etl6`, which reads all files in a folder.

    Parameters
    ----------
    path : path-like
        The file, such as ``ETL6C_01``.

    Returns
    -------
    bunch : Bunch
        `images`, uint8 (n, 63, 64) from 0 to 15; `data`, the same as rows (n, 4032);
        `target`, str (n,), codes of two characters, such as ``"KA"`` and ``" A"``,
        including spaces; `target_names`, the unique codes. The other fields are
        arrays (n,) of whole numbers: `data_number`, `sheet_number`, `jis_code` (JIS X
        0201), `ebcdic_code`, `image_quality`, `group_quality`, `sex` (1 or 2), `age`,
        `serial_number`, `industry`, `occupation`, `gather_date` and `scan_date` (YYMM),
        `sheet_y`, `sheet_x`, `min_level`, `max_level`.

    Raises
    ------
    DataFileError
        If the file is truncated or in another format.
    FileNotFoundError
        If the file does not exist. Other errors of the file system are also raised.

    References
    ----------
    Electrotechnical Laboratory, "ETL Character Database", 1973-1984. Its terms do not
    allow redistribution.

    Examples
    --------
    >>> from skgan.datasets import read_etl6
    >>> sheet = read_etl6("ETL6C_01")  # doctest: +SKIP
    >>> sheet.images.shape, sheet.target[0]  # doctest: +SKIP
    ((13830, 63, 64), ' A')
    """
    records = open_records(path)
    images = unpack(records["pixels"])
    fields = {
        name: records[name].astype(kind.newbyteorder("="))
        for name, (kind, *_) in FIELDS.items()
        if kind.kind == "u"
    }
    target = records["code"].astype("U2")
    return Bunch(
        data=images.reshape(len(images), -1),
        images=images,
        target=target,
        target_names=np.unique(target),
        filename=os.fspath(path),
        **fields,
    )


@documented
def load_etl6(
    directory: str | PathLike,
    image_shape: Shape = (28, 28),
    characters: str | Sequence[str] = "katakana",
    *,
    return_X_y: bool = False,
) -> Bunch | tuple[Array, Array]:
    """Load the images of selected characters from all files of ETL6 in a folder.

    This requires Pillow, unless `image_shape` is (63, 64), the size in the files. Only
    the images that are returned are kept in memory.

    Parameters
    ----------
    directory : path-like
        Folder with some or all of the files ``ETL6C_01`` to ``ETL6C_12``. Other files
        are ignored.
    image_shape : (int, int), default=(28, 28)
        Height and width to which images are resized.
    characters : {{"katakana", "digits", "capitals", "symbols", "all"}} or list of \
            str, default="katakana"
        A set of characters, or a list of codes of two characters as in `target`.
    {return_X_y}

    Returns
    -------
    bunch : Bunch
        `data`, uint8 (n, height, width, 1) from 0 to 255, in the form for samplers;
        `images`, the same without the last axis; `target`, str (n,), codes of two
        characters, such as ``"KA"`` and ``" A"``, including spaces; `characters`, str
        (n,), the written characters, such as "\u30ab"; `target_names`, the codes;
        `filenames`.
    {X_y}

    Raises
    ------
    DataFileError
        If a file is truncated or in another format.
    InputError
        If no image has one of the `characters`, or if a parameter is invalid.
    FileNotFoundError
        If the folder has no file of ETL6.
    ImportError
        If Pillow is not installed.

    Examples
    --------
    >>> from skgan.datasets import load_etl6
    >>> X, y = load_etl6("ETL6", return_X_y=True)  # doctest: +SKIP
    >>> X.shape[1:], y[0]  # doctest: +SKIP
    ((28, 28, 1), ' A')
    """
    shape = check_image_shape(image_shape, (1,))
    if shape[:2] != SHAPE:
        check_pillow("load_etl6")
    paths = list_files(Path(directory))
    files = [open_records(path) for path in paths]
    rows = choose_rows(files, characters)
    images = empty_images(sum(map(len, rows)), shape)
    scaled = chain.from_iterable(map(scaled_images, files, rows, repeat(shape[:2])))
    for image, pixels in zip(images, scaled, strict=True):
        image[..., 0] = pixels
    codes, jis = (
        np.concatenate([f[name][r] for f, r in zip(files, rows, strict=True)])
        for name in ("code", "jis_code")
    )
    target = codes.astype("U2")
    others = {"target_names": np.unique(target), "filenames": [*map(str, paths)]}
    others["characters"] = CHARACTERS[jis]
    return image_bunch(images, target, return_X_y, **others)


def is_etl6(path: Path) -> bool:
    """Return whether a file has the name of a file of ETL6."""
    return FILES.fullmatch(path.name) is not None and path.is_file()


def list_files(directory: Path) -> list[Path]:
    """Return the paths of the files of ETL6, in their order."""
    paths = [path for path in directory.iterdir() if is_etl6(path)]
    if not paths:
        raise FileNotFoundError(
            f"'{directory}' has none of the files ETL6C_01 to ETL6C_12. Give the "
            "folder of these files."
        )
    return sorted(paths, key=lambda path: path.name.upper())


def open_records(path: str | PathLike) -> Array:
    """Return the records of a file, mapped into memory and checked."""
    size = os.stat(path).st_size
    if size == 0 or size % RECORD.itemsize:
        raise DataFileError(
            f"'{path}', byte {size - size % RECORD.itemsize}: A complete record of "
            f"{RECORD.itemsize} bytes should follow, but the file has {size} bytes. It "
            "is truncated or not a file of ETL6; get it again."
        )
    records = np.asarray(np.memmap(path, RECORD, mode="r"))
    check_field(path, "data_number", records["data_number"] >= 1)
    letters = np.ascontiguousarray(records["code"]).view(np.uint8).reshape(-1, 2)
    check_field(path, "code", ((letters >= 0x20) & (letters < 0x7F)).all(axis=1))
    return records


def check_field(path: str | PathLike, name: str, is_right: Any) -> None:
    """Raise an error with the offset of the first invalid value."""
    if not is_right.all():
        start = FIELDS[name][1]
        offset = int(np.argmin(is_right)) * RECORD.itemsize + start
        raise DataFileError(
            f"'{path}', byte {offset}: This {name} is not valid in ETL6. The file is "
            "in another format or damaged; get it again."
        )


def choose_rows(files: list[Array], characters: str | Sequence[str]) -> list[Array]:
    """Return the indices of the wanted records of each file."""
    if isinstance(characters, str):
        check_choice("characters", characters, SETS)
        wanted, name = np.array(SETS[characters], np.uint8), "jis_code"
    else:
        wanted, name = np.array([str(code).encode() for code in characters]), "code"
    rows = [np.flatnonzero(np.isin(records[name], wanted)) for records in files]
    if not any(map(len, rows)):
        raise InputError(
            f"No image has one of characters={characters!r}. Give codes of two "
            "characters, including spaces, such as 'KA' and ' A'."
        )
    return rows


def unpack(pixels: Array) -> Array:
    """Return images with values from 0 to 15 from bytes with two pixels each."""
    images = np.empty((*pixels.shape, 2), np.uint8)
    images[..., 0] = pixels >> 4
    images[..., 1] = pixels & 0x0F
    return images.reshape(-1, *SHAPE)


def scaled_images(records: Array, rows: Array, size: Shape) -> Iterator[Array]:
    """Yield the images of selected records in batches, with values from 0 to 255."""
    for i in range(0, len(rows), RECORDS_AT_ONCE):
        block = unpack(records["pixels"][rows[i : i + RECORDS_AT_ONCE]])
        for pixels in block * np.uint8(255 // BLACK):
            yield pixels if size == SHAPE else resize(pixels, size)
