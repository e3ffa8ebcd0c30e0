"""Tables of text that are larger than memory."""

import codecs
import csv
import gzip
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from skgan import datasets
from skgan._data._read import Samples, is_folder
from skgan._data._tables import as_spelt, separator_of, suffix_of
from skgan._data._write import frame_of, kind_of, lines_of
from skgan._files import write_atomically, write_folder_atomically
from skgan.datasets import TEXTS, whole_beside_gaps
from skgan.distributed import Place
from skgan.exceptions import DataFileError

__all__ = ["TextTables"]

HEAD = 2**20  # bytes from which the separator is detected
MIN_ROWS = 1_000  # of a block
TEXT_COPIES = 10  # memory of a block as a frame of strings, relative to its text
BARE = {"utf-8-sig": "utf-8"}  # without the byte order mark, which a file has once
ENCODINGS = ("utf-8", "cp1252")  # the first valid one is used


class TextTables:
    """One file of text with a header line, or several files with the same header.

    Rows are strings at first. Only the rows in the sample are converted, in the same
    way as a file that contains only these rows.

    Parameters
    ----------
    paths : list of Path
        The files, in their order.
    target : str
        The column of classes.
    block_bytes : int
        Approximate size of the part that is in memory at once.
    sep, decimal, encoding : str or None
        Format of the files. None: detected from the files.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        target: str,
        block_bytes: int,
        sep: str | None = None,
        decimal: str | None = None,
        encoding: str | None = None,
    ) -> None:
        self.paths, self.target, self.block_bytes = paths, target, block_bytes
        self.decimal, self.encoding = decimal, encoding or encoding_of(paths)
        self.head = head_of(paths[0])
        given = sep or separator_of(paths[0]), ".", self.encoding
        text = datasets.read_text(paths[0], target, *given, content=self.head)
        self.sep = text.dialect.sep
        self.end = "\r\n" if b"\r\n" in self.head else "\n"
        self.suffixes = tuple(s for s in TEXTS if s[:4] == kind_of(paths[0]))
        self.check_headers()

    def check_headers(self) -> None:
        """Raise an error if the columns of files differ or the target is missing."""
        first = self.names_of(self.paths[0])
        doubles = sorted({name for name in first if first.count(name) > 1})
        if doubles:
            raise DataFileError(
                f"'{self.paths[0]}' has several columns named {doubles[0]!r}. Rename "
                "them in its first line."
            )
        empty = pd.DataFrame(columns=first)
        datasets.check_target(empty, self.target, self.paths[0])
        for path in self.paths[1:]:
            if self.names_of(path) != first:
                raise DataFileError(
                    f"'{path}' has another header line than '{self.paths[0]}'. Give "
                    "files with the same columns in the same order."
                )

    def names_of(self, path: Path) -> list[str]:
        """Return the names in the first line of a file."""
        with opened(path) as file:
            lines = (line.decode(self.encoding) for line in file)
            return next(csv.reader(lines, delimiter=self.sep), [])

    @cached_property
    def block_rows(self) -> int:
        """Number of rows that are in memory at once."""
        of_row = len(self.head) / max(self.head.count(b"\n"), 1)
        return max(int(self.block_bytes / of_row / TEXT_COPIES), MIN_ROWS)

    def blocks(self, part: int) -> Iterator[tuple[Place, pd.DataFrame, pd.Series]]:
        """Yield position, rows and classes of each block of one file."""
        path = self.paths[part]
        with datasets.advice(path):
            reader = self.reader(path)
        with reader:
            while True:
                with datasets.advice(path):
                    rows = next(reader, None)
                if rows is None:
                    break
                place = Place(part, rows.index.start, f"'{path}'")
                labels = rows[self.target]
                yield place, rows, labels.where(labels != "")

    def reader(self, path: Path) -> Any:
        """Return a reader that yields frames of unconverted strings."""
        return pd.read_csv(
            path,
            sep=self.sep,
            encoding=self.encoding,
            index_col=False,
            dtype=str,
            na_filter=False,
            chunksize=self.block_rows,
        )

    def frames(
        self, rows: pd.DataFrame, labels: pd.Series
    ) -> tuple[Any, pd.Series, list[Any]]:
        """Return X and y of the rows in the sample, and the class of each label."""
        content = datasets.text_of(rows, sep=self.sep).encode(self.encoding)
        spelling = self.sep, self.decimal, self.encoding
        path = self.paths[0]
        text = datasets.read_text(path, self.target, *spelling, content=content)
        frame = datasets.read_frame(text, self.target, path)
        spelt = as_spelt(frame, text)
        frame, self.text = datasets.with_dates(text, spelt, self.target)
        self.place = frame.columns.get_loc(self.target)
        self.whole = whole_beside_gaps(frame)
        y = frame[self.target]
        return frame.drop(columns=self.target), y, y.tolist()

    def write(self, output: Path, new: Iterable[tuple[Any, Any]]) -> None:
        """Write all rows, followed by new rows, to a file or to a new folder."""
        if is_folder(output):
            write_folder_atomically(output, lambda to: self.write_folder(to, new))
        else:
            is_zipped = suffix_of(output).endswith(".gz")
            write_atomically(output, lambda f: self.write_file(f, new, is_zipped))

    def write_folder(self, folder: Path, new: Iterable[tuple[Any, Any]]) -> None:
        """Copy the files, and write new rows to a separate file."""
        for path in self.paths:
            shutil.copyfile(path, folder / path.name)
        suffix, i = suffix_of(self.paths[0]), 0
        while (folder / f"generated-{i:05d}{suffix}").exists():
            i += 1
        encoding = self.encoding
        with (
            open(folder / f"generated-{i:05d}{suffix}", "wb") as plain,
            zipped(plain, suffix.endswith(".gz")) as file,
        ):
            for k, (X, y) in enumerate(new):
                file.write(self.lines(X, y, header=not k).encode(encoding))
                encoding = BARE.get(encoding, encoding)

    def write_file(self, plain: Any, new: Iterable[Any], is_zipped: bool) -> None:
        """Write one header, the text of all files, and new lines."""
        encoding = BARE.get(self.encoding, self.encoding)
        with zipped(plain, is_zipped) as file:
            for i, path in enumerate(self.paths):
                with opened(path) as source:
                    if i:
                        source.readline()
                    last = copy(source, file)
                if last not in (b"\n", b""):
                    file.write(self.end.encode(encoding))
            for X, y in new:
                file.write(self.lines(X, y, header=False).encode(encoding))

    def lines(self, X: Any, y: Any, *, header: bool) -> str:
        """Return the lines of new rows in the format of the files."""
        frame = frame_of(Samples(X, y, self.target, self.place))
        frame = frame.astype(dict.fromkeys(self.whole, "Int64"))
        return lines_of(frame, self.text.dialect, end=self.end, header=header)


def opened(path: Path) -> Any:
    """Return a binary file, decompressed if its suffix is .gz."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else open(path, "rb")


def zipped(file: Any, is_zipped: bool) -> Any:
    """Return a binary file for writing; closing it leaves `file` open."""
    if is_zipped:  # without the time, so that equal rows give equal files
        return gzip.GzipFile("", "wb", fileobj=file, mtime=0)
    return nullcontext(file)


def copy(source: Any, file: Any) -> bytes:
    """Copy the rest of a file, and return its last byte."""
    last = b""
    while block := source.read(HEAD):
        file.write(block)
        last = block[-1:]
    return last


def head_of(path: Path) -> bytes:
    """Return the first lines of a file."""
    with datasets.advice(path), opened(path) as file:
        head: bytes = file.read(HEAD)
    lines, newline, _ = head.rpartition(b"\n")
    return lines + newline if newline and len(head) == HEAD else head


def encoding_of(paths: Sequence[Path]) -> str:
    """Return the encoding in which all files are valid."""
    start = head_of(paths[0])[:4]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise DataFileError(
            f"'{paths[0]}' is UTF-16, which cannot be read in blocks. Convert it to "
            "UTF-8, or increase --memory."
        )
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    fits = (e for e in ENCODINGS if all(is_decodable(path, e) for path in paths))
    return next(fits, "utf-8")


def is_decodable(path: Path, encoding: str) -> bool:
    """Return whether a file is valid in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with datasets.advice(path), opened(path) as file:
        try:
            while block := file.read(HEAD):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
