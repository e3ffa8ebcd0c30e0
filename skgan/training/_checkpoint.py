"""The two newest states of one training."""

import time
import warnings

from skgan._files import Damaged, read_state, write_state
from skgan.exceptions import InputError

__all__ = ["Checkpoint", "files_named"]

# Largest share of the time that is spent on writing. With the checkpoint at the end,
# which is always written, this is well below 5 % of a fit. It is measured in time, not
# in iterations, because the durations of iterations differ by a factor of a thousand
# between tables and images, and so do those of disks.
MOST_SHARE = 1 / 50
FIRST_COST = 0.005  # seconds; a guess, so that fits of a blink are not slowed down


def files_named(name):
    """Return the pattern of the files of a training; others are not touched."""
    return f"{name}-{'[0-9]' * 6}.safetensors"


class Checkpoint:
    """Keep the state of one training in a folder, and find the state of an earlier one.

    Parameters
    ----------
    folder : Path
        Where the files are: ``{name}-{number}.safetensors``, the newest with the
        highest number.
    name : str
        Of the training.
    fit : str
        Mark of the fit that the training belongs to.
    before : str or None
        Mark of the fit that had ended and is continued by `warm_start`.
    check : callable
        Called before each writing; raises where another fit has taken the folder.

    Attributes
    ----------
    state : State or None
        The state of this fit, from which it resumes.
    start : State or None
        The final state of the previous fit.
    """

    def __init__(self, folder, name, fit, before=None, check=lambda: None):
        self.folder, self.name, self.fit, self.check = folder, name, fit, check
        self.state = self.start = self._path = None
        self._cost, self._written = FIRST_COST, time.perf_counter()
        newest = self._read_newest()
        if newest is not None:
            mark = newest.values["fit"]
            if mark not in (fit, before):
                raise InputError(
                    f"{str(self._path)!r} is from another fit than fit.json in the "
                    "same folder. Delete the directory, or give another checkpoint_dir."
                )
            self.state, self.start = (newest, None) if mark == fit else (None, newest)

    def is_due(self):
        """Return whether writing now would take only a small share of the time."""
        passed = time.perf_counter() - self._written
        return self._cost <= MOST_SHARE * passed

    def save(self, state):
        """Write a state, and delete all older ones except the last.

        If the disk is full, a warning is issued, and the training continues.
        """
        began = time.perf_counter()
        self.check()
        path = self._next_path()
        try:
            write_state(path, state._replace(values=state.values | {"fit": self.fit}))
        except OSError as error:
            warnings.warn(
                f"The checkpoint {str(path)!r} can't be written: {error.strerror}. "
                "The training continues; free some space, or it can't be resumed here.",
                UserWarning,
                stacklevel=2,
            )
        else:
            self._keep_only(path, self._path)
            self._path = path
        self._written = time.perf_counter()
        self._cost = self._written - began

    def _keep_only(self, *kept):
        for path in set(self._paths()) - set(kept):
            path.unlink(missing_ok=True)

    def _paths(self):
        """Return the files of this training, the newest first."""
        return sorted(self.folder.glob(files_named(self.name)), reverse=True)

    def _next_path(self):
        paths = self._paths()
        number = int(paths[0].stem.rpartition("-")[2]) + 1 if paths else 1
        return self.folder / f"{self.name}-{number:06d}.safetensors"

    def _read_newest(self):
        """Return the newest complete state, or None if there are no files."""
        paths, damage = self._paths(), ""
        for path in paths:
            try:
                state = read_state(path)
            except Damaged as error:
                damage = f"The checkpoint {str(path)!r} is damaged. {error}"
                if path != paths[-1]:
                    warnings.warn(
                        f"{damage} The training resumes from the previous one.",
                        UserWarning,
                        stacklevel=2,
                    )
                continue
            self._path = path
            if path == paths[0]:  # killed before it could
                self._keep_only(*paths[:2])
            return state
        if paths:
            raise InputError(
                f"{damage} There is no older checkpoint. Delete the directory to start "
                "again, or restore the file from a backup."
            )
        return None
