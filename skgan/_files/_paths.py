"""Check paths of users, and write files completely or not at all."""

import os
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_IMODE
from uuid import uuid4

from skgan.exceptions import InputError

MARK = 32  # letters
MOST_BYTES = 255  # of a name, on the usual file systems
NEW = 0o666  # the mode of a new file before the umask is applied


def make_folder(parameter, path):
    """Create a folder if it does not exist, and return its path."""
    if path == "":
        raise InputError(f"{parameter}='' is an empty path. Give a path, or None.")
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError(
            f"{parameter}={str(path)!r} is a file, or a path inside a file. Give a "
            "folder, or a path for a new one."
        ) from error
    except (OSError, ValueError) as error:  # ValueError for an invalid name
        reason = getattr(error, "strerror", error)
        raise InputError(
            f"{parameter}={str(path)!r} can't be created: {reason}. "
            "Give a folder that you may write to."
        ) from error
    return Path(path)


def file_path(path, function):
    """Return the path of a file, which does not have to exist."""
    if not is_name(path):
        raise InputError(
            f"{function} got path={path!r:.200}, which is not the name of a file. Give "
            "the name of a file as a str or a pathlib.Path."
        )
    name = os.fsdecode(path)
    if os.path.exists(name) and not os.path.isfile(name):
        kind = "a folder" if os.path.isdir(name) else "a device"
        raise InputError(
            f"{function} got path='{name:.200}', which is {kind}. Give the "
            "name of a file."
        )
    return Path(name)


def is_name(path):
    """Return whether a value may be the name of a file or a folder."""
    try:
        return os.fsdecode(path) != "" and b"\0" not in os.fsencode(path)
    except (TypeError, UnicodeError):
        return False


def write_atomically(path, write):
    """Write a file so that readers see the old file or the complete new file.

    An existing file keeps its mode. If the path is a link, its target is written.
    """
    path = Path(path)
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    # In the same folder, because os.replace does not cross file systems.
    temporary = target.with_name(temporary_name(target.name, uuid4().hex))
    try:
        mode = mode_of(target)
        # Users who may not read the old file can never read the new one.
        opener = partial(os.open, mode=NEW if mode is None else mode)
        with open(temporary, "xb", opener=opener) as file:
            if mode is not None:
                os.chmod(temporary, mode)
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        is_of_file = error.filename in (None, str(temporary))  # None for a full disk
        if not is_of_file or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):  # it does not exist; the first error is clearer
            temporary.unlink()


def write_folder_atomically(directory, write):
    """Write a new or empty folder completely or not at all.

    `write` is called with a temporary folder, which is renamed at the end.
    """
    target = check_new_folder(directory)
    temporary = target.with_name(temporary_name(target.name, uuid4().hex))
    try:
        temporary.mkdir(parents=True)
        write(temporary)
        for file in filter(Path.is_file, temporary.rglob("*")):
            with open(file, "rb+") as content:
                os.fsync(content.fileno())
        if target.is_dir():
            shutil.copymode(target, temporary)
            target.rmdir()  # Windows does not replace a folder by renaming
        os.rename(temporary, target)
    except OSError as error:
        failed = Path(error.filename or temporary)  # None for a full disk
        if not failed.is_relative_to(temporary) or error.errno is None:
            raise
        failed = target / failed.relative_to(temporary)
        raise OSError(error.errno, error.strerror, str(failed)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def check_new_folder(directory):
    """Return the path of a folder that does not exist yet, or is empty."""
    if not isinstance(directory, str | os.PathLike) or not is_name(directory):
        raise InputError(
            f"directory={directory!r} is not the name of a folder. Give the name of a "
            "folder as a str or a pathlib.Path."
        )
    target = Path(os.path.realpath(directory))  # the target of a link
    above = next(filter(os.path.exists, target.parents), target.parent)
    if os.path.exists(above) and not os.path.isdir(above):
        raise InputError(
            f"directory={str(directory)!r} is a path inside a file. Give a new folder "
            "inside a folder."
        )
    if target.is_dir() and not os.path.ismount(target) and not any(target.iterdir()):
        return target
    if target.exists():
        what = "a folder with files" if target.is_dir() else "a file"
        what = "a mount point" if os.path.ismount(target) else what
        raise InputError(
            f"directory={str(directory)!r} is {what}. Give a new folder, or an empty "
            "one."
        )
    return target


def mode_of(path):
    """Return the mode of a file, or None if it does not exist."""
    return S_IMODE(path.stat().st_mode) if path.is_file() else None


def remove_unfinished(folder, pattern):
    """Remove incomplete files of processes that were killed."""
    for path in Path(folder).glob(temporary_name(pattern, "?" * MARK)):
        path.unlink(missing_ok=True)


def temporary_name(name, mark):
    """Return the name of a temporary file; long names are cut."""
    left = MOST_BYTES - len(f"..{mark}.tmp")
    if len(os.fsencode(name)) > left:
        name = os.fsencode(name)[:left].decode("utf-8", "ignore")
    return f".{name}.{mark}.tmp"
