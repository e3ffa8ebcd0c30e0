"""Files that are there whole or not at all."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_IMODE
from uuid import uuid4

__all__ = ["remove_unfinished", "write_atomically"]

MARK = 32  # letters
MOST_BYTES = 255  # of a name, on the usual file systems
NEW = 0o666  # the mode of a new file, of which the umask takes away


def write_atomically(path, write):
    """Write a file so that whoever reads it sees the old one or the new one.

    An old one keeps its mode, and a link its target, which is written.
    """
    path = Path(path)
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    # Beside the file, as os.replace does not cross file systems.
    temporary = target.with_name(temporary_name(target.name, uuid4().hex))
    try:
        mode = mode_of(target)
        # From its first moment on, nobody reads it who may not read the old one.
        opener = partial(os.open, mode=NEW if mode is None else mode)
        with open(temporary, "xb", opener=opener) as file:
            if mode is not None:
                os.chmod(temporary, mode)
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        if error.filename != str(temporary):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):  # not there; the error before says more
            temporary.unlink()


def mode_of(path):
    """Return the mode of a file, or None where there is none."""
    return S_IMODE(path.stat().st_mode) if path.is_file() else None


def remove_unfinished(folder, pattern):
    """Remove what is left of files whose writer was killed."""
    for path in Path(folder).glob(temporary_name(pattern, "?" * MARK)):
        path.unlink(missing_ok=True)


def temporary_name(name, mark):
    """Return the name of a file that is not whole yet; long ones are cut."""
    left = MOST_BYTES - len(f"..{mark}.tmp")
    if len(os.fsencode(name)) > left:
        name = os.fsencode(name)[:left].decode("utf-8", "ignore")
    return f".{name}.{mark}.tmp"
