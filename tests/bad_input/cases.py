"""What a case of bad input is, and how many are made of one rule."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from skgan import ACGANSampler
from tests.helpers import SAMPLERS, TABLE, Y

FLAT = np.random.RandomState(0).uniform(size=(60, 64))
IMAGES, SIGNALS = FLAT.reshape(60, 8, 8, 1), FLAT[:, :16].reshape(60, 8, 2)
FORMS = [np.asarray, np.ndarray.tolist, pd.DataFrame, sparse.csr_matrix]
AC = [ACGANSampler]


class Case(NamedTuple):
    """What is given, and what the message has to name; None where others word it."""

    named: list | None
    X: object
    y: object
    weight: object
    only: list
    parameters: dict


def case(*named, X=TABLE, y=Y, weight=None, only=SAMPLERS, **parameters):
    named = None if named == (None,) else list(named)
    return Case(named, X, y, weight, only, parameters)


def cases(name, values, make):
    """Return a case for each value, which is named by its number."""
    return {f"{name} {i}": make(value) for i, value in enumerate(values)}


def beside_numbers(column):
    return pd.DataFrame({"a": TABLE[:, 0], "b": column})


def with_object(value):
    table = TABLE.astype(object)
    table[3, 1] = value
    return table


def labelled(*labels):
    y = np.empty(60, dtype=object)
    y[:] = [labels[i] for i in Y]
    return y


def mixing(*shapes):
    return [np.zeros(shapes[i % len(shapes)]) for i in range(60)]


def in_an_object_array(samples):
    array = np.empty(len(samples), dtype=object)
    array[:] = samples
    return array
