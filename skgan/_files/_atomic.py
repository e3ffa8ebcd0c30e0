"""Files that are there whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

__all__ = ["remove_unfinished", "write_atomically"]


def write_atomically(path, write):
    """Write a file so that whoever reads it sees the old one or the new one.

    Parameters
    ----------
    path : path-like
        The file; its folder has to exist.
    write : callable
        Given a binary file, open for writing.

    Raises
    ------
    OSError
        Of the file that was to be, not of the temporary one.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from skgan._files import write_atomically
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "note.txt"
    >>> write_atomically(path, lambda file: file.write(b"whole"))
    >>> path.read_text(), len(list(path.parent.iterdir()))
    ('whole', 1)
    >>> folder.cleanup()
    """
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
    """Remove what is left of files whose writer was killed.

    Parameters
    ----------
    folder : path-like
        Where they were to be.
    pattern : str
        Of their names, as for `pathlib.Path.glob`.
    """
    for path in Path(folder).glob(temporary_name(pattern, "?" * 32)):
        path.unlink(missing_ok=True)


def temporary_name(name, mark):
    """Return the name of a file that is not whole yet."""
    return f".{name}.{mark}.tmp"
