"""Settings of Keras and threads: they change nothing of what a fit and samples are."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

import keras
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler, GANSampler
from tests.fuzz.conftest import examples

Y = np.repeat([0, 1], [30, 8])
X = np.random.RandomState(0).normal(size=(38, 3)) + Y[:, None]
FITS = [
    ACGANSampler(max_iter=2, kernel_fraction=0.5),
    ACGANSampler(kernel_fraction=1),
    DCGANSampler(max_iter=2, kernel_fraction=0.5),
    GANSampler(max_iter=2, kernel_fraction=0),
]
TASKS = st.tuples(st.sampled_from(range(len(FITS))), st.integers(0, 3))
SETTINGS = st.fixed_dictionaries(
    {
        "floatx": st.sampled_from(["float16", "float32", "float64"]),
        "image_data_format": st.sampled_from(["channels_first", "channels_last"]),
        "dtype_policy": st.sampled_from(["float32", "float64", "mixed_float16"]),
    }
)


def drawn(task):
    """Return what is drawn by a fit, and again by the fitted sampler."""
    place, seed = task
    sampler = clone(FITS[place]).set_params(random_state=seed)
    resampled, _ = sampler.fit_resample(X, Y)
    return np.concatenate([resampled, sampler.sample({0: 2, 1: 3})[0]])


@cache
def expected(task):
    """Return the same, without any setting and in no thread."""
    return drawn(task)


@contextmanager
def keras_settings(values):
    """Set global settings of Keras, and put them back."""
    before = {name: getattr(keras.config, name)() for name in values}
    try:
        for name, value in values.items():
            getattr(keras.config, f"set_{name}")(value)
        yield
        for name, value in values.items():
            now = getattr(keras.config, name)()
            assert getattr(now, "name", now) == value, "a fit has changed a setting"
    finally:
        for name, value in before.items():
            getattr(keras.config, f"set_{name}")(value)


@examples(0.1)
@given(SETTINGS, TASKS)
def test_settings_of_keras_change_no_bit(settings, task):
    wanted = expected(task)
    with keras_settings(settings):
        assert_array_equal(drawn(task), wanted)


@examples(0.1)
@given(st.lists(TASKS, min_size=2, max_size=6), SETTINGS)
def test_threads_change_no_bit(tasks, settings):
    wanted = [expected(task) for task in tasks]
    with keras_settings(settings), ThreadPoolExecutor(3) as pool:
        for one, alone in zip(pool.map(drawn, tasks), wanted, strict=True):
            assert_array_equal(one, alone)
