"""Write tables to files of text, parquet and Excel."""

import gzip
from io import BytesIO, StringIO
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

from skgan._files import file_path, write_atomically
from skgan.exceptions import InputError
from skgan.validation import MOST_EXACT, as_pandas, count_missing

TEXTS = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
TABLES = (*TEXTS, ".parquet", ".xlsx")
NO_PYARROW = (
    "Files that end in .parquet require pyarrow. You can install it with `pip install "
    "'skgan[parquet]'`."
)
MAX_CELL = 32_767  # letters in a cell of Excel
TARGET = "class"  # the name of the column of classes if y has no name


def write_table(
    path: str | PathLike, X: Any, y: ArrayLike, *, target: str | None = None
) -> None:
    """Write the rows of a table and their classes, which are the last column.

    Use it to pass samples to other programs. For text, it is the inverse of
    :func:`load_csv`, which detects numbers and dates by their format. Parquet preserves
    all dtypes.

    Parameters
    ----------
    path : path-like
        The file. An existing file is replaced when the new one is complete. The suffix
        determines the format: ``.csv``, ``.tsv``, either with ``.gz``, ``.parquet``
        (requires pyarrow) or ``.xlsx`` (requires openpyxl).
    X : DataFrame or array-like of shape (n_samples, n_features)
        The rows. Columns of arrays are named ``x0``, ``x1`` and so on. The index of a
        DataFrame is not written.
    y : array-like of shape (n_samples,)
        The classes of the rows.
    target : str, default=None
        The name of the column of classes. None: the name of y, or ``class``.

    Raises
    ------
    InputError
        If X is not a table, if y does not fit X, if two columns have the same name, if
        the suffix is unknown, or if a string is too long for Excel.
    ImportError
        If pyarrow or openpyxl is required and not installed.
    OSError
        If the file can't be written.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from skgan import ACGANSampler
    >>> from skgan.datasets import load_csv, write_table
    >>> X = pd.DataFrame({"age": range(60), "price": [i / 4 for i in range(60)]})
    >>> y = pd.Series(["often"] * 40 + ["rare"] * 20, name="kind")
    >>> X, y = ACGANSampler(kernel_fraction=1, random_state=0).fit_resample(X, y)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(Path(folder) / "balanced.csv", X, y)
    ...     X_read, y_read = load_csv(
    ...         Path(folder) / "balanced.csv", target="kind", return_X_y=True
    ...     )
    >>> X_read.equals(X), y_read.tolist() == y.tolist()
    (True, True)
    """
    file = file_path(path, "write_table")
    suffix = suffix_of(file)
    if suffix not in TABLES:
        raise InputError(
            f"path={str(path)!r} has an unknown suffix. Give a name with one of "
            f"the suffixes {', '.join(TABLES)}."
        )
    table = with_target(as_table(as_pandas(X)), as_pandas(y), target)
    try:
        content = table_bytes(table, suffix)
    except (ImportError, InputError):
        raise
    except Exception as error:  # errors of Arrow, openpyxl and encodings
        reason = str(error).rstrip(".") or type(error).__name__
        raise InputError(
            f"path={str(path)!r} cannot contain these rows: {reason}. Give another "
            "suffix, or convert the column."
        ) from error
    write_atomically(file, lambda stream: stream.write(content))


def as_table(X: Any) -> pd.DataFrame:
    """Return rows as a DataFrame whose column names are different strings."""
    if sparse.issparse(X):
        raise InputError(
            "X is a sparse matrix, and its zeros would be written. Write it with "
            "scipy.sparse.save_npz, or give X.toarray()."
        )
    if not isinstance(X, pd.DataFrame):
        X = np.asarray(X)
        if X.ndim != 2:
            raise InputError(
                f"X has shape {X.shape}, which is not that of a table. Give rows of "
                "values, or use write_image_folder for images."
            )
        return pd.DataFrame(X).add_prefix("x")
    names = [str(name) for name in X.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or X.columns.nlevels > 1:
        raise InputError(
            f"X has columns {list(X.columns)!r:.200}, which have equal names or "
            "several levels. Give them different names in one level."
        )
    return X.set_axis(names, axis="columns")


def with_target(table: pd.DataFrame, y: Any, target: str | None) -> pd.DataFrame:
    """Return a table with the column of classes after the others."""
    if isinstance(y, pd.DataFrame) and y.shape[1] == 1:
        y = y.iloc[:, 0]
    if not isinstance(target, str | None):
        raise InputError(
            f"target={target!r} is not the name of a column. Give a str, or None for "
            "the name of y."
        )
    if target is None:
        name = getattr(y, "name", None)
        target = TARGET if name in (None, "") else str(name)
    labels = y.array if isinstance(y, pd.Series) else np.asarray(y)
    if np.shape(labels) != (len(table),):
        raise InputError(
            f"y has shape {np.shape(labels)}, but X has {len(table)} rows. Give one "
            "class for each row."
        )
    if n_missing := count_missing(y):
        raise InputError(
            f"y has {n_missing} missing classes. Fill them in, or leave these rows out."
        )
    if target in table.columns:
        raise InputError(
            f"target={target!r} is the name of a column of X. Give another name for "
            "the column of classes."
        )
    return table.reset_index(drop=True).assign(**{target: labels})


def suffix_of(path: str | Path) -> str:
    """Return the suffix in lower case, including the one before .gz."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def table_bytes(frame: pd.DataFrame, suffix: str) -> bytes:
    """Return a table as the content of a file."""
    if suffix == ".parquet":
        return parquet_of(frame)
    if suffix == ".xlsx":
        return excel_of(frame)
    sep = "\t" if suffix.startswith(".tsv") else ","
    return packed(text_of(tidy(frame), sep=sep).encode(), suffix)


def text_of(frame: pd.DataFrame, *, end: str = "\n", **options: Any) -> str:
    """Return a table as text in which every cell with a line break is quoted.

    Python's csv module only quotes cells with its own line terminator, but readers
    treat every line break as the end of a row.
    """
    text: str = frame.to_csv(index=False, lineterminator=end, **options)
    if "\r" not in text or "\r" in end:
        return text
    lines = Lines(end)
    frame.to_csv(lines, index=False, lineterminator="\r\n", **options)
    return lines.getvalue()


class Lines(StringIO):
    """A text buffer that replaces the line terminator of two letters by another one."""

    def __init__(self, end: str) -> None:
        super().__init__(newline="")
        self.end = end

    def write(self, row: str) -> int:
        """Write one row."""
        return super().write(row.removesuffix("\r\n") + self.end)


def packed(text: bytes, suffix: str) -> bytes:
    """Return the content of a file of text, compressed if the suffix is .gz."""
    # Without the time, so that equal rows give equal files.
    is_packed = suffix in TEXTS and suffix.endswith(".gz")
    return gzip.compress(text, mtime=0) if is_packed else text


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose whole numbers have no decimals, even with missing values."""
    return frame.astype(dict.fromkeys(whole_beside_gaps(frame), "Int64"))


def whole_beside_gaps(frame: pd.DataFrame) -> list[Any]:
    """Return columns of whole numbers that are floats because of missing values."""
    return [
        name
        for name, column in frame.select_dtypes("float").items()
        if column.isna().any() and are_whole(column.dropna())
    ]


def are_whole(numbers: pd.Series) -> bool:
    """Return whether floats are whole numbers that floats represent exactly."""
    return bool((numbers.abs() <= MOST_EXACT).all() and (numbers % 1 == 0).all())


def parquet_of(frame: pd.DataFrame) -> bytes:
    """Return a table as the content of a parquet file."""
    file = BytesIO()
    try:
        frame.to_parquet(file, index=False)
    except ImportError as error:
        raise ImportError(NO_PYARROW) from error
    return file.getvalue()


def check_excel() -> None:
    """Raise an error if openpyxl is not installed."""
    try:
        import openpyxl  # noqa: F401
    except ImportError as error:
        raise ImportError(
            "Files that end in .xlsx require openpyxl. You can install it with `pip "
            "install 'skgan[xlsx]'`."
        ) from error


def excel_of(frame: pd.DataFrame) -> bytes:
    """Return a table as the content of an Excel file."""
    check_excel()
    check_texts(frame)
    file = BytesIO()
    dates = frame.select_dtypes("datetime")
    has_times = (dates.apply(lambda date: date.dt.normalize()) != dates).any(axis=None)
    form = "YYYY-MM-DD HH:MM:SS" if has_times else "YYYY-MM-DD"
    with pd.ExcelWriter(file, engine="openpyxl", datetime_format=form) as writer:
        frame.to_excel(writer, index=False)
        for cell in chain.from_iterable(writer.book.active.iter_rows()):
            if cell.data_type == "f":  # text that begins with "=", not a formula
                cell.data_type = "s"
    return file.getvalue()


def check_texts(frame: pd.DataFrame) -> None:
    """Raise an error if a string is too long for Excel, as pandas would cut it."""
    for name, column in frame.items():
        is_number = pd.api.types.is_numeric_dtype(column.dtype)
        values = (name, *([] if is_number else column))
        lengths = (len(text) for text in values if isinstance(text, str))
        if (longest := max(lengths, default=0)) > MAX_CELL:
            raise InputError(
                f"The column {name!r:.80} has a string of {longest} letters, but a "
                f"cell of Excel can only have {MAX_CELL}. Write a file with another "
                "suffix, such as .csv, or shorten the string."
            )
