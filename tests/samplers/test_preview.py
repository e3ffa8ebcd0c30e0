import copy
import pickle

import keras
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.exceptions import InputError
from tests.helpers import BLOBS as X
from tests.helpers import THREE as Y
from tests.helpers import each_method, weights_of


class Looker:
    """Sample, judge and keep what the preview gives at each logged iteration."""

    def __init__(self):
        self.given, self.drawn, self.seen = [], [], []

    def set_preview(self, preview):
        self.given.append(preview)
        self.preview = preview

    def on_epoch_end(self, epoch, logs=None):
        sampler = self.preview()
        self.drawn.append(sampler.sample(12))
        sampler.discriminate(X)
        self.seen.append(sampler)


def assert_same_weights(one, other):
    for a, b in zip(weights_of(one), weights_of(other), strict=True):
        np.testing.assert_array_equal(a, b)


def small_generator(spec, latent_dim):
    z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    x = keras.layers.Dense(8, "relu")(z)
    return keras.Model([z, label], keras.layers.Dense(spec.size)(x))


SAMPLERS = [
    ACGANSampler(max_iter=60, random_state=0),
    ACGANSampler(max_iter=60, early_stopping=True, random_state=0),
    GANSampler(conditioning="per-class", max_iter=60, random_state=0),
    DCGANSampler(max_iter=26, random_state=0),  # batch normalisation and averages
    ACGANSampler(generator=small_generator, max_iter=26, random_state=0),
]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_looking_on_changes_no_bit_of_the_fit(sampler):
    plain, watched = clone(sampler), clone(sampler)
    looker = Looker()
    watched.callbacks = [looker]
    X_plain, _ = plain.fit_resample(X, Y)
    X_watched, _ = watched.fit_resample(X, Y)
    assert len(looker.drawn) > 0
    np.testing.assert_array_equal(X_plain, X_watched)
    assert_same_weights(plain, watched)
    np.testing.assert_array_equal(plain.sample(9)[0], watched.sample(9)[0])


def test_the_preview_learns_and_ends_as_the_sampler_that_was_fitted():
    looker = Looker()
    sampler = ACGANSampler(max_iter=60, callbacks=[looker], random_state=0).fit(X, Y)
    assert [seen.n_iter_ for seen in looker.seen] == [25, 50, 60]
    assert looker.seen[0].history_["iteration"] == [25]
    z = np.ones((3, 16))
    first, _, last = [s.sample(dict.fromkeys(range(3), 1), z=z)[0] for s in looker.seen]
    own = sampler.sample(dict.fromkeys(range(3), 1), z=z)[0]
    np.testing.assert_array_equal(last, own)
    assert not np.allclose(first, own)
    assert_same_weights(looker.seen[-1], sampler)


def test_per_class_classes_appear_as_they_are_trained():
    looker = Looker()
    looker.on_epoch_end = lambda epoch, logs: looker.seen.append(looker.preview())
    sampler = GANSampler(conditioning="per-class", max_iter=30, callbacks=[looker])
    sampler.fit(X, Y)
    assert [s.n_iter_ for s in looker.seen] == [25, 30, 55, 60]
    classes = [list(s.generator_) for s in looker.seen]
    assert classes == [[1], [1], [1, 2], [1, 2]]
    assert_same_weights(looker.seen[-1], sampler)
    first, last = looker.given  # once, and then it is taken back
    assert first is not None and last is None


@each_method
def test_what_is_drawn_has_the_form_of_what_is_fitted(method):
    table = pd.DataFrame({"a": np.arange(60), "b": X[:, 0]})
    looker = Looker()
    looker.on_epoch_end = lambda *_: looker.drawn.append(looker.preview().sample(3))
    sampler = ACGANSampler(max_iter=25, callbacks=[looker], random_state=0)
    sampler.fit(X, Y)  # of another form
    getattr(sampler, method)(table, pd.Series(Y.astype(str), name="kind"))
    drawn, kind = looker.drawn[-1]
    assert drawn.dtypes.equals(table.dtypes) and kind.name == "kind"
    looker.given.clear()
    looker.on_epoch_end = None
    pickle.dumps(copy.deepcopy(sampler))


@pytest.mark.parametrize("wrong", [3, Looker, "SampleWriter"])
def test_what_is_no_callback_is_told_before_training(wrong):
    for kernel_fraction in ("auto", 1):
        sampler = ACGANSampler(callbacks=[wrong], kernel_fraction=kernel_fraction)
        with pytest.raises(InputError, match="which is not a callback. Give objects"):
            sampler.fit(X, Y)


def test_after_a_training_that_failed_there_is_no_preview_and_no_fit():
    class Failing(Looker):
        def on_epoch_end(self, epoch, logs=None):
            raise OSError("disk full")

    failing = Failing()
    sampler = ACGANSampler(max_iter=5, callbacks=[failing])
    with pytest.raises(OSError, match="disk full"):
        sampler.fit(X, Y)
    assert failing.preview is None
    failing.given.clear()
    assert isinstance(clone(sampler).callbacks[0], Failing)
    with pytest.raises(NotFittedError):
        sampler.sample(3)
