"""The same random_state gives the same bits, whatever else draws random numbers."""

import hashlib
import os
import random
import subprocess
import sys

import numpy as np
import pytest
import tensorflow as tf

from skgan import ACGANSampler

Y = np.repeat([0, 1], [40, 20])
KINDS = {"table": (3,), "image": (8, 8, 1), "signal": (16, 2)}

# Prints the digest of one fit of each kind named on the command line.
SCRIPT = """
import hashlib, sys
import numpy as np
from skgan import ACGANSampler

y = np.repeat([0, 1], [40, 20])
for shape in map(eval, sys.argv[1:]):
    X = np.random.RandomState(0).normal(size=(60, *shape))
    sampler = ACGANSampler(max_iter=5, kernel_fraction=0.5, random_state=0)
    X_new, _ = sampler.fit_resample(X, y)
    drawn, _ = sampler.sample(7)
    print(hashlib.sha256(X_new.tobytes() + drawn.tobytes()).hexdigest())
"""


def make_data(kind):
    return np.random.RandomState(0).normal(size=(60, *KINDS[kind])), Y


def make_sampler(random_state=0, **parameters):
    defaults = {"max_iter": 5, "kernel_fraction": 0.5}
    return ACGANSampler(**(defaults | parameters), random_state=random_state)


def start_process(*kinds, **environment):
    """Start a process that prints the digest of each kind."""
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *(repr(KINDS[kind]) for kind in kinds)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


@pytest.fixture(scope="module")
def digests():
    """Return the digests of several processes that ran at the same time."""
    variables = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")
    processes = {
        "alike": start_process(*KINDS),
        "one thread": start_process("table", **dict.fromkeys(variables, "1")),
        "two threads": start_process("table", **dict.fromkeys(variables, "2")),
    }
    return {name: p.communicate()[0].split() for name, p in processes.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_two_fits_are_bit_equal(kind):
    X, y = make_data(kind)
    sampler = make_sampler()
    first, _ = sampler.fit_resample(X, y)
    again, _ = sampler.fit_resample(X, y)
    other, _ = make_sampler().fit_resample(X, y)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first, other)


def test_a_fit_of_other_data_between_changes_nothing():
    X, y = make_data("table")
    first, _ = make_sampler().fit_resample(X, y)
    make_sampler(1, learning_rate=0.1, max_iter=9).fit(X[10:] * 100, y[10:])
    again, _ = make_sampler().fit_resample(X, y)
    np.testing.assert_array_equal(first, again)


def test_fit_then_sample_equals_fit_resample_then_sample_of_another_fit():
    X, y = make_data("table")
    first = make_sampler().fit(X, y)
    second = make_sampler().fit(X, y)
    for _ in range(2):
        np.testing.assert_array_equal(first.sample(5)[0], second.sample(5)[0])


@pytest.mark.parametrize("parameters", [{"early_stopping": True}, {"loss": "bce"}])
def test_options_are_bit_equal_too(parameters):
    X, y = make_data("table")
    first, _ = make_sampler(**parameters).fit_resample(X, y)
    again, _ = make_sampler(**parameters).fit_resample(X, y)
    np.testing.assert_array_equal(first, again)


def test_random_layers_of_a_callable_are_seeded():
    import keras

    from skgan.networks import dense_generator

    def noisy(spec, latent_dim):
        network = dense_generator(spec, latent_dim)
        out = keras.layers.GaussianNoise(0.1)(network.output)
        out = keras.layers.Dense(spec.size)(out)
        return keras.Model(network.inputs, out)

    X, y = make_data("table")
    first, _ = make_sampler(generator=noisy).fit_resample(X, y)
    again, _ = make_sampler(generator=noisy).fit_resample(X, y)
    other, _ = make_sampler(1, generator=noisy).fit_resample(X, y)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_two_processes_are_bit_equal(digests):
    here = []
    for kind in KINDS:
        X, y = make_data(kind)
        sampler = make_sampler()
        X_new, _ = sampler.fit_resample(X, y)
        drawn, _ = sampler.sample(7)
        here.append(hashlib.sha256(X_new.tobytes() + drawn.tobytes()).hexdigest())
    assert here == digests["alike"]


def test_tables_are_bit_equal_with_one_and_two_threads(digests):
    assert len(digests["one thread"]) == 1
    assert digests["one thread"] == digests["two threads"] == digests["alike"][:1]


@pytest.mark.parametrize("kernel_fraction", [0, 0.5, 1])
def test_none_and_other_seeds_differ(kernel_fraction):
    X, y = make_data("table")
    seeds = [0, 1, None, None]
    results = [
        make_sampler(seed, kernel_fraction=kernel_fraction).fit_resample(X, y)[0]
        for seed in seeds
    ]
    for i, one in enumerate(results):
        for other in results[:i]:
            assert not np.array_equal(one, other)


def test_random_state_instance():
    X, y = make_data("table")
    state = np.random.RandomState(0)
    first, _ = make_sampler(state).fit_resample(X, y)
    second, _ = make_sampler(state).fit_resample(X, y)
    again, _ = make_sampler(np.random.RandomState(0)).fit_resample(X, y)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, second)


def global_states():
    """Return what the global random generators would draw, without drawing."""
    name, keys, *rest = np.random.get_state()  # noqa: NPY002
    return random.getstate(), (name, keys.tolist(), *rest)


def use_all(sampler, X, y):
    """Call everything that could draw a random number."""
    resampled, _ = sampler.fit_resample(X, y)
    drawn, _ = sampler.sample(5)
    sampler.discriminate(X)
    sampler.generator_  # noqa: B018
    return resampled, drawn


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [0, np.random.RandomState(0)], ids=["int", "instance"])
def test_global_states_are_not_changed(kind, seed):
    X, y = make_data(kind)
    before = global_states()
    use_all(make_sampler(seed), X, y)
    assert global_states() == before


def test_global_states_are_not_changed_by_building_networks():
    X, y = make_data("table")
    before = global_states()
    use_all(make_sampler(latent_dim=7), X, y)  # no program of an earlier test
    assert global_states() == before


def test_global_tensorflow_state_is_not_changed():
    X, y = make_data("table")
    tf.random.set_seed(5)
    expected = [tf.random.uniform(()).numpy() for _ in range(3)]
    tf.random.set_seed(5)
    use_all(make_sampler(latent_dim=9), X, y)
    assert [tf.random.uniform(()).numpy() for _ in range(3)] == expected


@pytest.mark.parametrize("latent_dim", [10, 11], ids=["built", "cached"])
def test_global_states_are_not_read(latent_dim):
    X, y = make_data("table")
    state, legacy = random.getstate(), np.random.get_state()  # noqa: NPY002
    results = []
    try:
        for seed in (1, 2):
            random.seed(seed)
            np.random.seed(seed)  # noqa: NPY002
            tf.random.set_seed(seed)
            results.append(use_all(make_sampler(latent_dim=latent_dim), X, y))
    finally:
        random.setstate(state)
        np.random.set_state(legacy)  # noqa: NPY002
    for one, other in zip(*results, strict=True):
        np.testing.assert_array_equal(one, other)


def test_each_call_of_sample_draws_others_and_the_kth_is_always_the_same():
    X, y = make_data("table")
    first, second = make_sampler().fit(X, y), make_sampler().fit(X, y)
    for sampler in (first, second):
        sampler.draws = [sampler.sample(6)[0] for _ in range(3)]
    np.testing.assert_array_equal(first.draws, second.draws)
    assert not np.array_equal(first.draws[0], first.draws[1])
    assert not np.array_equal(first.draws[1], first.draws[2])


def test_a_refused_call_of_sample_does_not_count():
    X, y = make_data("table")
    first, second = make_sampler().fit(X, y), make_sampler().fit(X, y)
    with pytest.raises(ValueError):
        first.sample(-1)
    first.sample(2, z=np.zeros((2, 16)))
    np.testing.assert_array_equal(first.sample(6)[0], second.sample(6)[0])
