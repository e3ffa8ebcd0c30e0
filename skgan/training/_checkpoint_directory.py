"""The directory of one fit: its identity, and the states of its trainings."""

import hashlib
import json
from contextlib import suppress

import numpy as np

from skgan._files import (
    make_folder,
    random_values,
    remove_unfinished,
    set_random_state,
    write_atomically,
)
from skgan.exceptions import InputError
from skgan.training._checkpoint import Checkpoint, files_named
from skgan.training._hosts import is_chief, wait_for_hosts
from skgan.training._identity import check_same, is_global

__all__ = ["CheckpointDirectory", "note_return", "open_directory"]

FIT = "fit.json"
RETURNED = "returned.txt"  # the mark of the fit, once its user has its result
FORMAT = 1  # to be increased if files or results of a training change


class CheckpointDirectory:
    """The files of one fit.

    Parameters
    ----------
    path : Path
        The folder.
    fit : dict
        What ``fit.json`` says: identity, random state at the start, and the mark of
        the fit that is continued.
    """

    def __init__(self, path, fit):
        self.path, self.fit = path, fit
        self.text = json.dumps(fit, indent=1).encode()
        self.mark = hashlib.sha256(self.text).hexdigest()

    def write(self):
        """Write ``fit.json``."""
        try:
            write_atomically(self.path / FIT, lambda file: file.write(self.text))
        except OSError as error:
            raise InputError(
                f"checkpoint_dir={str(self.path)!r} can't be written to: "
                f"{error.strerror}. Give a folder that you may write to."
            ) from error

    def of(self, name):
        """Return the checkpoint of one training."""
        return Checkpoint(
            self.path, name, self.mark, self.fit["before"], self._check_own
        )

    def has_ended(self, names):
        """Return whether all trainings of these names have ended."""
        states = (self.of(name).state for name in names)
        return all(s is not None and s.values["has_ended"] for s in states)

    def has_returned(self):
        """Return whether the user has the result of this fit."""
        path = self.path / RETURNED
        return path.is_file() and path.read_bytes() == self.mark.encode()

    def _check_own(self):
        if (
            not (self.path / FIT).exists()
            or (self.path / FIT).read_bytes() != self.text
        ):
            raise InputError(
                f"Another fit has begun in checkpoint_dir={str(self.path)!r} while "
                "this one was running. Give each fit its own directory."
            )


def open_directory(path, identity, names, *, seed, random_state, warm_start):
    """Return the directory for a fit, and the random state with which it begins."""
    path = make_folder("checkpoint_dir", path)
    wait_for_hosts()  # the chief has noted that the fit before has returned
    directory = read_directory(path)
    is_next = (
        directory is not None
        and warm_start
        and directory.has_returned()  # or else it was killed, and is to give its result
        and directory.has_ended(names)
    )
    if directory is not None:
        check_same(path, directory.fit["identity"], identity, is_next)
    if directory is None or is_next:
        directory = CheckpointDirectory(
            path,
            {
                "format": FORMAT,
                "identity": identity,
                "random_state": random_values(random_state),
                "before": directory.mark if directory else None,
            },
        )
    elif is_global(seed):
        random_state = np.random.RandomState()
        set_random_state(random_state, directory.fit["random_state"])
    if is_chief():
        directory.write()
        for pattern in (FIT, RETURNED, files_named("*")):
            remove_unfinished(path, pattern)
    return directory, random_state


def note_return(path):
    """Note that a fit is about to return, so that the next one may continue it."""
    if not is_chief():
        return
    path = make_folder("checkpoint_dir", path)
    directory = read_directory(path)
    if directory is not None:
        mark = directory.mark.encode()
        with suppress(OSError):  # a full disk should not discard the result
            write_atomically(path / RETURNED, lambda file: file.write(mark))


def read_directory(path):
    """Return the directory of the fit that was begun here, or None."""
    try:
        text = (path / FIT).read_bytes()
    except FileNotFoundError:
        if next(path.glob(files_named("*")), None) is None:
            return None
        raise InputError(
            f"checkpoint_dir={str(path)!r} has .safetensors files but no {FIT} that "
            "describes them. Give an empty directory, or restore the file."
        ) from None
    try:
        fit = json.loads(text)
        is_known = fit["format"] == FORMAT and set(fit) > {"identity", "before"}
    except (ValueError, LookupError, TypeError):
        is_known = False
    if not is_known or CheckpointDirectory(path, fit).text != text:
        raise InputError(
            f"{str(path / FIT)!r} is damaged or of another version of skgan. Give "
            "another checkpoint_dir, or delete this one to start again."
        )
    return CheckpointDirectory(path, fit)
