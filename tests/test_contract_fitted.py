"""What holds for every fitted sampler: training, reports, attributes, seeds."""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from sklearn.exceptions import NotFittedError

from skgan import ACGANSampler
from skgan.exceptions import InputError, NothingTrainedError
from tests.contract import each_training, kinds_in_turn, same_samples
from tests.helpers import (
    DATA,
    TABLE,
    Trap,
    Y,
    each_sampler,
    fitted,
    make_sampler,
    refused,
)
from tests.invariants import check_resampled, untouched

pytestmark = pytest.mark.usefixtures("few_grown_rows", "small_forests")


# Nothing to generate, nothing trained


@pytest.mark.parametrize(
    ("strategy", "kind"),
    [("auto", "array"), ("minority", "frame of dtypes"), ({0: 30, 1: 30}, "signals")],
)
@each_sampler
def test_balanced_classes_train_nothing(cls, kind, strategy):
    y = np.arange(60) % 2
    sampler = make_sampler(cls, sampling_strategy=strategy, callbacks=[Trap()])
    X_new, y_new = sampler.fit_resample(DATA[kind], y)
    check_resampled(DATA[kind], y, (X_new, y_new))
    assert sampler.n_iter_ == 0 and sampler.history_ == {}
    assert sampler.class_fidelity_ == {} and not sampler.synthetic_mask_.any()
    with pytest.warns(UserWarning, match="balanced"):
        assert list(sampler.sample(6)[1]) == [0, 0, 0, 1, 1, 1]
    check_without_networks(sampler, DATA[kind])
    sampler = make_sampler(cls, kernel_fraction=0).fit(DATA[kind], y)
    for call in (lambda: sampler.sample(3), lambda: sampler.report(DATA[kind], y)):
        with refused("trained no network", because=NothingTrainedError):
            call()


@each_sampler
def test_the_kernel_alone_trains_nothing(cls, recwarn):
    sampler = fitted(cls, kernel_fraction=1)
    assert sampler.n_iter_ == 0 and sampler.history_ == {}
    assert len(sampler.sample(5)[0]) == 5 and not recwarn.list
    check_without_networks(sampler, TABLE)


def check_without_networks(sampler, X):
    """Check that who asks for networks is told that there are none."""
    assert not hasattr(sampler, "generator_")
    for call in (
        lambda: sampler.generator_,
        lambda: sampler.discriminator_,
        lambda: sampler.summary(),
        lambda: sampler.discriminate(X),
        lambda: sampler.sample(3, z=np.zeros((3, 16))),
    ):
        with refused("trained no network", because=NothingTrainedError):
            call()


# What a fitted sampler tells


@each_training
def test_networks_judge_and_are_shown(cls, kind, capsys):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=0.5)
    with untouched(X):
        realness = sampler.discriminate(X)
    assert realness.shape == (60,) and realness.dtype == np.float64
    assert 0 <= realness.min() < realness.max() <= 1
    sampler.summary()
    printed = capsys.readouterr().out
    assert "generator" in printed and "discriminator" in printed
    discriminator = sampler.discriminator_
    discriminator.set_weights([w * 0 for w in discriminator.get_weights()])
    np.testing.assert_array_equal(sampler.discriminate(X), realness)


@kinds_in_turn
def test_reports_say_how_good_samples_are(cls, kind, capsys):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=1)
    before = fitted(cls, kind, kernel_fraction=1)
    with untouched(X, Y):
        made = sampler.report(X, Y)
    assert capsys.readouterr().out == f"{made}\n"
    assert made.to_frame().index.tolist() == [0, 1]
    assert made.to_frame()["held_out"].tolist() == [40, 20]
    same_samples(sampler, before)


@pytest.mark.parametrize("value", [1e200, -1.7e308])
@pytest.mark.parametrize("kind", ["array", "signals", "float images"])
def test_samples_very_far_from_those_fitted_are_judged(kind, value):
    sampler = fitted(kind=kind, kernel_fraction=0.5)
    realness = sampler.discriminate(np.full_like(DATA[kind], value))
    assert ((realness >= 0) & (realness <= 1)).all()


@each_sampler
def test_attributes_that_others_expect(cls):
    sampler = fitted(cls, "frame", kernel_fraction=1)
    assert sampler.n_features_in_ == 3 and not hasattr(sampler, "sample_indices_")
    assert list(sampler.feature_names_in_) == ["a", "b", "c"]
    assert list(sampler.get_feature_names_out()) == ["a", "b", "c"]
    sampler = fitted(cls, kernel_fraction=1)
    assert list(sampler.get_feature_names_out()) == ["x0", "x1", "x2"]
    assert hasattr(sampler, "class_report") == (cls is ACGANSampler)


@each_sampler
def test_methods_before_a_fit(cls):
    sampler = make_sampler(cls)
    for call in (
        lambda: sampler.sample(3),
        lambda: sampler.discriminate(TABLE),
        lambda: sampler.report(TABLE, Y),
        lambda: sampler.class_report(TABLE, Y),
        lambda: sampler.summary(),
        lambda: sampler.save("nowhere"),
        lambda: sampler.generator_,
        lambda: sampler.discriminator_,
    ):
        if hasattr(cls, "class_report") or "class_report" not in call.__code__.co_names:
            with refused("not fitted", because=NotFittedError):
                call()


# Seeds


@each_sampler
def test_seeds_decide(cls):
    for fraction in (0, 1):
        samplers = [
            make_sampler(cls, random_state=seed, kernel_fraction=fraction)
            for seed in [0, 1, None, None]
        ]
        made = [sampler.fit_resample(TABLE, Y)[0].tobytes() for sampler in samplers]
        assert len(set(made)) == 4


@each_sampler
def test_a_random_state_goes_on_from_fit_to_fit(cls):
    states = np.random.RandomState(0), np.random.RandomState(0)
    samplers = [
        make_sampler(cls, random_state=state, kernel_fraction=1)
        for state in (states[0], states[0], states[1])
    ]
    first, second, again = (s.fit_resample(TABLE, Y)[0] for s in samplers)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, second)


@each_sampler
def test_each_call_of_sample_draws_others(cls):
    sampler = fitted(cls, kernel_fraction=0.5)
    other = fitted(cls, kernel_fraction=0.5)
    draws = [sampler.sample(6)[0] for _ in range(3)]
    with pytest.raises(InputError):
        other.sample(-1)  # a refused call does not count, nor does one with z
    other.sample(2, z=np.zeros((2, other.generator_.inputs[0].shape[1])))
    np.testing.assert_array_equal(draws, [other.sample(6)[0] for _ in range(3)])
    assert not np.array_equal(draws[0], draws[1])
    assert not np.array_equal(draws[1], draws[2])


def test_a_derived_class_may_hide_parameters():
    class Short(ACGANSampler):
        def __init__(self, sampling_strategy="auto", *, random_state=None):
            super().__init__(
                sampling_strategy, kernel_fraction=1, random_state=random_state
            )

    assert len(Short(random_state=0).fit_resample(TABLE, Y)[0]) == 80


def test_threads_that_share_a_sampler_draw_different_rows():
    sampler = fitted(kernel_fraction=1)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            drawn = list(pool.map(lambda _: sampler.sample(1)[0].tobytes(), range(200)))
    finally:
        sys.setswitchinterval(before)
    assert len(set(drawn)) == 200


def test_what_changes_in_a_sampler_while_it_is_fitted_stays():
    class Change:
        def on_epoch_end(self, epoch, logs=None):
            self.sampler.set_params(verbose=1)

    callback = Change()
    sampler = callback.sampler = make_sampler(callbacks=[callback])
    assert sampler.fit(TABLE, Y).verbose == 1
