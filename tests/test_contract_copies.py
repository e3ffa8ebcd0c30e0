"""What holds for copies, files and refits of every sampler, and for locked arrays."""

import copy
import pickle

import joblib
import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler, DCGANSampler, load
from tests.contract import LOCKABLE, TRAINED, kinds_in_turn, same_samples
from tests.helpers import (
    DATA,
    FRAME,
    TABLE,
    Y,
    each_method,
    each_sampler,
    fitted,
    make_sampler,
)
from tests.invariants import assert_same, untouched

pytestmark = pytest.mark.usefixtures("few_grown_rows", "small_forests")


def by_pickle(sampler, path):
    return pickle.loads(pickle.dumps(sampler))


def by_deepcopy(sampler, path):
    return copy.deepcopy(sampler)


def by_joblib(sampler, path):
    joblib.dump(sampler, path)
    is_frame = hasattr(sampler, "feature_names_in_")  # whose codes would be mapped too
    return joblib.load(path, mmap_mode=None if is_frame else "r")


def by_file(sampler, path):
    sampler.save(path)
    return pickle.loads(pickle.dumps(load(path)))


COPIES = [(cls, kind, by_file) for cls, kind in TRAINED] + [
    (cls, kind, how)
    for cls, kind in [(ACGANSampler, "mixed"), (DCGANSampler, "images")]
    for how in (by_pickle, by_deepcopy, by_joblib)
]


@pytest.mark.parametrize(("cls", "kind", "how"), COPIES)
def test_copies_go_on_with_the_same_bits(cls, kind, how, tmp_path):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=0.5)
    sampler.sample(2)
    other = how(sampler, tmp_path / "copy")
    assert other.get_params() == sampler.get_params()
    assert other.history_ == sampler.history_ and other.n_iter_ == sampler.n_iter_
    assert other.sampling_strategy_ == sampler.sampling_strategy_
    same_samples(sampler, other)
    assert_same(sampler.discriminate(X), other.discriminate(X))
    sampler.max_iter = other.max_iter = 1
    fits = sampler.fit_resample(X, Y), other.fit_resample(X, Y)
    for one, another in zip(*fits, strict=True):
        assert_same(one, another)


@kinds_in_turn
def test_files_and_pickles_keep_every_form(cls, kind, tmp_path):
    sampler = make_sampler(cls, kernel_fraction=1)
    sampler.fit_resample(DATA[kind], pd.Series(Y, name="kind"))
    for how in (by_file, by_pickle):
        other = how(sampler, tmp_path / "copy")
        assert_same(other.synthetic_mask_, sampler.synthetic_mask_)
        assert other.class_fidelity_ == sampler.class_fidelity_
        names = getattr(sampler, "feature_names_in_", None)
        assert_same(getattr(other, "feature_names_in_", None), names)
        same_samples(sampler, other)


@each_sampler
def test_a_refit_forgets_the_fit_before(cls):
    sampler = make_sampler(cls, kernel_fraction=1)
    sampler.fit_resample(FRAME, Y)
    sampler.fit_resample(TABLE[:, :2], np.arange(60) // 25)
    assert not hasattr(sampler, "feature_names_in_")
    drawn, y = sampler.sample(6)
    assert isinstance(drawn, np.ndarray) and drawn.shape == (6, 2)
    assert set(y) == {0, 1, 2}
    sampler.fit(TABLE[:30], np.arange(30) % 3)
    assert len(getattr(sampler, "synthetic_mask_", [])) in (0, 30)
    assert set(getattr(sampler, "class_fidelity_", {})) <= {0, 1, 2}


def fail(y):
    raise KeyError("the user's own")


WRONG = {
    "infinity": (np.full((60, 5), np.inf), Y, "auto"),
    "None": (TABLE, np.where(Y, "a", None), "auto"),
    "callable": (TABLE, np.where(Y, "a", "b"), fail),
    "columns": (FRAME.set_axis(["a", "b", "a"], axis=1), Y, "auto"),
}


@each_sampler
@each_method
@pytest.mark.parametrize("wrong", WRONG)
def test_a_failed_fit_changes_nothing(cls, method, wrong):
    X, y, strategy = WRONG[wrong]
    sampler = fitted(cls, "frame", kernel_fraction=1)
    before = fitted(cls, "frame", kernel_fraction=1)
    sampler.sampling_strategy = strategy
    with pytest.raises((ValueError, KeyError)):
        getattr(sampler, method)(X, y)
    assert vars(sampler).keys() == vars(before).keys()
    same_samples(sampler, before)
    unfitted = make_sampler(cls, sampling_strategy=strategy)
    with pytest.raises((ValueError, KeyError)):
        getattr(unfitted, method)(X, y)
    assert vars(unfitted) == vars(make_sampler(cls, sampling_strategy=strategy))


# Arrays that can't be written to, such as files, are as good as others


def locked(array):
    """Return a copy that can't be written to."""
    array = array.copy(order="K")
    array.setflags(write=False)
    return array


@each_sampler
@pytest.mark.parametrize(
    ("kind", "form"),
    [(kind, ("locked", "mapped")[i % 2]) for i, kind in enumerate(LOCKABLE)],
)
def test_arrays_that_can_only_be_read_give_the_same_bits(tmp_path, cls, kind, form):
    X, weight = DATA[kind], 1.0 + np.arange(60) % 3
    sampler = make_sampler(cls, kernel_fraction=0.5 if kind == "array" else 1)
    expected = sampler.fit_resample(X, Y, sample_weight=weight)
    np.save(tmp_path / "X.npy", X)
    X = locked(X) if form == "locked" else np.load(tmp_path / "X.npy", mmap_mode="r")
    with untouched(X):
        resampled = sampler.fit_resample(X, locked(Y), sample_weight=locked(weight))
    for one, other in zip(resampled, expected, strict=True):
        assert one.flags.writeable and not np.shares_memory(one, X)
        np.testing.assert_array_equal(one, other)
    if sampler.n_iter_:
        assert sampler.discriminate(X).shape == (60,)
        z = locked(np.zeros((3, sampler.generator_.inputs[0].shape[1])))
        assert len(sampler.sample(3, z=z)[0]) == 3


def test_frames_of_arrays_that_can_only_be_read():
    frames = [
        pd.DataFrame(a, columns=[*"abc"], copy=False) for a in (TABLE, locked(TABLE))
    ]
    one, other = (make_sampler().fit_resample(f, pd.Series(Y))[0] for f in frames)
    pd.testing.assert_frame_equal(one, other)
    other.iloc[0, 0] = 1.0  # what comes back can be written to
