"""Streams of images: what is refused, and in which words."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_array_equal

from skgan import ACGANSampler, GANSampler
from skgan.exceptions import InputError
from skgan.validation import is_stream
from skgan.validation._stream import Stream
from tests.helpers import IMAGES, Trap, Y, as_it_was, fitted, refused

SPEC = tf.TensorSpec((8, 8, 1), tf.uint8)


def slices(*parts):
    return tf.data.Dataset.from_tensor_slices(parts)


class Batches(keras.utils.PyDataset):
    """Batches that are given as a list."""

    def __init__(self, *batches):
        super().__init__()
        self.batches = batches

    def __len__(self):
        return len(self.batches)

    def __getitem__(self, i):
        return self.batches[i]


def of_generator(function, spec=SPEC):
    signature = (spec, tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(function, output_signature=signature)


def with_gap():
    images = IMAGES / 255
    images[45, 2, 2] = np.nan
    return slices(images, Y)


def raising():
    yield from zip(IMAGES[:50], Y[:50], strict=True)
    raise OSError("the disk is gone")


BAD = {
    "no pairs": (slices(IMAGES), "1 parts", "(image, class)"),
    "images alone": (slices(IMAGES).map(lambda x: x), "one part"),
    "weights": (slices(IMAGES, Y, Y), "3 parts"),
    "names": (slices(IMAGES, Y).map(lambda x, y: {"x": x, "y": y}), "['x', 'y']"),
    "no end": (slices(IMAGES, Y).repeat(), "repeat()"),
    "empty": (slices(IMAGES, Y).take(0), "empty"),
    "no rank": (of_generator(raising, tf.TensorSpec(None, tf.uint8)), "unknown"),
    "no height": (
        of_generator(raising, tf.TensorSpec((None, 8, 1), tf.uint8)),
        "(None, 8, 1)",
        "resize",
    ),
    "no channels": (slices(IMAGES[..., 0], Y), "(8, 8)"),
    "too small": (slices(IMAGES[:, :4], Y), "(4, 8, 1)"),
    "one class": (slices(IMAGES, 0 * Y), "1 class"),
    "one of a class": (slices(IMAGES, np.arange(60) // 59), "1 sample"),
    "texts as pixels": (slices(IMAGES.astype(str), Y), "not numeric"),
    "NaN": (with_gap(), "NaN"),
    "missing class": (slices(IMAGES, np.where(Y, np.nan, Y)), "nan"),
    "measured": (slices(IMAGES, Y + np.linspace(0, 0.5, 60)), "y classes"),
    "one-hot": (slices(IMAGES, np.eye(2)[Y]), "argmax"),
    "raises": (of_generator(raising), "raised", "Correct"),
    "raises in Keras": (Batches((IMAGES, Y), None), "one part"),
    "several shapes": (
        Batches((IMAGES, Y), (IMAGES[:, :, 1:], Y)),
        *("after 60 images", "(8, 7, 1)", "(8, 8, 1)"),
    ),
    "several dtypes": (Batches((IMAGES, Y), (IMAGES / 255, Y)), "float64", "uint8"),
    "several types of classes": (Batches((IMAGES, Y), (IMAGES, Y.astype(str))), "<U"),
    "fewer classes": (Batches((IMAGES, Y[1:])), "60 images and 59 classes"),
    "one by one": (Batches((IMAGES[0], Y[0])), "(8, 8, 1)", "batches"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_streams_are_refused_and_change_nothing(name):
    stream, *named = BAD[name]
    sampler = fitted(kind="images", kernel_fraction=1)
    sampler.set_params(callbacks=[Trap()])
    with as_it_was(sampler.set_params(callbacks=None)):
        with refused(*named, because=ValueError):
            sampler.set_params(callbacks=[Trap()]).fit(stream)
        sampler.set_params(callbacks=None)


@pytest.mark.parametrize(
    ("parameters", "arguments", "named"),
    [
        ({}, {"y": Y}, "y was given"),
        ({}, {"sample_weight": Y + 1}, "sample_weight"),
        ({"sample_shape": (64,)}, {}, "sample_shape=(64,)"),
        ({"value_range": (0, 9)}, {}, "value_range=(0, 9)"),
        ({"categorical_features": [1]}, {}, "categorical_features"),
        ({"sampling_strategy": {0: 3}}, {}, "already 40"),
        ({"sampling_strategy": {7: 30}}, {}, "unknown class 7"),
    ],
)
def test_parameters_that_do_not_fit_a_stream(parameters, arguments, named):
    with refused(named, because=InputError):
        ACGANSampler(callbacks=[Trap()], **parameters).fit(
            slices(IMAGES, Y), **arguments
        )


def test_a_dataset_without_end_of_keras_is_refused():
    class Endless(Batches):
        num_batches = None

    with refused("never ends", because=InputError):
        GANSampler().fit(Endless((IMAGES, Y)))


@pytest.mark.parametrize(
    "stream",
    [
        slices(IMAGES, Y),
        slices(IMAGES, Y).batch(7),
        slices(IMAGES, Y[:, None]).batch(32, drop_remainder=True),
        Batches((IMAGES[:50], Y[:50]), (IMAGES[:0], Y[:0]), (IMAGES[50:], Y[50:])),
    ],
)
def test_batches_are_those_of_the_stream(stream):
    assert is_stream(stream) and not is_stream(IMAGES) and not is_stream([stream])
    images, classes = map(np.concatenate, zip(*Stream(stream).batches(), strict=True))
    assert_array_equal(images, IMAGES[: len(images)])
    assert_array_equal(classes, Y[: len(images)])
    assert len(images) in (32, 60)


def test_texts_of_tensorflow_become_texts():
    [(_, classes)] = Stream(slices(IMAGES, np.where(Y, "é", "b"))).batches()
    assert classes.dtype.kind == "U" and set(classes) == {"é", "b"}
