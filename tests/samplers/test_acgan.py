"""What ACGANSampler does of its own: class head, networks, options, callbacks."""

import keras
import numpy as np
import pandas as pd
import pytest
from imblearn.pipeline import make_pipeline
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

from skgan.encoding import TabularEncoder
from skgan.networks import dense_generator
from tests.helpers import TABLE, Y, fitted, make_sampler
from tests.invariants import check_resampled

SIXTEEN = np.random.RandomState(0).normal(size=(5, 16))


def test_clip_false_leaves_the_observed_range():
    sampler = make_sampler(clip=False, kernel_fraction=1).fit(TABLE, Y)
    drawn, _ = sampler.sample(500)
    assert ((drawn > TABLE.max(axis=0)) | (drawn < TABLE.min(axis=0))).any()


def test_clip_false_keeps_to_what_each_column_of_a_frame_can_hold():
    random_state = np.random.RandomState(0)
    signs = random_state.choice([-1.0, 1.0], (60, 4))
    dtypes = {"a": "int8", "b": "uint8", "c": "float16", "d": "Int16"}
    low, high = [-128, 0, -65504, -32768], [127, 255, 65504, 32767]
    ends = np.where(signs > 0, high, low) * random_state.uniform(0.9, 1, (60, 4))
    table = pd.DataFrame(np.rint(ends), columns=list(dtypes)).astype(dtypes)
    sampler = make_sampler(clip=False, kernel_fraction=1).fit(table, Y)
    drawn, _ = sampler.sample(500)
    assert drawn.dtypes.to_dict() == table.dtypes.to_dict()
    values = drawn.astype(float)
    assert ((values >= low) & (values <= high)).all(axis=None)
    assert ((values > low) & (values < high)).any().all()  # nothing was wrapped


def test_a_hundred_classes_with_three_rows_each_but_one(few_grown_rows):
    y = np.repeat(np.arange(100), [3] * 99 + [20])
    X = np.random.RandomState(0).normal(size=(len(y), 3)) + y[:, None]
    sampler = make_sampler(kernel_fraction=0.5)
    check_resampled(X, y, sampler.fit_resample(X, y))
    assert set(sampler.class_fidelity_) == set(range(99)) and sampler.n_iter_ == 3


def test_generator_alone_never_asks_the_kernel(monkeypatch):
    def fail(kernel, label, n_samples, random_state):
        assert n_samples == 0
        return kernel.rows[label][:0]

    monkeypatch.setattr("skgan.kernels.LinearKernel.draw", fail)
    X_new, y_new = make_sampler(kernel_fraction=0).fit_resample(TABLE, Y)
    check_resampled(TABLE, Y, (X_new, y_new))


def test_samples_from_given_latent_vectors():
    z, sampler = SIXTEEN, fitted(kernel_fraction=0.5)
    drawn, y = sampler.sample({0: 2, 1: 3}, z=z)
    again, _ = sampler.sample({0: 2, 1: 3}, z=z.tolist())
    np.testing.assert_array_equal(drawn, again)
    assert list(y) == [0, 0, 1, 1, 1]
    same, _ = sampler.sample({1: 3}, z=np.tile(z[:1], (3, 1)))
    np.testing.assert_array_equal(same, np.tile(same[:1], (3, 1)))
    made = sampler.generator_([z.astype(np.float32), np.array([0, 0, 1, 1, 1])])
    expected = TabularEncoder().fit(TABLE, Y).decode(np.asarray(made), clip=True)
    np.testing.assert_array_equal(drawn, expected)


def test_history_names_losses_and_iterations():
    sampler = make_sampler(max_iter=30).fit(TABLE, Y)
    assert set(sampler.history_) == {
        "iteration",
        "discriminator_loss",
        "generator_loss",
    }
    assert sampler.history_["iteration"] == [25, 30] and sampler.n_iter_ == 30
    assert all(len(values) == 2 for values in sampler.history_.values())
    assert np.isfinite(sampler.history_["generator_loss"]).all()


def test_verbose_shows_one_bar_where_there_was_silence(capfd):
    make_sampler().fit_resample(TABLE, Y)
    assert capfd.readouterr() == ("", "")
    make_sampler(verbose=1).fit(TABLE, Y)
    printed = capfd.readouterr().err
    policy, bar = printed.splitlines()
    assert policy == "Policy of the kernel: differences, plain" and "3/3" in bar


def test_callables_make_the_networks():
    seen = []

    def small_generator(spec, latent_dim):
        seen.append((spec.shape, spec.n_classes, spec.activation, latent_dim))
        return dense_generator(spec, latent_dim)

    def failing(spec, latent_dim):
        return len(latent_dim)

    with pytest.raises(TypeError, match="has no len"):
        make_sampler(generator=failing).fit(TABLE, Y)

    def small_discriminator(spec, latent_dim):
        sample = keras.Input(spec.shape)
        x = keras.layers.Dropout(0.3)(keras.layers.Dense(8, "relu")(sample))
        heads = [keras.layers.Dense(1)(x), keras.layers.Dense(spec.n_classes)(x)]
        return keras.Model(sample, heads)

    sampler = make_sampler(
        generator=small_generator, discriminator=small_discriminator, latent_dim=4
    )
    X_new, y_new = sampler.fit_resample(TABLE, Y)
    check_resampled(TABLE, Y, (X_new, y_new))
    assert seen == [((3,), 2, "linear", 4)]  # asked once a fit
    assert sampler.discriminator_.count_params() == 3 * 8 + 8 + 3 * 8 + 3


# warm_start, callbacks, interruption


def test_warm_start_goes_on():
    sampler = make_sampler(warm_start=True)
    first = sampler.fit(TABLE, Y).sample(5, z=np.ones((5, 16)))[0]
    sampler.set_params(learning_rate=1e-9, random_state=1).fit(TABLE, Y)
    assert sampler.n_iter_ == 3
    near = sampler.sample(5, z=np.ones((5, 16)))[0]
    np.testing.assert_allclose(near, first, rtol=1e-3)
    cold = make_sampler(learning_rate=1e-9, random_state=1).fit(TABLE, Y)
    assert not np.allclose(cold.sample(5, z=np.ones((5, 16)))[0], first, rtol=1e-3)


def test_callbacks_are_called_and_can_stop():
    class Watcher(keras.callbacks.Callback):
        def __init__(self):
            super().__init__()
            self.log = []

        def on_train_begin(self, logs=None):
            self.log.append("begin")

        def on_epoch_end(self, epoch, logs=None):
            self.log.append((epoch, sorted(logs)))
            self.model.stop_training = epoch == 1

        def on_train_end(self, logs=None):
            self.log.append("end")

    watcher = Watcher()
    sampler = make_sampler(max_iter=500, callbacks=[watcher]).fit(TABLE, Y)
    keys = ["discriminator_loss", "generator_loss", "iteration"]
    assert watcher.log == ["begin", (0, keys), (1, keys), "end"]
    assert sampler.n_iter_ == 50 and len(sampler.sample(3)[0]) == 3
    make_sampler(max_iter=30).fit(TABLE, Y)  # the stop is not remembered


class Interrupt(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        raise KeyboardInterrupt


def test_an_interrupted_fit_leaves_a_fitted_sampler():
    sampler = make_sampler(max_iter=500, callbacks=[Interrupt()])
    with pytest.warns(ConvergenceWarning, match="25 of 500"):
        assert sampler.fit(TABLE, Y) is sampler
    assert sampler.n_iter_ == 25 and len(sampler.sample(5)[0]) == 5


def test_an_interrupted_fit_resample_keeps_what_it_has_and_raises():
    sampler = make_sampler(max_iter=500, callbacks=[Interrupt()])
    with pytest.raises(KeyboardInterrupt):
        sampler.fit_resample(TABLE, Y)
    assert sampler.n_iter_ == 25 and len(sampler.sample(5)[0]) == 5


def test_an_interruption_after_the_training_keeps_it_too(monkeypatch):
    def interrupt(*args):
        raise KeyboardInterrupt

    sampler = make_sampler(max_iter=30)
    monkeypatch.setattr("skgan.synthesis.Synthesizer.draw", interrupt)
    with pytest.raises(KeyboardInterrupt):
        sampler.fit_resample(TABLE, Y)
    assert sampler.n_iter_ == 30


def test_an_interruption_stops_a_search():
    n_fits = []

    class InterruptOnce(Interrupt):
        def on_train_begin(self, logs=None):
            n_fits.append(1)

    sampler = make_sampler(max_iter=500, callbacks=[InterruptOnce()])
    pipeline = make_pipeline(sampler, LogisticRegression())
    grid = {"logisticregression__C": [1, 2]}
    with pytest.raises(KeyboardInterrupt):
        GridSearchCV(pipeline, grid, cv=2).fit(TABLE, Y)
    assert len(n_fits) == 1
