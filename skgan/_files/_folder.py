"""Folders that users name."""

from pathlib import Path

from skgan.exceptions import InputError

__all__ = ["make_folder"]


def make_folder(parameter, path):
    """Make a folder, if it is not there, and return its path.

    Raises
    ------
    InputError
        With the parameter and the path, when none can be there.
    """
    if path == "":
        raise InputError(f"{parameter}='' names no folder. Give a path, or None.")
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError(
            f"{parameter}={str(path)!r} is a file, or below one. Give a "
            "folder, or a path where one can be made."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: no name at all
        reason = getattr(error, "strerror", error)
        raise InputError(
            f"{parameter}={str(path)!r} can't be made: {reason}. "
            "Give a folder that you may write to."
        ) from error
    return Path(path)
