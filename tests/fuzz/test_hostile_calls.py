"""Whatever a fitted sampler is asked for: it answers, or an error says why."""

import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skgan import ACGANSampler, GANSampler, load
from skgan.exceptions import LoadError
from tests import helpers
from tests._files.hostile import header_of, places_of, replaced, with_header
from tests.fuzz.conftest import examples
from tests.fuzz.documented import documented
from tests.fuzz.hostile_arrays import TABLE
from tests.fuzz.hostile_labels import LABELS, Y
from tests.fuzz.hostile_parameters import COUNTS, GARBAGE
from tests.fuzz.test_hostile_data import TABLES
from tests.invariants import untouched

ANY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "a", "\0", "dtype", "|O", "__class__", 10**30, [], {}, [[]]]),
    st.sampled_from([{"array": 0}, {"float": "nan"}, {"tuple": []}, {"dict": []}]),
)


@cache
def fitted(cls):
    """Return a sampler of tables that has networks."""
    return cls(max_iter=2, kernel_fraction=0.5, random_state=0).fit(TABLE, Y)


@examples(0.05)
@given(st.sampled_from(COUNTS), st.sampled_from([ACGANSampler, GANSampler]))
def test_numbers_of_samples(n_samples, cls):
    with documented(["n_samples", "X"], n_samples=n_samples), untouched():
        X, y = fitted(cls).sample(n_samples)
        assert len(X) == len(y)


@examples(0.03)
@given(st.sampled_from([*GARBAGE, *(make for make in LABELS.values())]))
def test_latent_vectors(z):
    z = z() if any(z is make for make in LABELS.values()) else z
    with documented(["z"], z=z) as outcome, untouched():
        fitted(ACGANSampler).sample(3, z=z)
    assert outcome.error is not None or z is None


@examples(0.06)
@given(
    st.sampled_from(sorted(TABLES)),
    st.sampled_from(["ints", *sorted(LABELS)]),
    st.sampled_from(["discriminate", "report", "class_report"]),
)
def test_what_is_judged(kind, target, method):
    X, y = TABLES[kind](), LABELS[target]()
    given_y = () if method == "discriminate" else (y,)
    with documented(["X", "y"], X=X, y=y), untouched():
        getattr(fitted(ACGANSampler), method)(X, *given_y)


@cache
def saved(kind):
    """Return the bytes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        helpers.fitted(kind=kind, kernel_fraction=1).save(path)
        return path.read_bytes()


@examples(0.06)
@given(st.sampled_from(["array", "mixed"]), st.data())
def test_files_with_another_json(tmp_path_factory, kind, data):
    header = header_of(saved(kind))
    place = data.draw(st.sampled_from(places_of(header)))
    changed = replaced(header, place, data.draw(ANY))
    check_file(tmp_path_factory, with_header(saved(kind), changed))


@examples(0.05)
@given(st.sampled_from(["array", "mixed"]), st.data())
def test_files_with_other_bytes(tmp_path_factory, kind, data):
    content = bytearray(saved(kind))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(
            st.integers(1, 255)
        )
    end = data.draw(st.sampled_from([len(content), len(content) // 2]))
    check_file(tmp_path_factory, bytes(content[:end]))


def check_file(folders, content):
    """Check that a file is refused, or draws samples as others do."""
    path = folders.getbasetemp() / "hostile.skgan"
    path.write_bytes(content)
    with documented([], path=path) as outcome:
        sampler = load(path)
    if outcome.error is not None:
        assert isinstance(outcome.error, LoadError) and str(path) in str(outcome.error)
        return
    with documented([]) as outcome:
        X, y = sampler.sample(3)
        assert len(X) == len(y) == 3
    if outcome.error is not None:
        pytest.fail(f"it loads, and draws nothing: {outcome.error}")
    assert np.shape(X)[0] == 3
