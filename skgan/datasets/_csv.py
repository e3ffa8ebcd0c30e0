"""Tables with a header line, by pandas."""

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
# What pandas and the readers of compressed files raise.
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
    r"""Load a table with a header line, and take its column of classes apart.

    Parameters
    ----------
    path : path-like
        The file, compressed if its suffix says so, such as ``.csv.gz``.
    target : str
        The name of the column of classes. Only its empty cells are missing; words such
        as ``None`` and ``NA`` name classes.
    sep : str, default=None
        Separates the columns. None: a comma, semicolon, tab or bar, by the first lines.
    decimal : {".", ","}, default=None
        Decimal sign. None: the one by which more columns are numbers; a point where
        commas separate the columns.
    encoding : str, default=None
        None: UTF-8 or, if the file is not, cp1252, that of Windows in Western Europe.
    return_X_y : bool, default=False
        Whether to return `data` and `target` alone.

    Returns
    -------
    bunch : Bunch
        `data`, a DataFrame of the other columns; `target`, a Series; `frame`, both, as
        in the file; `feature_names`, `target_names` and `filename`.
    (X, y) : tuple of DataFrame and Series
        `data` and `target`, if `return_X_y` is True.

    Raises
    ------
    DataFileError
        When the file is not a table, or classes are missing; the line is named.
    InputError
        When the target names no column, two columns have the same name, or a parameter
        is invalid.
    FileNotFoundError
        When there is no such file.

    Notes
    -----
    Texts such as ``2024-03-31``, ``2024-03-31 17:05:00`` and ``31.03.2024`` are dates
    if all of a column are of one format.

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
    """Return the text of a table, that of the file or `content`, and its dialect."""
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
    """Raise when an option can't be one."""
    if sep is not None and not (isinstance(sep, str) and sep.strip("\r\n")):
        raise InputError(
            f"sep={sep!r} separates nothing. Give a character such as ';'."
        )
    if decimal is not None and decimal not in DECIMALS:
        raise InputError(f"decimal={decimal!r} is no decimal sign. Give '.' or ','.")
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except (LookupError, TypeError) as error:
            raise InputError(
                f"encoding={encoding!r} is unknown. Give one of Python's, such as "
                "'utf-8' or 'cp1252'."
            ) from error


def read_frame(text: TextTable, target: str, path: str | PathLike) -> pd.DataFrame:
    """Return the whole table; in the target only empty cells are missing."""
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
    """Return a table whose texts that are dates are dates, and how these are spelt.

    Classes stay as they are.
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
    """Say in words what pandas and the readers of files find wrong."""
    try:
        with warnings.catch_warnings():
            # Lines longer than the header, of which pandas would drop the end.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            yield
    except (InputError, FileNotFoundError):
        raise
    except WRONG as error:
        raise DataFileError(
            f"'{path}' can't be read as a table: {str(error).strip().rstrip('.')}. "
            "Give text with a header line, and lines of as many values; sep, decimal "
            "and encoding can be given."
        ) from error


def check_names(text: TextTable, path: str | PathLike) -> None:
    """Raise when two columns have one name in the file, which pandas would change."""
    first = text.read(nrows=1, header=None, dtype=str, keep_default_na=False)
    counts = Counter(first.iloc[0].tolist())
    twice = sorted(name for name, n in counts.items() if n > 1)
    if twice:
        raise InputError(
            f"'{path}' has several columns named {', '.join(map(repr, twice))}. Rename "
            "them in its first line."
        )


def check_target(frame: pd.DataFrame, target: str, path: str | PathLike) -> None:
    """Raise when there is no such column, or a class is missing."""
    names = frame.columns.tolist()
    if target not in names:
        near = get_close_matches(str(target), names, n=MAX_NAMED)
        listed = ", ".join(map(repr, near or names[:MAX_NAMED]))
        raise InputError(
            f"'{path}' has {len(names)} column(s) and none named {target!r}. Give one "
            f"of {listed}, and check the header line and the separator."
        )
    missing = frame[target].isna()
    if missing.any():
        raise DataFileError(
            f"'{path}': {missing.sum()} row(s) have no class in {target!r}, the first "
            f"of them row {int(missing.argmax()) + 1} after the header. Fill them in "
            "or remove them."
        )
