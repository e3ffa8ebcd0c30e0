"""The format of a table of text: separator, decimal sign, encoding and dates."""

import bz2
import codecs
import csv
import gzip
import lzma
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import Any

import pandas as pd

SEPARATORS = (",", ";", "\t", "|")  # the first is the default
DECIMALS = (".", ",")
N_SNIFFED = 50  # lines
BLOCK = 2**20  # bytes
OPENERS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
COMMA = r"\s*[+-]?\d+,\d+"  # a number with a decimal comma
MINUTES, SECONDS, PARTS = "%H:%M", "%H:%M:%S", "%H:%M:%S.%f"
# Dates with "/" are not detected, because the file does not show the order of day and
# month.
DATES = (
    *("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"),
    *(f"%Y-%m-%d{mark}{time}" for mark in " T" for time in (MINUTES, SECONDS, PARTS)),
    *(f"%Y-%m-%dT{time}Z" for time in (SECONDS, PARTS)),
    *(f"%d.%m.%Y {time}" for time in (MINUTES, SECONDS)),
)


@dataclass(frozen=True)
class Dialect:
    """The format of a table of text; `dates` has the formats of columns of dates."""

    sep: str = ","
    decimal: str = "."
    encoding: str = "utf-8"
    dates: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TextTable:
    """The text of a table, and its format."""

    content: bytes
    dialect: Dialect

    def read(self, **options: Any) -> pd.DataFrame:
        """Return the table, or a part of it, read by pandas."""
        spelling = {
            "sep": self.dialect.sep,
            "decimal": self.dialect.decimal,
            "encoding": self.dialect.encoding,
            # The first cells of longer lines should not become row labels.
            "index_col": False,
            # dtypes should not depend on where pandas cuts the file.
            "low_memory": False,
        }
        if len(self.dialect.sep) > 1:  # a pattern, which the C engine does not support
            del spelling["low_memory"]
            spelling["engine"] = "python"
        return pd.read_csv(BytesIO(self.content), **spelling | options)


def read_content(path: str | os.PathLike) -> bytes:
    """Return the content of a file, decompressed according to its suffix."""
    suffix = os.path.splitext(os.fspath(path))[1].lower()
    if suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) != 1:
                raise ValueError(f"the archive has {len(names)} files instead of one")
            return archive.read(names[0])
    with OPENERS.get(suffix, open)(path, "rb") as file:
        content: bytes = file.read()
    return content


def sniff(
    content: bytes,
    target: str | None,
    sep: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
) -> TextTable:
    """Return a table of text with its dialect; values of None are detected.

    If the separator is a comma, the decimal sign is a point.
    """
    encoding = encoding_of(content) if encoding is None else encoding
    if sep is None:
        sep = separator_of(content, encoding, target)
    table = TextTable(content, Dialect(sep, decimal or ".", encoding))
    if decimal is None and sep != ",":
        return with_decimal(table)
    return table


def encoding_of(content: bytes) -> str:
    """Return UTF-8, or the code page of Windows in Western Europe for other text."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in content or is_decodable(content, "utf-8"):
        return "utf-8"
    return "cp1252" if is_decodable(content, "cp1252") else "utf-8"


def is_decodable(content: bytes, encoding: str) -> bool:
    """Return whether text is valid in an encoding, decoding it block by block."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    try:
        for start in range(0, len(view), BLOCK):
            decoder.decode(bytes(view[start : start + BLOCK]))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(content: bytes, encoding: str, target: str | None) -> str:
    """Return the separator of the columns, detected from the first lines.

    A separator fits if there are several columns, one of them is the target, and all
    lines have as many values. Another separator than a comma must fit better.
    """

    def fits(sep: str) -> tuple[bool, bool, bool]:
        lines = list(first_lines(content, encoding, sep))
        lengths = [len(line) for line in lines]
        if not lines or lengths[0] < 2:
            return False, False, False
        n_columns = lengths[0]
        return target in lines[0], {*lengths} == {n_columns}, max(lengths) <= n_columns

    return max(SEPARATORS, key=fits)


def first_lines(content: bytes, encoding: str, sep: str) -> Iterator[list[str]]:
    """Yield the values of the first lines that are not empty."""
    text = TextIOWrapper(BytesIO(content), encoding, errors="replace", newline="")
    try:
        yield from islice(filter(None, csv.reader(text, delimiter=sep)), N_SNIFFED)
    except csv.Error:  # such as a value that is too long
        return


def with_decimal(table: TextTable) -> TextTable:
    """Return the table with the decimal sign with which more columns are numbers."""
    other = TextTable(
        table.content, Dialect(table.dialect.sep, ",", table.dialect.encoding)
    )
    try:
        start = table.read(dtype=str)
        if not any(start[name].str.match(COMMA).any() for name in start):
            return table
        n_numbers = [t.read().select_dtypes("number").shape[1] for t in (table, other)]
    except (ValueError, Warning):  # the next reader raises an error
        return table
    return other if n_numbers[1] > n_numbers[0] else table


def date_format(column: pd.Series) -> str | None:
    """Return the format of a column of strings that are all dates, or None.

    Formatting the dates gives exactly the same strings.
    """
    if not pd.api.types.is_string_dtype(column.dtype):
        return None
    known = column.dropna()
    for form in DATES if len(known) else ():
        if pd.to_datetime(known[:1], format=form, errors="coerce").isna().any():
            continue
        dates = pd.to_datetime(known, format=form, errors="coerce")
        if dates.notna().all() and (dates.dt.strftime(form) == known).all():
            return form
    return None
