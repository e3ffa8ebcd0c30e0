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


@pytest.fixture(scope="session")
def table():
    return fit(TABLE)


@pytest.fixture(scope="session")
def signals():
    return fit(SIGNALS)


@pytest.fixture(scope="session")
def images():
    return fit(IMAGES)


@pytest.fixture(scope="session")
def flat_images():
    return fit(IMAGES.reshape(60, 80), sample_shape=(8, 10))


@pytest.fixture(scope="session")
def per_class():
    """Class "a" is the largest and has no generator, and no kernel either."""
    return fit(TABLE, GANSampler, conditioning="per-class", kernel_fraction=0)


@pytest.fixture(scope="session")
def per_class_images():
    return fit(IMAGES, DCGANSampler, conditioning="per-class")


@pytest.fixture(scope="session")
def kernel_only():
    return fit(TABLE, kernel_fraction=1)


@pytest.fixture
def data():
    return {"table": TABLE, "signals": SIGNALS, "images": IMAGES, "y": Y}
