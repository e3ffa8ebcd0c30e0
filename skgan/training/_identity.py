"""The identity of a fit: its data and parameters."""

import hashlib
import json
from dataclasses import asdict, fields

import numpy as np
import pandas as pd

from skgan._files import random_values
from skgan.exceptions import InputError

__all__ = ["check_same", "identity_of", "is_global", "marks_of"]

DATA = "X and y"
# Parameters that change a fit, besides those of its game, in the order of messages.
PARAMETERS = (
    "preset",
    "conditioning",
    "kernel_fraction",
    "policy",
    "max_iter",
    "learning_rate",
    "pretrain_discriminator",
    "early_stopping",
    "clip",
)
OF_EARLY_STOPPING = ("validation_fraction", "n_iter_no_change")
# These may differ if a fit continues from a finished one with warm_start.
OF_ONE_TRAINING = {
    "max_iter",
    "learning_rate",
    "pretrain_discriminator",
    "early_stopping",
    *OF_EARLY_STOPPING,
    "random_state",
    "sampling_strategy",
    "clip",
}


def identity_of(sampler, parameters, samples, game, trained, rows, decoded):
    """Return everything on which the results of a fit depend, as JSON values."""
    names = PARAMETERS + (OF_EARLY_STOPPING if parameters["early_stopping"] else ())
    names_of = samples.form.class_names([*samples.n_new])
    totals = zip(names_of, samples.n_new.values(), strict=True)
    identity = {
        DATA: digest(*marks_of(rows.X), rows.labels, *as_text(samples.form, decoded)),
        "sample_weight": None if rows.weight is None else digest(rows.weight),
        "sampler": sampler,
        **{name: parameters[name] for name in names if name in parameters},
        "sampling_strategy": {str(label): n for label, n in totals},
        "random_state": seed_of(parameters["random_state"]),
        **{field.name: getattr(game, field.name) for field in fields(game)},
        "spec": asdict(game.spec),
        "classes to train": trained,
    }
    return json.loads(json.dumps(identity, default=plain))


def marks_of(X):
    """Return what identifies encoded rows: all of them in memory, or their source."""
    return [X] if isinstance(X, np.ndarray) else X.marks()


def as_text(form, decoded):
    """Return classes, columns, dtypes and values as arrays of text."""
    is_frame = isinstance(decoded, pd.DataFrame)
    dtypes = decoded.dtypes.tolist() if is_frame else decoded.dtype
    names = None if form.X.columns is None else form.X.columns.tolist()
    values = (decoded.to_numpy(object) if is_frame else decoded).tolist()
    parts = form.classes.tolist(), names, dtypes, values
    return [np.frombuffer(repr(part).encode(), np.uint8) for part in parts]


def check_same(path, before, now, is_free):
    """Raise an error if a directory belongs to a fit with other data or parameters."""
    free = OF_ONE_TRAINING if is_free else set()
    names = [n for n in {**now, **before} if n not in free]
    other = [n for n in names if before.get(n) != now.get(n)]
    if not other:
        return
    if DATA in other:
        raise InputError(
            f"checkpoint_dir={str(path)!r} has a fit of other data: X or y differ from "
            "those with which it began. Give each fit its own directory, and set "
            "checkpoint_dir=None in cross-validation, where each fold has other rows."
        )
    told = "; ".join(f"{n} was {before.get(n)!r} and is {now.get(n)!r}" for n in other)
    raise InputError(
        f"checkpoint_dir={str(path)!r} has a fit with other parameters: {told}. Give "
        "the parameters of that fit, or another directory, or delete this one to start "
        "again."
    )


def digest(*arrays):
    """Return a checksum of arrays, including shapes and dtypes."""
    checksum = hashlib.sha256()
    for array in arrays:
        checksum.update(f"{array.dtype.str}{array.shape}".encode())
        checksum.update(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
    return checksum.hexdigest()


def is_global(random_state):
    """Return whether a parameter stands for NumPy's global random state."""
    return random_state is None or random_state is np.random


def seed_of(random_state):
    """Return a seed unchanged, and for a RandomState a checksum of its state."""
    if is_global(random_state):
        return None
    if isinstance(random_state, np.random.RandomState):
        state = json.dumps(random_values(random_state)).encode()
        return f"a RandomState of checksum {hashlib.sha256(state).hexdigest()[:16]}"
    return int(random_state)


def plain(value):
    """Convert a value that JSON lacks to one that it has."""
    if isinstance(value, np.generic):
        return value.item()
    name = getattr(value, "__qualname__", None) or type(value).__qualname__
    return f"{getattr(value, '__module__', None)}.{name}"
