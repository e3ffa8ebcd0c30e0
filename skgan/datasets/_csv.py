"""Read tables with a header line."""

import codecs
import lzma
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
from sklearn.utils import Bunch

from skgan.datasets._dialect import (
    DECIMALS,
    TextTable,
    date_format,
    read_content,
    sniff,
)
from skgan.exceptions import DataFileError, InputError

MAX_NAMED = 10  # columns in a message
# The errors of pandas and of the readers of compressed files.
DAMAGED = zlib.error, lzma.LZMAError, zipfile.BadZipFile
WRONG = (ValueError, Warning, EOFError, OSError, LookupError, *DAMAGED)


def load_csv(
    path: str | PathLike,
    target: str,
    *,
    sep: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    return_X_y: bool = False,
) -> Bunch | tuple[pd.DataFrame, pd.Series]:
    r"""Load a table with a header line, and separate the column of classes.

    Parameters
    ----------
    path : path-like
        The file. A compressed file has a suffix such as ``.csv.gz``.
    target : str
        Name of the column of classes. Only its empty cells are missing values; words
        such as ``None`` and ``NA`` are names of classes.
    sep : str, default=None
        Separator of the columns. None: a comma, semicolon, tab or bar, detected from
        the first lines.
    decimal : {".", ","}, default=None
        Decimal sign. None: the sign with which more columns are numbers, or a point if
        the separator is a comma.
    encoding : str, default=None
        Encoding of the file. None: UTF-8, or cp1252 (Windows in Western Europe) if the
        file is not valid UTF-8.
    return_X_y : bool, default=False
        Whether to return only `data` and `target`.

    Returns
    -------
    bunch : Bunch
        `data`, a DataFrame of the other columns; `target`, a Series; `frame`, all
        columns in the order of the file; `feature_names`, `target_names` and
        `filename`.
    (X, y) : tuple of DataFrame and Series
        `data` and `target`, if `return_X_y` is True.

    Raises
    ------
    DataFileError
        If the file is not a table, or if classes are missing. The message contains the
        line.
    InputError
        If the target is not a column, if two columns have the same name, or if a
        parameter is invalid.
    FileNotFoundError
        If the file does not exist.

    Notes
    -----
    Strings such as ``2024-03-31``, ``2024-03-31 17:05:00`` and ``31.03.2024`` are
    converted to dates if all values of a column have the same format.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from skgan.datasets import load_csv
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "motors.csv"
    ...     _ = path.write_text("current,fault\n0.5,none\n0.9,bearing\n")
    ...     motors = load_csv(path, target="fault")
    >>> motors.feature_names, motors.target.tolist()
    (['current'], ['none', 'bearing'])
    """
    text = read_text(path, target, sep, decimal, encoding)
    frame = with_dates(text, read_frame(text, target, path), target)[0]
    check_target(frame, target, path)
    X, y = frame.drop(columns=target), frame[target]
    if return_X_y:
        return X, y
    return Bunch(
        data=X,
        target=y,
        frame=frame,
        feature_names=X.columns.tolist(),
        target_names=sorted(y.unique().tolist()),
        filename=str(path),
    )


def read_text(
    path: str | PathLike,
    target: str,
    sep: str | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    content: bytes | None = None,
) -> TextTable:
    """Return the text of a table, from the file or `content`, and its dialect."""
    check_dialect(sep, decimal, encoding)
    with advice(path):
        if content is None:
            if not Path(path).is_file():
                raise FileNotFoundError(
                    f"'{path}' is not a file. Give the path of a table."
                )
            content = read_content(path)
        return sniff(content, target, sep, decimal, encoding)


def check_dialect(sep: Any, decimal: Any, encoding: Any) -> None:
    """Raise an error if an option is invalid."""
    if sep is not None and not (isinstance(sep, str) and sep.strip("\r\n")):
        raise InputError(
            f"sep={sep!r} is not a separator. Give a character such as ';'."
        )
    if decimal is not None and decimal not in DECIMALS:
        raise InputError(f"decimal={decimal!r} is not a decimal sign. Give '.' or ','.")
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except (LookupError, TypeError) as error:
            raise InputError(
                f"encoding={encoding!r} is unknown. Give an encoding of Python, such "
                "as 'utf-8' or 'cp1252'."
            ) from error


def read_frame(text: TextTable, target: str, path: str | PathLike) -> pd.DataFrame:
    """Return the table; only empty cells of the target are missing values."""
    with advice(path):
        check_names(text, path)
        frame = text.read()
        if target in list(frame) and frame[target].isna().any():  # or a "None"
            words = {"keep_default_na": False, "na_values": [""]}
            frame[target] = text.read(usecols=[target], **words)[target]
        return frame


def with_dates(
    text: TextTable, frame: pd.DataFrame, target: str
) -> tuple[pd.DataFrame, TextTable]:
    """Convert columns of dates, and return the table and the formats of the dates.

    The target is not converted.
    """
    forms = {
        name: form
        for name, column in frame.select_dtypes(["object", "string"]).items()
        if name != target and (form := date_format(column)) is not None
    }
    dates = {n: pd.to_datetime(frame[n], format=form) for n, form in forms.items()}
    dialect = replace(text.dialect, dates=forms)
    return frame.assign(**dates), replace(text, dialect=dialect)


@contextmanager
def advice(path: str | PathLike) -> Iterator[None]:
    """Turn errors of pandas and of readers into a DataFileError."""
    try:
        with warnings.catch_warnings():
            # pandas would drop the ends of lines that are longer than the header.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            yield
    except (InputError, FileNotFoundError):
        raise
    except pd.errors.EmptyDataError as error:
        raise DataFileError(
            f"'{path}' is empty. Give a text file with a header line and rows."
        ) from error
    except WRONG as error:
        raise DataFileError(
            f"'{path}' can't be read as a table: {str(error).strip().rstrip('.')}. "
            "Give a text file with a header line, and lines with as many values, or "
            "set sep, decimal or encoding."
        ) from error


def check_names(text: TextTable, path: str | PathLike) -> None:
    """Raise an error if two columns have the same name, which pandas would change."""
    first = text.read(nrows=1, header=None, dtype=str, keep_default_na=False)
    counts = Counter(first.iloc[0].tolist())
    twice = sorted(name for name, n in counts.items() if n > 1)
    if twice:
        raise InputError(
            f"'{path}' has several columns named {', '.join(map(repr, twice))}. Rename "
            "them in its first line."
        )


def check_target(frame: pd.DataFrame, target: str, path: str | PathLike) -> None:
    """Raise an error if the target is not a column, or if a class is missing."""
    names = frame.columns.tolist()
    if target not in names:
        near = get_close_matches(str(target), names, n=MAX_NAMED)
        if len(near) == 1:
            raise InputError(
                f"'{path}' has no column {target!r}. Did you mean {near[0]!r}?"
            )
        listed = ", ".join(map(repr, near or names[:MAX_NAMED]))
        raise InputError(
            f"'{path}' has {len(names)} column(s), but no column {target!r}. Give one "
            f"of {listed}, and check the header line and the separator."
        )
    missing = frame[target].isna()
    if missing.any():
        raise DataFileError(
            f"'{path}': {missing.sum()} row(s) have no class in {target!r}. The first "
            f"is row {int(missing.argmax()) + 1} after the header. Fill them in or "
            "remove them."
        )
