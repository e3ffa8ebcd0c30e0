"""Arrays that can't be written to, such as files, are as good as others."""

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler

Y = np.repeat([0, 1], [14, 8])
SHAPES = {"table": (3,), "signals": (8, 2), "images": (8, 8, 1)}
CASES = [
    (ACGANSampler, "table", "mapped"),
    (ACGANSampler, "table", "locked"),
    (ACGANSampler, "table", "mapped in Fortran's order"),
    (DCGANSampler, "table", "mapped"),
    (GANSampler, "table", "mapped"),
    (ACGANSampler, "signals", "mapped"),
    (ACGANSampler, "images", "mapped in Fortran's order"),
    (DCGANSampler, "images", "mapped"),
]


@pytest.fixture(autouse=True)
def few_grown_rows(monkeypatch):
    monkeypatch.setattr("skgan.synthesis._fit.MOST_GROWN_VALUES", 2**12)


def make(shape, dtype):
    values = np.random.RandomState(0).normal(3 * Y[:, None], 1, (22, np.prod(shape)))
    return (40 * (values + 3)).clip(0, 255).reshape(-1, *shape).astype(dtype)


def read_only(array, form, folder):
    """Return the same array, writable no more."""
    if form == "locked":
        array = array.copy()
        array.setflags(write=False)
        return array
    if "Fortran" in form:
        array = np.asfortranarray(array)
    np.save(folder / "array.npy", array)
    return np.load(folder / "array.npy", mmap_mode="r")


@pytest.mark.parametrize("sampler, kind, form", CASES)
def test_arrays_that_can_only_be_read_give_the_same_bits(tmp_path, sampler, kind, form):
    X = make(SHAPES[kind], np.uint8 if kind == "images" else np.float32)
    weight = 1.0 + np.arange(22) % 3
    parameters = {"max_iter": 2, "batch_size": 4, "random_state": 0}
    expected = sampler(**parameters).fit_resample(X, Y, sample_weight=weight)

    locked = read_only(X, form, tmp_path)
    y, w = (read_only(a, "locked", tmp_path) for a in (Y, weight))
    assert not locked.flags.writeable
    fitted = sampler(**parameters)
    X_new, y_new = fitted.fit_resample(locked, y, sample_weight=w)
    np.testing.assert_array_equal(X_new, expected[0])
    np.testing.assert_array_equal(y_new, expected[1])
    assert X_new.flags.writeable and y_new.flags.writeable
    np.testing.assert_array_equal(locked, X)
    assert fitted.discriminate(locked).shape == (22,)
    z = read_only(np.zeros((3, fitted._sampler.game.latent_dim)), "locked", tmp_path)
    assert len(fitted.sample(3, z=z)[0]) == 3


def test_frames_of_arrays_that_can_only_be_read(tmp_path):
    X = make((3,), np.float64)
    frames = [
        pd.DataFrame(a, columns=list("abc"), copy=False)
        for a in (X, read_only(X, "mapped", tmp_path))
    ]
    one, other = (
        ACGANSampler(max_iter=2, random_state=0).fit_resample(frame, pd.Series(Y))[0]
        for frame in frames
    )
    pd.testing.assert_frame_equal(one, other)
    other.iloc[0, 0] = 1.0  # what comes back can be written to
