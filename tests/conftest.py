"""What holds for all tests, set before the first import of scikit-learn."""

import gc
import os
import sys

import pytest
from hypothesis import settings

# On a busy machine any example may take longer than the usual fifth of a second.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Each process of the tests has a core; more threads would get in each other's way.
for threads_of in ("OMP", "OPENBLAS"):
    os.environ.setdefault(f"{threads_of}_NUM_THREADS", "1")
for threads_of in ("INTRAOP", "INTEROP"):
    os.environ.setdefault(f"TF_NUM_{threads_of}_THREADS", "1")

# Lets scikit-learn run its array API check instead of skipping it.
os.environ.setdefault("SCIPY_ARRAY_API", "1")


def pytest_collection_finish():
    """Spare the tests what takes long: collecting garbage, and tracing programs again.

    Half a million objects have been imported, over which the collector would pass again
    and again while TensorFlow traces.
    """
    if "skgan.training" in sys.modules:
        sys.modules["skgan.training._program"].MAX_PROGRAMS = 48  # 14 MB each
    if "skgan.kernels" in sys.modules:  # quick judges; they are tested by themselves
        sys.modules["skgan.kernels._image_judges"].N_TREES = 3
        sys.modules["skgan.kernels._image_choice"].MAX_PAIRS = 10
        sys.modules["skgan.kernels._rarity"].N_DRAWS = 3
    gc.collect()
    gc.freeze()


@pytest.fixture
def few_grown_rows(monkeypatch):
    """Let the kernel add few rows to those that networks learn from; it takes long."""
    monkeypatch.setattr("skgan.training._rows.MOST_GROWN_VALUES", 2**13)


@pytest.fixture
def small_forests(monkeypatch):
    """Let the forests that tell rows apart have a tenth of their trees."""
    from skgan.metrics import _classifiers

    def small(random_state, forest=_classifiers.forest):
        return forest(random_state).set_params(n_estimators=10)

    monkeypatch.setattr(_classifiers, "forest", small)


@pytest.fixture
def untraced():
    """Let TensorFlow run the few steps of a training without tracing them before."""
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)
