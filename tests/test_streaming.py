"""Images larger than memory: the fits of arrays, with the same bits."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler, GANSampler, load
from skgan.exceptions import InputError
from skgan.training import _checkpoint
from skgan.validation import _stream_rows
from tests.helpers import IMAGES, SAMPLERS, Y, as_it_was, refused, weights_of
from tests.test_checkpoint_dir import Kill, Killed
from tests.test_memory import mapped, peak
from tests.validation.test_stream import Batches
from tests.validation.test_stream_rows import Fickle

RANDOM = np.random.RandomState(1)


def assert_same_fit(one, other):
    for a, b in zip(weights_of(one), weights_of(other), strict=True):
        assert_array_equal(a, b)
    assert one.history_ == other.history_ and one.policy_ == other.policy_
    for a, b in zip(one.sample(9), other.sample(9), strict=True):
        assert_array_equal(a, b)


CASES = [
    (ACGANSampler, {}),
    (DCGANSampler, {"early_stopping": True}),
    (GANSampler, {"conditioning": "per-class", "pretrain_discriminator": 2}),
]


NAMES = [cls.__name__ for cls, _ in CASES]


@pytest.mark.parametrize("cls, parameters", CASES, ids=NAMES)
def test_a_mapped_array_gives_the_bits_of_one_in_memory(
    tmp_path, few_grown_rows, cls, parameters
):
    sampler = cls(max_iter=30, random_state=0, **parameters)
    weight = RANDOM.uniform(size=60)
    whole = sampler.fit(IMAGES, Y, weight)
    of_file = cls(**sampler.get_params()).fit(mapped(tmp_path, IMAGES), Y, weight)
    assert_same_fit(whole, of_file)
    of_file.save(tmp_path / "m.skgan")
    assert_same_fit(load(tmp_path / "m.skgan"), of_file)


def test_more_rows_than_the_kernel_keeps_give_the_same_bits(tmp_path, monkeypatch):
    monkeypatch.setattr("skgan.synthesis._fit.MAX_ROWS", 10)
    monkeypatch.setattr("skgan.training._rows.MAX_HELD", 2)  # no row is held out here
    sampler = ACGANSampler(max_iter=2, random_state=0)
    whole = sampler.fit(IMAGES / 255, Y)
    flat = mapped(tmp_path, (IMAGES / 255).reshape(60, 64))
    of_file = ACGANSampler(max_iter=2, sample_shape=(8, 8), random_state=0)
    of_file.fit(flat, Y)
    assert of_file.sample(3)[0].shape == (3, 64)
    for a, b in zip(weights_of(whole), weights_of(of_file), strict=True):
        assert_array_equal(a, b)


@pytest.mark.parametrize("cls", SAMPLERS)
def test_fit_resample_returns_all_rows_of_a_file(tmp_path, cls):
    X_new, y_new = cls(random_state=0).fit_resample(mapped(tmp_path, IMAGES), Y)
    assert_array_equal(X_new[:60], IMAGES)
    assert np.bincount(y_new).tolist() == [40, 40] and type(X_new) is np.ndarray


def test_a_killed_fit_of_a_file_goes_on_with_the_same_bits(
    tmp_path, few_grown_rows, monkeypatch
):
    monkeypatch.setattr(_checkpoint, "MOST_SHARE", float("inf"))
    X = mapped(tmp_path, IMAGES)
    parameters = {"max_iter": 60, "random_state": 0, "checkpoint_dir": tmp_path / "c"}
    whole = GANSampler(max_iter=60, random_state=0).fit(IMAGES, Y)
    with pytest.raises(Killed):
        GANSampler(**parameters, callbacks=[Kill(0)]).fit(X, Y)
    assert_same_fit(GANSampler(**parameters).fit(X, Y), whole)
    other = mapped(tmp_path, IMAGES[::-1])
    with pytest.raises(InputError, match="other data"):
        GANSampler(**parameters).fit(other, Y)


def test_a_fit_of_a_file_takes_memory_for_some_rows_only(tmp_path, monkeypatch):
    monkeypatch.setattr("skgan.synthesis._fit.MAX_ROWS", 50)
    X = mapped(tmp_path, RANDOM.randint(0, 255, (20_000, 16, 16, 1)).astype(np.uint8))
    y = np.arange(20_000) % 10 // 9
    sampler = ACGANSampler(policy="copies", random_state=0)
    taken, _ = peak(lambda: sampler.fit(X, y))
    assert taken < X.nbytes  # in memory it is four times as much, encoded


def test_what_does_not_fit_into_memory_is_fitted_and_not_returned(
    tmp_path, monkeypatch
):
    X = mapped(tmp_path, IMAGES)
    monkeypatch.setattr("skgan.validation._samples.memory_size", lambda: 9_000)
    sampler = ACGANSampler(random_state=0)
    with refused("(60, 8, 8, 1)", "Call fit"):
        sampler.fit_resample(X, Y)
    with refused("(60, 8, 8, 1)"):
        sampler.fit(IMAGES, Y)
    assert sampler.fit(X, Y).sample(1)[0].shape == (1, 8, 8, 1)


def test_gaps_of_a_file_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("skgan.validation._whole.BLOCK_ROWS", 7)
    X = np.where(IMAGES > 198, np.nan, IMAGES)
    n_missing = np.isnan(X).any(axis=(1, 2, 3)).sum()
    assert 1 < n_missing < 60
    with refused(f"NaN in {n_missing} of 60"):
        ACGANSampler().fit(mapped(tmp_path, X), Y)


def in_batches(X, y, size=16):
    import tensorflow as tf

    return tf.data.Dataset.from_tensor_slices((X, y)).batch(size)


@pytest.mark.parametrize("cls, parameters", CASES, ids=NAMES)
def test_a_stream_that_memory_holds_gives_the_bits_of_an_array(
    tmp_path, few_grown_rows, cls, parameters
):
    whole = cls(max_iter=2, random_state=0, **parameters).fit(IMAGES, Y)
    of_stream = cls(max_iter=2, random_state=0, **parameters)
    assert of_stream.fit(in_batches(IMAGES, Y)) is of_stream
    assert_same_fit(whole, of_stream)
    assert of_stream.sampling_strategy_ == whole.sampling_strategy_
    assert of_stream.n_features_in_ == whole.n_features_in_
    assert of_stream.classes_.dtype == whole.classes_.dtype
    of_stream.save(tmp_path / "m.skgan")
    assert_same_fit(load(tmp_path / "m.skgan"), of_stream)


@pytest.fixture
def few_rows(monkeypatch, few_grown_rows):
    """Keep so few images of a stream that they have to take turns."""
    monkeypatch.setattr(_stream_rows, "MAX_ROWS", 25)
    monkeypatch.setattr(_stream_rows, "MIN_ROWS", 25)


def long_stream(n=400):
    """Return a sorted stream of two classes, of which the rare one comes last."""
    X = np.resize(IMAGES, (n, 8, 8, 1))
    return in_batches(X, (np.arange(n) < n - 20).astype(int))


def test_a_stream_gives_the_same_bits_again(few_rows):
    sampler = GANSampler(max_iter=60, batch_size=8, early_stopping=True, random_state=0)
    one = clone(sampler).fit(long_stream())
    assert_same_fit(one, clone(sampler).fit(long_stream()))
    assert one.sample(400)[1].tolist() == [0] * 20 + [1] * 380  # counts are exact
    assert one.sampling_strategy_ == {0: 360}
    other = clone(sampler).fit(long_stream(300))
    assert not np.array_equal(weights_of(one)[0], weights_of(other)[0])


@pytest.mark.parametrize("conditioning", ["class", "per-class"])
def test_a_killed_fit_of_a_stream_goes_on_with_the_same_bits(
    tmp_path, few_rows, monkeypatch, conditioning
):
    monkeypatch.setattr(_checkpoint, "MOST_SHARE", float("inf"))
    sampler = GANSampler(
        conditioning=conditioning,
        sampling_strategy="all" if conditioning == "per-class" else "auto",
        max_iter=60,
        batch_size=8,
        random_state=0,
    )
    whole = clone(sampler).fit(long_stream())
    sampler.set_params(checkpoint_dir=tmp_path)
    for at in (1, 0) if conditioning == "class" else (4, 1):
        with pytest.raises(Killed):
            clone(sampler).set_params(callbacks=[KillAfter(at)]).fit(long_stream())
    resumed = clone(sampler).fit(long_stream())
    for a, b in zip(weights_of(whole), weights_of(resumed), strict=True):
        assert_array_equal(a, b)


class KillAfter:
    """End the fit after so many logged iterations of all its trainings."""

    def __init__(self, n):
        self.n = n

    def on_epoch_end(self, epoch, logs=None):
        self.n -= 1
        if self.n < 0:
            raise Killed


def test_a_stream_that_fails_in_the_middle_changes_nothing(few_rows):
    sampler = GANSampler(batch_size=8, random_state=0).fit(IMAGES, Y)
    X = np.resize(IMAGES, (400, 8, 8, 1))
    y = np.arange(400) // 380
    for later, named in (([(X[:300], y[:300])], "only 300"), ([None], "one part")):
        sampler.set_params(max_iter=75)
        with as_it_was(sampler), refused(named, because=InputError):
            sampler.fit(Fickle([(X, y)], later))


def test_a_fit_of_a_stream_takes_memory_for_some_rows_only(few_rows):
    class Made(Batches):
        def __len__(self):
            return 200

        def __getitem__(self, i):
            images = np.random.RandomState(i).randint(0, 255, (100, 16, 16, 1))
            return images.astype(np.uint8), np.arange(100) // 90

    sampler = ACGANSampler(policy="copies", random_state=0)
    taken, _ = peak(lambda: sampler.fit(Made()))
    assert taken < 20_000 * 256 / 3
    assert sampler.sample(10)[1].tolist() == [0] * 9 + [1]
