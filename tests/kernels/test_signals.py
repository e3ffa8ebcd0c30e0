import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from skgan.kernels import POLICIES, fit_kernel, policy_of
from skgan.kernels._signal_reach import choose_signal_policy, thin_out
from skgan.kernels._signals import (
    draw_differences,
    read_between,
    smooth_curves,
    spread_evenly,
    warp_signals,
)

[ALL] = POLICIES["signal"]["moves"]
LARGE = {"difference": 0.5, "shift": 0.07, "bend": 0.015, "gain": 0.15}


def random_rows(n_rows, steps=24, channels=2, seed=0):
    rows = np.random.RandomState(seed).normal(size=(n_rows, steps, channels))
    return rows.astype(np.float32)


def waves(n_rows, frequency, seed, locked=False, steps=64):
    """Return noisy sine waves, of random phase or, locked, all of the same."""
    rng = np.random.RandomState(seed)
    phase = 0 if locked else rng.uniform(-0.5, 0.5, (n_rows, 1))
    rows = np.sin(2 * np.pi * (frequency * np.arange(steps) / steps + phase))
    return (rows + 0.2 * rng.normal(size=rows.shape))[..., None].astype(np.float32)


def peaks(n_rows, place, seed, steps=64):
    """Return noisy peaks at one place."""
    rng = np.random.RandomState(seed)
    peak = np.exp(-0.5 * (np.arange(steps) - place) ** 2)
    rows = 4 * peak + 0.3 * rng.normal(size=(n_rows, steps))
    return rows[..., None].astype(np.float32)


def test_every_row_is_used_equally_often():
    rows = np.zeros((4, 8, 1), np.float32) + np.arange(4)[:, None, None]
    samples = warp_signals(rows, 8, np.random.RandomState(0), {})
    assert_array_equal(np.sort(samples[:, 0, 0]), np.repeat(range(4), 2))


def test_differences_of_other_classes_are_lent():
    still, lively = np.zeros((2, 8, 1), np.float32), random_rows(30, 8, 1)
    options = {"n_samples": 50, "random_state": np.random.RandomState(0), "moves": ALL}
    assert not warp_signals(still, **options).any()
    assert warp_signals(still, donors=[still, lively], **options).std() > 0.2


def test_half_is_lent_by_others_in_proportion_to_their_degrees_of_freedom():
    own, *donors = (
        np.arange(n)[:, None, None] * 10.0**i
        for n, i in zip((2, 2, 4), (0, 2, 4), strict=True)
    )
    drawn = np.abs(draw_differences(own, donors, 400, np.random.RandomState(0))).ravel()
    assert (drawn == 1).sum() == 200
    assert (drawn == 100).sum() == 50
    assert (drawn >= 10_000).sum() == 150


def test_without_moves_in_time_equal_steps_stay_equal_up_to_their_gain():
    rows = np.zeros((1, 40, 1), np.float32)
    rows[0, 20] = 1
    [in_place] = POLICIES["signal"]["in place"]
    samples = warp_signals(rows, 50, np.random.RandomState(0), in_place)
    assert (np.delete(samples, 20, axis=1) == 0).all()
    assert samples[:, 20].std() > 0.05


def test_moves_go_both_ways_and_not_further_than_they_should():
    rows = np.zeros((1, 100, 1), np.float32)
    rows[0, 50] = 1
    samples = warp_signals(rows, 200, np.random.RandomState(0), LARGE)
    centre = (samples[..., 0] @ np.arange(100)) / samples.sum(axis=(1, 2))
    assert -15 < (centre - 50).min() < -5
    assert 5 < (centre - 50).max() < 15


def test_all_channels_go_the_same_way():
    rows = np.repeat(random_rows(4, 20, 1), 2, axis=-1)
    samples = warp_signals(rows, 10, np.random.RandomState(0), ALL)
    assert_array_equal(samples[..., 0], samples[..., 1])


@pytest.mark.parametrize("n", [0, 1, 2, 7, 100])
def test_numbers_are_spread_evenly(n):
    places = np.sort(spread_evenly(n, np.random.RandomState(0)))
    assert_array_equal(np.floor(places * n), np.arange(n))


def test_curves_are_smooth_and_of_unit_variance():
    curves = smooth_curves(4000, 200, np.random.RandomState(0))
    assert curves.shape == (4000, 200)
    assert abs(curves.mean()) < 0.05
    assert abs(curves.std() - 1) < 0.05
    assert np.abs(np.diff(curves, axis=1)).max() < 0.3


def test_reading_between_steps():
    signals = np.arange(4.0).reshape(1, 4, 1)
    time = np.array([[-3.0, 0.25, 2.5, 9.0]])
    assert_allclose(read_between(signals, time).ravel(), [0, 0.25, 2.5, 3])


def chosen(rows, seed=0):
    return choose_signal_policy(rows, np.random.RandomState(seed))


def test_waves_of_any_phase_tolerate_moves():
    policy = chosen([waves(20, 2, 0), waves(20, 3, 1)])
    assert policy.name == "moves" and policy.parts == (ALL,)
    assert list(policy.scores) == ["moves", "small moves", "in place"]
    assert policy.scores["moves"] == (0.0, 1e-9), "gains are over the plain policy"
    assert policy.reason == "judged by held-out rows"


def test_peaks_whose_place_tells_the_class_do_not():
    policy = chosen([peaks(20, 30, 0), peaks(20, 32, 1), peaks(6, 34, 2)])
    assert policy.name in ("small moves", "in place")
    gain, error = policy.scores[policy.name]
    assert gain > 2 * error > 0


@pytest.mark.parametrize("counts", [(2, 2), (2, 2, 2), (9,)])
def test_moves_stay_where_no_row_can_be_held_out(counts):
    policy = chosen([random_rows(n) for n in counts])
    assert (policy.name, policy.scores) == ("moves", {})
    assert policy.reason == "plain: too few rows or classes to compare"


@pytest.mark.parametrize("counts", [(3, 2), (2, 30), (1, 9), (200, 3, 4)])
def test_moves_are_chosen_from_few_rows_and_equal_ones(counts):
    assert chosen([np.zeros((n, 8, 1), np.float32) for n in counts]).name == "moves"


def test_channels_of_large_signals_are_thinned_out():
    assert thin_out(np.zeros((2, 4096, 64))).shape == (2, 4096, 1)
    assert thin_out(np.zeros((2, 100, 64))).shape[2] <= 40
    assert thin_out(np.zeros((2, 100, 6))).shape[2] == 6


def test_a_fitted_kernel_of_signals_draws_with_what_it_has_learnt():
    rows = {0: random_rows(9), 1: random_rows(3)}
    p = {0: None, 1: np.array([0.5, 0.5, 0.0])}
    kernel = fit_kernel("signal", rows, p, np.random.RandomState(0))
    assert kernel.policy.name in POLICIES["signal"]
    options = {"donors": [*rows.values()], "moves": kernel.policy.parts[0]}
    expected = warp_signals(rows[1], 7, np.random.RandomState(1), p=p[1], **options)
    assert_array_equal(kernel.draw(1, 7, np.random.RandomState(1)), expected)


@pytest.mark.parametrize("move", ["difference", "shift", "bend", "gain"])
def test_each_move_alone_changes_signals(move):
    rows = {0: random_rows(9)}
    policy = policy_of({move: 0.1}, "signal")
    kernel = fit_kernel("signal", rows, {0: None}, None, policy=policy)
    drawn = kernel.draw(0, 20, np.random.RandomState(0))
    near = np.abs(drawn[:, None] - rows[0]).mean(axis=(2, 3)).min(axis=1)
    assert (near > 0).all() and near.max() < 1.2, "as noise, two rows are 1.1 apart"


def test_copies_are_copies():
    rows = {0: random_rows(4)}
    policy = policy_of("copies", "signal")
    kernel = fit_kernel("signal", rows, {0: None}, None, policy=policy)
    drawn = kernel.draw(0, 4, np.random.RandomState(0))
    assert_array_equal(np.sort(drawn, axis=0), np.sort(rows[0], axis=0))
