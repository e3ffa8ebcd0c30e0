"""The combinations of samplers and kinds of data that the contract is tested on."""

import pytest

from skgan import ACGANSampler
from tests.helpers import DATA, SAMPLERS, kinds_for, rows_of
from tests.invariants import assert_same

EVERY = [(cls, kind) for cls in SAMPLERS for kind in kinds_for(cls)]
every_kind = pytest.mark.parametrize(("cls", "kind"), EVERY)
# Each kind with one sampler, another one each time: what is asked is nobody's own.
KINDS_IN_TURN = [
    (ACGANSampler if kind == "mixed" else SAMPLERS[i % 3], kind)
    for i, kind in enumerate(DATA)
]
kinds_in_turn = pytest.mark.parametrize(("cls", "kind"), KINDS_IN_TURN)
TRAINED = [(cls, kind) for cls in SAMPLERS for kind in ("array", "signals", "images")]
TRAINED += [(ACGANSampler, kind) for kind in ("frame", "csr matrix", "gaps", "mixed")]
each_training = pytest.mark.parametrize(("cls", "kind"), TRAINED)
LOCKABLE = ("array", "float32", "ints", "fortran", "signals", "images")


def rows_after(X, n_rows):
    """Return the rows after the first ones, in a form that can be compared."""
    if hasattr(X, "iloc"):
        return X.iloc[n_rows:].reset_index(drop=True)
    return rows_of(X)[n_rows:]


def same_samples(one, other, n_samples=7):
    """Check that two samplers draw the same, again and again."""
    for _ in range(2):
        drawn = one.sample(n_samples), other.sample(n_samples)
        for a, b in zip(*drawn, strict=True):
            assert_same(a, b)
