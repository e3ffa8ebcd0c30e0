from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import sleep

import keras
import numpy as np
import pytest

from skgan.networks import dense_generator
from skgan.training import _program as program_module
from skgan.training._program import Program, borrow_program
from tests.training.fits import GAME, X, Y, assert_same_weights, fit


def own_generator(spec, latent_dim):
    return dense_generator(spec, latent_dim)


def tiny_generator(spec, latent_dim):
    z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    return keras.Model([z, label], keras.layers.Dense(spec.size)(z))


def tiny_discriminator(spec, latent_dim):
    sample = keras.Input(spec.shape)
    heads = [keras.layers.Dense(n)(sample) for n in (1, spec.n_classes)]
    return keras.Model(sample, heads)


OWN = replace(GAME, generator=own_generator)


def borrowed(game):
    with borrow_program(game) as program:
        return program


@pytest.fixture
def no_programs(monkeypatch):
    monkeypatch.setattr(program_module, "_programs", OrderedDict())
    monkeypatch.setattr(program_module, "MAX_PROGRAMS", 2)


def test_other_rows_steps_seeds_and_rates_trace_nothing_new():
    fit()
    play = borrowed(GAME).play
    n_traces = play.experimental_get_tracing_count()
    fit(7, seed=1, X=X[:17], y=Y[:17])
    fit(61, sample_weight=np.arange(1.0, 41.0), held_out=(X, Y))
    assert play.experimental_get_tracing_count() == n_traces == 1


@pytest.mark.parametrize("game", [GAME, OWN], ids=["shared", "own"])
def test_a_second_fit_with_the_same_seed_is_bit_equal(game):
    one = fit(game=game)
    if game is GAME:
        fit(seed=1)
    two = fit(game=game)
    assert one.history == two.history
    assert_same_weights(one.generator, two.generator)
    assert_same_weights(one.discriminator, two.discriminator)


def test_the_cache_is_bounded_and_drops_the_longest_unused(no_programs):
    games = [replace(GAME, latent_dim=n) for n in (1, 2, 3)]
    first, second = borrowed(games[0]), borrowed(games[1])
    assert borrowed(games[0]) is first
    borrowed(games[2])
    assert len(program_module._programs) == 2
    assert borrowed(games[0]) is first
    assert borrowed(games[1]) is not second


def test_networks_of_the_users_are_built_anew_for_each_training(no_programs):
    with borrow_program(OWN, seed=1) as first:
        pass
    assert borrowed(OWN) is first
    with borrow_program(OWN, seed=1) as second:
        assert second is not first


def test_reset_draws_kernels_and_clears_everything_else():
    program = Program(GAME)
    for variable in program.variables:
        variable.assign(variable + 1)
    program.reset(np.random.RandomState(0))
    kernels = {
        layer.kernel.path
        for network in (program.generator, program.discriminator)
        for layer in network.layers
        if hasattr(layer, "kernel")
        and not isinstance(layer.kernel_initializer, keras.initializers.Zeros)
    }
    assert len(kernels) == 7
    for variable in program.variables:
        assert variable.numpy().any() == (variable.path in kernels), variable.path


def test_many_programs_are_no_reason_for_tensorflow_to_warn(no_programs, caplog):
    game = replace(OWN, generator=tiny_generator, discriminator=tiny_discriminator)
    for latent_dim in range(2, 8):
        fit(1, game=replace(game, latent_dim=latent_dim))
    assert caplog.records == []


def test_who_looks_in_the_midst_of_a_training_gets_its_program_and_changes_nothing():
    with borrow_program(GAME, 0) as program:
        before = program.get_state()
        with borrow_program(GAME) as looked_at:
            assert looked_at is program
            for network in (program.generator, program.discriminator):
                network.set_weights([weights + 1 for weights in network.get_weights()])
        assert_same_weights(program.get_state(), before)
        assert program.is_lent


def test_who_trains_in_the_midst_of_a_training_gets_another_program():
    with borrow_program(GAME, 0) as program, borrow_program(GAME, 0) as other:
        assert other is not program


def test_a_program_that_failed_while_it_ran_is_not_used_again(no_programs, monkeypatch):
    def fail(*_):
        raise RuntimeError("not traced")

    with monkeypatch.context() as patched:
        patched.setattr("skgan.training._play.play_step", fail)
        patched.setattr("skgan.training._play.pretrain_step", fail)
        for n_pretrain in (0, 1):
            with pytest.raises(RuntimeError, match="not traced"):
                fit(1, n_pretrain=n_pretrain)
            assert not program_module._programs
    assert fit(1).n_iter == 1


def test_who_waited_for_a_program_that_failed_gets_another(no_programs):
    with borrow_program(GAME, 0) as program:
        waiting = ThreadPoolExecutor(1).submit(borrowed, GAME)
        sleep(0.1)
        program.is_whole = False
    assert waiting.result() is not program
