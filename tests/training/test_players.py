import random
from dataclasses import replace

import keras
import numpy as np
import pytest
from numpy.testing import assert_allclose
from sklearn.utils import check_random_state

from skgan import NetworkSpec
from skgan.networks import conv1d_generator
from skgan.training._program import Program
from tests.training.fits import GAME, assert_same_weights, fit

AVERAGED = replace(GAME, ema_momentum=0.5)


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
    with pytest.raises(ValueError, match="unpack"):
        Program(replace(GAME, generator=conv1d_generator, dtype_policy="float32"))
    assert keras.config.dtype_policy() is policy


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


@pytest.mark.parametrize("policy", [None, "mixed_float16"])
def test_the_optimizer_is_that_of_the_game(policy):
    game = replace(GAME, optimizer="rmsprop", dtype_policy=policy, ema_momentum=0.5)
    program = Program(game)
    optimizer = program.generator_optimizer
    if policy:
        optimizer = optimizer.inner_optimizer
    assert isinstance(optimizer, keras.optimizers.RMSprop)
    trained, again = fit(game=game), fit(game=game)
    assert_same_weights(trained.generator, again.generator)
    assert not np.array_equal(trained.generator[0], fit().generator[0])
