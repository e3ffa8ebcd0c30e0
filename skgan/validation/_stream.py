"""Streams of images and classes: validation, and iteration over batches."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import numpy as np

from skgan.exceptions import InputError
from skgan.validation._labels import check_labels
from skgan.validation._samples import check_numeric

__all__ = ["Batch", "Stream", "is_stream", "stream_name"]

BATCH = 256  # images that are read at once from a stream without batches
IMAGE_AXES = 3
MAX_MESSAGE = 200  # characters of a stream's own error that are shown
Batch = tuple[np.ndarray, np.ndarray]  # images, and their classes
INFINITE = -1  # the cardinality of a tf.data.Dataset that repeats itself


def is_stream(X: Any) -> bool:
    """Return whether X is a tf.data.Dataset or a keras.utils.PyDataset.

    The libraries are not imported, since a stream can only exist if they are.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.validation import is_stream
    >>> is_stream(np.zeros((2, 8, 8, 1)))
    False
    """
    return is_dataset(X) or is_py_dataset(X)


def is_dataset(X: Any) -> bool:
    """Return whether X is a tf.data.Dataset."""
    return hasattr(X, "as_numpy_iterator") and hasattr(X, "element_spec")


def is_py_dataset(X: Any) -> bool:
    """Return whether X is a keras.utils.PyDataset."""
    return any(
        cls.__name__ == "PyDataset" and cls.__module__.startswith("keras.")
        for cls in type(X).__mro__
    )


def stream_name(X: Any) -> str:
    """Return the name of a stream's class."""
    return "tf.data.Dataset" if is_dataset(X) else "keras.utils.PyDataset"


class Stream:
    """Iterates over the images and classes of a user's stream, and checks each batch.

    Parameters
    ----------
    X : tf.data.Dataset or keras.utils.PyDataset
        Pairs of image and class, one by one or in batches. Images have a known shape
        (height, width, channels).
    """

    def __init__(self, X: Any) -> None:
        self.X = X
        self.name = stream_name(X)
        self.shape: tuple[int, ...] | None = None
        self.dtype: np.dtype | None = None
        self.kind_of_classes: str | None = None
        if is_dataset(X):
            self.shape, is_batched = described(X)
            self.X = X if is_batched else X.batch(BATCH)

    def batches(self) -> Iterator[Batch]:
        """Yield the images and classes of one pass; all have one shape and dtype."""
        n_read = 0
        for element in self._elements():
            images, classes = self._checked(element, n_read)
            n_read += len(images)
            if len(images):
                yield images, classes

    def _elements(self) -> Iterator[Any]:
        """Yield the elements of the stream, and explain its own errors."""
        elements: Iterator[Any] | None = None
        for n_read in count():
            try:
                if elements is None:
                    elements = self._whole()
                element = next(elements)
            except StopIteration:
                return
            except InputError:
                raise
            except Exception as error:
                message = str(error).strip().splitlines() or [""]
                raise InputError(
                    f"The {self.name} raised {type(error).__name__} after {n_read} "
                    f"batches: {message[0]:.{MAX_MESSAGE}}. Correct the stream, for "
                    "example by iterating over it alone; the fit has changed nothing."
                ) from error
            yield element

    def _whole(self) -> Iterator[Any]:
        if is_dataset(self.X):
            return iter(self.X.as_numpy_iterator())
        return map(self.X.__getitem__, range(number_of_batches(self.X)))

    def _checked(self, element: Any, n_read: int) -> Batch:
        """Return the images and classes of one batch."""
        if not isinstance(element, tuple | list) or len(element) != 2:
            raise not_pairs(self.name, told(element))
        images, classes = (np.asarray(part) for part in element)
        where = f"The {self.name} has, after {n_read} images,"
        if images.ndim != IMAGE_AXES + 1:
            raise InputError(
                f"{where} a batch of shape {images.shape}. Give batches of images of "
                "shape (n, height, width, channels)."
            )
        if self.shape is None:
            self.shape = images.shape[1:]
        if images.shape[1:] != self.shape:
            raise InputError(
                f"{where} images of shape {images.shape[1:]}; those before have "
                f"{self.shape}. Crop, pad or resize them to one shape."
            )
        if self.dtype is None:
            self.dtype = images.dtype
            check_numeric(images)
        if images.dtype != self.dtype:
            raise InputError(
                f"{where} images of dtype {images.dtype}; those before have "
                f"{self.dtype}. Cast all of them to one dtype."
            )
        if images.dtype.kind == "f" and not np.isfinite(images).all():
            raise InputError(
                f"{where} an image with NaN or infinite pixels. Fill or remove such "
                "images first."
            )
        classes = checked_classes(classes, len(images), where)
        if self.kind_of_classes is None:
            self.kind_of_classes = classes.dtype.kind
        if classes.dtype.kind != self.kind_of_classes:
            raise InputError(
                f"{where} classes of dtype {classes.dtype}, which are of another type "
                "than those before. Give classes of one type."
            )
        return images, classes


def described(X: Any) -> tuple[tuple[int, ...], bool]:
    """Return the shape of the images of a tf.data.Dataset, and whether it has batches.

    Raises
    ------
    InputError
        If it is infinite, has no pairs, or if the shape of its images is not known.
    """
    if int(X.cardinality()) == INFINITE:
        raise never_ends("tf.data.Dataset")
    spec = X.element_spec
    if not isinstance(spec, tuple) or len(spec) != 2:
        raise not_pairs("tf.data.Dataset", told(spec))
    shape = getattr(spec[0], "shape", None)
    axes = None if shape is None or shape.rank is None else tuple(shape)
    if (
        axes is None
        or len(axes) not in (IMAGE_AXES, IMAGE_AXES + 1)
        or None in axes[-IMAGE_AXES:]
    ):
        raise InputError(
            f"The images of the tf.data.Dataset have the shape {axes or 'unknown'}. "
            "Give images of a known shape (height, width, channels), in batches or one "
            "by one; tf.image.resize and tf.ensure_shape give them one."
        )
    return axes[-IMAGE_AXES:], len(axes) > IMAGE_AXES


def number_of_batches(X: Any) -> int:
    """Return the number of batches of a PyDataset."""
    n_batches = X.num_batches
    if n_batches is None or n_batches == float("inf"):
        raise never_ends("keras.utils.PyDataset")
    return int(n_batches)


def checked_classes(classes: np.ndarray, n_images: int, where: str) -> np.ndarray:
    """Return the classes of a batch (n_images,); texts of TensorFlow as str."""
    if classes.ndim == 2 and classes.shape[1] == 1:
        classes = classes[:, 0]
    if classes.ndim != 1:
        raise InputError(
            f"{where} classes of shape {classes.shape}. Give one class for each image; "
            "convert one-hot rows by argmax."
        )
    if len(classes) != n_images:
        raise InputError(
            f"{where} a batch of {n_images} images and {len(classes)} classes. Give "
            "one class for each image."
        )
    if classes.dtype == object and all(isinstance(c, bytes) for c in classes):
        classes = np.array([c.decode() for c in classes])
    check_labels(classes)
    return classes


def told(element: Any) -> str:
    """Return a description of an element of a stream."""
    if isinstance(element, Mapping):
        return f"the parts {[*element]}"
    is_several = isinstance(element, tuple | list)
    return f"{len(element)} parts" if is_several else "one part"


def not_pairs(name: str, seen: str) -> InputError:
    """Return the error for a stream whose elements are not pairs."""
    return InputError(
        f"An element of the {name} has {seen}, not (image, class). Give pairs, in "
        "which each image has its class; weights are only supported for arrays."
    )


def never_ends(name: str) -> InputError:
    """Return the error for an infinite stream."""
    return InputError(
        f"The {name} never ends, so that its images can't be counted. Leave out "
        "repeat(); a fit reads the stream again when it ends."
    )
