"""Which images of a stream are in memory, and how they take turns."""

from collections import Counter

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan.exceptions import InputError
from skgan.validation import _stream_rows
from skgan.validation._stream_rows import most_rows, read_once
from tests.helpers import refused
from tests.validation.test_stream import Batches

N = 300
CLASSES = np.where(np.arange(N) % 10 == 9, "rare", "often")  # 30 and 270
# Each image is known by its first pixel and its third.
IMAGES = np.zeros((N, 8, 8, 1), np.uint16)
IMAGES[:, 0, 0, 0] = np.arange(N)


def number(images):
    return images[:, 0, 0, 0].tolist()


def stream(size, images=IMAGES, classes=CLASSES):
    starts = range(0, len(images), size)
    return Batches(*((images[i : i + size], classes[i : i + size]) for i in starts))


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(_stream_rows, "MAX_ROWS", 40)
    monkeypatch.setattr(_stream_rows, "MIN_ROWS", 5)


def test_all_images_are_kept_where_memory_is_for_them():
    images = read_once(stream(64), 0)
    assert_array_equal(images[:], IMAGES)
    assert_array_equal(images.classes[images.labels], CLASSES)
    assert images.counts.tolist() == [270, 30]
    images.advance(1000)  # nothing is read
    assert images.n_read == 0 and number(images.images) == [*range(N)]


def test_a_sample_of_frequent_classes_does_not_depend_on_batches(few):
    of_sizes = [read_once(stream(size), 0) for size in (1, 7, 300)]
    for images in of_sizes:
        assert Counter(images.labels) == {0: 40, 1: 30}
        assert images.counts.tolist() == [270, 30]
        assert (images.min(), images.max()) == (0, N - 1)  # of all, not of the sample
        assert number(images.images) == sorted(number(of_sizes[0].images))
    assert number(read_once(stream(7), 1).images) != number(of_sizes[0].images)


def test_samples_are_even(few):
    chosen = Counter(
        place
        for seed in range(200)
        for place in number(read_once(stream(300), seed)[:])
    )
    assert all(chosen[i] == 200 for i in range(9, N, 10))  # the rare ones
    often = [chosen[i] for i in range(N) if i % 10 != 9]
    assert sum(often) == 200 * 40 and min(often) >= 12 and max(often) <= 50


def test_images_take_turns_within_their_class(few):
    images = read_once(stream(32), 0)
    labels, seen = images.labels, set()
    for _ in range(12):
        images.advance(50)
        now = np.array(number(images.images))
        assert_array_equal(np.where(now % 10 == 9, 1, 0), labels)
        assert sorted(now[labels == 1]) == [*range(9, N, 10)]
        seen |= {*now.tolist()}
    assert len(seen) > 250  # two passes of 300 images


def test_a_training_begins_with_the_same_images(few):
    images = read_once(stream(32), 0)
    first = images[:]
    images.advance(70)
    after = images[:]
    assert (after != first).any()
    images.rewind()
    assert_array_equal(images[:], first)
    images.advance(70)
    assert_array_equal(images[:], after)


def test_turns_do_not_depend_on_batches(few):
    one, other = read_once(stream(11), 0), read_once(stream(300), 0)
    for n in (7, 64, 500):
        one.advance(n)
        other.advance(n)
        assert_array_equal(one[:], other[:])


def test_images_that_are_held_out_stay_and_never_come_back(few):
    images = read_once(stream(32), 0)
    held = np.array([0, 3, 20])
    apart = number(images[held])
    images.hold_out(held)
    for _ in range(12):
        images.advance(50)
        assert number(images[held]) == apart
        assert not set(number(np.delete(images[:], held, axis=0))) & set(apart)


def test_large_images_and_many_classes_keep_fewer():
    assert most_rows(28 * 28, 10) == 1000
    assert most_rows(128 * 128 * 3, 10) == 273
    assert most_rows(128 * 128 * 12, 1000) == 50


class Fickle(Batches):
    """A stream whose passes differ."""

    def __init__(self, *passes):
        super().__init__()
        self.passes, self.now = passes, -1

    def __len__(self):
        self.now += 1
        return len(self.passes[self.now])

    def __getitem__(self, i):
        return self.passes[self.now][i]


WHOLE = [(IMAGES, CLASSES)]


@pytest.mark.parametrize(
    ("later", "named"),
    [
        ([], "only 0"),
        ([(IMAGES[:200], CLASSES[:200])], "only 200"),
        (WHOLE * 2, "more"),
        ([(IMAGES, np.where(CLASSES == "rare", "new", CLASSES))], "class new"),
        ([(IMAGES[:, 1:], CLASSES)], "(7, 8, 1)"),
        ([(IMAGES * 1.0, CLASSES)], "float64"),
        ([None], "one part"),
        ([(IMAGES[:100], CLASSES[:100]), 7], "one part"),
    ],
)
def test_passes_that_differ_are_refused(few, later, named):
    images = read_once(Fickle(WHOLE, later), 0)
    with refused(named, because=InputError):
        images.advance(301)


def test_numbers_are_no_classes(monkeypatch):
    monkeypatch.setattr(_stream_rows, "MAX_CLASSES", 3)
    with refused("more than 3 classes", because=InputError):
        read_once(stream(64, classes=np.arange(N)), 0)


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, bool, np.float32, "U5", object])
def test_classes_keep_their_dtype(dtype):
    classes = (np.arange(N) % 2).astype(dtype)
    images = read_once(stream(64, classes=classes), 0)
    assert_array_equal(images.classes[images.labels], classes)
    assert images.classes.dtype == dtype or dtype == "U5"
