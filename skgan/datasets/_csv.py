"""Tables with a header line, by pandas."""

import warnings
import zlib
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
from sklearn.utils import Bunch

from skgan.exceptions import DataFileError, InputError

MAX_NAMED = 10  # columns in a message


def load_csv(
    path: str | PathLike, target: str, *, sep: str = ",", return_X_y: bool = False
) -> Bunch | tuple[pd.DataFrame, pd.Series]:
    r"""Load a table with a header line, and take its column of classes apart.

    Parameters
    ----------
    path : path-like
        The file, in UTF-8, compressed if its suffix says so, such as ``.csv.gz``.
    target : str
        The name of the column of classes. Only its empty cells are missing; words such
        as ``None`` and ``NA`` name classes.
    sep : str, default=","
        Separates the columns.
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
        When the target names no column, or two columns have the same name.
    FileNotFoundError
        When there is no such file.

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
    frame = read_frame(path, target, sep)
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


def read_frame(path: str | PathLike, target: str, sep: str) -> pd.DataFrame:
    """Return the whole table; in the target only empty cells are missing."""
    if not Path(path).is_file():  # pandas would download from an address
        raise FileNotFoundError(f"'{path}' is not a file. Give the path of a table.")
    # index_col: the first cells of longer lines should not become row labels.
    # low_memory: dtypes should not depend on where pandas cuts the file.
    options: dict[str, Any] = {"sep": sep, "index_col": False, "low_memory": False}
    try:
        with warnings.catch_warnings():
            # Lines longer than the header, of which pandas would drop the end.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            check_names(path, sep)
            frame = pd.read_csv(path, **options)
            if target in list(frame) and frame[target].isna().any():  # or a "None"
                options |= {"keep_default_na": False, "na_values": [""]}
                frame[target] = pd.read_csv(path, usecols=[target], **options)[target]
            return frame
    except InputError:
        raise
    except (ValueError, Warning, EOFError, zlib.error, OSError) as error:
        raise DataFileError(
            f"'{path}' can't be read as a table: {str(error).strip().rstrip('.')}. "
            "Give UTF-8 text with a header line, and lines of as many values."
        ) from error


def check_names(path: str | PathLike, sep: str) -> None:
    """Raise when two columns have one name in the file, which pandas would change."""
    options: dict[str, Any] = {"header": None, "dtype": str, "keep_default_na": False}
    names = pd.read_csv(path, sep=sep, nrows=1, **options).iloc[0].tolist()
    twice = sorted({name for name in names if names.count(name) > 1})
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
            f"of {listed}, and check `sep` and the header line."
        )
    missing = frame[target].isna()
    if missing.any():
        raise DataFileError(
            f"'{path}': {missing.sum()} row(s) have no class in {target!r}, the first "
            f"of them row {int(missing.argmax()) + 1} after the header. Fill them in "
            "or remove them."
        )
