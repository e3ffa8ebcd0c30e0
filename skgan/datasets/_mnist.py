"""MNIST and data sets with the same file names."""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

import numpy as np
from sklearn.utils import Bunch

from skgan._spec import Array
from skgan.datasets._bunch import check_choice, documented, find_file, image_bunch
from skgan.datasets._idx import FIRST_VALUE, load_idx
from skgan.exceptions import DataFileError

PREFIXES = {"train": "train", "test": "t10k"}
DIGITS = np.arange(10)
CLOTHES = "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot"


@documented
def load_mnist(
    directory: str | PathLike, *, subset: str = "train", return_X_y: bool = False
) -> Bunch | tuple[Array, Array]:
    """Load the handwritten digits of MNIST from its four files.

    Nothing is downloaded.

    Parameters
    ----------
    {mnist_files}
    {return_X_y}

    Returns
    -------
    bunch : Bunch
        {ink}; `target`, int64 (n,), the digits; `target_names`; `filenames`.
    {X_y}

    Raises
    ------
    {pair_error} if a label is above 9.
    {no_file}

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to
    document recognition", Proceedings of the IEEE 86, 1998.

    Examples
    --------
    >>> from skgan import ACGANSampler
    >>> from skgan.datasets import load_mnist
    >>> X, y = load_mnist("mnist", return_X_y=True)  # doctest: +SKIP
    >>> X.shape, X.dtype  # doctest: +SKIP
    ((60000, 28, 28, 1), dtype('uint8'))
    >>> X_new, y_new = ACGANSampler().fit_resample(X, y)  # doctest: +SKIP
    """
    return load_ten_classes(directory, subset, return_X_y, DIGITS)


@documented
def load_fashion_mnist(
    directory: str | PathLike, *, subset: str = "train", return_X_y: bool = False
) -> Bunch | tuple[Array, Array]:
    """Load the images of clothes of Fashion-MNIST from its four files.

    The files have the same names as those of MNIST: keep them in separate folders.

    Parameters
    ----------
    {mnist_files}
    {return_X_y}

    Returns
    -------
    bunch : Bunch
        `data`, uint8 (n, 28, 28, 1), in the form for samplers; `images`, the same
        without the last axis; `target`, int64 (n,), 0 to 9; `target_names`, the names
        of the classes, such as "Ankle boot"; `filenames`.
    {X_y}

    Raises
    ------
    {pair_error} if a label is above 9.
    {no_file}

    References
    ----------
    H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for
    benchmarking machine learning algorithms", arXiv:1708.07747, 2017.

    Examples
    --------
    >>> from skgan.datasets import load_fashion_mnist
    >>> clothes = load_fashion_mnist("fashion", subset="test")  # doctest: +SKIP
    >>> clothes.target_names[clothes.target[0]]  # doctest: +SKIP
    'Ankle boot'
    """
    return load_ten_classes(directory, subset, return_X_y, np.array(CLOTHES.split(",")))


def load_ten_classes(
    directory: str | PathLike, subset: str, return_X_y: bool, target_names: Array
) -> Bunch | tuple[Array, Array]:
    """Return one subset of MNIST or of a data set with the same file names."""
    check_choice("subset", subset, PREFIXES)
    paths = [
        find_file([directory], spellings(f"{PREFIXES[subset]}-{kind}"))
        for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")
    ]
    images, labels = read_pair(*paths)
    check_labels(labels, range(10), paths[1], "Use load_idx for other data sets.")
    others = {"target_names": target_names, "filenames": [str(p) for p in paths]}
    return image_bunch(images, labels.astype(np.int64), return_X_y, **others)


def spellings(name: str) -> list[str]:
    """Return the names that copies of the same file may have."""
    dotted = name.replace("-idx", ".idx")  # as in some archives
    return [name, f"{name}.gz", dotted, f"{dotted}.gz"]


def read_pair(images_path: Path, labels_path: Path) -> tuple[Array, Array]:
    """Return images (n, height, width, 1) and labels (n,) of two IDX files."""
    images = read_bytes(images_path, 3, "images")
    labels = read_bytes(labels_path, 1, "labels")
    if len(images) != len(labels):
        raise DataFileError(
            f"'{labels_path}', byte 4: There are {len(labels)} labels for the "
            f"{len(images)} images of '{images_path}'. Give two files that belong "
            "together."
        )
    return images[..., np.newaxis], labels


def read_bytes(path: Path, ndim: int, kind: str) -> Array:
    """Return an array of dtype uint8, or raise an error if the file has another one."""
    array = load_idx(path)
    if array.ndim != ndim or array.dtype != np.uint8:
        raise DataFileError(
            f"'{path}', byte 2: The file contains {array.dtype} of shape "
            f"{array.shape}, but {kind} are uint8 in {ndim} dimension(s). Check that "
            "files of images and of labels have not been mixed up."
        )
    return array


def check_labels(labels: Array, known: Iterable[int], path: Path, advice: str) -> None:
    """Raise an error with the offset of the first label that is not a class."""
    known = list(known)
    is_known = np.isin(labels, known)
    if not is_known.all():
        i = int(np.argmin(is_known))
        place = f"label {i}" if path.suffix == ".mat" else f"byte {FIRST_VALUE + i}"
        raise DataFileError(
            f"'{path}', {place}: Label {labels[i]} is not one of the "
            f"{len(known)} classes. {advice}"
        )
