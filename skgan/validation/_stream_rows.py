"""The images of a stream that are in memory, and how others replace them."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import numpy as np

from skgan.exceptions import InputError
from skgan.validation._source import ImageSource
from skgan.validation._stream import Batch, Stream

__all__ = ["StreamedImages", "read_once"]

MAX_ROWS = 1000  # largest number of images of a class in memory
MIN_ROWS = 50  # the same, for many classes or large images
MAX_BYTES = 2**27  # of all classes, as long as each has MIN_ROWS
MAX_CLASSES = 10_000  # more are usually numbers that are not classes


class Kept:
    """The images of one class with the smallest keys, which are random numbers."""

    def __init__(self) -> None:
        self.parts: list[tuple[np.ndarray, ...]] = []  # keys, places, images
        self.n_kept, self.count, self.bound = 0, 0, np.inf

    def add(
        self, keys: np.ndarray, places: np.ndarray, images: np.ndarray, most: int
    ) -> None:
        """Add the images whose keys may be among the smallest."""
        self.count += len(keys)
        few = keys < self.bound
        if few.any():
            self.parts.append((keys[few], places[few], images[few]))
            self.n_kept += int(few.sum())
        if self.n_kept > 2 * most:
            self.shrink(most)

    def shrink(self, most: int) -> None:
        """Keep the images with the smallest keys only."""
        keys, places, images = map(np.concatenate, zip(*self.parts, strict=True))
        order = np.argsort(keys, kind="stable")[:most]
        self.parts = [(keys[order], places[order], images[order])]
        self.n_kept = len(order)
        if self.n_kept == most:
            self.bound = keys[order[-1]]


class StreamedImages(ImageSource):
    """Images of a stream, of which a limited number of each class is in memory.

    Small classes are in memory completely. In larger classes, each image is replaced by
    a later image of the stream, at a random place, as in the shuffle buffer of tf.data.
    Each class has its own buffer, because a training draws all classes equally often.

    Parameters
    ----------
    stream : Stream
        Source of the images.
    kept : dict
        The images of each class that the first pass has kept.
    dtype : dtype
        Dtype of the classes.
    extremes : (scalar, scalar)
        The smallest and the largest value of all pixels of the stream.
    most : int
        Largest number of images of a class in memory.
    seed : int
        Seed for the places at which images are replaced.

    Attributes
    ----------
    classes : ndarray of shape (n_classes,)
        The classes, sorted.
    labels : ndarray of shape (n_rows,)
        Labels of the images in memory, which are in the order of the stream.
    counts : ndarray of shape (n_classes,)
        Number of images of each class in the whole stream.
    """

    def __init__(
        self,
        stream: Stream,
        kept: dict[Any, Kept],
        dtype: np.dtype,
        extremes: tuple[Any, Any],
        most: int,
        seed: int,
    ) -> None:
        self.stream, self.extremes, self.seed = stream, extremes, seed
        names = np.unique(np.array([*kept]))
        self.classes = names if names.dtype.kind == "U" else names.astype(dtype)
        self.counts = np.array([kept[name].count for name in names.tolist()])
        parts = []
        for label, name in enumerate(names.tolist()):
            kept[name].shrink(most)
            [(_, places, images)] = kept[name].parts
            kept[name].parts = []
            parts.append((places, np.full(len(places), label), images))
        places, labels, images = map(np.concatenate, zip(*parts, strict=True))
        order = np.argsort(places)
        self.labels, self.images = labels[order], images[order]
        self.shape, self.dtype = self.images.shape, self.images.dtype
        self.held: set[bytes] = set()
        self.places = [np.flatnonzero(self.labels == i) for i in range(len(parts))]
        self.is_partial = self.counts > [len(places) for places in self.places]
        self._first: np.ndarray | None = None
        self.rewind()

    def read(self, rows: np.ndarray) -> np.ndarray:
        """Return the images that are currently at these positions."""
        return self.images[rows]

    def min(self) -> Any:
        """Return the smallest value of all pixels of the stream."""
        return self.extremes[0]

    def max(self) -> Any:
        """Return the largest value of all pixels of the stream."""
        return self.extremes[1]

    def marks(self) -> list[np.ndarray]:
        """Return the counts of the whole stream and its extremes."""
        return [self.counts, np.array(self.extremes)]

    def hold_out(self, rows: np.ndarray) -> None:
        """Never replace these images, and ignore equal ones of the stream."""
        self.held = {digest(image) for image in self.images[rows]}
        self.places = [np.setdiff1d(places, rows) for places in self.places]

    def rewind(self) -> None:
        """Return to the images of the first pass, and to the start of the stream."""
        if self._first is not None:
            self.images[:] = self._first
        self.random_state = np.random.RandomState(self.seed)
        self.left: Batch | None = None
        self.batches: Iterator[Batch] | None = None
        self.n_read = 0  # in this pass over the stream

    def advance(self, n_rows: int) -> None:
        """Read `n_rows` images, and let those of large classes replace others."""
        if not self.is_partial.any():
            return
        if self._first is None:
            self._first = self.images.copy()
        for images, classes in self._next(n_rows):
            labels = self._labels_of(classes)
            for label in np.unique(labels):
                if self.is_partial[label]:
                    self._exchange(images[labels == label], self.places[label])

    def _exchange(self, images: np.ndarray, places: np.ndarray) -> None:
        """Put images of one class at random places."""
        if self.held:
            images = images[[digest(image) not in self.held for image in images]]
        if len(places):
            chosen = self.random_state.randint(len(places), size=len(images))
            self.images[places[chosen]] = images

    def _next(self, n_rows: int) -> Iterator[Batch]:
        """Yield the next `n_rows` images; after the last image, begin again."""
        while n_rows:
            if self.batches is None:
                self.batches, self.n_read = self.stream.batches(), 0
            batch = self.left or next(self.batches, None)
            if batch is None:
                self._check_number(is_end=True)
                self.batches = None
                continue
            images, classes = batch
            n = min(n_rows, len(images))
            self.left = (images[n:], classes[n:]) if n < len(images) else None
            self.n_read += n
            self._check_number(is_end=False)
            n_rows -= n
            yield images[:n], classes[:n]

    def _check_number(self, is_end: bool) -> None:
        """Raise an error if the number of images differs between passes."""
        total = int(self.counts.sum())
        if self.n_read > total or (is_end and self.n_read < total):
            more = "more" if self.n_read > total else f"only {self.n_read}"
            raise InputError(
                f"The {self.stream.name} gave {total} images when it was first read, "
                f"and {more} in a later pass. Give one that has the same images each "
                "time, and not an iterator that is used up."
            )

    def _labels_of(self, classes: np.ndarray) -> np.ndarray:
        """Return the labels of classes, all of which the first pass has seen."""
        at = np.searchsorted(self.classes, classes).clip(max=len(self.classes) - 1)
        is_new = self.classes[at] != classes
        if is_new.any():
            raise InputError(
                f"The {self.stream.name} has the class {classes[is_new][0]!s}, which "
                "it did not have when it was first read. Give one that has the same "
                "images each time."
            )
        return at


def read_once(X: Any, seed: int) -> StreamedImages:
    """Read a stream once; return images of each class, and statistics of all.

    Parameters
    ----------
    X : tf.data.Dataset or keras.utils.PyDataset
        Pairs of image and class.
    seed : int
        Seed for the choice of images of large classes that are in memory first.
    """
    stream, random_state = Stream(X), np.random.RandomState(seed)
    kept: dict[Any, Kept] = {}
    low: Any = None
    high: Any = None
    n_read = most = 0
    for images, classes in stream.batches():
        names, codes = np.unique(classes, return_inverse=True)
        for name in names.tolist():
            kept.setdefault(name, Kept())
        check_number_of_classes(kept, stream.name)
        most = most_rows(images[0].nbytes, len(kept))
        keys = random_state.random_sample(len(images))
        places = n_read + np.arange(len(images))
        for code, name in enumerate(names.tolist()):
            own = codes == code
            kept[name].add(keys[own], places[own], images[own], most)
        low = images.min() if low is None else min(low, images.min())
        high = images.max() if high is None else max(high, images.max())
        n_read += len(images)
    if not n_read:
        raise InputError(
            f"The {stream.name} is empty. Give one with images of two classes or more; "
            "an iterator that has been read has none left."
        )
    return StreamedImages(stream, kept, classes.dtype, (low, high), most, seed)


def most_rows(n_bytes: int, n_classes: int) -> int:
    """Return how many images of each class fit in memory."""
    return int(np.clip(MAX_BYTES // (n_bytes * n_classes), MIN_ROWS, MAX_ROWS))


def check_number_of_classes(classes: dict[Any, Any], name: str) -> None:
    """Raise an error if there are too many classes."""
    if len(classes) > MAX_CLASSES:
        raise InputError(
            f"The {name} has more than {MAX_CLASSES:,} classes; perhaps they are "
            "measured numbers. Give pairs of image and class."
        )


def digest(image: np.ndarray) -> bytes:
    """Return a hash of the pixels of an image."""
    return blake2b(image.tobytes(), digest_size=16).digest()
