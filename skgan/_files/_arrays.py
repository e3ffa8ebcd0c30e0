"""Numbers and arrays in one file, from which reading runs no code."""

import json
from typing import NamedTuple

import numpy as np

from skgan._files._atomic import write_atomically

__all__ = [
    "DamagedError",
    "State",
    "random_values",
    "read_state",
    "set_random_state",
    "write_state",
]


class DamagedError(Exception):
    """A file is no state, or not whole."""


class State(NamedTuple):
    """What a training can go on from: JSON values, and lists of arrays by name."""

    values: dict
    arrays: dict


def write_state(path, state):
    """Write a state as an .npz file, whole or not at all.

    All arrays are one member, after one of JSON that says their names, dtypes and
    shapes: dozens of small members would take several times as long.

    Parameters
    ----------
    path : path-like
        The file.
    state : State
        Values that JSON has, and arrays of numbers.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import numpy as np
    >>> from skgan._files._arrays import State, read_state, write_state
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "state.npz"
    >>> write_state(path, State({"n_iter": 3}, {"weights": [np.eye(2), np.ones(1)]}))
    >>> read = read_state(path)
    >>> read.values, [w.shape for w in read.arrays["weights"]]
    ({'n_iter': 3}, [(2, 2), (1,)])
    >>> folder.cleanup()
    """
    table = {
        name: [[array.dtype.name, array.shape] for array in arrays]
        for name, arrays in state.arrays.items()
    }
    header = json.dumps({"values": state.values, "arrays": table}).encode()
    data = b"".join(a.tobytes() for arrays in state.arrays.values() for a in arrays)
    text, flat = (np.frombuffer(part, np.uint8) for part in (header, data))
    write_atomically(path, lambda file: np.savez(file, header=text, data=flat))


def read_state(path):
    """Return what `write_state` wrote.

    Raises
    ------
    DamagedError
        When the file is not whole. A checksum of each member tells.
    OSError
        When it can't be opened.
    """
    with open(path, "rb") as file:
        try:
            with np.load(file, allow_pickle=False) as members:
                header = json.loads(members["header"].tobytes())
                data = members["data"].tobytes()
            return State(header["values"], split(data, header["arrays"]))
        except Exception as error:  # broken zips and JSON raise a dozen kinds
            raise DamagedError(f"{type(error).__name__}: {error}") from error


def split(data, table):
    """Return the arrays that lie one after the other in bytes, writable."""
    arrays: dict = {name: [] for name in table}
    start = 0
    for name, entries in table.items():
        for dtype, shape in entries:
            dtype, count = np.dtype(dtype), int(np.prod(shape, dtype=int))
            flat = np.frombuffer(data, dtype, count, offset=start)
            arrays[name].append(flat.reshape(shape).copy())
            start += flat.nbytes
    if start != len(data):
        raise ValueError(f"{len(data)} bytes of arrays instead of {start}")
    return arrays


def random_values(random_state):
    """Return the state of a RandomState as values that JSON has, exactly."""
    state = random_state.get_state(legacy=False)
    inner = {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in state["state"].items()
    }
    return state | {"state": inner}


def set_random_state(random_state, values):
    """Set a RandomState to what `random_values` returned."""
    random_state.set_state(values)
