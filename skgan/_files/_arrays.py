"""Write and read values and arrays in one file; reading it runs no code."""

import hashlib
import json
import re
from contextlib import contextmanager
from math import prod
from typing import NamedTuple

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from skgan._files._paths import write_atomically
from skgan._spec import Damaged
from skgan.exceptions import InputError, LoadError, SkganError

KEY = "skgan"  # the only key of the metadata, since safetensors does not keep an order
NOT_OURS = "It is not a model file of skgan, or it is incomplete."
MAX_JSON = 2**25  # bytes; safetensors reads headers up to three times as long
DIGEST = 64  # letters of a SHA-256
# Numbers and times, which do not need pickle.
NUMERIC = re.compile(r"[<>|]([biuf]\d{1,2}|[mM]8(\[(\d{1,9})?[A-Za-z]{1,2}\])?)")


class State(NamedTuple):
    """The contents of a file: JSON values, and lists of arrays by name."""

    values: dict
    arrays: dict


def write_state(path, state):
    """Write a state of JSON values and arrays of numbers or times to a file.

    The file is a safetensors file. It has one tensor for all arrays of a dtype, because
    dozens of small tensors would be slower, and their headers would be larger than
    their values. The metadata has a checksum, and JSON with the values, dtypes and
    shapes.
    """
    table = {
        name: [[array.dtype.str, array.shape] for array in arrays]
        for name, arrays in state.arrays.items()
    }
    header = {"values": state.values, "arrays": table}
    text = json.dumps(header, separators=(",", ":"))
    if len(text) > MAX_JSON:
        raise InputError(
            f"The names and categories of the sampler take {len(text) / 1e6:.3g} MB, "
            f"but a file can contain only {MAX_JSON / 1e6:.3g} MB. Shorten them, or "
            "declare fewer categories."
        )
    tensors = joined(array for arrays in state.arrays.values() for array in arrays)
    data = save(tensors, {KEY: checksum(text, tensors) + text})
    write_atomically(path, lambda file: file.write(data))


def read_state(path):
    """Return the state of a file, which is not trusted.

    Declared sizes are compared with the size of the file first. Therefore, reading
    takes a few times the size of the file in memory, and at most about fifty times for
    JSON that was made to fill memory.
    """
    with open(path, "rb"):  # its errors are clearer than those of safetensors
        pass
    try:
        return checked_state(path)
    except SafetensorError as error:
        raise Damaged(NOT_OURS) from error
    except Exception as error:  # a dozen types for broken headers and JSON
        raise Damaged(reason(error)) from error


def checked_state(path):
    """Return the state of a file if its checksum is correct."""
    with safe_open(path, "numpy") as file:
        metadata = file.metadata() or {}
        if KEY not in metadata:
            raise Damaged("It is not a model file of skgan.")
        digest, text = metadata[KEY][:DIGEST], metadata[KEY][DIGEST:]
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    if checksum(text, tensors) != digest:
        raise Damaged("Its checksum is wrong.")
    header = json.loads(text, object_pairs_hook=without_doubles)
    return State(header["values"], split(tensors, header["arrays"]))


def checksum(text, tensors):
    """Return the SHA-256 of JSON and tensors."""
    digest = hashlib.sha256(text.encode())
    for name in sorted(tensors):
        digest.update(tensors[name].view(np.uint8).data)
    return digest.hexdigest()


def without_doubles(pairs):
    """Return the dict of these pairs, or raise an error if a name occurs twice."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Damaged("Its JSON has the same name twice.")
    return read


def is_numeric(name):
    """Return whether a string is the name of a dtype of numbers or times."""
    return isinstance(name, str) and NUMERIC.fullmatch(name) is not None


def stored_dtype(dtype):
    """Return the dtype that represents another one in safetensors."""
    if dtype.kind in "mM":
        return np.dtype(np.int64)
    return dtype.newbyteorder("=") if dtype.itemsize <= 8 else np.dtype(np.uint8)


def joined(arrays):
    """Return one flat array for all arrays of each dtype, by the name of the dtype."""
    parts: dict = {}
    for array in arrays:
        # safetensors silently writes arrays with another memory order wrongly.
        native = np.ascontiguousarray(array, array.dtype.newbyteorder("="))
        stored = stored_dtype(array.dtype)
        parts.setdefault(stored.name, []).append(native.reshape(-1).view(stored))
    return {name: np.concatenate(group) for name, group in parts.items()}


def split(tensors, table):
    """Return the arrays that are stored one after the other in tensors."""
    starts = dict.fromkeys(tensors, 0)
    arrays: dict = {name: [] for name in table}
    for name, entries in table.items():
        for text, shape in entries:
            if not is_numeric(text) or not all(
                type(n) is int and n >= 0 for n in shape
            ):
                raise Damaged(f"It has an array of dtype {text!r} and shape {shape}.")
            dtype = np.dtype(text)
            stored = stored_dtype(dtype)
            flat, start = tensors[stored.name], starts[stored.name]
            stop = start + prod(shape) * dtype.itemsize // stored.itemsize
            is_there = flat.dtype == stored and stop <= len(flat)
            if not is_there or prod(n or 1 for n in shape) > MAX_JSON + len(flat):
                raise Damaged(f"An array of shape {shape} is larger than its tensor.")
            native = flat[start:stop].view(dtype.newbyteorder("="))
            arrays[name].append(native.reshape(shape).astype(dtype, copy=False))
            starts[stored.name] = stop
    if starts != {name: len(flat) for name, flat in tensors.items()}:
        raise Damaged("Its tensors are larger than its arrays.")
    return arrays


@contextmanager
def refusals(path, kinds=Exception):
    """Turn errors of these types into a LoadError, except those of skgan."""
    try:
        yield
    except SkganError:
        raise
    except kinds as error:
        raise LoadError(
            f"'{path}' can't be loaded. {reason(error)} Use a complete file that was "
            "written by the method save of a sampler."
        ) from error


def reason(error):
    """Return a sentence about what is wrong with a file."""
    if isinstance(error, Damaged):
        return str(error)
    return f"Reading it raised {type(error).__name__}: {error!s:.200}."


def random_values(random_state):
    """Return the exact state of a RandomState as values of JSON."""
    state = random_state.get_state(legacy=False)
    inner = {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in state["state"].items()
    }
    return state | {"state": inner}


def set_random_state(random_state, values):
    """Set the state of a RandomState to the result of `random_values`."""
    random_state.set_state(values)
