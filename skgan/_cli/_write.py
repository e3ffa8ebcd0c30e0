"""Samples to a file or a folder, by the suffix of its name."""

import gzip
import shutil
from pathlib import Path

import numpy as np

from skgan._atomic import write_atomically
from skgan._cli._read import TABLES, is_folder, suffix_of
from skgan._cli._sheet import write_sheet
from skgan.exceptions import InputError

__all__ = ["check_free", "check_output", "write_samples"]

RESERVED = '<>:"/\\|?*%'  # in names of files, on one system or another
DIGITS = 6  # of the numbers of pictures


def check_output(path, force, kind=None):
    """Raise when a result could not be written, before there is one.

    Parameters
    ----------
    path : Path
        Of the result.
    force : bool
        Whether it may be there already.
    kind : {"table", "images", "arrays"}, default=None
        What is to be written; None: not known yet.

    Raises
    ------
    InputError
        With what to give instead.
    """
    check_free(path, force)
    suffix = suffix_of(path)
    known = is_folder(path) or suffix in (*TABLES, ".npz")
    fits = {
        "table": suffix in (*TABLES, ".npz"),
        "images": is_folder(path) or suffix == ".npz",
        "arrays": suffix == ".npz",
    }
    if not fits.get(kind, known):
        asked = {
            "table": f"a file that ends in {', '.join(TABLES)} or .npz",
            "images": "a folder, or a file that ends in .npz",
            "arrays": "a file that ends in .npz",
        }.get(kind, f"a folder, or a file that ends in {', '.join(TABLES)} or .npz")
        what = {"table": "rows of a table", "images": "images"}.get(kind, "samples")
        raise InputError(f"-o {path} is no place for {what}. Give {asked}.")


def check_free(path, force):
    """Raise when something is where a result is to be, or its folder is missing.

    Raises
    ------
    InputError
        Naming --force where it helps.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise InputError(f"The folder '{path.parent}' of -o {path} does not exist.")
    is_taken = any(path.iterdir()) if path.is_dir() else path.exists()
    if is_taken and not force:
        what = "a folder with files" if path.is_dir() else "a file"
        raise InputError(
            f"'{path}' is {what} already. Give another name, or --force to replace "
            "files of the same names."
        )


def write_samples(path, samples, n_real=0):
    """Write samples; files appear whole or not at all.

    Parameters
    ----------
    path : Path
        A folder, for images, or a file.
    samples : Samples
        To be written.
    n_real : int, default=0
        So many of them, the first, are those that were read.
    """
    path, suffix = Path(path), suffix_of(path)
    if is_folder(path):
        write_folder(path, samples, n_real)
    elif suffix == ".npz":
        X, y = np.asarray(samples.X), np.asarray(samples.y)
        y = y.astype(str) if y.dtype == object else y
        check_plain(X, path)
        write_atomically(path, lambda file: np.savez_compressed(file, X=X, y=y))
    elif suffix == ".parquet":
        frame = frame_of(samples)
        write_atomically(path, lambda file: frame.to_parquet(file, index=False))
    else:
        write_text(path, suffix, samples, n_real)


def check_plain(X, path):
    """Raise when arrays hold objects, which only a pickle could keep."""
    if X.dtype == object:
        raise InputError(
            f"'{path}' can't hold columns of several kinds. Give a name that ends in "
            f"{' or '.join(TABLES)}."
        )


def frame_of(samples):
    """Return the table with the column of classes where it was in the file."""
    frame = samples.X.copy()
    place = frame.shape[1] if samples.place is None else samples.place
    frame.insert(place, samples.target, np.asarray(samples.y))
    return frame


def write_text(path, suffix, samples, n_real):
    """Write a table as text; lines that were read stay as they are, byte by byte."""
    sep = "\t" if suffix.startswith(".tsv") else ","
    frame = tidy(frame_of(samples))
    content = b""
    if n_real and suffix_of(samples.source)[:4] == suffix[:4]:
        content = read_bytes(samples.source).rstrip(b"\r\n")
    end = "\r\n" if b"\r\n" in content else "\n"
    if content:
        content, frame = content + end.encode(), frame.iloc[n_real:]
    more = frame.to_csv(index=False, header=not content, sep=sep, lineterminator=end)
    content += more.encode()
    # Without the time, so that the same rows are the same bytes.
    content = gzip.compress(content, mtime=0) if suffix.endswith(".gz") else content
    write_atomically(path, lambda file: file.write(content))


def read_bytes(path):
    """Return the content of a file that may be compressed."""
    content = path.read_bytes()
    return gzip.decompress(content) if suffix_of(path).endswith(".gz") else content


def tidy(frame):
    """Return a table whose whole numbers have no decimals, beside gaps either."""
    whole = [
        name
        for name, column in frame.select_dtypes("float").items()
        if column.isna().any() and (column.dropna() % 1 == 0).all()
    ]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def write_folder(folder, samples, n_real):
    """Write a picture for each sample, by class, and a sheet of all.

    Pictures that were read from files are copied as they are.
    """
    images, labels = pixels(samples.X), np.asarray(samples.y).astype(str)
    names = folder_names(sorted(set(labels.tolist())))
    copied = samples.filenames[:n_real]
    shown: dict = {label: [] for label in names}
    for i, label in enumerate(labels.tolist()):
        within = folder / names[label]
        within.mkdir(parents=True, exist_ok=True)
        if i < len(copied):
            path = within / Path(copied[i]).name
            copy_whole(copied[i], unlike(path, shown[label]))
        else:
            word = "real" if i < n_real else "generated"
            path = within / f"{word}-{i + 1:0{DIGITS}d}.png"
            write_picture(path, images[i])
        shown[label].append((path, i < n_real))
    write_sheet(folder, shown)


def unlike(path, shown):
    """Return a path, with a number where pictures of sub-folders have one name."""
    taken, number, name = {p for p, _ in shown}, 1, path
    while name in taken:
        number += 1
        name = path.with_stem(f"{path.stem}-{number}")
    return name


def copy_whole(source, path):
    """Copy a file, byte by byte."""
    with open(source, "rb") as original:
        write_atomically(path, lambda file: shutil.copyfileobj(original, file))


def write_picture(path, image):
    """Write one image (height, width, channels) of bytes as PNG."""
    from PIL import Image

    plain = image[..., 0] if image.shape[-1] == 1 else image
    picture = Image.fromarray(plain)
    write_atomically(path, lambda file: picture.save(file, format="PNG"))


def pixels(X):
    """Return images as bytes.

    Raises
    ------
    InputError
        When pixels are neither bytes nor floats from 0 to 1.
    """
    X = np.asarray(X)
    if X.dtype == np.uint8:
        return X
    if X.dtype.kind == "f" and X.min() >= 0 and X.max() <= 1:
        return np.rint(255 * X).astype(np.uint8)
    raise InputError(
        f"Pixels of dtype {X.dtype} from {X.min():g} to {X.max():g} can't be written "
        "as PNG. Give bytes or floats from 0 to 1, or -o with a name that ends in .npz."
    )


def folder_names(labels):
    """Return for each class the name of its folder, which all systems can have."""
    names: dict = {}
    for label in labels:
        name = "".join(f"%{ord(c):02X}" if c in RESERVED else c for c in label)
        name = name if name.strip(". ") else f"%{name.encode().hex()}"
        while name.casefold() in {other.casefold() for other in names.values()}:
            name += "_"  # "a" and "A" are one folder on some systems
        names[label] = name
    return names
