"""Files that users name, to save to or to load from."""

import os
from pathlib import Path

from skgan.exceptions import InputError

__all__ = ["file_path"]


def file_path(path, function):
    """Return the path of a file that is there, or that could be.

    Parameters
    ----------
    path : path-like
        As the user gave it.
    function : str
        To which.

    Raises
    ------
    InputError
        When it is none, or that of something else than a file.

    Examples
    --------
    >>> from skgan._files._path import file_path
    >>> file_path(5.5, "load")
    Traceback (most recent call last):
    ...
    skgan.exceptions.InputError: load got path=5.5, which names no file. Give ...
    """
    try:
        name = os.fsdecode(path)
        is_name = name != "" and b"\0" not in os.fsencode(name)
    except (TypeError, UnicodeError):
        is_name = False
    if not is_name:
        raise InputError(
            f"{function} got path={path!r:.200}, which names no file. Give the name of "
            "a file as a str or a pathlib.Path."
        )
    if os.path.exists(name) and not os.path.isfile(name):
        raise InputError(
            f"{function} got path={path!r:.200}, which is a folder or a device. Give "
            "the name of a file."
        )
    return Path(name)
