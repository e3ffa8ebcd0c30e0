"""Fits side by side, in threads, have the bits of a fit alone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import dask
import numpy as np
import pytest
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler, GANSampler
from tests.helpers import THREE as Y
from tests.helpers import weights_of

X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (60, 12))
PLAIN = ACGANSampler(max_iter=26, random_state=0)
PAIRS = {
    "two policies": (
        clone(PLAIN).set_params(dtype_policy="mixed_float16"),
        GANSampler(max_iter=26, random_state=1),
    ),
    "two kinds of networks": (
        DCGANSampler(max_iter=3, random_state=0),
        ACGANSampler(sample_shape=(12,), max_iter=3, random_state=1),
    ),
}


def results(sampler):
    """Return all that a fit and a draw give."""
    sampler = clone(sampler)
    X_new, y_new = sampler.fit_resample(X, Y)
    return [X_new, y_new, sampler.sample(9)[0], *weights_of(sampler)]


def assert_same(one, other):
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a, b)


def at_once(samplers):
    """Return the results of fits that begin together, each in a thread."""
    barrier = Barrier(len(samplers))

    def run(sampler):
        barrier.wait()
        return results(sampler)

    with ThreadPoolExecutor(len(samplers)) as pool:
        return list(pool.map(run, samplers))


@pytest.mark.parametrize("samplers", PAIRS.values(), ids=PAIRS)
def test_two_fits_in_two_threads(samplers):
    together = at_once(samplers)  # first, so that both build their networks
    for one, sampler in zip(together, samplers, strict=True):
        assert_same(one, results(sampler))


def test_fits_under_dasks_threads():
    samplers = [clone(PLAIN).set_params(random_state=i) for i in range(3)]
    lazy = [dask.delayed(results)(sampler) for sampler in samplers]
    found = dask.compute(*lazy, scheduler="threads", num_workers=2)
    for one, sampler in zip(found, samplers, strict=True):
        assert_same(one, results(sampler))
