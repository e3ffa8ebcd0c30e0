"""EMNIST: handwritten digits and letters in six splits, as IDX or MATLAB files."""

import math
import string
from os import PathLike
from pathlib import Path

import numpy as np
from sklearn.utils import Bunch

from skgan._spec import Array
from skgan.datasets._bunch import check_choice, documented, find_file, image_bunch
from skgan.datasets._mat import read_mat
from skgan.datasets._mnist import PREFIXES, check_labels, read_pair
from skgan.exceptions import DataFileError

ALL = string.digits + string.ascii_uppercase + string.ascii_lowercase
# Lower-case letters that look like their capitals are merged with them (section II of
# the paper): c, i, j, k, l, m, o, p, s, u, v, w, x, y and z.
MERGED = string.digits + string.ascii_uppercase + "abdefghnqrt"
FIRST_LABEL = {"letters": 1}  # else 0
EMNIST_SPLITS = {
    "byclass": ALL,
    "bymerge": MERGED,
    "balanced": MERGED,
    "letters": string.ascii_uppercase,
    "digits": string.digits,
    "mnist": string.digits,
}
FOLDERS = ("", "gzip", "matlab")  # folders in the archives of NIST
MAX_CLASSES = 256  # labels are bytes
FIRST_CODE, LAST_CODE = 0x21, 0x7E  # of printable ASCII characters
MAX_MAPPING = 2**16  # bytes; the longest mapping has a few hundred
IMAGES_AT_ONCE = 4096  # that are transposed, without a second copy of all images


@documented
def load_emnist(
    directory: str | PathLike,
    split: str = "byclass",
    *,
    subset: str = "train",
    return_X_y: bool = False,
) -> Bunch | tuple[Array, Array]:
    """Load one split of EMNIST, a data set of handwritten digits and letters.

    Images are stored transposed in the files, and are loaded upright. Nothing is
    downloaded. ``"byclass"`` takes 547 MB of memory, and 1.2 GB while a MATLAB file is
    read.

    Parameters
    ----------
    directory : path-like
        Folder with ``emnist-byclass-train-images-idx3-ubyte``, gzipped or not, and the
        other files, or with ``emnist-byclass.mat``. The files may also be in its
        sub-folder ``gzip`` or ``matlab``. IDX files are preferred.
    split : {{"byclass", "bymerge", "balanced", "letters", "digits", "mnist"}}, \
            default="byclass"
        "byclass" has all 62 characters as they occur. "bymerge" has 47 classes, without
        lower-case letters that look like capitals, and "balanced" has the same classes
        in equal numbers. "letters" has 26 letters without case. "digits" and "mnist"
        are two selections of digits. A file ``emnist-<split>-mapping.txt``, or the
        mapping in the MATLAB file, overrides the characters of labels.
    subset : {{"train", "test"}}, default="train"
        The subset to load.
    {return_X_y}

    Returns
    -------
    bunch : Bunch
        {ink}; `target`, str (n,), one character each; `target_names`, the characters;
        `filenames`.
    {X_y}

    Raises
    ------
    {pair_error} if a label has no character.
    {no_file}

    Notes
    -----
    The numbers of images in the files of some splits differ from those in the paper.

    References
    ----------
    G. Cohen, S. Afshar, J. Tapson, A. van Schaik, "EMNIST: an extension of MNIST to
    handwritten letters", arXiv:1702.05373, 2017.

    Examples
    --------
    >>> from skgan.datasets import load_emnist
    >>> X, y = load_emnist("emnist", "letters", return_X_y=True)  # doctest: +SKIP
    >>> X.shape, y[:3].tolist()  # doctest: +SKIP
    ((124800, 28, 28, 1), ['W', 'G', 'P'])
    """
    check_choice("split", split, EMNIST_SPLITS)
    check_choice("subset", subset, PREFIXES)
    folders = [Path(directory) / folder for folder in FOLDERS]
    images, labels, mapping, paths = read_split(folders, split, subset)
    target = as_characters(labels, mapping, paths[-1])
    known = np.unique(list(mapping.values()))
    others = {"target_names": known, "filenames": [str(path) for path in paths]}
    return image_bunch(turn_upright(images), target, return_X_y, **others)


def emnist_splits(directory: Path) -> list[str]:
    """Return the splits of EMNIST that have files in a folder."""
    names = "emnist-{}-train-images-idx3-ubyte*", "emnist-{}.mat"
    return [
        split
        for split in EMNIST_SPLITS
        if any(
            any((directory / folder).glob(name.format(split)))
            for folder in FOLDERS
            for name in names
        )
    ]


def read_split(
    folders: list[Path], split: str, subset: str
) -> tuple[Array, Array, dict[int, str], list[Path]]:
    """Return images as stored, labels, mapping and the files of both."""
    stem = f"emnist-{split}-{subset}"
    images, labels = f"{stem}-images-idx3-ubyte", f"{stem}-labels-idx1-ubyte"
    path = find_file(folders, [images, f"{images}.gz", f"emnist-{split}.mat"])
    if path.suffix == ".mat":
        return *read_mat_split(path, subset), [path]
    paths = [path, find_file(folders, [labels, f"{labels}.gz"])]
    X, y = read_pair(*paths)
    if X.shape[1] != X.shape[2]:
        raise DataFileError(
            f"'{path}', byte 8: Images have {X.shape[1]} x {X.shape[2]} pixels, but "
            "those of EMNIST are square. Get the file again."
        )
    return X, y, read_mapping(folders, split), paths


def read_mat_split(path: Path, subset: str) -> tuple[Array, Array, dict[int, str]]:
    """Return images, labels and mapping of a MATLAB file."""
    names = [f"dataset.{subset}.images", f"dataset.{subset}.labels", "dataset.mapping"]
    arrays = read_mat(path)
    missing = [name for name in names if name not in arrays]
    if missing or any(arrays[name].ndim != 2 for name in names):
        raise DataFileError(
            f"'{path}' has no matrix {(missing or names)[0]}. Give a file of EMNIST."
        )
    images, labels, table = (arrays[name] for name in names)
    side = math.isqrt(images.shape[1])
    is_square = images.dtype == np.uint8 and side**2 == images.shape[1] > 0
    if not is_square or labels.shape != (len(images), 1):
        raise DataFileError(
            f"'{path}': Images have dtype {images.dtype} and shape {images.shape}, and "
            f"labels have shape {labels.shape}, but those of EMNIST are uint8 (n, 784) "
            "and (n, 1). Get the file again."
        )
    images = images.reshape(len(images), side, side, 1).copy(order="C")
    return images, labels[:, 0], make_mapping(table, path)


def read_mapping(folders: list[Path], split: str) -> dict[int, str]:
    """Return a dict from label to character from the mapping file, if there is one."""
    try:
        path = find_file(folders, [f"emnist-{split}-mapping.txt"])
    except FileNotFoundError:
        return dict(enumerate(EMNIST_SPLITS[split], FIRST_LABEL.get(split, 0)))
    with open(path, "rb") as file:
        words = [line.split()[:2] for line in file.read(MAX_MAPPING).splitlines()]
    try:
        table = np.array([[float(word) for word in line] for line in words if line])
    except ValueError:  # a value is not a number, or lines have different lengths
        table = np.empty(0)
    return make_mapping(table, path)


def make_mapping(table: Array, path: Path) -> dict[int, str]:
    """Return a dict from label to character, from rows of a label and a code."""
    is_table = table.ndim == 2 and table.shape[1] >= 2
    # The third column of "letters" has the code in lower case.
    entries = table[:, :2] if is_table else np.empty((0, 2))
    labels, codes = entries.T
    is_whole = np.isfinite(entries).all() and (np.floor(entries) == entries).all()
    is_printable = ((codes >= FIRST_CODE) & (codes <= LAST_CODE)).all()
    if not 0 < len(entries) <= MAX_CLASSES or not is_whole or not is_printable:
        raise DataFileError(
            f"'{path}' has an invalid mapping. Each row should have a label and the "
            "ASCII code of its character; get the file again."
        )
    return dict(zip(map(int, labels), map(chr, map(int, codes)), strict=True))


def as_characters(labels: Array, mapping: dict[int, str], path: Path) -> Array:
    """Return the characters of labels as an array of str."""
    advice = "Check that the file belongs to this split, and the mapping to the file."
    check_labels(labels, mapping, path, advice)
    values, places = np.unique(labels, return_inverse=True)
    return np.array([mapping[int(value)] for value in values], dtype="U1")[places]


def turn_upright(images: Array) -> Array:
    """Transpose each image in place, and return the array."""
    for i in range(0, len(images), IMAGES_AT_ONCE):
        block = images[i : i + IMAGES_AT_ONCE]
        block[:] = block.swapaxes(1, 2).copy()
    return images
