"""Images from 8x8 to 128x128 and signals from 8 to 4,096 steps, of any dtype."""

import numpy as np
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler
from tests.helpers import make_sampler
from tests.invariants import check_resampled

pytestmark = pytest.mark.usefixtures("few_grown_rows")
Y = np.repeat([0, 1], [6, 4])
SHAPES = {
    ACGANSampler: [(8, 8, 1), (97, 31, 4), (9, 3), (4096, 1)],
    DCGANSampler: [(33, 64, 3), (128, 128, 1), (8, 64), (333, 5)],
    GANSampler: [(8, 128, 3), (1024, 7)],
}


def resampled(cls, X, **parameters):
    options = {"max_iter": 1, "batch_size": 2, "kernel_fraction": 0.5}
    sampler = make_sampler(cls, **options | parameters)
    X_new, y_new = sampler.fit_resample(X, Y)
    check_resampled(X, Y, (X_new, y_new))
    assert np.isfinite(X_new).all() and (X_new[10:].std() > 0 or X.std() == 0)
    assert len(sampler.sample({1: 1}, z=np.zeros((1, 64)))[0]) == 1
    return X_new


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize(
    ("cls", "shape"), [(cls, shape) for cls in SHAPES for shape in SHAPES[cls]]
)
def test_images_and_signals_of_any_size(cls, shape):
    X = np.random.RandomState(0).randint(0, 256, (10, *shape))
    resampled(cls, X.astype(np.uint8) if len(shape) == 3 else X / 99)


PIXELS = [
    (np.uint16, 0, 4095),  # 12 bits in 16
    (np.uint16, 0, 65535),
    (np.float32, 0, 1),
    (np.float64, -1e6, 1e6),
    (np.float16, -1, 1),
    (np.int32, -1000, 3000),
    (np.float64, 0.5, 0.5),
]
OTHERS = [
    (DCGANSampler, {}),
    (GANSampler, {}),
    (DCGANSampler, {"conditioning": "per-class"}),
]


@pytest.mark.parametrize(
    ("cls", "options", "dtype", "low", "high"),
    [(ACGANSampler, {}, *pixels) for pixels in PIXELS]
    + [(*other, np.uint8, 0, 255) for other in OTHERS],
)
def test_pixels_of_any_dtype_and_range(cls, options, dtype, low, high):
    unit = np.random.RandomState(0).uniform(size=(10, 8, 8, 1))
    images = (low + (high - low) * unit).astype(dtype)
    X_new = resampled(cls, images, **options)
    assert X_new.min() == images.min() and X_new.max() == images.max()
    generated = X_new[10:].astype(float)
    assert generated.min() < images.mean() < generated.max() or low == high
