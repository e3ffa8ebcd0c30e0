"""Files that are there whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def write_atomically(path, write):
    """Write a file so that whoever reads it sees the old one or the new one."""
    path = Path(path)
    # Beside the file, as os.replace does not cross file systems.
    temporary = path.with_name(temporary_name(path.name, uuid4().hex))
    try:
        with open(temporary, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if error.filename != str(temporary):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        with suppress(OSError):  # not there; the error before says more
            temporary.unlink()


def remove_unfinished(folder, pattern):
    """Remove what is left of files whose writer was killed."""
    for path in Path(folder).glob(temporary_name(pattern, "?" * 32)):
        path.unlink(missing_ok=True)


def temporary_name(name, mark):
    """Return the name of a file that is not whole yet."""
    return f".{name}.{mark}.tmp"
