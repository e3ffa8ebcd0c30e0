"""One generator that is told the class, or one pair of networks for each class."""

import warnings
from collections import Counter

import keras
import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from skgan import GANSampler
from skgan.encoding import TabularEncoder
from skgan.exceptions import NetworkError, NothingTrainedError
from skgan.networks import dense_discriminator, dense_generator
from tests.helpers import Trap
from tests.helpers import make_sampler as make_any

RNG = np.random.RandomState(0)
Y = np.repeat(["many", "few", "some"], [40, 12, 20])
X = (
    RNG.normal(size=(72, 3)) * [1.0, 100.0, 0.01]
    + np.repeat([0, 5, 9], [40, 12, 20])[:, None]
)
IMAGES = RNG.uniform(size=(72, 8, 8, 1))


def make_sampler(cls=GANSampler, **parameters):
    return make_any(cls, **{"max_iter": 5, "conditioning": "per-class"} | parameters)


@pytest.fixture(scope="module")
def fitted():
    """Return a sampler that no test draws from."""
    return make_sampler().fit(X, Y)


def test_each_resampled_class_has_networks_of_its_own(fitted):
    generators, discriminators = fitted.generator_, fitted.discriminator_
    assert generators.keys() == discriminators.keys() == {"few", "some"}
    few, some = generators.values()
    assert isinstance(few, keras.Model)
    assert not np.array_equal(few.get_weights()[0], some.get_weights()[0])
    assert [x.shape for x in discriminators["few"].outputs] == [(None, 1)]
    assert fitted.history_.keys() == {"few", "some"}
    assert fitted.history_["few"]["iteration"] == [5]
    assert fitted.n_iter_ == 10


def test_class_tells_one_generator(fitted):
    sampler = make_sampler(conditioning="class").fit(X, Y)
    assert isinstance(sampler.generator_, keras.Model)
    assert [x.shape for x in sampler.discriminator_.outputs] == [(None, 3)]
    assert sampler.n_iter_ == 5 and sampler.history_["iteration"] == [5]
    generated = sampler.generator_([np.ones((3, 16), np.float32), np.arange(3)])
    assert not np.allclose(generated[0], generated[1])


def test_a_class_learns_from_its_own_rows_only():
    one, other = X.copy(), X.copy()
    other[Y == "many"] = RNG.permutation(X[Y == "many"])
    fits = [make_sampler(kernel_fraction=0).fit(rows, Y) for rows in (one, other)]
    weights = [sampler.generator_["few"].get_weights() for sampler in fits]
    for a, b in zip(*weights, strict=True):
        # The encoding is that of all rows, which are the same but for their order.
        np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-5)


def test_each_class_is_learnt():
    sampler = make_sampler(kernel_fraction=0, max_iter=300)
    X_new, y_new = sampler.fit_resample(X, Y)
    generated, kind = X_new[72:], y_new[72:]
    for label in ("few", "some"):
        off = generated[kind == label].mean(axis=0) - X[label == Y].mean(axis=0)
        assert (np.abs(off) < 0.3 * X.std(axis=0)).all()


# sample


def test_without_a_kernel_a_class_that_was_not_resampled_can_not_be_had():
    sampler = make_sampler(kernel_fraction=0).fit(X, Y)
    with pytest.raises(NothingTrainedError, match="'many' has no generator: .* Ask"):
        sampler.sample(10)
    assert len(sampler.sample({"few": 2, "some": 1})[0]) == 3
    sampler.set_params(sampling_strategy="all").fit(X, Y)
    assert sampler.generator_.keys() == {"many", "few", "some"}
    assert len(sampler.sample(9)[0]) == 9
    y = np.repeat([0, 1, 2], [28, 28, 16])  # ties with the largest train nothing
    assert make_sampler().fit(X, y).generator_.keys() == {2}


def test_sample_from_given_latent_vectors(fitted):
    z = np.random.RandomState(0).normal(size=(5, 16)).astype(np.float32)
    drawn, y = fitted.sample({"few": 2, "some": 3}, z=z)
    assert list(y) == ["few"] * 2 + ["some"] * 3
    encoder = TabularEncoder().fit(X, np.unique(Y, return_inverse=True)[1])
    for label in ("few", "some"):
        inputs = [z[y == label], np.zeros((y == label).sum(), int)]
        expected = encoder.decode(np.asarray(fitted.generator_[label](inputs)))
        np.testing.assert_array_equal(drawn[y == label], expected)
    with pytest.raises(NothingTrainedError, match="'many' has no generator"):
        fitted.sample({"many": 5}, z=z)


@pytest.mark.parametrize(
    ("loss", "conditioning"),
    [("bce", "per-class"), ("wgan-gp", "class"), ("hinge", "per-class")],
)
def test_discriminate_answers_in_0_to_1(loss, conditioning):
    sampler = make_sampler(loss=loss, conditioning=conditioning, max_iter=2).fit(X, Y)
    realness = sampler.discriminate(X)
    assert realness.shape == (72,) and realness.dtype == np.float64
    assert 0 <= realness.min() < realness.max() <= 1


def test_no_candidates_are_thrown_away(monkeypatch):
    asked = []

    def counted(kernel, label, n_samples, random_state):
        asked.append(n_samples)
        return np.repeat(kernel.rows[label][:1], n_samples, axis=0)

    monkeypatch.setattr("skgan.kernels.LinearKernel.draw", counted)
    make_sampler(kernel_fraction=0.5, conditioning="class").fit_resample(X, Y)
    assert asked == [14, 10]


# Options


def test_early_stopping_judges_each_class_that_can_spare_a_row():
    y = np.repeat(["many", "few", "two"], [50, 20, 2])
    sampler = make_sampler(early_stopping=True, n_iter_no_change=1, max_iter=60)
    sampler.set_params(learning_rate=0.05, sampling_strategy={"few": 30, "two": 3})
    sampler.fit(X, y)
    assert sampler.history_["two"]["iteration"][-1] == 60
    assert "validation_score" in sampler.history_["few"]
    assert "validation_score" not in sampler.history_["two"]


def test_weights_are_those_of_the_rows_of_the_class():
    outliers, weight = X.copy(), np.ones(72)
    few = np.flatnonzero(Y == "few")[:3]
    outliers[few] += 1e3 * X.std(axis=0)
    weight[few] = 0
    drawn = make_sampler().fit(outliers, Y, sample_weight=weight).sample({"few": 50})[0]
    assert (drawn[:, 0] < 500).all()


def test_warm_start_goes_on_by_class():
    sampler = make_sampler(warm_start=True)
    z = np.ones((4, 16))
    first = sampler.fit(X, Y).sample({"few": 2, "some": 2}, z=z)[0]
    sampler.set_params(learning_rate=1e-9, random_state=1).fit(X, Y)
    near = sampler.sample({"few": 2, "some": 2}, z=z)[0]
    np.testing.assert_allclose(near, first, rtol=1e-3)
    fewer = Y != "few"  # the labels of the other classes are other numbers now
    before = sampler.generator_["some"].get_weights()
    sampler.fit(X[fewer], Y[fewer])
    assert sampler.generator_.keys() == {"some"}
    after = sampler.generator_["some"].get_weights()
    for a, b in zip(before, after, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)


def test_an_interruption_ends_the_training_of_all_classes():
    class Interrupt(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            raise KeyboardInterrupt

    sampler = make_sampler(max_iter=500, callbacks=[Interrupt()])
    with pytest.warns(ConvergenceWarning, match="25 of 500"):
        sampler.fit(X, Y)
    assert sampler.n_iter_ == 25 and len(sampler.generator_) == 1
    X_new, y_new = sampler.sample({label: 7 for label in sampler.classes_})
    assert set(Counter(y_new).values()) == {7} and np.isfinite(X_new).all()


def test_a_second_output_is_told_before_training():
    def two_heads(spec, latent_dim):
        sample = keras.Input(spec.shape)
        return keras.Model(sample, [keras.layers.Dense(1)(sample) for _ in range(2)])

    with pytest.raises(NetworkError, match=r"discriminator's output has shape"):
        GANSampler(discriminator=two_heads, callbacks=[Trap()]).fit(X, Y)


def test_updates_follow_the_rows_of_the_class():
    y = np.repeat([0, 1, 2], [800, 500, 20])
    table = np.random.RandomState(0).normal(size=(1320, 1))
    sampler = make_sampler(max_iter="auto", batch_size=2).fit(table, y)
    last = {c: history["iteration"][-1] for c, history in sampler.history_.items()}
    assert last == {1: 223, 2: 150}


# Networks of the user's own


def test_callables_are_told_that_there_is_one_class():
    seen = []

    def generator(spec, latent_dim):
        seen.append((spec.n_classes, spec.class_head))
        return dense_generator(spec, latent_dim)

    sampler = make_sampler(generator=generator, discriminator=dense_discriminator)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sampler.fit_resample(X, Y)
    assert set(seen) == {(1, False)}
