from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from skgan.training._program import borrow_program
from skgan.training._run import Run
from tests.training.fits import (
    GAME,
    Recorder,
    assert_same_weights,
    distance_to_data,
    fit,
    samples_of,
)


def test_an_interrupted_training_gives_what_was_learnt_so_far():
    recorder = Recorder(interrupt_at=1)
    interrupted = fit(2000, callbacks=[recorder])
    assert interrupted.n_iter == 50
    with borrow_program(GAME) as program:
        assert program.generator_optimizer.iterations == 50
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


def test_an_interrupt_that_tensorflow_makes_another_error_of_is_one(monkeypatch):
    def raising(words):
        def chunk(*_):
            raise RuntimeError(words)

        return chunk

    # As Ctrl-C within the tracing came back.
    words = (
        "ORIGINAL InvalidArgumentError REPLACED BY KeyboardInterrupt: <EMPTY MESSAGE>"
    )
    monkeypatch.setattr(Run, "chunk", raising(words))
    assert fit(60).interrupted
    monkeypatch.setattr(Run, "chunk", raising("out of memory"))
    with pytest.raises(RuntimeError, match="out of memory"):
        fit(60)


@pytest.mark.parametrize("n_pretrain", [0, 5])
def test_an_interrupt_before_the_first_logged_iteration_leaves_a_generator(
    monkeypatch, n_pretrain
):
    monkeypatch.setattr(Run, "chunk", interrupt)
    averaged = replace(GAME, ema_momentum=0.5)
    interrupted = fit(60, game=averaged, n_pretrain=n_pretrain)
    assert interrupted.interrupted and interrupted.n_iter == 0
    assert samples_of(interrupted).std() > 0


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
