"""Images from 8x8 to 128x128 and signals from 8 to 4,096 steps, of any dtype."""

import numpy as np
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler

Y = np.repeat([0, 1], [6, 4])
CONVOLUTIONAL = [ACGANSampler, DCGANSampler]


@pytest.fixture(autouse=True)
def few_grown_rows(monkeypatch):
    monkeypatch.setattr("skgan.synthesis._fit.MOST_GROWN_VALUES", 2**18)


def resampled(kind, X, **parameters):
    options = {"max_iter": 2, "batch_size": 2, "kernel_fraction": 0.5}
    sampler = kind(**options | parameters, random_state=0)
    X_new, y_new = sampler.fit_resample(X, Y)
    assert X_new.shape == (12, *X.shape[1:]) and X_new.dtype == X.dtype
    assert np.isfinite(X_new).all() and np.bincount(y_new).tolist() == [6, 6]
    assert X_new[10:].std() > 0 or X.std() == 0
    assert len(sampler.sample({1: 1}, z=np.zeros((1, 64)))[0]) == 1
    return X_new


@pytest.mark.parametrize("kind", CONVOLUTIONAL)
@pytest.mark.parametrize(
    "shape",
    [
        (8, 8, 1),
        (8, 128, 3),
        (97, 31, 4),
        (28, 28, 1),
        (33, 64, 3),
        (128, 8, 4),
        (128, 128, 3),
    ],
)
def test_images_of_any_size(kind, shape):
    images = np.random.RandomState(0).randint(0, 256, (10, *shape)).astype(np.uint8)
    resampled(kind, images)


@pytest.mark.parametrize("kind", CONVOLUTIONAL)
@pytest.mark.parametrize(
    "shape", [(8, 1), (8, 64), (9, 3), (100, 2), (333, 5), (4096, 1), (1024, 64)]
)
def test_signals_of_any_length(kind, shape):
    resampled(kind, np.random.RandomState(0).normal(size=(10, *shape)))


@pytest.mark.parametrize("shape", [(64, 40, 3), (500, 7)])
def test_the_fully_connected_gan_takes_them_too(shape):
    resampled(GANSampler, np.random.RandomState(0).normal(size=(10, *shape)))


@pytest.mark.parametrize(
    "kind, options",
    [
        (ACGANSampler, {}),
        (DCGANSampler, {}),
        (DCGANSampler, {"conditioning": "per-class"}),
        (GANSampler, {}),
        (GANSampler, {"conditioning": "per-class"}),
    ],
)
@pytest.mark.parametrize(
    "dtype, low, high",
    [
        (np.uint8, 0, 255),
        (np.uint16, 0, 4095),  # 12 bits in 16
        (np.uint16, 0, 65535),
        (np.float32, 0, 1),
        (np.float64, -1e6, 1e6),
        (np.float16, -1, 1),
        (np.int32, -1000, 3000),
        (np.float64, 0.5, 0.5),
    ],
)
def test_pixels_of_any_dtype_and_range(kind, options, dtype, low, high):
    unit = np.random.RandomState(0).uniform(size=(10, 8, 8, 1))
    images = (low + (high - low) * unit).astype(dtype)
    X_new = resampled(kind, images, **options)
    assert X_new.min() == images.min() and X_new.max() == images.max()
    generated = X_new[10:].astype(float)
    assert generated.min() < images.mean() < generated.max() or low == high
