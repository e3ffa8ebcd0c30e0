"""The same random_state gives the same bits, whatever else draws random numbers."""

import hashlib
import os
import random
import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from skgan.networks import dense_generator
from tests.helpers import TABLE, Y, make_sampler
from tests.invariants import untouched

KINDS = {"table": (3,), "image": (8, 8, 1), "signal": (16, 2)}

# Prints the digest of one fit of each kind named on the command line.
SCRIPT = """
import hashlib, sys
import numpy as np
from skgan import ACGANSampler

y = np.repeat([0, 1], [40, 20])
for shape in map(eval, sys.argv[1:]):
    X = np.random.RandomState(0).normal(size=(60, *shape))
    fraction = 1 if len(shape) == 2 else 0.5
    sampler = ACGANSampler(max_iter=5, kernel_fraction=fraction, random_state=0)
    X_new, _ = sampler.fit_resample(X, y)
    drawn, _ = sampler.sample(7)
    print(hashlib.sha256(X_new.tobytes() + drawn.tobytes()).hexdigest())
"""


def make_half(random_state=0, **parameters):
    """Return a sampler of which the kernel makes one half."""
    options = {"max_iter": 5, "kernel_fraction": 0.5} | parameters
    return make_sampler(random_state=random_state, **options)


def start_process(*kinds, **environment):
    """Start a process that prints the digest of each kind."""
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *(repr(KINDS[kind]) for kind in kinds)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_processes_with_one_thread_and_with_several_are_bit_equal():
    variables = ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")
    threads = "2" if os.environ.get("TF_NUM_INTRAOP_THREADS") == "1" else "1"
    alike = start_process(*KINDS)
    other = start_process("table", **dict.fromkeys(variables, threads))
    here = []
    for shape in KINDS.values():
        X = np.random.RandomState(0).normal(size=(60, *shape))
        sampler = make_half(kernel_fraction=1 if len(shape) == 2 else 0.5)
        X_new, drawn = sampler.fit_resample(X, Y)[0], sampler.sample(7)[0]
        here.append(hashlib.sha256(X_new.tobytes() + drawn.tobytes()).hexdigest())
    assert alike.communicate()[0].split() == here
    assert other.communicate()[0].split() == here[:1]


def test_a_fit_of_other_data_between_changes_nothing():
    first, _ = make_half().fit_resample(TABLE, Y)
    make_half(1, learning_rate=0.1, max_iter=9).fit(TABLE[10:] * 100, Y[10:])
    again, _ = make_half().fit_resample(TABLE, Y)
    np.testing.assert_array_equal(first, again)


def test_options_are_bit_equal_too():
    options = {"early_stopping": True, "loss": "bce"}
    made = [make_half(**options).fit_resample(TABLE, Y)[0] for _ in range(2)]
    np.testing.assert_array_equal(*made)


def test_random_layers_of_a_callable_are_seeded():
    def noisy(spec, latent_dim):
        network = dense_generator(spec, latent_dim)
        out = keras.layers.GaussianNoise(0.1)(network.output)
        out = keras.layers.Dense(spec.size)(out)
        return keras.Model(network.inputs, out)

    first, again, other = (
        make_half(seed, generator=noisy).fit_resample(TABLE, Y)[0] for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def use_all(sampler):
    """Call everything that could draw a random number."""
    resampled, _ = sampler.fit_resample(TABLE, Y)
    drawn, _ = sampler.sample(5)
    sampler.discriminate(TABLE)
    sampler.generator_  # noqa: B018
    return resampled, drawn


@pytest.mark.parametrize(
    ("seed", "latent_dim"),
    [(0, 7), (np.random.RandomState(0), "auto")],
    ids=["int, built", "instance, cached"],
)
def test_global_states_are_not_changed(seed, latent_dim):
    tf.random.set_seed(5)
    expected = [tf.random.uniform(()).numpy() for _ in range(3)]
    tf.random.set_seed(5)
    with untouched():
        use_all(make_half(seed, latent_dim=latent_dim))
    assert [tf.random.uniform(()).numpy() for _ in range(3)] == expected


@pytest.mark.parametrize("latent_dim", [10, "auto"], ids=["built", "cached"])
def test_global_states_are_not_read(latent_dim):
    state, legacy = random.getstate(), np.random.get_state()  # noqa: NPY002
    results = []
    try:
        for seed in (1, 2):
            random.seed(seed)
            np.random.seed(seed)  # noqa: NPY002
            tf.random.set_seed(seed)
            results.append(use_all(make_half(latent_dim=latent_dim)))
    finally:
        random.setstate(state)
        np.random.set_state(legacy)  # noqa: NPY002
    for one, other in zip(*results, strict=True):
        np.testing.assert_array_equal(one, other)
