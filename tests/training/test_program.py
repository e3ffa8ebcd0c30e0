import gc
import random
import threading
from collections import OrderedDict
from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.utils import check_random_state

from skgan import NetworkSpec
from skgan.metrics import energy_distance
from skgan.networks import conv1d_generator, dense_discriminator, dense_generator
from skgan.training import Game, default_jit_compile, train
from skgan.training import _program as program_module
from skgan.training._program import Program, borrow_program, unoptimized_graphs

GAME = Game(
    NetworkSpec((3,), 2),
    dense_generator,
    dense_discriminator,
    latent_dim=4,
    loss="hinge",
    batch_size=8,
    n_discriminator_steps=1,
)
AVERAGED = replace(GAME, ema_momentum=0.5)
X = np.random.RandomState(0).normal(size=(40, 3)).astype(np.float32)
Y = np.arange(40) % 2


def own_generator(spec, latent_dim):
    return dense_generator(spec, latent_dim)


OWN = replace(GAME, generator=own_generator)


def fit(game, X=X, y=Y, max_iter=30, seed=0, **options):
    return train(
        game,
        X,
        y,
        max_iter=max_iter,
        learning_rate=(1e-3, 1e-3),
        random_state=np.random.RandomState(seed),
        distance=energy_distance,
        **options,
    )


def borrowed(game):
    with borrow_program(game) as program:
        return program


@pytest.fixture
def no_programs(monkeypatch):
    monkeypatch.setattr(program_module, "_programs", OrderedDict())
    monkeypatch.setattr(program_module, "MAX_PROGRAMS", 2)


def assert_same_weights(one, other):
    for a, b in zip(one, other, strict=True):
        assert_array_equal(a, b)


def test_equal_games_share_a_program():
    assert borrowed(GAME) is borrowed(replace(GAME))


@pytest.mark.parametrize(
    "change",
    [
        {"spec": NetworkSpec((4,), 2)},
        {"spec": NetworkSpec((3,), 3)},
        {"spec": NetworkSpec((3,), 2, "tanh")},
        {"latent_dim": 5},
        {"loss": "bce"},
        {"batch_size": 4},
        {"label_smoothing": 0.1},
    ],
    ids=str,
)
def test_another_game_has_another_program(change):
    assert borrowed(replace(GAME, **change)) is not borrowed(GAME)


def test_other_rows_steps_seeds_and_rates_trace_nothing_new():
    fit(GAME)
    play = borrowed(GAME).play
    n_traces = play.experimental_get_tracing_count()
    fit(GAME, X[:17], Y[:17], max_iter=7, seed=1)
    fit(
        GAME,
        max_iter=61,
        sample_weight=np.arange(1.0, 41.0),
        held_out=(X, Y),
    )
    assert play.experimental_get_tracing_count() == n_traces == 1


@pytest.mark.parametrize("game", [GAME, OWN], ids=["shared", "own"])
def test_a_second_fit_with_the_same_seed_is_bit_equal(game):
    one = fit(game)
    if game is GAME:
        fit(game, seed=1)
    two = fit(game)
    assert one.history == two.history
    assert_same_weights(one.generator, two.generator)
    assert_same_weights(one.discriminator, two.discriminator)


def test_another_seed_begins_with_other_weights():
    one, two = fit(GAME, max_iter=1), fit(GAME, max_iter=1, seed=1)
    assert not np.isclose(one.generator[0], two.generator[0], atol=1e-2).all()


def test_a_fit_keeps_arrays_and_no_variables():
    trained = fit(GAME)
    weights = [*trained.generator, *trained.discriminator]
    assert {type(weight) for weight in weights} == {np.ndarray}
    before = [weight.copy() for weight in weights]
    fit(GAME, seed=1)
    assert_same_weights(weights, before)


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


def test_a_builder_that_fails_leaves_no_program_behind(no_programs):
    # A table's spec does not unpack into steps and channels.
    with pytest.raises(ValueError, match="unpack"):
        borrowed(replace(GAME, generator=conv1d_generator))
    assert not program_module._programs


@pytest.fixture
def mixed_policy():
    keras.config.set_dtype_policy("mixed_bfloat16")
    yield
    keras.config.set_dtype_policy("float32")


def global_seeds():
    return random.getstate(), check_random_state(None).get_state()[1].tolist()


def test_building_leaves_global_seeds_and_the_policy_as_they_were(mixed_policy):
    policy = keras.config.dtype_policy()
    before = global_seeds()
    program = Program(GAME)
    assert program.generator.layers[-1].dtype_policy.name == "float32"
    assert keras.config.dtype_policy() is policy
    assert global_seeds() == before


def test_building_that_fails_leaves_the_policy_as_it_was(mixed_policy):
    with pytest.raises(ValueError, match="unpack"):
        Program(replace(GAME, generator=conv1d_generator, dtype_policy="float32"))
    assert keras.config.dtype_policy().name == "mixed_bfloat16"


def test_training_reads_and_changes_no_global_seed():
    keras.utils.set_random_seed(1)
    one = fit(GAME)
    keras.utils.set_random_seed(2)
    before = global_seeds()
    two = fit(GAME)
    assert_same_weights(one.generator, two.generator)
    assert global_seeds() == before


def test_a_program_belongs_to_one_thread_at_a_time():
    acquired = []

    def try_lock(program):
        acquired.append(program.lock.acquire(blocking=False))

    with borrow_program(GAME) as program:
        thread = threading.Thread(target=try_lock, args=(program,))
        thread.start()
        thread.join()
    assert acquired == [False]


def test_state_comes_back_as_it_was_given():
    program = borrowed(GAME)
    program.reset(np.random.RandomState(0))
    state = program.get_state()
    for variable in program.variables:
        variable.assign(variable + 1)
    program.set_state(state)
    assert_same_weights(program.get_state(), state)


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


def test_redrawn_kernels_have_the_spread_of_their_initializer():
    program = Program(replace(GAME, spec=NetworkSpec((200,), 2)))
    program.reset(np.random.RandomState(0))
    first = program.discriminator.layers[2].kernel.numpy()
    assert first.shape == (200, 64)
    # he_normal, cut off at two standard deviations and scaled to keep its own.
    assert first.std() == pytest.approx(np.sqrt(2 / 200), rel=0.05)


def descend(program, steps):
    program.set_learning_rates(0.1, 0.1)
    variables = program.generator.trainable_variables
    seen = []
    for _ in range(steps):
        gradients = [keras.ops.ones_like(variable) for variable in variables]
        program.generator_optimizer.apply(gradients, variables)
        seen.append(program.generator.get_weights())
    return seen


def test_averaged_weights_are_those_of_all_steps_and_change_no_variable():
    program = Program(AVERAGED)
    first, second = descend(program, 2)
    averaged = program.averaged_generator_weights()
    for a, b, mean in zip(first, second, averaged, strict=True):
        assert_allclose(mean, (a + b) / 2, rtol=1e-5, atol=1e-6)
    assert_same_weights(program.generator.get_weights(), second)


def test_averaged_weights_before_any_step_are_the_first_weights():
    program = Program(AVERAGED)
    averaged = program.averaged_generator_weights()
    assert_same_weights(averaged, program.generator.get_weights())


def test_without_averaging_the_last_weights_are_taken():
    program = Program(GAME)
    *_, last = descend(program, 2)
    assert_same_weights(program.averaged_generator_weights(), last)


def test_jit_compile_is_on_where_there_is_a_gpu(monkeypatch):
    for devices, expected in [([], False), (["GPU:0"], True)]:
        monkeypatch.setattr(
            "tensorflow.config.list_physical_devices", lambda _, found=devices: found
        )
        assert default_jit_compile() is expected


@pytest.mark.parametrize("policy", [None, "mixed_float16"])
def test_the_optimizer_is_that_of_the_game(policy):
    game = replace(GAME, optimizer="rmsprop", dtype_policy=policy, ema_momentum=0.5)
    program = Program(game)
    optimizer = program.generator_optimizer
    if policy:
        optimizer = optimizer.inner_optimizer
    assert isinstance(optimizer, keras.optimizers.RMSprop)
    trained, again = fit(game), fit(game)
    assert_same_weights(trained.generator, again.generator)
    assert not np.array_equal(trained.generator[0], fit(GAME).generator[0])


def test_many_programs_are_no_reason_for_tensorflow_to_warn(no_programs, caplog):
    for latent_dim in range(2, 9):
        fit(replace(OWN, latent_dim=latent_dim), max_iter=1)
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


def is_unoptimized():
    """Return whether this thread calls functions without the graph optimizer."""
    from tensorflow.python.eager import context

    options = context.context().function_call_options
    config = tf.compat.v1.ConfigProto.FromString(options.config_proto_serialized)
    return config.graph_options.rewrite_options.disable_meta_optimizer


def test_each_of_two_threads_calls_functions_unoptimized():
    inside, looked = threading.Event(), threading.Event()

    def another():
        with unoptimized_graphs():
            inside.set()
            looked.wait(10)

    assert not is_unoptimized()  # TensorFlow keeps a copy for this thread
    thread = threading.Thread(target=another)
    thread.start()
    assert inside.wait(10)
    with unoptimized_graphs():
        assert is_unoptimized()
    looked.set()
    thread.join()
    with unoptimized_graphs():
        assert is_unoptimized()
    assert not is_unoptimized()


def traced_graphs():
    gc.collect()
    return sum(type(o).__name__ == "FuncGraph" for o in gc.get_objects())


@pytest.mark.parametrize("optimizer", ["adam", "rmsprop"])
def test_the_graphs_of_a_program_are_freed_with_it(optimizer):
    def trace(n_features):
        game = replace(GAME, spec=NetworkSpec((n_features,), 2), optimizer=optimizer)
        Program(game).play.get_concrete_function()

    trace(3)
    before = traced_graphs()
    for n_features in (4, 5):
        trace(n_features)
    assert traced_graphs() <= before
