from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from skgan.exceptions import TrainingDivergedError
from skgan.training import LOG_EVERY, score
from skgan.training._program import Program, borrow_program
from skgan.training._run import MAX_RESTARTS, RESTART_FACTOR, Run
from tests.training.fits import (
    GAME,
    X,
    Y,
    assert_same_weights,
    distance_to_data,
    fit,
    samples_of,
)
from tests.training.programs import normalized_generator


def test_training_brings_samples_nearer_to_the_data():
    assert distance_to_data(fit(400)) < distance_to_data(fit(1)) / 2


def test_each_player_has_its_own_learning_rate():
    start = fit(1)
    generator_only = fit(1, (0.1, 1e-12), start=start)
    moved = np.abs(generator_only.generator[0] - start.generator[0]).max()
    stayed = np.abs(generator_only.discriminator[0] - start.discriminator[0]).max()
    assert moved > 0.05
    assert stayed < 1e-6


def test_early_stopping_stops_and_returns_the_best_weights():
    trained = fit(2000, (0.02, 0.02), held_out=(X, Y), n_iter_no_change=2)
    scores = trained.history["validation_score"]
    assert trained.n_iter < 2000
    assert trained.n_iter == LOG_EVERY * len(scores) == trained.history["iteration"][-1]
    assert np.argmax(scores) == len(scores) - 4
    assert distance_to_data(trained) == pytest.approx(-max(scores), rel=1e-4)


@pytest.fixture
def rates(monkeypatch):
    seen, set_learning_rates = [], Program.set_learning_rates

    def record(program, generator, discriminator):
        seen.append((generator, discriminator))
        set_learning_rates(program, generator, discriminator)

    monkeypatch.setattr(Program, "set_learning_rates", record)
    return seen


def spoil(monkeypatch, spoiled, value=np.nan):
    """Make the weights and losses of some chunks NaN."""
    chunk, counter = Run.chunk, iter(range(1000))

    def spoiled_chunk(run, function, n_steps):
        losses, state = chunk(run, function, n_steps)
        if next(counter) in spoiled:
            for variable in run.program.generator.trainable_variables:
                variable.assign(variable * np.nan)
            losses[1], state = value, run.program.get_state()
        return losses, state

    monkeypatch.setattr(Run, "chunk", spoiled_chunk)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_loss_that_is_not_finite_goes_back_and_lowers_the_rates(
    monkeypatch, rates, value
):
    spoil(monkeypatch, {1}, value)
    trained = fit(60, (1e-3, 2e-3))
    lowered = (1e-3 * RESTART_FACTOR, 2e-3 * RESTART_FACTOR)
    assert list(dict.fromkeys(rates)) == [(1e-3, 2e-3), pytest.approx(lowered)]
    assert trained.history["iteration"] == [25, 50, 60]
    assert np.isfinite(trained.history["generator_loss"]).all()
    assert np.isfinite(samples_of(trained)).all()


def test_losses_that_stay_nan_raise_and_say_what_to_change(monkeypatch, rates):
    spoil(monkeypatch, range(1, 1000))
    with pytest.raises(TrainingDivergedError, match="at iteration 25.* learning_rate"):
        fit(60)
    assert len(set(rates)) == 1 + MAX_RESTARTS


def test_rates_fall_over_the_second_half_where_the_game_says_so(rates):
    fit(100, (1e-3, 2e-3))
    assert set(rates) == {(1e-3, 2e-3)}
    rates.clear()
    fit(100, (1e-3, 2e-3), game=replace(GAME, learning_rate_decay=True))
    expected = [1.0, 1.0, 1.0, 0.5]
    assert_allclose([g for g, _ in rates][-4:], np.multiply(1e-3, expected))
    assert_allclose([d for _, d in rates][-4:], np.multiply(2e-3, expected))


def test_rates_fall_with_the_iterations_as_in_keras_of_old(rates):
    fit(60, (1e-3, 2e-3), game=replace(GAME, inverse_time_decay=(0.1, 0.2)))
    expected = [1e-3 / (1 + 0.1 * n) for n in (0, 25, 50)]
    assert_allclose([g for g, _ in rates][-3:], expected)
    expected = [2e-3 / (1 + 0.2 * n) for n in (0, 25, 50)]
    assert_allclose([d for _, d in rates][-3:], expected)


def test_a_failed_training_does_no_harm_to_the_next():
    before = fit(60)
    with pytest.raises(TrainingDivergedError, match="Reduce learning_rate"):
        fit(60, (1e30, 1e30))
    assert_same_weights(fit(60).generator, before.generator)


def test_weights_ruined_by_the_last_update_are_noticed(monkeypatch):
    chunk, counter = Run.chunk, iter(range(1000))

    def ruin_the_weights_only(run, function, n_steps):
        losses = chunk(run, function, n_steps)
        if next(counter) == 1:
            variable = run.program.generator.trainable_variables[0]
            variable.assign(variable * np.nan)
        return losses

    monkeypatch.setattr(Run, "chunk", ruin_the_weights_only)
    assert np.isfinite(samples_of(fit(2 * LOG_EVERY))).all()


def test_pretraining_changes_the_discriminator_only():
    random_state = np.random.RandomState(0)
    game = replace(GAME, generator=normalized_generator)  # its statistics stay, too
    with borrow_program(game) as program:
        program.reset(random_state)
        run = Run(program, X, Y, None, random_state, (1e-3, 1e-3), program.get_state())
        run.set_learning_rates(1.0)
        generator = [v.numpy() for v in program.generator.variables]
        slots = [v.numpy() for v in program.generator_optimizer.variables]
        discriminator = program.discriminator.get_weights()
        run.pretrain(3)
        assert_same_weights(program.generator.variables, generator)
        assert_same_weights(program.generator_optimizer.variables, slots)
        assert program.discriminator_optimizer.iterations == 3
        now = program.discriminator.get_weights()
        pairs = [(a, b) for a, b in zip(now, discriminator, strict=True) if a.ndim == 2]
        assert all((a != b).any() for a, b in pairs)
        assert (run.n_iter, run.history["iteration"]) == (0, [])


def test_pretraining_makes_a_better_first_judge():
    def knows_classes(networks):
        _, logits = score(GAME, networks.discriminator, X)
        return np.mean(logits.argmax(axis=1) == Y)

    barely, pretrained = fit(1, n_pretrain=1), fit(1, n_pretrain=300)
    assert pretrained.n_iter == 1
    assert knows_classes(pretrained) > max(knows_classes(barely), 0.9)
