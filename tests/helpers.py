"""What many tests share: tiny data of each kind, samplers, and error messages."""

import json
import pickle
import re
from contextlib import contextmanager
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan import ACGANSampler, DCGANSampler, GANSampler, training
from skgan.samplers import synthesizer_of
from skgan.synthesis.saving import Source, read_node, write_node
from tests.invariants import assert_same

SAMPLERS = [ACGANSampler, DCGANSampler, GANSampler]
METHODS = ["fit", "fit_resample"]
each_sampler = pytest.mark.parametrize("cls", SAMPLERS)
each_method = pytest.mark.parametrize("method", METHODS)

Y = np.repeat([0, 1], [40, 20])
THREE = np.repeat([0, 1, 2], [30, 20, 10])
RANDOM = np.random.RandomState(0)
TABLE = RANDOM.normal(size=(60, 3)) * [1.0, 100.0, 0.01] + Y[:, None]
SIGNALS = RANDOM.normal(size=(60, 8, 2))
IMAGES = RANDOM.randint(0, 200, size=(60, 8, 8, 1)).astype(np.uint8)
BLOBS = RANDOM.normal(3 * THREE[:, None], 1, (60, 3))  # of three classes
FRAME = pd.DataFrame(TABLE, columns=["a", "b", "c"])


def mixed_table():
    """Return a table with categories, dates and gaps."""
    days = pd.to_timedelta(np.arange(60) % 9, "D")
    return pd.DataFrame(
        {
            "size": pd.Series(TABLE[:, 0]).mask(np.arange(60) % 7 == 3),
            "count": np.arange(60) % 5,
            "kind": pd.Categorical(np.where(TABLE[:, 1] > 0, "u", "v")),
            "note": np.where(np.arange(60) % 3, "a", None),
            "day": pd.Timestamp("2020-01-01") + days,
            "grade": pd.Categorical(
                np.resize(["lo", "hi", "mid"], 60), ["lo", "mid", "hi"], ordered=True
            ),
        }
    )


def typed_table():
    """Return a table of numbers of many dtypes, with an index of its own."""
    columns = {
        "whole": (TABLE[:, 1] * 10).astype(np.int64) + 2**60,
        "real": TABLE[:, 0],
        "small": (TABLE[:, 0] * 3).astype(np.int8),
        "flag": TABLE[:, 1] > 0,
        "single": TABLE[:, 2].astype(np.float32),
        "day": pd.Timestamp("2020-01-01") + pd.to_timedelta(np.arange(60) % 9, "D"),
        "count": pd.array((np.abs(TABLE[:, 1])).astype(int), dtype="Int64"),
        "ratio": pd.array(TABLE[:, 1], dtype="Float64"),
    }
    return pd.DataFrame(columns, index=np.arange(60) + 100)


POSITIVE = np.maximum(TABLE, 0)
NUMBERS = {
    "array": TABLE,
    "float32": TABLE.astype("f4"),
    "ints": np.rint(TABLE * 10).astype(int),
    "big-endian": TABLE.astype(">f8"),
    "fortran": np.asfortranarray(TABLE),
    "list": TABLE.tolist(),
    "csr matrix": sparse.csr_matrix(POSITIVE),
    "csc matrix": sparse.csc_matrix(POSITIVE),
    "csr array": sparse.csr_array(POSITIVE),
    "csc array": sparse.csc_array(POSITIVE),
    "frame": FRAME,
    "frame of dtypes": typed_table(),
    "frame of levels": FRAME.set_axis(
        pd.MultiIndex.from_tuples([("x", 1), ("x", 2), ("y", 1)]), axis=1
    ),
    "sparse frame": pd.DataFrame(POSITIVE, columns=[*"abc"]).astype(
        pd.SparseDtype(float, 0)
    ),
}
DATA = NUMBERS | {
    "gaps": np.where(TABLE > 1.2, np.nan, TABLE),
    "mixed": mixed_table(),
    "signals": SIGNALS,
    "int signals": (SIGNALS * 100).astype(np.int16),
    "float images": IMAGES / 200,
    "images": IMAGES,
    "bool images": IMAGES > 100,
}
TARGETS = {
    "ints": Y,
    "big-endian": Y.astype(">i4"),
    "uint8": np.where(Y, 255, 0).astype(np.uint8),
    "negative": np.where(Y, -3, 7),
    "floats": Y + 1.0,
    "bools": Y > 0,
    "texts": np.where(Y, "rare", "often"),
    "objects": np.where(Y, "rare", "often").astype(object),
    "list": Y.tolist(),
    "list of texts": np.where(Y, "rare", "often").tolist(),
    "series": pd.Series(Y, name="kind"),
    "category": pd.Series(np.where(Y, "rare", "often"), dtype="category"),
    "string": pd.Series(np.where(Y, "rare", "often"), dtype="string", name="kind"),
    "Int64": pd.Series(Y, dtype="Int64"),
    "frame": pd.DataFrame({"kind": Y}),
    "other share": np.roll(Y, 3),
    "balanced": np.arange(60) % 2,
}


def kinds_for(cls):
    """Return the data that a sampler takes; only some know categories."""
    if "categorical_features" in cls().get_params():
        return sorted(DATA)
    return sorted(set(DATA) - {"mixed"})


def make_sampler(cls=ACGANSampler, **parameters):
    """Return a sampler that trains for a moment and has a seed."""
    return cls(**{"max_iter": 3, "random_state": 0} | parameters)


def fitted(cls=ACGANSampler, kind="array", y=None, **parameters):
    """Return a sampler fitted to data of a kind, one's own; each fit is made once."""
    key = None if y is None else tuple(y)
    return pickle.loads(of_a_fit(cls, kind, key, **parameters))


@cache
def of_a_fit(cls, kind, y, **parameters):
    sampler = make_sampler(cls, **parameters)
    return pickle.dumps(sampler.fit(DATA[kind], Y if y is None else list(y)))


def game_of(sampler, X, y):
    """Return the game that a fit would play, without playing it."""
    with pytest.MonkeyPatch.context() as patch:
        nothing = training.TrainedNetworks([], [])
        patch.setattr(training, "train", lambda *_, **__: nothing)
        return synthesizer_of(sampler.fit(X, y)).game


def networks_of(game):
    """Return generator and discriminator of a game, built anew."""
    builders = game.generator, game.discriminator
    return [builder(game.spec, game.latent_dim) for builder in builders]


def weights_of(sampler):
    """Return the weights of all networks of a fitted sampler."""
    players = sampler.generator_, sampler.discriminator_
    each = [list(p.values()) if isinstance(p, dict) else [p] for p in players]
    return [w for networks in each for n in networks for w in n.get_weights()]


def rows_of(X):
    """Return rows of any form as an array."""
    return X.toarray() if sparse.issparse(X) else np.asarray(X)


def with_value(array, value, dtype=None):
    """Return an array with a value in one row replaced."""
    array = np.array(array, dtype=dtype)
    array[(3,) if array.ndim == 1 else (3, 1)] = value
    return array


def there_and_back(value):
    """Return a value that was written as JSON and arrays."""
    arrays = []
    node = json.dumps(write_node(value, arrays, "It"), allow_nan=False)
    return read_node(json.loads(node), Source(arrays))


@contextmanager
def as_it_was(sampler):
    """Check that what a fitted sampler draws next stays the same."""
    before = pickle.dumps(sampler)
    yield
    copies = pickle.loads(before), pickle.loads(pickle.dumps(sampler))
    for one, other in zip(*(copy.sample(3) for copy in copies), strict=True):
        assert_same(one, other)


@contextmanager
def refused(*named, because=(ValueError, TypeError)):
    """Check that an error of two sentences names these values."""
    with pytest.raises(because) as caught:
        yield
    message = str(caught.value)
    assert re.search(r"\S[.!]\s+\S", message), f"one sentence only: {message}"
    assert not re.search(r"\bnp\.\w+(64|32|_)\(", message), f"a NumPy repr: {message}"
    for value in named:
        assert str(value) in message, f"{value} is missing in: {message}"


class Trap:
    """A callback that fails where a training begins."""

    def on_train_begin(self, logs=None):
        """Fail, past whoever expects an error."""
        pytest.fail("a training began")
