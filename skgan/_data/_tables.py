"""Read tables from files of text, parquet and Excel, or from standard input."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

from skgan import datasets
from skgan.datasets import Dialect, TextTable, check_excel
from skgan.exceptions import DataFileError, LoadError

DASH = Path("-")  # standard input or output
HTML = ".html"
SPELT = r"\s*0\d|true|TRUE|false|FALSE"  # written differently as number or bool


def suffix_of(path: str | Path) -> str:
    """Return the suffix in lower case, including the one before .gz."""
    return ".csv" if path == DASH else datasets.suffix_of(path)


def separator_of(path: Path) -> str | None:
    """Return the separator of a file of text if its suffix determines it."""
    return "\t" if suffix_of(path).startswith(".tsv") else None


def read_text(
    path: Path, target: str, sep: Any, decimal: Any, encoding: Any
) -> tuple[pd.DataFrame, TextTable]:
    """Return a table of text, and its format."""
    content = sys.stdin.buffer.read() if path == DASH else None
    sep = sep or separator_of(path)
    text = datasets.read_text(path, target, sep, decimal, encoding, content)
    frame = datasets.read_frame(text, target, path)
    return datasets.with_dates(text, as_spelt(frame, text), target)


def as_spelt(frame: pd.DataFrame, text: TextTable) -> pd.DataFrame:
    """Return a table in which columns with values such as 007 or true stay strings."""
    suspects = [name for name, column in frame.items() if may_be_respelt(column)]
    if not suspects:
        return frame
    texts = text.read(usecols=suspects, dtype=str)
    is_spelt = texts.apply(lambda text: text.str.match(SPELT).any())
    return frame.assign(**texts.loc[:, is_spelt])


def may_be_respelt(column: pd.Series) -> bool:
    """Return whether a column has only whole numbers, or bools."""
    known = column.dropna()
    if column.dtype.kind == "f":
        return bool((known % 1 == 0).all())
    return column.dtype.kind in "iub" or (
        column.dtype == object and known.map(type).eq(bool).any()
    )


def read_binary(path: Path, target: str) -> pd.DataFrame:
    """Return the table of a parquet file, or of the first sheet of an Excel file."""
    # Absolute, because pandas treats some relative paths as network addresses.
    whole, suffix = path.resolve(), suffix_of(path)
    try:
        if suffix == ".parquet":
            return pd.read_parquet(whole)
        check_excel()
        return read_excel(whole, target)
    except ImportError:
        raise
    except Exception as error:  # a dozen types for damaged archives and XML
        raise DataFileError(
            f"'{path}' is not a valid {suffix[1:]} file: {str(error).rstrip('.')}. Get "
            "or write it again."
        ) from error


def read_excel(path: Path, target: str) -> pd.DataFrame:
    """Return the first sheet; only empty cells of the target are missing values."""
    # Read as objects, because strings such as 007 would become numbers otherwise.
    options: dict[str, Any] = {"engine": "openpyxl", "dtype": object}
    frame = pd.read_excel(path, **options)
    if target in list(frame) and frame[target].isna().any():
        options |= {"keep_default_na": False, "na_values": [""]}
        frame[target] = pd.read_excel(path, **options)[target]
    return frame.infer_objects()


def notes_of(dialect: Dialect) -> dict[str, Any]:
    """Return a dialect in the form in which a model contains it."""
    return {
        "sep": dialect.sep,
        "decimal": dialect.decimal,
        "encoding": dialect.encoding,
        "dates": dialect.dates,
    }


def dialect_of(notes: Any, path: Path) -> Dialect:
    """Return the dialect in the notes of a model, which are not trusted."""
    if notes is None:
        return Dialect()
    try:
        dialect = Dialect(**notes)
        datasets.check_dialect(dialect.sep, dialect.decimal, dialect.encoding)
        is_known = len(dialect.sep) == 1 and {*dialect.dates.values()} <= {
            *datasets.DATES
        }
    except (TypeError, ValueError, AttributeError):
        is_known = False
    if not is_known:
        raise LoadError(
            f"{path} can't be loaded, because its dialect is {notes!r:.200}. Use a "
            "complete file that `skgan train` has written."
        )
    return dialect
