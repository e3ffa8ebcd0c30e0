import matplotlib
import numpy as np
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler

Y = np.repeat(["a", "b", "c"], [30, 20, 10])
NUMBER = np.unique(Y, return_inverse=True)[1]
RANDOM = np.random.RandomState(0)
TABLE = RANDOM.normal(3 * NUMBER[:, None], 1, (60, 5))
SIGNALS = RANDOM.normal(NUMBER[:, None, None], 1, (60, 12, 2))
IMAGES = RANDOM.randint(0, 256, (60, 8, 10, 1)).astype(np.uint8)


@pytest.fixture(autouse=True)
def figures():
    """Draw without windows, and leave no figure open."""
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


def fit(X, kind=ACGANSampler, y=Y, **parameters):
    parameters = {"max_iter": 5, "random_state": 0} | parameters
    return kind(**parameters).fit(X, y)


def fitted(X, kind=ACGANSampler, **parameters):
    """Return a fixture, a sampler that is fitted once."""
    return pytest.fixture(scope="session")(lambda: fit(X, kind, **parameters))


PER_CLASS = {"conditioning": "per-class"}
table = fitted(TABLE)
signals = fitted(SIGNALS)
images = fitted(IMAGES)
flat_images = fitted(IMAGES.reshape(60, 80), sample_shape=(8, 10))
# Class "a" is the largest and has no generator, and no kernel either.
per_class = fitted(TABLE, GANSampler, kernel_fraction=0, **PER_CLASS)
per_class_images = fitted(IMAGES, DCGANSampler, **PER_CLASS)
kernel_only = fitted(TABLE, kernel_fraction=1)
