"""Samples to a file or a folder, by the suffix of its name."""

import gzip
import shutil
import warnings
from pathlib import Path

import numpy as np

from skgan._cli._place import check_pixels
from skgan._cli._read import is_folder, separator_of, suffix_of
from skgan._cli._sheet import write_sheet
from skgan._files import write_atomically
from skgan.datasets import PICTURE_SUFFIXES

__all__ = ["write_figure", "write_frame", "write_samples"]

RESERVED = '<>:"/\\|?*%'  # in names of files, on one system or another
DIGITS = 6  # of the numbers of pictures
GENERATED = "generated"  # begins their names
TEXTS = (".csv", ".tsv")


def write_samples(path, samples, n_real=0):
    """Write samples, and return where; files appear whole or not at all.

    `check_fits` has to have been asked.

    Parameters
    ----------
    path : Path
        A file, or a folder: of images, or in which a file ``samples`` is to be.
    samples : Samples
        To be written.
    n_real : int, default=0
        So many of them, the first, are those that were read.
    """
    path = Path(path)
    if is_folder(path):
        path.mkdir(exist_ok=True)
        if samples.is_image:
            write_folder(path, samples, n_real)
            return path
        path = path / ("samples.csv" if samples.is_table else "samples.npz")
    suffix = suffix_of(path)
    if suffix == ".npz":
        X, y = np.asarray(samples.X), np.asarray(samples.y)
        y = y.astype(str) if y.dtype == object else y
        write_atomically(path, lambda file: np.savez_compressed(file, X=X, y=y))
    elif n_real and suffix_of(samples.source)[:4] == suffix[:4] in TEXTS:
        write_below(path, samples, n_real)
    else:
        write_frame(path, frame_of(samples))
    return path


def write_frame(path, frame):
    """Write a table in the kind that its suffix says."""
    suffix = suffix_of(path)
    if suffix == ".parquet":
        write_atomically(path, lambda file: frame.to_parquet(file, index=False))
    else:
        write_text(path, as_text(tidy(frame), path))


def frame_of(samples):
    """Return the table with the column of classes where it was in the file."""
    frame = samples.X.copy()
    last = frame.shape[1]
    place = last if samples.place is None else min(samples.place, last)
    frame.insert(place, samples.target, np.asarray(samples.y))
    return frame


def write_below(path, samples, n_real):
    """Write rows below the lines that were read, which stay as they are."""
    content = read_bytes(samples.source).rstrip(b"\r\n")
    end = "\r\n" if b"\r\n" in content else "\n"
    new = tidy(frame_of(samples)).iloc[n_real:]
    more = as_text(new, path, header=False, lineterminator=end)
    write_text(path, content + end.encode() + more)


def as_text(frame, path, lineterminator="\n", **options):
    """Return the lines of a table, with what its suffix says between columns."""
    options |= {"sep": separator_of(path), "lineterminator": lineterminator}
    return frame.to_csv(index=False, **options).encode()


def write_text(path, content):
    """Write bytes, zipped if the suffix says so."""
    if suffix_of(path).endswith(".gz"):
        # Without the time, so that the same rows are the same bytes.
        content = gzip.compress(content, mtime=0)
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


def write_figure(path, figure, dpi):
    """Write a figure in the kind that its suffix says, and close it."""
    import matplotlib.pyplot as plt

    kind = path.suffix[1:].lower()
    write_atomically(path, lambda file: figure.savefig(file, format=kind, dpi=dpi))
    plt.close(figure)


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
            word = "real" if i < n_real else GENERATED
            path = within / f"{word}-{i + 1:0{DIGITS}d}.png"
            write_picture(path, images[i])
        shown[label].append((path, i < n_real))
    add_old(folder, names, shown)
    write_sheet(folder, shown)


def add_old(folder, names, shown):
    """Add pictures that were in the folder before to those that are shown, and warn."""
    labels = {name: label for label, name in names.items()}
    new = {path for pairs in shown.values() for path, _ in pairs}
    old = sorted(path for path in folder.glob("*/*.*") if path not in new)
    old = [path for path in old if path.suffix.lower() in PICTURE_SUFFIXES]
    for path in old:
        name = path.parent.name
        is_real = not path.name.startswith(f"{GENERATED}-")
        shown.setdefault(labels.get(name, name), []).append((path, is_real))
    if old:
        warnings.warn(
            f"'{folder}' has {len(old)} picture(s) of before, which index.html shows, "
            "too. Delete the folder first where you want the new ones alone.",
            stacklevel=2,
        )


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
    """Return images as bytes."""
    check_pixels(X)
    X = np.asarray(X)
    return X if X.dtype == np.uint8 else np.rint(255 * X).astype(np.uint8)


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
