"""Files and folders that users name."""

import os
from pathlib import Path

from skgan.exceptions import InputError


def make_folder(parameter, path):
    """Make a folder, if it is not there, and return its path."""
    if path == "":
        raise InputError(f"{parameter}='' names no folder. Give a path, or None.")
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError(
            f"{parameter}={str(path)!r} is a file, or a path inside a file. Give a "
            "folder, or a path where one can be made."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: no name at all
        reason = getattr(error, "strerror", error)
        raise InputError(
            f"{parameter}={str(path)!r} can't be made: {reason}. "
            "Give a folder that you may write to."
        ) from error
    return Path(path)


def file_path(path, function):
    """Return the path of a file that is there, or that could be."""
    try:
        name = os.fsdecode(path)
        is_name = name != "" and b"\0" not in os.fsencode(name)
    except (TypeError, UnicodeError):
        is_name = False
    if not is_name:
        raise InputError(
            f"{function} got path={path!r:.200}, which is not the name of a file. Give "
            "the name of a file as a str or a pathlib.Path."
        )
    if os.path.exists(name) and not os.path.isfile(name):
        raise InputError(
            f"{function} got path={path!r:.200}, which is a folder or a device. Give "
            "the name of a file."
        )
    return Path(name)
