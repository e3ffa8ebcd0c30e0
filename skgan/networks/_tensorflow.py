"""Why TensorFlow can't be imported, and what to do about it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from skgan.exceptions import TensorFlowNotAvailableError

TENSORFLOW = "tensorflow"
OTHER_BACKENDS = ("jax", "torch", "openvino", "numpy")  # of Keras
WITHOUT = "or set kernel_fraction=1, which makes new rows without networks."


@contextmanager
def explained_import() -> Iterator[None]:
    """Turn all errors of an import of Keras and TensorFlow into one with advice.

    A broken installation fails by far more than ImportError: libraries that were
    compiled for another NumPy raise AttributeError, those of protobuf TypeError.
    """
    try:
        yield
    except TensorFlowNotAvailableError:
        raise
    except Exception as error:
        raise TensorFlowNotAvailableError(text_of(error)) from error


def text_of(error: Exception) -> str:
    """Return two sentences: what is wrong, and what to do."""
    missing = getattr(error, "name", None) if type(error) is ModuleNotFoundError else ""
    if missing in OTHER_BACKENDS:
        return text_of_backend(str(missing))
    if missing in (TENSORFLOW, "keras"):
        return (
            f"Networks need TensorFlow with Keras, but {missing!r} is not installed. "
            "Install both by `pip install tensorflow`, or by `pip install "
            f"tensorflow-cpu` for a machine without GPU, {WITHOUT}"
        )
    told = " ".join(f"{type(error).__name__}: {error!s:.200}".rstrip(".").split())
    return (
        f"Networks need TensorFlow, whose import failed with {told}. Restart Python; "
        "if that does not help, install TensorFlow anew in a new environment by `pip "
        f"install tensorflow`, {WITHOUT}"
    )


def check_backend(backend: str) -> None:
    """Raise where Keras computes by another library than TensorFlow."""
    if backend != TENSORFLOW:
        raise TensorFlowNotAvailableError(text_of_backend(backend))


def text_of_backend(backend: str) -> str:
    """Return two sentences about a backend of Keras that is not TensorFlow."""
    place = "KERAS_BACKEND" if "KERAS_BACKEND" in os.environ else "~/.keras/keras.json"
    return (
        f"Networks need Keras with TensorFlow, but {place} chooses the backend "
        f"{backend!r}. Set the environment variable KERAS_BACKEND to 'tensorflow' "
        f"before Keras is imported, {WITHOUT}"
    )
