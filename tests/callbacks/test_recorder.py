import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from skgan import ACGANSampler
from skgan.callbacks import SnapshotRecorder
from skgan.callbacks import _recorder as recorder_module
from skgan.exceptions import InputError

Y = np.repeat(["a", "b", "c"], [30, 20, 10])
TABLE = np.random.RandomState(0).normal(size=(60, 3))


def record(max_iter=100, X=TABLE, **options):
    recorder = SnapshotRecorder(**options)
    parameters = {"max_iter": max_iter, "callbacks": [recorder], "random_state": 0}
    return recorder, ACGANSampler(**parameters).fit(X, Y)


def iterations(recorder):
    return [snapshot.n_iter for snapshot in recorder.snapshots_]


def test_every_class_is_kept_with_the_same_z():
    recorder, sampler = record(n_samples=2)
    assert iterations(recorder) == [25, 50, 75, 100]
    last = recorder.snapshots_[-1].display
    assert last.y.tolist() == ["a", "a", "b", "b", "c", "c"]
    z = np.random.RandomState(0).standard_normal((2, 16)).astype(np.float32)
    own, _ = sampler.sample({"b": 2}, z=z)
    np.testing.assert_allclose(last.X[2:4], own, rtol=1e-5)
    assert not np.allclose(recorder.snapshots_[0].display.X, last.X)
    plain = clone(sampler).set_params(callbacks=None).fit(TABLE, Y)
    np.testing.assert_array_equal(sampler.sample(9)[0], plain.sample(9)[0])


@pytest.mark.parametrize("most", [2, 3, 5])
def test_their_number_is_bounded_and_they_are_spread_over_the_training(most):
    recorder, _ = record(max_iter=400, max_snapshots=most)
    kept = iterations(recorder)
    assert 2 <= len(kept) <= most
    assert kept[0] == 25 and kept[-1] == 400
    assert max(np.diff(kept)) <= 400 * 3 / 4 or most < 5


def test_their_bytes_are_bounded(monkeypatch):
    recorder, _ = record(max_iter=200)
    one = recorder.snapshots_[0].display.X.nbytes
    monkeypatch.setattr(recorder_module, "MAX_BYTES", 3 * one)
    bounded, _ = record(max_iter=200)
    assert bounded.n_bytes() <= 3 * one
    assert iterations(bounded)[0] == 25 and iterations(bounded)[-1] == 200


def test_another_fit_begins_anew():
    recorder, sampler = record(max_iter=400, max_snapshots=3)
    sampler.set_params(max_iter=50).fit(TABLE, Y)
    assert iterations(recorder) == [25, 50]
    sampler.set_params(kernel_fraction=1).fit(TABLE, Y)  # trains nothing
    assert iterations(recorder) == []


def test_samples_have_the_form_that_was_fitted_and_real_rows_are_kept_once():
    frame = pd.DataFrame(TABLE, columns=list("xyz")).assign(n=np.arange(60))
    recorder, _ = record(max_iter=30, X=frame)
    first, last = (snapshot.display for snapshot in recorder.snapshots_)
    assert last.X.dtypes.equals(frame.dtypes) and last.X_real is first.X_real


def test_a_fitted_sampler_that_was_recorded_can_be_pickled_and_cloned():
    recorder, sampler = record(max_iter=30)
    for copy in (pickle.loads(pickle.dumps(sampler)), clone(sampler)):
        assert iterations(copy.callbacks[0]) == iterations(recorder) == [25, 30]


@pytest.mark.parametrize("name", ["every", "n_samples", "max_snapshots"])
@pytest.mark.parametrize("value", [0, -1, 1.5, "1", True])
def test_bad_values_are_told(name, value):
    with pytest.raises(InputError, match=f"{name}=.* is not a positive integer"):
        SnapshotRecorder(**{name: value})
