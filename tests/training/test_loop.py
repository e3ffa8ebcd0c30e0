from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from skgan.training import LOG_EVERY, train
from skgan.training._program import borrow_program
from skgan.training._run import Run
from tests.training.fits import (
    GAME,
    Plain,
    Recorder,
    X,
    Y,
    assert_same_weights,
    distance_to_data,
    fit,
    samples_of,
)


@pytest.mark.parametrize("max_iter", [1, LOG_EVERY, LOG_EVERY + 1])
def test_exactly_max_iter_updates_are_made(max_iter):
    trained = fit(max_iter)
    assert trained.n_iter == trained.history["iteration"][-1] == max_iter
    with borrow_program(GAME) as program:
        assert program.generator_optimizer.iterations == max_iter


def test_weights_come_as_arrays_that_the_networks_take():
    trained = fit(1)
    with borrow_program(GAME) as program:
        for weights, network in [
            (trained.generator, program.generator),
            (trained.discriminator, program.discriminator),
        ]:
            shapes = [weight.shape for weight in network.get_weights()]
            assert [weight.shape for weight in weights] == shapes


def test_an_interrupted_training_gives_what_was_learnt_so_far():
    recorder = Recorder(interrupt_at=1)
    interrupted = fit(2000, callbacks=[recorder])
    assert interrupted.n_iter == 50
    assert interrupted.interrupted and not fit(1).interrupted
    assert recorder.told[-1] == "trained"
    whole = fit(50)
    assert_same_weights(interrupted.generator, whole.generator)
    assert_same_weights(interrupted.discriminator, whole.discriminator)
    assert interrupted.history == whole.history
    assert np.isfinite(samples_of(interrupted)).all()


def interrupt(*_):
    raise KeyboardInterrupt


def test_an_interrupt_within_steps_goes_back_to_the_last_logged_iteration(monkeypatch):
    whole, chunk, n_chunks = fit(25), Run.chunk, 0

    def chunk_twice(run, function, n_steps):
        nonlocal n_chunks
        n_chunks += 1
        losses = chunk(run, function, n_steps)
        return interrupt() if n_chunks == 2 else losses

    monkeypatch.setattr(Run, "chunk", chunk_twice)
    interrupted = fit(60)
    assert interrupted.interrupted and interrupted.n_iter == 25
    assert_same_weights(interrupted.generator, whole.generator)


def test_an_interrupt_before_the_first_logged_iteration_leaves_a_generator(monkeypatch):
    monkeypatch.setattr(Run, "chunk", interrupt)
    averaged = replace(GAME, ema_momentum=0.5)
    interrupted = fit(60, game=averaged)
    assert interrupted.interrupted and interrupted.n_iter == 0
    assert samples_of(interrupted).std() > 0


def test_an_interrupt_while_pretraining_is_one_too(monkeypatch):
    monkeypatch.setattr(Run, "chunk", interrupt)
    try:
        assert fit(60, n_pretrain=5).interrupted
    except KeyboardInterrupt:
        pytest.fail("the interrupt went through")


def test_a_start_is_gone_on_from():
    start = fit(400)
    frozen = fit(1, (1e-12, 1e-12), seed=1, start=start)
    for given, kept in [
        (start.generator, frozen.generator),
        (start.discriminator, frozen.discriminator),
    ]:
        for a, b in zip(given, kept, strict=True):
            assert_allclose(a, b, atol=1e-9)
    assert distance_to_data(fit(5, start=start)) < distance_to_data(fit(5)) / 2


def test_a_start_is_not_changed():
    start = fit(1)
    before = [weight.copy() for weight in start.generator]
    fit(30, start=start)
    assert_same_weights(start.generator, before)


def test_rows_of_weight_zero_are_not_learnt():
    outliers = X.copy()
    outliers[:4] += 1e6
    weight = np.ones(40)
    weight[:4] = 0

    def losses(rows):
        trained = train(
            GAME,
            rows,
            Y,
            max_iter=30,
            learning_rate=(1e-3, 1e-3),
            random_state=np.random.RandomState(0),
            sample_weight=weight,
        )
        return trained.history

    assert losses(outliers) == losses(X)


def test_the_preview_shows_the_networks_of_the_moment():
    shown, plain = [], Plain()
    plain.on_epoch_end = lambda *_: shown.append(show[0]())
    show = []
    trained = fit(60, callbacks=[plain], preview=show.append)
    assert [networks.n_iter for networks in shown] == [25, 50, 60]
    assert shown[0].history["iteration"] == [25]
    assert_same_weights(shown[-1].generator, trained.generator)
    assert_same_weights(shown[-1].discriminator, trained.discriminator)
    assert any(
        (a != b).any()
        for a, b in zip(shown[0].generator, trained.generator, strict=True)
    )
