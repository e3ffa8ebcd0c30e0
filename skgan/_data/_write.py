"""Write samples to a file or a folder; the suffix determines the format."""

import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from skgan._data._place import check_pixels
from skgan._data._read import Samples, is_folder
from skgan._data._sheet import sheet
from skgan._data._tables import DASH, separator_of, suffix_of
from skgan._files import write_atomically
from skgan.datasets import (
    DIGITS,
    PAGE,
    PICTURE_SUFFIXES,
    TEXTS,
    Dialect,
    TextTable,
    as_pixels,
    folder_names,
    packed,
    png_of,
    table_bytes,
    text_of,
    tidy,
    unused,
)

GENERATED = "generated"  # prefix of the names of generated pictures


def write_samples(path: Path, samples: Samples, n_real: int = 0) -> Path:
    """Write samples, and return the path; files are written completely or not at all.

    Pictures, or a file ``samples``, are written to a folder. The first `n_real` samples
    were read from a file. Call `check_fits` first.
    """
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
    elif suffix in TEXTS:
        write_text(path, samples, n_real)
    else:
        write_frame(path, frame_of(samples))
    return path


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a table in the format that the suffix determines."""
    put(path, table_bytes(frame, suffix_of(path)))


def frame_of(samples: Samples) -> pd.DataFrame:
    """Return the table with the column of classes at its position in the file."""
    frame = samples.X.copy()
    last = frame.shape[1]
    place = last if samples.place is None else min(samples.place, last)
    frame.insert(place, samples.target, np.asarray(samples.y))
    return frame


def write_text(path: Path, samples: Samples, n_real: int) -> None:
    """Write a table of text in the format of the file that was read.

    If that file has the same kind of suffix, its lines come first, without changes.
    """
    text, frame = samples.text or TextTable(b"", Dialect()), frame_of(samples)
    source = samples.source
    is_alike = source is not None and kind_of(source) == kind_of(path)
    is_below = bool(n_real) and is_alike and bool(text.content)
    given = text.dialect
    sep = given.sep if is_alike else separator_for(path, given)
    above, end = "", "\n"
    if is_below:
        frame = frame.iloc[n_real:]
        content = text.content.decode(given.encoding)
        end = "\r\n" if "\r\n" in content else "\n"
        above = content.rstrip("\r\n") + end
    spelling = replace(given, sep=sep)
    lines = lines_of(tidy(frame), spelling, end=end, header=not is_below)
    write_bytes(path, (above + lines).encode(given.encoding))


def lines_of(frame: pd.DataFrame, spelling: Dialect, *, end: str, header: bool) -> str:
    """Return the lines of a table of text."""
    for name, form in spelling.dates.items():
        if name in frame and frame[name].dtype.kind == "M":
            frame = frame.assign(**{name: frame[name].dt.strftime(form)})
    options = {"sep": spelling.sep, "decimal": spelling.decimal, "header": header}
    return text_of(frame, end=end, **options)


def kind_of(path: Path) -> str:
    """Return the format of text that a suffix determines."""
    return suffix_of(path)[:4]


def separator_for(path: Path, dialect: Dialect) -> str:
    """Return a separator for a file with another format than the one that was read."""
    own = separator_of(path)
    if own is not None or dialect.sep != "\t":
        return own or dialect.sep
    return ";" if dialect.decimal == "," else ","


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file, compressed if its suffix is .gz, or to standard output."""
    put(path, packed(content, suffix_of(path)))


def put(path: Path, content: bytes) -> None:
    """Write the content to a file or to standard output."""
    if path == DASH:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_atomically(path, lambda file: file.write(content))


def write_figure(path: Path, figure: Any, dpi: int) -> None:
    """Write a figure in the format that the suffix determines, and close it."""
    import matplotlib.pyplot as plt

    kind = path.suffix[1:].lower()
    write_atomically(path, lambda file: figure.savefig(file, format=kind, dpi=dpi))
    plt.close(figure)


def write_folder(folder: Path, samples: Samples, n_real: int) -> None:
    """Write a picture for each sample, by class, and a page that shows all of them.

    Pictures that were read from files are copied without changes.
    """
    check_pixels(samples.X)
    images, labels = as_pixels(np.asarray(samples.X)), np.asarray(samples.y).astype(str)
    names = folder_names(sorted(set(labels.tolist())))
    copied = samples.filenames[:n_real]
    shown: dict = {label: [] for label in names}
    taken: dict = {label: set() for label in names}
    for i, label in enumerate(labels.tolist()):
        within = folder / names[label]
        within.mkdir(parents=True, exist_ok=True)
        if i < len(copied):
            path = within / unused(Path(copied[i]).name, taken[label])
            write_bytes(path, Path(copied[i]).read_bytes())
        else:
            word = "real" if i < n_real else GENERATED
            name = f"{word}-{i + 1:0{DIGITS}d}.png"
            path = within / unused(name, taken[label])
            write_bytes(path, png_of(images[i]))
        shown[label].append((path, i < n_real))
    add_old(folder, names, shown)
    title = folder.resolve().name
    write_bytes(folder / PAGE, sheet(folder, title, shown).encode("utf-8", "replace"))


def add_old(folder: Path, names: dict[str, str], shown: dict[str, list]) -> None:
    """Add older pictures in the folder to the page, and warn about them."""
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
            f"'{folder}' has {len(old)} older picture(s), which index.html also shows. "
            "Delete the folder first to see only the new ones.",
            stacklevel=2,
        )
