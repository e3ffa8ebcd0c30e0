import keras
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from skgan import ACGANSampler, GANSampler
from skgan.exceptions import InputError, NetworkError
from skgan.networks import dense_generator
from skgan.synthesis import Synthesizer
from skgan.training import _checkpoint
from skgan.training._loop import Run
from tests.helpers import BLOBS as X
from tests.helpers import THREE as Y
from tests.helpers import weights_of


class Killed(BaseException):
    """Stands for the end of the process."""


class Kill:
    """End the fit at the given logged iteration, or note those that it is told."""

    def __init__(self, at=None):
        self.at, self.told = at, []

    def on_epoch_end(self, epoch, logs=None):
        self.told.append((epoch, int(logs["iteration"])))
        if epoch == self.at:
            raise Killed


@pytest.fixture(autouse=True)
def always_due(monkeypatch):
    monkeypatch.setattr(_checkpoint, "MOST_SHARE", float("inf"))


@pytest.fixture
def untrainable(monkeypatch):
    def fail(*arguments):
        raise AssertionError("something is trained")

    monkeypatch.setattr(Run, "chunk", fail)


def with_dir(sampler, folder, **parameters):
    return clone(sampler).set_params(checkpoint_dir=folder, **parameters)


def kill(sampler, folder, at):
    with pytest.raises(Killed):
        with_dir(sampler, folder, callbacks=[Kill(at)]).fit(X, Y)


def assert_same_fit(one, other):
    for a, b in zip(weights_of(one), weights_of(other), strict=True):
        np.testing.assert_array_equal(a, b)
    assert one.history_ == other.history_ and one.n_iter_ == other.n_iter_
    np.testing.assert_array_equal(one.sample(9)[0], other.sample(9)[0])


PLAIN = ACGANSampler(max_iter=85, random_state=0)
PER_CLASS = GANSampler(conditioning="per-class", max_iter=60, random_state=0)
SAMPLERS = [
    PLAIN,
    ACGANSampler(max_iter=300, early_stopping=True, n_iter_no_change=2, random_state=0),
    ACGANSampler(pretrain_discriminator=9, max_iter=60, random_state=0),
    PER_CLASS,
    GANSampler(sample_shape=(8,), max_iter=60, random_state=0),  # averaged weights
    ACGANSampler(generator=dense_generator, dtype_policy="mixed_float16", max_iter=60),
]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_fit_killed_at_each_logged_iteration_ends_with_the_same_bits(
    sampler, tmp_path
):
    wide = np.random.RandomState(1).normal(size=(60, 8))
    data = (wide if sampler.sample_shape else X, Y)
    seed = 0 if sampler.random_state is None else sampler.random_state
    sampler = clone(sampler).set_params(random_state=seed)
    whole = clone(sampler).fit(*data)
    for at in range(100):
        resumed = with_dir(sampler, tmp_path, callbacks=[Kill(at)])
        try:
            resumed.fit(*data)
            break
        except Killed:
            continue
    assert at >= 2
    assert_same_fit(resumed, whole)


def test_a_random_state_goes_on_after_the_fit_as_without_a_directory(tmp_path):
    kill(PLAIN.set_params(random_state=np.random.RandomState(0)), tmp_path, 1)
    states = [np.random.RandomState(0) for _ in range(3)]
    for state, folder in zip(states, (None, tmp_path, tmp_path), strict=True):
        sampler = clone(PLAIN)
        sampler.set_params(random_state=state, checkpoint_dir=folder).fit(X, Y)
    assert len({state.randint(2**31) for state in states}) == 1
    PLAIN.set_params(random_state=0)


def test_a_fit_that_has_ended_is_returned_untrained(tmp_path, request):
    first = with_dir(PER_CLASS, tmp_path).fit(X, Y)
    request.getfixturevalue("untrainable")
    watcher = Kill()
    again = with_dir(PER_CLASS, tmp_path, callbacks=[watcher]).fit(X, Y)
    assert_same_fit(again, first)
    assert watcher.told == []


def test_without_a_seed_the_directory_decides(tmp_path):
    sampler = clone(PLAIN).set_params(random_state=None)
    kill(sampler, tmp_path, 2)
    fits = [with_dir(sampler, tmp_path).fit(X, Y) for _ in range(2)]
    assert_same_fit(*fits)


def test_classes_that_have_ended_are_not_trained_again(tmp_path):
    kill(PER_CLASS, tmp_path, 2)  # after 25, 50 and 60 of the first class
    resumed = Kill()
    with_dir(PER_CLASS, tmp_path, callbacks=[resumed]).fit(X, Y)
    assert resumed.told == [(2, 60), (0, 25), (1, 50), (2, 60)]
    resumed = Kill()
    for path in tmp_path.glob("class-2-*"):
        path.unlink()
    with_dir(PER_CLASS, tmp_path, callbacks=[resumed]).fit(X, Y)
    assert resumed.told == [(0, 25), (1, 50), (2, 60)]


def test_callbacks_and_the_bar_are_told_what_is_left(tmp_path, capsys):
    kill(PLAIN, tmp_path, 2)
    watcher = Kill()
    with_dir(PLAIN, tmp_path, callbacks=[watcher], verbose=1).fit(X, Y)
    assert watcher.told == [(2, 75), (3, 85)]
    assert "35/35" in capsys.readouterr().err


def test_a_callback_that_ends_the_training_ends_it_for_good(tmp_path, request):
    class StopAt(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.model.stop_training = epoch == 1

    first = with_dir(PLAIN, tmp_path, callbacks=[StopAt()]).fit(X, Y)
    request.getfixturevalue("untrainable")
    assert_same_fit(with_dir(PLAIN, tmp_path).fit(X, Y), first)
    assert first.n_iter_ == 50


def test_after_ctrl_c_the_training_goes_on(tmp_path):
    class Interrupt(Kill):
        def on_epoch_end(self, epoch, logs=None):
            if epoch == 2:
                raise KeyboardInterrupt

    with pytest.warns(ConvergenceWarning, match="interrupted"):
        with_dir(PLAIN, tmp_path, callbacks=[Interrupt()]).fit(X, Y)
    assert_same_fit(with_dir(PLAIN, tmp_path).fit(X, Y), clone(PLAIN).fit(X, Y))


def test_warm_start_trains_further_as_in_memory(tmp_path):
    memory = clone(PLAIN).set_params(warm_start=True).fit(X, Y).fit(X, Y)
    with_dir(PLAIN, tmp_path).fit(X, Y)
    for at in (0, 1, 2):
        kill(clone(PLAIN).set_params(warm_start=True), tmp_path, at)
    further = with_dir(PLAIN, tmp_path, warm_start=True).fit(X, Y)
    assert_same_fit(further, memory)


def test_a_kill_between_training_and_return_trains_no_more(tmp_path, monkeypatch):
    """With warm_start the next call trained another max_iter on top."""
    whole = clone(PLAIN)
    X_whole, _ = whole.fit_resample(X, Y)

    def die(*arguments, **others):
        raise Killed

    for where in ("draw", "restore"):
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(Synthesizer, where, die)
            with_dir(PLAIN, tmp_path, warm_start=True).fit_resample(X, Y)
    resumed = with_dir(PLAIN, tmp_path, warm_start=True)
    X_resumed, _ = resumed.fit_resample(X, Y)
    np.testing.assert_array_equal(X_resumed, X_whole)
    assert_same_fit(resumed, whole)
    further = with_dir(PLAIN, tmp_path, warm_start=True).fit(X, Y)
    assert not np.array_equal(weights_of(further)[0], weights_of(whole)[0])


OTHERS = {
    "batch_size was 64 and is 32": {"batch_size": 32},
    "clip was True and is False": {"clip": False},
    "early_stopping was": {"early_stopping": True},
    "generator was": {"generator": lambda spec, n: dense_generator(spec, n)},
    "kernel_fraction was": {"kernel_fraction": np.float32(0.5)},
    "learning_rate was": {"learning_rate": (1e-3, 1e-4)},
    "loss was": {"loss": "bce"},
    "max_iter was 3 and is 30": {"max_iter": np.int64(30)},
    "preset was": {"preset": "acgan-1d"},
    "pretrain_discriminator was": {"pretrain_discriminator": 3},
    "random_state was 0 and is 1": {"random_state": 1},
    "random_state was": {"random_state": np.random.RandomState(0)},
    "sampling_strategy was": {"sampling_strategy": {1: 40, 2: 40}},
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """Return a sampler with the folder of a fit that has ended."""
    sampler = with_dir(PLAIN, tmp_path_factory.mktemp("fit"), max_iter=3)
    return clone(sampler.fit(X, Y))


@pytest.mark.parametrize("message", OTHERS)
def test_another_parameter_is_named(ended, message):
    with pytest.raises(InputError, match=f"parameters: .*{message}.* Give"):
        clone(ended).set_params(**OTHERS[message]).fit(X, Y)


def test_other_weights_and_another_sampler_are_named(ended):
    with pytest.raises(InputError, match="sample_weight was None and is"):
        clone(ended).fit(X, Y, sample_weight=np.ones(60))
    with pytest.raises(InputError, match="sampler was .* and is "):
        with_dir(GANSampler(max_iter=3), ended.checkpoint_dir).fit(X, Y)


@pytest.mark.parametrize(
    ("other_X", "other_y"),
    [
        (X * 2, Y),
        (X.astype(np.float32), Y),
        (pd.DataFrame(X, columns=list("abc")), Y),
        (X, np.array(list("abc"))[Y]),
    ],
)
def test_data_that_are_encoded_alike_are_other_data(ended, other_X, other_y):
    with pytest.raises(InputError, match="other data: X or y differ .* each fold") as e:
        clone(ended).set_params(max_iter=4).fit(other_X, other_y)
    assert "max_iter" not in str(e.value)


def test_a_warm_start_may_change_what_changes_only_the_training(tmp_path):
    with_dir(PLAIN, tmp_path, max_iter=3).fit(X, Y)
    other = {"max_iter": 4, "learning_rate": 0.01, "early_stopping": True}
    with_dir(PLAIN, tmp_path, warm_start=True, clip=False, **other).fit(X, Y)


def test_a_callable_that_makes_other_networks_is_told(tmp_path):
    width = [8]

    def generator(spec, latent_dim):
        z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
        x = keras.layers.Dense(width[0], "relu")(z)
        return keras.Model([z, label], keras.layers.Dense(spec.size)(x))

    sampler = clone(PLAIN).set_params(generator=generator)
    kill(sampler, tmp_path, 1)
    width[0] = 9
    with pytest.raises(NetworkError, match="in checkpoint_dir have weights of the sha"):
        with_dir(sampler, tmp_path).fit(X, Y)


def test_a_directory_that_can_not_be_is_told_before_training(tmp_path, untrainable):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="^checkpoint_dir='.*file' is a file, or a p"):
        with_dir(PLAIN, tmp_path / "file").fit(X, Y)
    with pytest.raises(ValueError, match="'checkpoint_dir' parameter"):
        with_dir(PLAIN, 3).fit(X, Y)


def test_a_fit_that_trains_nothing_writes_nothing(tmp_path):
    with_dir(PLAIN, tmp_path / "a", kernel_fraction=1).fit(X, Y)
    assert not (tmp_path / "a").exists()


def test_a_fit_goes_on_after_a_restart_with_lower_rates(tmp_path, monkeypatch):
    """The learning rates of a training that diverged once are kept."""
    chunk, n_calls = Run.chunk, []

    def diverge_once(self, function, n_steps):
        losses, state = chunk(self, function, n_steps)
        n_calls.append(n_steps)
        return losses * np.nan if len(n_calls) == 2 else losses, state

    monkeypatch.setattr(Run, "chunk", diverge_once)
    whole = clone(PLAIN).fit(X, Y)
    n_calls.clear()
    kill(PLAIN, tmp_path, 2)  # after the restart
    assert_same_fit(with_dir(PLAIN, tmp_path).fit(X, Y), whole)
